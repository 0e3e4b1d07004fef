package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// routes are the variables of a table of routes, by name: prefix, next hop type and, for an appliance, its address.
func routes(all map[string]list) vars {
	table := map[string]map[string]string{}
	for name, r := range all {
		table[name] = map[string]string{"prefix": r[0], "type": r[1]}
		if len(r) > 2 {
			table[name]["address"] = r[2]
		}
	}
	return vars{"routes": table}
}

func route(parts ...string) vars { return routes(map[string]list{"r": parts}) }

// outboundRules: route tables and NAT gateways.
var outboundRules = []rule{
	{"next hop type", "routes", route("0.0.0.0/0", "VNetPeering"), fabric.CodeInvalidParameter, route("0.0.0.0/0", "VnetLocal")},
	{"route with host bits", "routes", route("10.0.0.1/8", "None"), fabric.CodeInvalidCIDRNotation, route("Storage.KoreaCentral", "None")},
	{"appliance without an address", "routes", route("0.0.0.0/0", "VirtualAppliance"), fabric.CodeRouteNextHopAddress, route("0.0.0.0/0", "VirtualAppliance", "10.0.0.4")},
	{"internet with an address", "routes", route("0.0.0.0/0", "Internet", "10.0.0.4"), fabric.CodeRouteNextHopAddress, route("0.0.0.0/0", "Internet")},
	{"IPv6 over IPv4", "routes", route("::/0", "VirtualAppliance", "10.0.0.4"), fabric.CodeRouteVersionMismatch, route("::/0", "VirtualAppliance", "fd00::4")},
	{"one prefix twice", "routes", routes(map[string]list{"a": {"10.0.0.0/8", "None"}, "b": {"10.0.0.0/8", "Internet"}}), fabric.CodeRouteConflict, routes(map[string]list{"a": {"10.0.0.0/8", "None"}, "b": {"10.0.0.0/9", "Internet"}})},
	{"one name twice", "routes", routes(map[string]list{"a": {"10.0.0.0/8", "None"}, "A": {"10.0.0.0/9", "None"}}), fabric.CodeDuplicateRouteName, routes(map[string]list{"a": {"10.0.0.0/8", "None"}, "b": {"10.0.0.0/9", "None"}})},
	{"table in another region", "routes", vars{"location": "koreasouth"}, fabric.CodeInvalidResourceReference, vars{"location": "Korea Central"}},

	{"17 addresses", "nat", vars{"prefix_length": 28}, fabric.CodeNATGatewayAddressLimitExceeded, vars{"addresses": 0, "prefix_length": 28}},
	{"Basic address", "nat", vars{"address": map[string]string{"sku": "Basic"}}, fabric.CodeNATGatewayAddressNotSupported, vars{"address": map[string]string{"sku": "Standard"}}},
	{"IPv6 address", "nat", vars{"address": map[string]string{"ip_version": "IPv6"}}, fabric.CodeNATGatewayAddressNotSupported, nil},
	{"zones of a gateway", "nat", vars{"zones": list{"1", "2"}}, fabric.CodeResourceCannotHaveMultipleZonesSpecified, vars{"zones": list{"2"}}},
	{"zone of an address", "nat", vars{"zones": list{"1"}, "address_zones": list{"2"}}, fabric.CodeNATGatewayZoneMismatch, vars{"zones": list{"1"}, "address_zones": list{"1", "2", "3"}}},
	{"address of a gateway and a frontend", "nat", vars{"frontend": "out0"}, fabric.CodePublicIPAddressInUse, vars{"frontend": "front"}},
	{"gateway in two networks", "nat", vars{"db_network": "other"}, fabric.CodeNATGatewayInDifferentVirtualNetworks, vars{"db_network": "net"}},
	{"gateway on GatewaySubnet", "nat", vars{"subnet": "GatewaySubnet"}, fabric.CodeNATGatewayOnGatewaySubnet, vars{"subnet": "GatewaySubnet2"}},
	{"Basic frontend beside a gateway", "nat", vars{"internal_sku": "Basic"}, fabric.CodeSubnetWithNATGatewayAndBasicSku, vars{"internal_sku": "Standard"}},
	{"Basic instances beside a gateway", "nat", vars{"instance_sku": "Basic"}, fabric.CodeSubnetWithNATGatewayAndBasicSku, vars{"instance_sku": "Standard"}},
}

func TestOutboundRules(t *testing.T) { runRules(t, outboundRules) }

// What gives a way out cannot be deleted while it is in use.
func TestOutboundRemovalInUse(t *testing.T) {
	there := vars{"prefix_length": 30}
	steps := []resource.TestStep{acctest.Apply("rules/nat", there)}
	for _, r := range []struct {
		without string
		code    fabric.Code
	}{
		{"gateway", fabric.CodeCannotDeleteNATGatewayAssociatedToSubnet},
		{"table", fabric.CodeInUseRouteTableCannotBeDeleted},
		{"address", fabric.CodePublicIPAddressCannotBeDeleted},
		{"prefix", fabric.CodePublicIPPrefixInUse},
	} {
		steps = append(steps, acctest.RefusesApply("rules/nat", vars{"prefix_length": 30, "without": r.without}, r.code, "create_before_destroy"))
	}
	acctest.OneCLI(t).Run(append(steps, acctest.Unchanged("rules/nat", there))...)
}
