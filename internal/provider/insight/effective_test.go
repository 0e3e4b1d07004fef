package insight_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// Ids of the file effective.
var (
	effectiveSet = acctest.ID(fabric.KindScaleSet, "web")
	frontNIC     = effectiveSet + "/virtualMachines/1/networkInterfaces/front"
	webGroup     = acctest.ID(fabric.KindApplicationSecurityGroup, "web")
	allPrefixes  = []any{"0.0.0.0/0"}
)

// ofRules lists default rules of both directions as the output order tells them.
func ofRules(association, direction string, own ...any) []any {
	if direction == "InBound" {
		return append(own, association+" AllowVnetInBound Allow", association+" AllowAzureLoadBalancerInBound Allow", association+" DenyAllInBound Deny")
	}
	return append(own, association+" AllowVnetOutBound Allow", association+" AllowInternetOutBound Allow", association+" DenyAllOutBound Deny")
}

// side is one side of a rule, as the data source shows it.
func side(name string, ports, prefixes, groups, expanded []any) map[string]any {
	return map[string]any{
		name + "_port_ranges": ports, name + "_address_prefixes": prefixes,
		name + "_application_security_group_ids": groups, "expanded_" + name + "_address_prefixes": expanded,
	}
}

func effectiveRule(group, association, associated, name string, priority int, access, protocol string, source, destination map[string]any) map[string]any {
	r := map[string]any{
		"network_security_group_id": acctest.ID(fabric.KindNetworkSecurityGroup, group), "association": association, "associated_id": associated,
		"name": name, "priority": priority, "access": access, "protocol": protocol, "default": priority > 4096,
	}
	for _, s := range []map[string]any{source, destination} {
		for k, v := range s {
			r[k] = v
		}
	}
	return r
}

// Both directions in their order, known in the plan; what tags are follows the subnet's routes.
func TestEffectiveSecurityRules(t *testing.T) {
	const file = "effective"
	all, none := []any{"*"}, []any{}
	https := func(internet ...any) any {
		return []any{effectiveRule("subnet", "Subnet", acctest.SubnetID("net", "web"), "https", 100, "Allow", "Tcp",
			side("source", all, []any{"198.51.100.7/32", "Internet"}, none, internet),
			side("destination", []any{"443", "8000-8080"}, none, []any{webGroup}, []any{"10.0.0.4/32", "10.0.0.5/32"}))}
	}
	outbound := func(vnet []any, internet []any) any {
		rule := func(name string, priority int, source, destination map[string]any) map[string]any {
			return effectiveRule("nic", "NetworkInterface", frontNIC, name, priority, map[bool]string{true: "Allow", false: "Deny"}[priority > 4096], "*", source, destination)
		}
		network := []any{"VirtualNetwork"}
		return []any{
			rule("storage", 200, side("source", all, network, none, vnet), side("destination", all, []any{"Storage.KoreaCentral"}, none, none)),
			rule("AllowVnetOutBound", 65000, side("source", all, network, none, vnet), side("destination", all, network, none, vnet)),
			rule("AllowInternetOutBound", 65001, side("source", all, all, none, none), side("destination", all, []any{"Internet"}, none, internet)),
		}
	}
	order := map[string]any{
		"front": map[string]any{
			"inbound":  append(ofRules("Subnet", "InBound", "Subnet https Allow"), ofRules("NetworkInterface", "InBound")...),
			"outbound": append(ofRules("NetworkInterface", "OutBound", "NetworkInterface storage Deny"), ofRules("Subnet", "OutBound")...),
		},
		"back": map[string]any{"inbound": none, "outbound": none},
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, acctest.Outputs("order", order), acctest.Outputs("own_inbound", https("1.0.0.0/8", "2.0.0.0/7"))),
		acctest.Apply(file, acctest.Vars{"tunnel": true}, acctest.Outputs("order", order), acctest.Outputs("own_outbound", outbound(allPrefixes, []any{"2000::/3"}))),
		acctest.Unchanged(file, acctest.Vars{"tunnel": true}),
		acctest.Apply(file, acctest.Vars{"network_interface": "Back", "instance_id": "0"}, acctest.Outputs("order", map[string]any{"back": order["back"]})),
	)
}

// effectiveRoute is a route as the data source shows it; empty texts are null.
func effectiveRoute(name, source, state, prefix, tag, hop, address string) map[string]any {
	r := map[string]any{}
	for k, v := range map[string]string{"name": name, "source": source, "state": state, "address_prefix": prefix, "service_tag": tag, "next_hop_type": hop, "next_hop_in_ip_address": address} {
		if r[k] = nil; v != "" {
			r[k] = v
		}
	}
	return r
}

// The system's routes, and the user's before them; of equal prefixes the system's is invalid.
func TestEffectiveRoutes(t *testing.T) {
	const file = "effective"
	system := func(internet string) []any {
		list := []any{effectiveRoute("", "Default", "Active", "10.0.0.0/16", "", "VnetLocal", "")}
		for _, prefix := range []string{"172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"} {
			list = append(list, effectiveRoute("", "Default", "Active", prefix, "", "None", ""))
		}
		return append(list, effectiveRoute("", "Default", internet, "0.0.0.0/0", "", "Internet", ""))
	}
	nic := func(subnet string, table, gateway any, routes []any) map[string]any {
		return map[string]any{"subnet_id": acctest.SubnetID("net", subnet), "route_table_id": table, "nat_gateway_id": gateway, "routes": routes}
	}
	gateway, back := acctest.ID(fabric.KindNATGateway, "out"), nic("back", nil, nil, system("Active"))
	own := []any{
		effectiveRoute("all", "User", "Active", "0.0.0.0/0", "", "VirtualAppliance", "10.0.9.4"),
		effectiveRoute("storage", "User", "Active", "", "Storage", "Internet", ""),
	}
	tunneled := nic("web", acctest.ID(fabric.KindRouteTable, "out"), gateway, append(own, system("Invalid")...))
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, acctest.Outputs("routes", map[string]any{"front": nic("web", nil, gateway, system("Active")), "back": back})),
		acctest.Apply(file, acctest.Vars{"tunnel": true}, acctest.Outputs("routes", map[string]any{"front": tunneled, "back": back})),
		acctest.Apply(file, acctest.Vars{"tunnel": true, "network_interface": "front"}, acctest.Outputs("routes", map[string]any{"front": tunneled})),
	)
}

// What there is not is named at the argument that asks for it, and what is not known yet at the set.
func TestEffectiveRefused(t *testing.T) {
	const file = "effective"
	later := func(unknown string, texts ...string) {
		t.Run(unknown, func(t *testing.T) {
			step := acctest.Apply(file, acctest.Vars{"unknown": unknown, "tunnel": true})
			step.PlanOnly, step.ExpectError = true, acctest.Message(texts...)
			acctest.New(t).Run(step)
		})
	}
	later("rule", "The effective security rules are not known yet", "scale_set_id", acctest.ID(fabric.KindNetworkSecurityGroup, "nic"), "Add depends_on")
	later("route", "The effective routes are not known yet", "scale_set_id", acctest.ID(fabric.KindRouteTable, "out"), "Add depends_on")
	t.Run("absent", func(t *testing.T) {
		absent := acctest.ID(fabric.KindScaleSet, "none")
		acctest.New(t).Run(
			acctest.Refuses("data \"simfabric_effective_routes\" \"this\" {\n  scale_set_id = \""+absent+"\"\n  instance_id  = \"0\"\n}\n", nil, fabric.CodeInvalidResourceReference, "scale_set_id =", "There is no scale set "+absent+"."),
			acctest.Refuses(file, acctest.Vars{"instance_id": "2"}, fabric.CodeInvalidResourceReference, "instance_id", "The scale set web has no instance 2."),
			acctest.Refuses(file, acctest.Vars{"network_interface": "side"}, fabric.CodeInvalidResourceReference, "network_interface", "The instance 1 of the scale set web has no NIC side."),
		)
	})
}
