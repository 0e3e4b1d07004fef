package fabric_test

import (
	"maps"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// dualRouted is a subnet of both IP versions with one table, and a NIC with a public IPv6 address in it.
func dualRouted(table routes) []fabric.Object {
	six := public(ipv6("ip6", webSubnet), "", "")
	six.PublicIP.Version = fabric.IPv6
	return plus([]fabric.Object{vnet("vnet", "10.0.0.0/16", "fd00::/48"), routeTable("rt", table), routed(subnet("vnet", "web", "10.0.0.0/24", "fd00::/64"), "rt"), nic("nic", webIP, six)})
}

// halves takes all of IPv4 to the appliance, and comes before any 0.0.0.0/0.
func halves(more routes) routes {
	all := routes{"low": appliance("0.0.0.0/1", "10.0.0.100"), "high": appliance("128.0.0.0/1", "10.0.0.100")}
	maps.Copy(all, more)
	return all
}

const (
	halvesTo = "The routes low, high of the route table rt take what the subnet web sends to 0.0.0.0/1, 128.0.0.0/1 "
	notByR1  = " Answers to the load-balancing rule r1 do not leave by its frontend f1."
	asymWarn = "warning: AsymmetricRouting at nic_configuration_ids[0]: "
)

// detourCases: routes that make a default route together, or do not.
var detourCases = func() (cases []ruleCase) {
	none := hop("0.0.0.0/0", "Internet")
	for _, c := range []struct {
		name          string
		breaks, keeps routes
		says          string
	}{
		{"two halves, and one", halves(nil), routes{"low": appliance("0.0.0.0/1", "10.0.0.100")}, halvesTo + "to the virtual appliance at 10.0.0.100."},
		{"halves over 0.0.0.0/0", halves(routes{"all": none}), routes{"low": appliance("0.0.0.0/1", "10.0.0.100"), "all": none}, halvesTo + "to the virtual appliance at 10.0.0.100."},
		{"halves to two places", halves(routes{"low": hop("0.0.0.0/1", "None")}), halves(routes{"low": hop("0.0.0.0/1", "Internet")}), halvesTo + "elsewhere than to the internet."},
		{"what decides is named", halves(routes{"all": hop("0.0.0.0/0", "None")}), halves(routes{"low": hop("0.0.0.0/1", "Internet")}), halvesTo + "to the virtual appliance at 10.0.0.100."},
		{"0.0.0.0/0 under halves", routes{"r": appliance("0.0.0.0/0", "10.0.0.100"), "low": hop("0.0.0.0/1", "Internet")},
			routes{"r": appliance("0.0.0.0/0", "10.0.0.100"), "low": hop("0.0.0.0/1", "Internet"), "high": hop("128.0.0.0/1", "Internet")}, toAppliance},
		{"a part left out", halves(routes{"own": hop("8.8.8.0/24", "Internet")}), routes{"low": appliance("0.0.0.0/1", "10.0.0.100"), "high": appliance("128.0.0.0/2", "10.0.0.100")}, halvesTo + "to the virtual appliance at 10.0.0.100."},
	} {
		given := func(table routes) []fabric.Object {
			return plus(withR1, routeTable("rt", table), webRouted, nic("nic", inA))
		}
		cases = append(cases, ruleCase{name: c.name, code: fabric.CodeAsymmetricRouting, given: given(c.breaks), keepsGiven: given(c.keeps), breaks: two, keeps: two, says: []string{asymWarn + c.says + notByR1}})
	}
	return append(cases, ruleCase{
		name: "halves of IPv6", code: fabric.CodeAsymmetricRouting, breaks: two, keeps: two,
		given:      dualRouted(routes{"a": hop("::/1", "None"), "b": hop("8000::/1", "None")}),
		keepsGiven: dualRouted(routes{"b": hop("8000::/1", "None"), "four": hop("0.0.0.0/0", "None")}), // nobody on the internet has such an address
		says:       []string{asymWarn + "The route a of the route table rt takes what the subnet web sends to ::/1 nowhere: what is sent is dropped. Answers do not leave by the public IP addresses of the IP configuration ip6 of the NIC nic of the scale set set."},
	}, ruleCase{
		name: "all of IPv6", code: fabric.CodeAsymmetricRouting, breaks: two, keeps: two,
		given: dualRouted(routes{"a": appliance("::/0", "fd00::64")}), keepsGiven: dualRouted(routes{"a": appliance("2001::/16", "fd00::64")}),
		says: []string{asymWarn + "The route a of the route table rt takes what the subnet web sends to ::/0 to the virtual appliance at fd00::64. Answers do not leave by the public IP addresses of the IP configuration ip6 of the NIC nic of the scale set set."},
	})
}()
