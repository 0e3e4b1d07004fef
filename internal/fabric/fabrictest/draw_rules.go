package fabrictest

import (
	"fmt"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// group draws a network security group, and returns its id.
func (a *artist) group(name string) fabric.ID {
	rules := map[string]fabric.SecurityRule{}
	for i := range between(a.T, "rules of a group", 0, 6) {
		r := fabric.SecurityRule{
			Priority: 100 + 10*i, Direction: Pick(a.T, "direction", "Inbound", "Outbound"), Access: "Deny",
			Protocol: Pick(a.T, "protocol", "*", "Tcp", "Udp", "Icmp"),
		}
		if chance(a.T, "allow", 75) {
			r.Access = "Allow"
		}
		if r.Protocol != "Icmp" {
			r.DestinationPortRanges = a.portRanges("destination ports", "22", "53", "80", "443", "8080", "50-100", "400-9000", "1-65535")
			if chance(a.T, "source ports", 15) {
				r.SourcePortRanges = a.portRanges("source ports", "1-39999", "40000-65535", "20000-60000")
			}
		}
		r.SourceAddressPrefixes, r.SourceApplicationSecurityGroupIDs = a.side("source")
		r.DestinationAddressPrefixes, r.DestinationApplicationSecurityGroupIDs = a.side("destination")
		rules[fmt.Sprint("r", i)] = r
	}
	nsg := NSG(name, rules)
	if !a.add(nsg) {
		a.Fatalf("the fabric refuses the group %+v", nsg)
	}
	return nsg.ID
}

func (a *artist) portRanges(label string, of ...string) []string {
	if chance(a.T, "every port", 45) {
		return nil
	}
	return some(a.T, label, 3, of...)
}

// side draws one side of a rule: anything, a tag, application security groups, or prefixes with tags.
func (a *artist) side(label string) (prefixes []string, groups []fabric.ID) {
	switch k := even(a.T, label, 10); {
	case k < 3:
		return nil, nil
	case k < 5:
		return []string{Pick(a.T, "tag", "VirtualNetwork", "Internet")}, nil
	case k < 7:
		for _, name := range some(a.T, "groups", 2, "web", "db") {
			groups = append(groups, ID(fabric.KindApplicationSecurityGroup, name))
		}
		return nil, groups
	}
	words := []string{
		"VirtualNetwork", "Internet", "AzureLoadBalancer", "10.0.0.0/16", "10.0.0.0/26", "10.0.1.0/26", "10.0.0.4", "10.0.1.4", "10.0.1.5",
		"10.0.2.0/29", "10.0.0.40", "203.0.113.0/24", "198.18.0.0/15", "10.0.0.0/8", "0.0.0.0/0",
	}
	return some(a.T, "prefixes", 3, words...), nil
}

// table draws a route table, and returns its id. Appliances are looked for where instances get their addresses.
func (a *artist) table(name string) fabric.ID {
	routes := map[string]fabric.Route{}
	prefixes := []string{
		"0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/26", "10.0.1.0/26", "10.0.2.0/26", "10.0.0.4/31", "10.0.1.4/32", "10.0.0.40/32", "10.0.0.0/8",
		"203.0.113.0/24", "51.0.0.0/8", "198.18.0.0/15", "172.16.0.0/12", "192.168.0.0/16",
	}
	chosen := some(a.T, "routes", 4, prefixes...)
	// What leads from one subnet to another over an appliance decides most, and the answer may take another way.
	if s := fmt.Sprintf("10.0.%d.0/26", even(a.T, "subnet", a.subnets)); !slices.Contains(chosen, s) {
		chosen = append(chosen, s)
	}
	for i, prefix := range chosen {
		route := Appliance(prefix, fmt.Sprintf("10.0.%d.%d", between(a.T, "appliance's subnet", 0, a.subnets-1), between(a.T, "appliance", 4, 7)))
		if chance(a.T, "no appliance", 30) {
			route = Hop(prefix, Pick(a.T, "next hop", fabric.NextHopNone, fabric.NextHopVnetLocal, fabric.NextHopInternet))
		}
		routes[fmt.Sprint("to", i)] = route
	}
	table := RouteTable(name, routes)
	if !a.add(table) {
		a.Fatalf("the fabric refuses the table %+v", table)
	}
	return table.ID
}
