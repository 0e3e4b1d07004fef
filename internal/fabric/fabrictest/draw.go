package fabrictest

import (
	"fmt"
	"math/bits"
	"slices"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// DrawnNetwork is the name of the virtual network that DrawNetwork draws.
const DrawnNetwork = "net"

// DrawnPorts are ports that its guests may listen on and its rules lead to.
var DrawnPorts = []int{22, 53, 80, 443, 8080}

// drawnNICs is how many NICs its instances have at most.
const drawnNICs = 2

// even draws each number below n as often as the others, which rapid's own generators do not: they like small ones, and
// would draw networks of one subnet. It shrinks towards 0.
func even(t *rapid.T, label string, n int) int {
	return rapid.Custom(func(t *rapid.T) int {
		k := 0
		for range bits.Len(uint(n)) + 4 {
			k <<= 1
			if rapid.Bool().Draw(t, "bit") {
				k++
			}
		}
		return k % n
	}).Draw(t, label)
}

func between(t *rapid.T, label string, from, to int) int { return from + even(t, label, to-from+1) }

// Pick draws one of a list, each as often as the others.
func Pick[T any](t *rapid.T, label string, from ...T) T { return from[even(t, label, len(from))] }

// chance is true in so many of a hundred cases; it shrinks towards false.
func chance(t *rapid.T, label string, percent int) bool {
	return even(t, label, 100) >= 100-percent
}

// some draws a few of a list, in its order, at least one.
func some[T any](t *rapid.T, label string, most int, from ...T) []T {
	list := slices.Clone(from)
	for len(list) > most {
		i := even(t, label, len(list))
		list = slices.Delete(list, i, i+1)
	}
	for len(list) > 1 && chance(t, label, 50) {
		i := even(t, label, len(list))
		list = slices.Delete(list, i, i+1)
	}
	return list
}

// artist draws a DrawnNetwork, object by object, on a fabric that gives out addresses. What the fabric refuses is left out.
type artist struct {
	*rapid.T
	fabric  *Fabric
	subnets int
	groups  []fabric.ID // network security groups
	tables  []fabric.ID
	pools   []fabric.ID
	nats    []fabric.ID // NAT pools
	room    int         // for instances
}

// add applies an object, where the fabric takes it.
func (a *artist) add(o fabric.Object) bool {
	after, _ := a.fabric.Attempt(a.T, o)
	return after != nil
}

// DrawNetwork draws one virtual network with all that is in it: subnets, groups, routes over appliances, load balancers with and
// without floating IP, NAT pools, guests, and no more instances than those.
func DrawNetwork(t *rapid.T, instances int) *fabric.World {
	a := &artist{T: t, fabric: New(t), subnets: between(t, "subnets", 1, 4), room: instances}
	space := []string{"10.0.0.0/16"}
	if chance(t, "second space", 20) {
		space = append(space, "172.20.0.0/24")
	}
	a.add(VNet(DrawnNetwork, space...))
	for _, name := range []string{"web", "db"} {
		a.add(ASG(name))
	}
	for _, name := range []string{"front", "nat"} {
		a.add(PublicIP(name))
	}
	a.add(NATGateway("nat", "nat"))
	for i := range between(t, "security groups", 0, 5) {
		a.groups = append(a.groups, a.group(fmt.Sprint("nsg", i)))
	}
	for i := range between(t, "route tables", 0, 4) {
		a.tables = append(a.tables, a.table(fmt.Sprint("rt", i)))
	}
	for i := range a.subnets {
		a.subnet(i)
	}
	for _, public := range []bool{false, true} {
		if chance(t, "load balancer", 60) {
			a.balancer(public)
		}
	}
	for i := range between(t, "scale sets", 1, 4) {
		a.set(fmt.Sprint("vm", i))
	}
	return a.fabric.World
}

func (a *artist) subnet(i int) {
	s := Subnet(DrawnNetwork, fmt.Sprint("s", i), fmt.Sprintf("10.0.%d.0/26", i))
	if chance(a.T, "subnet's group", 65) && len(a.groups) > 0 {
		s.NetworkSecurityGroupID = Pick(a.T, "group", a.groups...)
	}
	if chance(a.T, "subnet's table", 60) && len(a.tables) > 0 {
		s.RouteTableID = Pick(a.T, "table", a.tables...)
	}
	if chance(a.T, "NAT gateway", 15) {
		s = Translated(s, "nat")
	}
	s.DefaultOutboundAccess = !chance(a.T, "private subnet", 15)
	a.add(s)
}

// set draws a scale set with its NIC configurations and its guest.
func (a *artist) set(name string) {
	capacity := min(between(a.T, "instances", 1, 3), a.room)
	var nics []string
	for n := range between(a.T, "NICs", 1, drawnNICs) {
		nic := fmt.Sprintf("%s-%d", name, n)
		if a.add(a.nic(nic, n == 0)) {
			nics = append(nics, nic)
		}
	}
	set := Set(name, capacity, nics...)
	set.HasGuest = true
	for _, front := range a.fronts() {
		if chance(a.T, "loopback", 50) {
			set.Guest.LoopbackAddresses = append(set.Guest.LoopbackAddresses, front)
		}
	}
	if chance(a.T, "listens on few", 30) {
		set.Guest.ListeningPorts = []string{}
		for _, port := range DrawnPorts {
			for _, protocol := range []string{"tcp", "udp"} {
				if chance(a.T, "listens", 60) {
					set.Guest.ListeningPorts = append(set.Guest.ListeningPorts, fmt.Sprintf("%s/%d", protocol, port))
				}
			}
		}
	}
	if capacity > 0 && a.add(set) {
		a.room -= capacity
	}
}

// fronts are the addresses of all frontends so far.
func (a *artist) fronts() []string {
	var list []string
	for _, lb := range fabric.Each[fabric.LoadBalancer](a.fabric.World) {
		for _, front := range lb.Frontends {
			list = append(list, fabric.FrontendAddress(a.fabric.World, front))
		}
	}
	return list
}

func (a *artist) nic(name string, primary bool) fabric.NICConfiguration {
	subnet := SubnetID(DrawnNetwork, fmt.Sprint("s", between(a.T, "subnet", 0, a.subnets-1)))
	ips := []fabric.IPConfiguration{a.ip("ip0", subnet, true)}
	forwards := chance(a.T, "IP forwarding", 60)
	if !forwards && chance(a.T, "second address", 30) {
		ips = append(ips, a.ip("ip1", subnet, false))
	}
	nic := NIC(name, ips...)
	nic.Primary, nic.IPForwarding = primary, forwards
	if chance(a.T, "NIC's group", 40) && len(a.groups) > 0 {
		nic.NetworkSecurityGroupID = Pick(a.T, "group", a.groups...)
	}
	return nic
}

func (a *artist) ip(name string, subnet fabric.ID, primary bool) fabric.IPConfiguration {
	ip := IP(name, subnet)
	for _, asg := range []string{"web", "db"} {
		if chance(a.T, "in "+asg, 40) {
			ip.ApplicationSecurityGroupIDs = append(ip.ApplicationSecurityGroupIDs, ID(fabric.KindApplicationSecurityGroup, asg))
		}
	}
	for _, pool := range a.pools {
		if chance(a.T, "in a pool", 40) && (primary || chance(a.T, "with its second address", 20)) {
			ip.LBBackendPoolIDs = append(ip.LBBackendPoolIDs, pool)
		}
	}
	for _, nat := range a.nats {
		if chance(a.T, "NAT port", 30) && primary {
			ip.LBNATPoolIDs = append(ip.LBNATPoolIDs, nat)
		}
	}
	if chance(a.T, "public address", 20) {
		ip = Public(ip, "", "")
	}
	return ip
}

// balancer draws a load balancer with pools, rules and a NAT pool. Its internal frontends have fixed addresses above those
// that NICs get.
func (a *artist) balancer(public bool) {
	name, fronts := "inner", []fabric.FrontendIPConfiguration{}
	if public {
		name, fronts = "outer", append(fronts, PublicFrontend("f0", "front"))
	} else {
		for i := range between(a.T, "frontends", 1, 2) {
			s := between(a.T, "frontend's subnet", 0, a.subnets-1)
			fronts = append(fronts, InternalFrontend(fmt.Sprint("f", i), SubnetID(DrawnNetwork, fmt.Sprint("s", s)), fmt.Sprintf("10.0.%d.%d", s, 40+i)))
		}
	}
	if !a.add(LB(name, fronts...)) {
		return
	}
	pools := []string{"p0", "p1"}[:between(a.T, "pools", 1, 2)]
	for _, pool := range pools {
		if a.add(BackendPool(name, pool)) {
			a.pools = append(a.pools, ChildID(fabric.KindBackendPool, name, pool))
		}
	}
	for i := range between(a.T, "rules", 1, 4) {
		front := fronts[between(a.T, "frontend", 0, len(fronts)-1)].Name
		rule := LBRule(name, fmt.Sprint("r", i), front, Pick(a.T, "frontend port", 80, 443, 8443, 53), Pick(a.T, "pool", pools...), Pick(a.T, "backend port", DrawnPorts...))
		rule.Protocol = Pick(a.T, "rule's protocol", fabric.ProtocolTCP, fabric.ProtocolUDP)
		rule.FloatingIP = chance(a.T, "floating", 40)
		if !public && chance(a.T, "HA ports", 20) {
			rule.Protocol, rule.FrontendPort, rule.BackendPort = fabric.ProtocolAll, 0, 0
		}
		rule.DisableOutboundSNAT = chance(a.T, "no SNAT", 20)
		a.add(rule)
	}
	if chance(a.T, "NAT pool", 40) {
		nat := NATPool(name, "ssh", fronts[0].Name, natPorts, natPorts+19, Pick(a.T, "backend port", slices.Clone(DrawnPorts)...))
		if a.add(nat) {
			a.nats = append(a.nats, nat.ID)
		}
	}
}

// natPorts is the first port of NAT pools.
const natPorts = 50000
