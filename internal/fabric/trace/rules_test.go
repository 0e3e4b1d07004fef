package trace_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// TestRules: the groups of both subnets and NICs look at a packet, in order.
func TestRules(t *testing.T) {
	onlyWeb := ft.NSG("data", rules("web", rule(100, "Inbound", "Allow", "10.0.1.0/24", "", "5432"), "nobody", rule(200, "Inbound", "Deny", "", "", "")))
	sealed := ft.NSG("sealed", rules("out", rule(300, "Outbound", "Deny", "", "10.0.2.0/24", "")))
	nic := ft.With(ft.NIC("web", ft.IP("ip", ft.SubnetID("net", "web"))), func(n *fabric.NICConfiguration) {
		n.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, "sealed")
	})
	data := guarded(ft.Subnet("net", "data", "10.0.2.0/24"), "data")
	run(t, tiers(onlyWeb, data),
		traceCase{"allowed", vm("web", "0"), vm("data", "0"), "", 5432, "Reachable Delivered ip"},
		traceCase{"next port", vm("web", "0"), vm("data", "0"), "", 5433, "Unreachable NetworkSecurityRule data nobody"},
		traceCase{"next subnet", vm("nva", "0"), vm("data", "0"), "", 5432, "Unreachable NetworkSecurityRule data nobody"},
		traceCase{"answers need no rule", vm("data", "0"), vm("web", "0"), "", 443, "Reachable Delivered ip"},
		traceCase{"ping has no port", vm("web", "0"), vm("data", "0"), "Icmp", 0, "Unreachable NetworkSecurityRule data nobody"},
	)
	run(t, tiers(sealed, nic),
		traceCase{"outbound", vm("web", "0"), vm("data", "0"), "", 0, "Unreachable NetworkSecurityRule sealed out"},
		traceCase{"outbound elsewhere", vm("web", "0"), vm("nva", "0"), "", 0, "Reachable Delivered ip"},
		traceCase{"the platform is not filtered", vm("web", "0"), "168.63.129.16", "Udp", 53, "Reachable Delivered"},
		traceCase{"answers leave", vm("data", "0"), vm("web", "0"), "", 0, "Reachable Delivered ip"},
	)
}

// TestApplicationSecurityGroups: a rule between groups takes their members and no other addresses of the subnet.
func TestApplicationSecurityGroups(t *testing.T) {
	asg := func(name string) fabric.ID { return ft.ID(fabric.KindApplicationSecurityGroup, name) }
	member := func(ip fabric.IPConfiguration, group string) fabric.IPConfiguration {
		ip.ApplicationSecurityGroupIDs = []fabric.ID{asg(group)}
		return ip
	}
	allow := fabric.SecurityRule{Priority: 100, Direction: "Inbound", Access: "Allow", Protocol: "Tcp",
		SourceApplicationSecurityGroupIDs: []fabric.ID{asg("front")}, DestinationApplicationSecurityGroupIDs: []fabric.ID{asg("back")}}
	nsg := ft.NSG("g", rules("front-to-back", allow, "rest", rule(4000, "Inbound", "Deny", "", "", "")))
	sub := ft.SubnetID("net", "web")
	objects := []fabric.Object{ft.VNet("net", "10.0.0.0/16"), ft.ASG("front"), ft.ASG("back"), nsg, guarded(ft.Subnet("net", "web", "10.0.1.0/24"), "g"),
		ft.NIC("front", member(ft.IP("ip", sub), "front")), ft.NIC("back", member(ft.IP("ip", sub), "back")), ft.NIC("none", ft.IP("ip", sub)),
		ft.Set("front", 1, "front"), ft.Set("back", 1, "back"), ft.Set("none", 1, "none")}
	run(t, objects,
		traceCase{"members", vm("front", "0"), vm("back", "0"), "", 0, "Reachable Delivered ip"},
		traceCase{"wrong way", vm("back", "0"), vm("front", "0"), "", 0, "Unreachable NetworkSecurityRule g rest"},
		traceCase{"no member", vm("none", "0"), vm("back", "0"), "", 0, "Unreachable NetworkSecurityRule g rest"},
		traceCase{"other protocol", vm("front", "0"), vm("back", "0"), "Udp", 53, "Unreachable NetworkSecurityRule g rest"},
	)
}

// TestPublicAddress: a Standard address is closed until a group opens it, and a group's default rules keep it closed.
func TestPublicAddress(t *testing.T) {
	open := ft.NSG("open", rules("https", rule(100, "Inbound", "Allow", "Internet", "", "443"), "office", rule(110, "Inbound", "Allow", "203.0.113.0/24", "", "22")))
	shop := ft.NIC("web", ft.Public(ft.IP("ip", ft.SubnetID("net", "web")), "shop", ""))
	plain := ft.NIC("data", ft.IP("ip", ft.SubnetID("net", "data")))
	closed := tiers(shop, plain)
	run(t, closed,
		traceCase{"closed", "Internet", vm("web", "0"), "", 0, "Unreachable ClosedByDefault web"},
		traceCase{"no address", "Internet", vm("data", "0"), "", 0, "Unreachable NoMachineAtAddress ip"},
		traceCase{"private", "Internet", "10.0.2.4", "", 0, "Unreachable NoMachineAtAddress"},
		traceCase{"nobody's", "Internet", "198.19.0.9", "", 0, "Unreachable NoMachineAtAddress"},
	)
	run(t, tiers(open, guarded(ft.Subnet("net", "web", "10.0.1.0/24"), "open"), shop),
		traceCase{"open", "Internet", vm("web", "0"), "", 443, "Reachable Delivered ip"},
		traceCase{"by name", "Internet", "vm1.shop.koreacentral.cloudapp.azure.com", "", 443, "Reachable Delivered ip"},
		traceCase{"next port", "Internet", vm("web", "0"), "", 80, "Unreachable NetworkSecurityRule open DenyAllInBound"},
		traceCase{"anyone is not the office", "Internet", vm("web", "0"), "", 22, "Unreachable NetworkSecurityRule open DenyAllInBound"},
		traceCase{"the office", "203.0.113.7", vm("web", "0"), "", 22, "Reachable Delivered ip"},
		traceCase{"by the public address of another", vm("data", "0"), "198.19.0.1", "", 443, "Reachable Delivered ip"},
	)
}
