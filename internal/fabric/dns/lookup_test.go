package dns_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/dns"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

const region = ".koreacentral.cloudapp.azure.com"

var (
	vnet, corp, mixed = ft.ID(fabric.KindVirtualNetwork, "vnet"), ft.ID(fabric.KindVirtualNetwork, "corp"), ft.ID(fabric.KindVirtualNetwork, "mixed")
	inVNet, inCorp    = "." + fabric.InternalDomainSuffix(vnet), "." + fabric.InternalDomainSuffix(corp)
)

// machine is the id of an instance, or of a part of it.
func machine(set, below string) string {
	return string(ft.ID(fabric.KindScaleSet, set)) + "/virtualMachines/" + below
}

func labelled(name, label string) fabric.PublicIP {
	return ft.With(ft.PublicIP(name), func(p *fabric.PublicIP) { p.DomainNameLabel = label })
}

func asking(nic fabric.NICConfiguration, servers ...string) fabric.NICConfiguration {
	nic.DNSServers = servers
	return nic
}

func network(name, space string, servers ...string) fabric.VirtualNetwork {
	return ft.With(ft.VNet(name, space, "fd00:db8::/48"), func(v *fabric.VirtualNetwork) { v.DNSServers = servers })
}

// cloud has three networks. In vnet, without servers, are web (11 instances, with a NIC that has servers of its own) and
// old; in corp is ad, whose first instance is the network's first server; mixed names Azure's server before another.
func cloud(tb ft.TB) *fabric.World {
	front := ft.SubnetID("vnet", "front")
	return ft.New(tb,
		network("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "front", "10.0.1.0/24", "fd00:db8:0:1::/64"), ft.Subnet("vnet", "back", "10.0.2.0/24"),
		network("corp", "10.1.0.0/16", "10.1.0.4", "10.1.0.5"), ft.Subnet("corp", "ad", "10.1.0.0/24"),
		network("mixed", "10.2.0.0/16", fabric.PlatformDNS, "10.1.0.4"), ft.Subnet("mixed", "a", "10.2.0.0/24"),
		labelled("gate", "gate"), ft.With(labelled("gate6", "gate"), func(p *fabric.PublicIP) { p.Version = fabric.IPv6 }), ft.PublicIP("plain"),
		ft.NIC("front", ft.Public(ft.IP("ip4", front), "shop", ""), ft.Public(ft.IPv6("ip6", front), "shop", ""), ft.IP("more", front)),
		asking(ft.SecondNIC("back", ft.IP("ip", ft.SubnetID("vnet", "back"))), "10.0.9.9"),
		ft.Set("web", 11, "front", "back"),
		ft.NIC("ad", ft.Public(ft.IP("ip", ft.SubnetID("corp", "ad")), "corp", "")), ft.Set("ad", 1, "ad"),
		ft.NIC("mixed", ft.IP("ip", ft.SubnetID("mixed", "a"))), ft.Set("mixed", 1, "mixed"),
		ft.NIC("old", ft.IP("ip", ft.SubnetID("vnet", "back"))),
		ft.With(ft.Set("twin", 1, "old"), func(s *fabric.ScaleSet) { s.ComputerNamePrefix = "WEB" }),
		ft.With(ft.Set("dotted", 1, "old"), func(s *fabric.ScaleSet) { s.ComputerNamePrefix = "a.b" }),
	).World
}

// lookupCase is one question and the whole answer.
type lookupCase struct {
	name, from string
	want       dns.Answer
}

func yes(resolver, explanation string, answers ...string) dns.Answer {
	return dns.Answer{Answers: answers, Resolver: resolver, Status: dns.NoError, Explanation: explanation}
}

func no(resolver, explanation string) dns.Answer {
	return dns.Answer{Answers: []string{}, Resolver: resolver, Status: dns.NXDomain, Explanation: explanation}
}

func perhaps(resolver, explanation string) dns.Answer {
	return dns.Answer{Answers: []string{}, Resolver: resolver, Status: dns.Unknown, Explanation: explanation}
}

const (
	azure = fabric.PlatformDNS
	onlyA = "Only Azure's DNS knows names in internal.cloudapp.net, and "
	unfwd = ": there is no answer unless that server forwards to 168.63.129.16."
	adDNS = "the custom server 10.1.0.4 (the instance ad_0, the first of 2 servers)"
)

func hostCases() []lookupCase {
	web1 := "web000001, asked for as web000001" + inVNet + ", is the instance web_1 in the virtual network vnet."
	twins := "web000000, asked for as web000000" + inVNet + ", is the instance web_0 and the instance twin_0 in the virtual network vnet."
	return []lookupCase{
		// A bare name, in any casing, from each form of a machine in the network.
		{"web000001", string(vnet), yes(azure, web1, "10.0.1.6")},
		{"web000001", machine("web", "0"), yes(azure, web1, "10.0.1.6")},
		{"web000001", machine("web", "0/networkInterfaces/front"), yes(azure, web1, "10.0.1.6")},
		{"web000001", machine("WEB", "10/networkInterfaces/FRONT/ipConfigurations/IP6"), yes(azure, web1, "10.0.1.6")},
		{"web000001", strings.ToUpper(machine("twin", "0")), yes(azure, web1, "10.0.1.6")},
		{"WEB00000a", string(vnet), yes(azure, "WEB00000a, asked for as web00000a"+inVNet+", is the instance web_10 in the virtual network vnet.", "10.0.1.24")},
		{"web00000B", string(vnet), no(azure, "No instance in the virtual network vnet has the computer name web00000b.")},
		// Computer names are not unique.
		{"web000000", string(vnet), yes(azure, twins, "10.0.1.4", "10.0.2.15")},
		// Whole names: with the suffix of the network, and without its own part.
		{"web000001" + inVNet, string(vnet), yes(azure, "web000001"+inVNet+" is the instance web_1 in the virtual network vnet.", "10.0.1.6")},
		{"Web000001" + strings.ToUpper(inVNet) + ".", string(vnet), yes(azure, "Web000001"+strings.ToUpper(inVNet)+". is the instance web_1 in the virtual network vnet.", "10.0.1.6")},
		{"web000001.internal.cloudapp.net", string(vnet), yes(azure, "web000001.internal.cloudapp.net is the instance web_1 in the virtual network vnet.", "10.0.1.6")},
		{"web000099" + inVNet, string(vnet), no(azure, "No instance in the virtual network vnet has the computer name web000099.")},
		{"x.web000001" + inVNet, string(vnet), no(azure, "x.web000001"+inVNet+" is no name of an instance: in the virtual network vnet they end with "+inVNet[1:]+".")},
		{"internal.cloudapp.net", string(vnet), no(azure, "internal.cloudapp.net is no name of an instance: in the virtual network vnet they end with "+inVNet[1:]+".")},
		// A computer name that is no host name is not published.
		{"a.b000000" + inVNet, string(vnet), no(azure, "a.b000000"+inVNet+" is no name of an instance: in the virtual network vnet they end with "+inVNet[1:]+".")},
		// A period at its end keeps the suffix away.
		{"web000001.", string(vnet), no(azure, "web000001. is a bare name: only a machine in a virtual network completes it with a suffix, and only where no period ends it.")},
		// Another network, and the internet.
		{"ad000000", string(vnet), no(azure, "No instance in the virtual network vnet has the computer name ad000000.")},
		{"ad000000" + inCorp, string(vnet), no(azure, "ad000000"+inCorp+" is a name in the virtual network corp, and the lookup comes from vnet: names are not answered across virtual networks.")},
		{"ad000000.internal.cloudapp.net", string(vnet), no(azure, "No instance in the virtual network vnet has the computer name ad000000.")},
		{"web000001", dns.Internet, no(dns.Internet, "web000001 is a bare name: only a machine in a virtual network completes it with a suffix, and only where no period ends it.")},
		{"web000001" + inVNet, "internet", no(dns.Internet, "web000001"+inVNet+" lies in internal.cloudapp.net, and names there are answered only inside their virtual network.")},
	}
}

func customCases() []lookupCase {
	placeholder := func(who string) string {
		return "With custom DNS servers " + who + " asks for ad000000.reddog.microsoft.com, in a placeholder that has no records; a whole name is needed."
	}
	return []lookupCase{
		// The network's servers; the first one is an instance.
		{"ad000000", string(corp), no("10.1.0.4", placeholder("a machine in the virtual network corp"))},
		{"ad000000", machine("ad", "0"), no("10.1.0.4", placeholder("the instance ad_0"))},
		{"ad000000" + inCorp, string(corp), no("10.1.0.4", onlyA+"a machine in the virtual network corp asks "+adDNS+unfwd)},
		{"ad000000.reddog.microsoft.com", string(corp), no("10.1.0.4", "reddog.microsoft.com has no records: it is the placeholder that machines with custom DNS servers get as their suffix.")},
		{"gate" + region, string(corp), yes("10.1.0.4", "gate"+region+" is the public IP address gate and the public IP address gate6; "+adDNS+" is taken to resolve public names.", "198.19.0.1", "2001:db8:8000::1")},
		{"none" + region, string(corp), no("10.1.0.4", "No public IP address and no instance has the name none"+region+"; "+adDNS+" is taken to resolve public names.")},
		{"db.corp.example", string(corp), perhaps("10.1.0.4", "The fabric knows no names outside internal.cloudapp.net and cloudapp.azure.com; "+adDNS+" may know db.corp.example.")},
		// A NIC's own servers stand in place of the network's; those of the primary NIC are the instance's.
		{"web000001" + inVNet, machine("web", "0/networkInterfaces/back"), no("10.0.9.9", onlyA+"the instance web_0 asks the custom server 10.0.9.9"+unfwd)},
		{"web000001" + inVNet, machine("web", "0"), yes(azure, "web000001"+inVNet+" is the instance web_1 in the virtual network vnet.", "10.0.1.6")},
		// Azure's server before another answers; the suffix is the placeholder all the same.
		{"mixed000000", string(mixed), no(azure, "With custom DNS servers a machine in the virtual network mixed asks for mixed000000.reddog.microsoft.com, in a placeholder that has no records; a whole name is needed.")},
		{"mixed000000." + fabric.InternalDomainSuffix(mixed), string(mixed), yes(azure, "mixed000000."+fabric.InternalDomainSuffix(mixed)+" is the instance mixed_0 in the virtual network mixed.", "10.2.0.4")},
	}
}

func publicCases() []lookupCase {
	gate := yes(dns.Internet, "gate"+region+" is the public IP address gate and the public IP address gate6.", "198.19.0.1", "2001:db8:8000::1")
	return []lookupCase{
		{"gate" + region, dns.Internet, gate},
		{"gate" + region, string(vnet), yes(azure, gate.Explanation, gate.Answers...)},
		{"GATE.KoreaCentral.CloudApp.Azure.com.", dns.Internet, yes(dns.Internet, "GATE.KoreaCentral.CloudApp.Azure.com. is the public IP address gate and the public IP address gate6.", gate.Answers...)},
		{"gate.koreasouth.cloudapp.azure.com", dns.Internet, no(dns.Internet, "No public IP address and no instance has the name gate.koreasouth.cloudapp.azure.com.")},
		{"vm0.shop" + region, dns.Internet, yes(dns.Internet, "vm0.shop"+region+" is the instance web_0.", "198.19.0.3", "2001:db8:8000::2")},
		{"vm10.shop" + region, machine("web", "3"), yes(azure, "vm10.shop"+region+" is the instance web_10.", "198.19.0.13", "2001:db8:8000::c")},
		{"vm11.shop" + region, dns.Internet, no(dns.Internet, "No public IP address and no instance has the name vm11.shop"+region+".")},
		{"vm00.shop" + region, dns.Internet, no(dns.Internet, "No public IP address and no instance has the name vm00.shop"+region+".")},
		{"shop" + region, dns.Internet, no(dns.Internet, "shop"+region+" itself has no address: the instances of the scale set web are below it, such as vm0.shop"+region+".")},
		{"cloudapp.azure.com", dns.Internet, no(dns.Internet, "No public IP address and no instance has the name cloudapp.azure.com.")},
		{"notcloudapp.azure.com", dns.Internet, perhaps(dns.Internet, "The fabric knows no names outside internal.cloudapp.net and cloudapp.azure.com.")},
	}
}

func reverseCases() []lookupCase {
	return []lookupCase{
		{"10.0.1.6", string(vnet), yes(azure, "10.0.1.6 is the instance web_1 in the virtual network vnet.", "web000001.internal.cloudapp.net")},
		{"::ffff:10.0.1.6", string(vnet), yes(azure, "10.0.1.6 is the instance web_1 in the virtual network vnet.", "web000001.internal.cloudapp.net")},
		{"10.0.2.4", string(vnet), yes(azure, "10.0.2.4 is the instance web_0 in the virtual network vnet.", "web000000.internal.cloudapp.net")},
		{"fd00:db8:0:1::4", string(vnet), yes(azure, "fd00:db8:0:1::4 is the instance web_0 in the virtual network vnet.", "web000000.internal.cloudapp.net")},
		{"10.0.1.200", string(vnet), no(azure, "No instance in the virtual network vnet has the address 10.0.1.200 and a name.")},
		{"10.0.2.16", string(vnet), no(azure, "No instance in the virtual network vnet has the address 10.0.2.16 and a name.")},
		{"10.1.0.4", string(vnet), no(azure, "No instance in the virtual network vnet has the address 10.1.0.4 and a name.")},
		{"10.1.0.4", string(corp), no("10.1.0.4", "Only Azure's DNS knows the names of private addresses, and a machine in the virtual network corp asks "+adDNS+unfwd)},
		{"10.0.1.6", dns.Internet, no(dns.Internet, "10.0.1.6 is a private address, whose name is answered only inside its virtual network.")},
		{"198.19.0.1", string(vnet), no(azure, "The public address 198.19.0.1 has no reverse name: Azure has one only where reverseFqdn is set.")},
		{"8.8.8.8", string(corp), perhaps("10.1.0.4", "The fabric knows no reverse names of addresses that are not its own; "+adDNS+" may know that of 8.8.8.8.")},
		{"8.8.8.8", dns.Internet, perhaps(dns.Internet, "The fabric knows no reverse names of addresses that are not its own.")},
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	w := cloud(t)
	for group, cases := range map[string][]lookupCase{"hosts": hostCases(), "custom": customCases(), "public": publicCases(), "reverse": reverseCases()} {
		for _, c := range cases {
			t.Run(group+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				got, list := dns.Lookup(w, c.name, c.from)
				if diff := cmp.Diff(c.want, got); diff != "" || len(list) > 0 {
					t.Errorf("%s from %s: %v (-want +got):\n%s", c.name, c.from, list, diff)
				}
			})
		}
	}
}
