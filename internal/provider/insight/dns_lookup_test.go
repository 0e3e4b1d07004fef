package insight_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const setID = acctest.Group + "Microsoft.Compute/virtualMachineScaleSets/web"

// answered is a whole lookup from the instance 0.
func answered(name, below, status, resolver, explanation string, answers ...any) map[string]any {
	return map[string]any{
		"name": name, "from": setID + below, "answers": append([]any{}, answers...),
		"resolver": resolver, "status": status, "explanation": explanation,
	}
}

func TestDNSLookup(t *testing.T) {
	suffix := fabric.InternalDomainSuffix(fabric.ID(acctest.ID(fabric.KindVirtualNetwork, "net")))
	const file, vm, azure = "dns_lookup", "/virtualMachines/0", fabric.PlatformDNS
	internet := func(label string) acctest.Expectation {
		return acctest.Outputs("internet", []string{"vm1." + label + ".koreacentral.cloudapp.azure.com", "198.19.0.2", "Internet"})
	}
	found := answered("web000001", vm, "NoError", azure, "web000001, asked for as web000001."+suffix+", is the instance web_1 in the virtual network net.", "10.0.1.5")
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, acctest.Outputs("instance", found), acctest.Outputs("network", azure), acctest.Outputs("elsewhere", "NXDomain"), internet("shop")),
		// The network's servers, and the nearest: the NIC has its own.
		acctest.Apply(file, acctest.Vars{"servers": []string{"10.0.9.4", "10.0.9.5"}}, acctest.Outputs("network", "10.0.9.4"), internet("shop"),
			acctest.Outputs("instance", answered("web000001", vm, "NXDomain", "10.0.9.4",
				"With custom DNS servers the instance web_0 asks for web000001.reddog.microsoft.com, in a placeholder that has no records; a whole name is needed."))),
		acctest.Apply(file, acctest.Vars{"servers": []string{"10.0.9.4", "10.0.9.5"}, "nic_servers": []string{azure}}, acctest.Outputs("instance", found), acctest.Outputs("network", "10.0.9.4")),
		acctest.Apply(file, acctest.Vars{"nic_servers": []string{"10.0.9.9", azure}, "name": "web000001." + suffix, "below": vm + "/networkInterfaces/NIC/ipConfigurations/ip"}, acctest.Outputs("network", azure),
			acctest.Outputs("instance", answered("web000001."+suffix, vm+"/networkInterfaces/NIC/ipConfigurations/ip", "NXDomain", "10.0.9.9",
				"Only Azure's DNS knows names in internal.cloudapp.net, and the instance web_0 asks the custom server 10.0.9.9 (the first of 2 servers): there is no answer unless that server forwards to 168.63.129.16."))),
		// Public names follow the label; a reverse lookup; a name that the fabric does not know.
		acctest.Apply(file, acctest.Vars{"label": "store"}, internet("store")),
		acctest.Apply(file, acctest.Vars{"label": "store", "name": "10.0.1.5"},
			acctest.Outputs("instance", answered("10.0.1.5", vm, "NoError", azure, "10.0.1.5 is the instance web_1 in the virtual network net.", "web000001.internal.cloudapp.net"))),
		acctest.Apply(file, acctest.Vars{"label": "store", "name": "www.example.com"},
			acctest.Outputs("instance", answered("www.example.com", vm, "Unknown", azure, "The fabric knows no names outside internal.cloudapp.net and cloudapp.azure.com."))),
	)
}

// TestDNSLookupFlexible: a NIC of a Flexible set asks, whose id is its own, and so does a packet's source.
func TestDNSLookupFlexible(t *testing.T) {
	acctest.OneCLI(t).Run(acctest.Apply("dns_lookup_flexible", nil, acctest.Outputs("answers", []string{"10.0.1.4", "10.0.1.4", "Reachable"})))
}

func TestDNSLookupRefused(t *testing.T) {
	const file = "dns_lookup"
	absent := func(name, from string) string {
		return "data \"simfabric_dns_lookup\" \"this\" {\n  name = \"" + name + "\"\n  from = \"" + from + "\"\n}\n"
	}
	f := acctest.OneCLI(t)
	f.Run(
		acctest.Refuses(absent("web 1", "Internet"), nil, fabric.CodeInvalidParameter, "name =", `The lookup cannot use its name: "web 1" is neither the name of a host nor an IP address.`, "Give a host name"),
		acctest.Refuses(absent("web1", ""), nil, fabric.CodeInvalidResourceReference, "from =", `The lookup cannot use its from: "" is neither Internet`),
		acctest.Refuses(absent("web1", "net"), nil, fabric.CodeInvalidResourceReference, "from =", `"net" is neither Internet`, "leave from out"),
		acctest.Refuses(absent("web1", setID), nil, fabric.CodeInvalidResourceReference, "from =", `virtualMachineScaleSets/web" is neither Internet`),
		acctest.Refuses(absent("web1", setID+"/virtualMachines/0"), nil, fabric.CodeInvalidResourceReference, "from =", "There is no scale set "+setID+"."),
		acctest.Refuses(absent("web1", acctest.ID(fabric.KindVirtualNetwork, "net")), nil, fabric.CodeInvalidResourceReference, "from =", "There is no virtual network"),
		acctest.Refuses(file, acctest.Vars{"below": "/virtualMachines/2"}, fabric.CodeInvalidResourceReference, "from =", "the scale set web has no instance 2"),
		acctest.Refuses(file, acctest.Vars{"below": "/virtualMachines/1/networkInterfaces/eth0"}, fabric.CodeInvalidResourceReference, "from =", "the instance web_1 has no NIC eth0"),
		acctest.Refuses(file, acctest.Vars{"name": "10.0.0.256"}, fabric.CodeInvalidParameter, "name =", "ends with a number"),
	)
}
