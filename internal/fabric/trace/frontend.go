package trace

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// frontend is an address at which a load balancer listens, with what it does there.
type frontend struct {
	id      fabric.ID
	lb      fabric.LoadBalancer
	name    string
	address netip.Addr // invalid on a prefix
	version fabric.IPVersion
	rules   []fabric.LoadBalancingRule
	nat     map[natPort]natTarget
}

// natPort is a port of a frontend.
type natPort struct {
	protocol string
	port     int
}

// natTarget is where a frontend's port leads to alone.
type natTarget struct {
	rule     fabric.ID // the NAT pool or NAT rule
	node     *node
	port     int
	floating bool
}

// internal reports whether the frontend is in a virtual network.
func (f *frontend) internal() bool { return f.lb.Internal() }

// words names the frontend, for explanations.
func (f *frontend) words() string {
	return "the frontend " + f.name + " of the load balancer " + f.lb.Name()
}

// rule returns the load-balancing rule that takes a port. One of a single port comes before an HA-ports rule.
func (f *frontend) rule(protocol string, port int) (fabric.LoadBalancingRule, bool) {
	var all fabric.LoadBalancingRule
	found := false
	for _, r := range f.rules {
		if r.Protocol == protocol && r.FrontendPort == port {
			return r, true
		}
		if r.HAPorts() {
			all, found = r, true
		}
	}
	return all, found
}

func (n *Network) addBalancers() {
	for _, lb := range fabric.Each[fabric.LoadBalancer](n.world) {
		for _, c := range lb.Frontends {
			f := &frontend{id: lb.FrontendID(c.Name), lb: lb, name: c.Name, address: c.Address, version: c.Version, nat: map[natPort]natTarget{}}
			n.fronts[f.id.Key()] = f
			if public, ok := fabric.Get[fabric.PublicIP](n.world, c.PublicIPID); ok {
				f.address = public.Address
			}
			switch {
			case !f.address.IsValid():
			case c.Internal():
				n.private[place{c.SubnetID.Parent().Key(), f.address}] = target{frontend: f}
			default:
				n.public[f.address] = target{frontend: f}
			}
		}
	}
	for _, r := range fabric.Each[fabric.LoadBalancingRule](n.world) {
		if f, ok := n.front(r.ID.Parent(), r.FrontendName); ok {
			f.rules = append(f.rules, r)
		}
	}
}

// front returns a frontend of a load balancer by its name.
func (n *Network) front(lb fabric.ID, name string) (*frontend, bool) {
	f, ok := n.fronts[fabric.LoadBalancer{Meta: fabric.Meta{ID: lb}}.FrontendID(name).Key()]
	return f, ok
}

// addNATPorts notes the ports that a host has of its NAT pools.
func (n *Network) addNATPorts(host *node) {
	for i, id := range host.ip.LBNATPoolIDs {
		pool, ok := fabric.Get[fabric.InboundNATPool](n.world, id)
		if !ok || i >= len(host.ip.NATPorts) {
			continue
		}
		if f, ok := n.front(id.Parent(), pool.FrontendName); ok {
			f.nat[natPort{pool.Protocol, host.ip.NATPorts[i]}] = natTarget{pool.ID, host, pool.BackendPort, pool.FloatingIP}
		}
	}
}

func (n *Network) addNATRules() {
	for _, rule := range fabric.Each[fabric.InboundNATRule](n.world) {
		f, ok := n.front(rule.ID.Parent(), rule.FrontendName)
		if !ok {
			continue
		}
		for _, m := range rule.Remap(n.world).Mappings {
			for _, host := range n.byID[m.Member] {
				f.nat[natPort{rule.Protocol, m.Port}] = natTarget{rule.ID, host, rule.BackendPort, rule.FloatingIP}
			}
		}
	}
}

// gateway is an application gateway, a proxy.
type gateway struct {
	fabric.ApplicationGateway
	node  *node // one of its instances
	pools []fabric.ApplicationGatewayPool
}

func (g *gateway) words() string { return "the application gateway " + g.Name() }

func (n *Network) addGateways() {
	gateways := map[fabric.Key]*gateway{}
	for _, o := range fabric.Each[fabric.ApplicationGateway](n.world) {
		if len(o.Addresses) == 0 {
			continue
		}
		g := &gateway{ApplicationGateway: o}
		g.node = &node{id: o.ID, words: g.words(), address: o.Addresses[0], subnet: n.subnet(o.SubnetID), group: n.group("")}
		gateways[o.ID.Key()] = g
		for _, a := range o.Addresses {
			n.private[place{g.node.subnet.network, a}] = target{gateway: g}
		}
		if a, err := netip.ParseAddr(o.StaticAddress); err == nil {
			n.private[place{g.node.subnet.network, a}] = target{gateway: g}
		}
		if public, ok := fabric.Get[fabric.PublicIP](n.world, o.PublicIPID); ok && public.Address.IsValid() {
			n.public[public.Address] = target{gateway: g}
		}
	}
	for _, p := range fabric.Each[fabric.ApplicationGatewayPool](n.world) {
		if g, ok := gateways[p.GatewayID().Key()]; ok {
			g.pools = append(g.pools, p)
		}
	}
}
