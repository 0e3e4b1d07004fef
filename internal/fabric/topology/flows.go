package topology

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// times counts members.
func times(n int) string { return "×" + strconv.Itoa(n) }

// flows adds the edges that follow from parts of objects: frontends, routes, instances, and the internet.
func (b *builder) flows() {
	b.frontends()
	b.rules()
	b.routes()
	b.outbound()
	b.internet()
}

func (b *builder) frontends() {
	for _, lb := range fabric.Each[fabric.LoadBalancer](b.world) {
		for _, f := range lb.Frontends {
			id := lb.FrontendID(f.Name)
			for _, public := range []fabric.ID{f.PublicIPID, f.PublicIPPrefixID} {
				if public != "" {
					b.edge(public, id, Addresses, "")
				}
			}
			if f.Internal() {
				b.edge(id, f.SubnetID, Attaches, "")
			}
		}
	}
}

// rules leads frontends to what listens on them.
func (b *builder) rules() {
	for _, lb := range fabric.Each[fabric.LoadBalancer](b.world) {
		for _, o := range b.partsOf(lb.ID) {
			if name, label, ok := listens(o); ok {
				b.edge(lb.FrontendID(name), o.Head().ID, Balances, label)
			}
			if rule, ok := o.(fabric.OutboundRule); ok {
				for _, name := range rule.FrontendNames {
					b.edge(rule.ID, lb.FrontendID(name), Outbound, "")
				}
			}
		}
	}
}

// partsOf returns the objects among the nodes that an object holds.
func (b *builder) partsOf(id fabric.ID) []fabric.Object {
	var parts []fabric.Object
	for _, n := range b.graph.held[id.Key()] {
		if n.object != nil {
			parts = append(parts, n.object)
		}
	}
	return parts
}

// listens returns the frontend that a rule listens on, and with what.
func listens(o fabric.Object) (frontend, label string, ok bool) {
	switch o := o.(type) {
	case fabric.LoadBalancingRule:
		return o.FrontendName, portText(o.Protocol, o.FrontendPort), true
	case fabric.InboundNATPool:
		return o.FrontendName, rangeText(o.Protocol, o.FrontendPortStart, o.FrontendPortEnd), true
	case fabric.InboundNATRule:
		return o.FrontendName, rangeText(o.Protocol, o.FrontendPortStart, o.FrontendPortEnd), true
	}
	return "", "", false
}

func (b *builder) routes() {
	who := b.holders()
	for _, table := range fabric.Each[fabric.RouteTable](b.world) {
		for _, name := range slices.Sorted(maps.Keys(table.Routes)) {
			r := table.Routes[name]
			if to := b.nextHop(r, who); to != "" {
				b.edge(RouteID(table.ID, name), to, NextHop, r.AddressPrefix)
			}
		}
	}
}

// nextHop returns the node that a route leads to, and makes it where the fabric has nothing there; empty for the virtual
// network itself, of which a table may have several.
func (b *builder) nextHop(r fabric.Route, who map[netip.Addr]fabric.ID) fabric.ID {
	hop := Node{ID: fabric.ID("NextHop/" + r.NextHopType), Kind: KindNextHop, Name: r.NextHopType}
	switch r.NextHopType {
	case fabric.NextHopVnetLocal:
		return ""
	case fabric.NextHopInternet:
		return Internet
	case fabric.NextHopVirtualAppliance:
		if a, err := netip.ParseAddr(r.NextHopIP); err == nil && who[a] != "" {
			return who[a]
		}
		hop.ID, hop.Name = fabric.ID("NextHop/"+r.NextHopIP), r.NextHopIP
		hop.Details = []string{r.NextHopType}
	}
	b.node(hop)
	return hop.ID
}

// holders tells who has a private address: an instance or an internal frontend. An address that two networks have is left
// out, since a route table does not say in which of them it is.
func (b *builder) holders() map[netip.Addr]fabric.ID {
	who := map[netip.Addr]fabric.ID{}
	take := func(a netip.Addr, id fabric.ID) {
		if _, twice := who[a]; twice {
			id = ""
		}
		if a.IsValid() {
			who[a] = id
		}
	}
	for _, n := range b.graph.Nodes {
		if n.view == nil {
			continue
		}
		for _, nic := range n.view.NICs {
			for _, ip := range nic.IPConfigurations {
				take(ip.PrivateAddress, n.ID)
			}
		}
	}
	for _, lb := range fabric.Each[fabric.LoadBalancer](b.world) {
		for _, f := range lb.Frontends {
			take(f.Address, lb.FrontendID(f.Name))
		}
	}
	return who
}

// outbound leads NAT gateways that have an address to the internet.
func (b *builder) outbound() {
	for _, gateway := range fabric.Each[fabric.NATGateway](b.world) {
		if addresses, _ := gateway.Addresses(b.world); len(addresses) > 0 {
			b.edge(gateway.ID, Internet, Outbound, "")
		}
	}
}

// internet leads the internet to the public addresses that something listens on, and to sets whose instances have addresses
// of no prefix. Its node exists where an edge needs it.
func (b *builder) internet() {
	for _, e := range b.graph.Edges {
		if e.Kind == Addresses && b.graph.kindOf(e.To) != NodeKind(fabric.KindPublicIP) {
			b.edge(Internet, e.From, Enters, "")
		}
	}
	for _, n := range b.graph.Nodes {
		if n.view != nil {
			if a := looseAddress(*n.view); a > 0 {
				b.edge(Internet, n.Parent, Enters, "")
			}
		}
	}
	for _, e := range b.graph.Edges {
		if e.From == Internet || e.To == Internet {
			b.node(Node{ID: Internet, Kind: KindInternet, Name: string(Internet)})
			return
		}
	}
}

// looseAddress counts the public addresses of an instance that come from no prefix.
func looseAddress(v fabric.InstanceView) (n int) {
	for _, nic := range v.NICs {
		for _, ip := range nic.IPConfigurations {
			if ip.PublicAddress.IsValid() && ip.PublicIP.PrefixID == "" {
				n++
			}
		}
	}
	return n
}

// RouteID returns the id of the node of a route.
func RouteID(table fabric.ID, name string) fabric.ID {
	return fabric.ID(string(table) + "/routes/" + name)
}

func routeDetail(r fabric.Route) string {
	if r.NextHopIP != "" {
		return fmt.Sprintf("%s → %s %s", r.AddressPrefix, r.NextHopType, r.NextHopIP)
	}
	return r.AddressPrefix + " → " + r.NextHopType
}
