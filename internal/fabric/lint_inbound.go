package fabric

import (
	"net/netip"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// closed wants a rule that lets something in from the internet on the port that a public Standard load balancer sends to.
// Source: SOURCES.md 7 (sure: skus.md).
func (l linter) closed(m member, f flow) (remark, bool) {
	lb, front, ok := l.frontend(f)
	if !ok || front.Internal() || lb.SKU != SKUStandard {
		return remark{}, false
	}
	e := l.prober.entrances.of(m.nic.NetworkSecurityGroupID, m.ip)
	var frontend netip.Addr
	if f.floating {
		if frontend, _ = netip.ParseAddr(FrontendAddress(l.world, front)); !frontend.IsValid() && len(e.guards) > 0 {
			return remark{}, false // in doubt it may get in
		}
	}
	if !e.known || e.letsIn(f.protocol, f.backend, frontend) {
		return remark{}, false
	}
	return remark{code: CodeInboundClosedByDefault, once: len(e.guards) == 0, detail: e.closedText(l.title(m), " on port "+portText(f.backend)+" of "+f.protocol) + " " + Sentence(f.title()) + " sends there from the internet."}, true
}

// ofPublicAddress is the same, and asymmetric, for the public addresses of instances. A network security group that lets
// nothing in is taken for meant: the addresses are for going out. Source: SOURCES.md 7 (likely).
func (l linter) ofPublicAddress(nic NICConfiguration, ip IPConfiguration) []remark {
	if ip.PublicIP == nil {
		return nil
	}
	latest, _ := l.set.LatestModel()
	var list []remark
	if ip.PublicIP.effectiveSKU(balancerSKU(l.world, latest.NICs)) == SKUStandard {
		if e := l.prober.entrances.of(nic.NetworkSecurityGroupID, ip); e.known && len(e.guards) == 0 {
			list = append(list, remark{code: CodeInboundClosedByDefault, once: true, detail: e.closedText(l.titleOf(nic, ip), "") + " Its instances have public IP addresses."})
		}
	}
	if route, leads := l.defaultRoute(ip); leads {
		list = append(list, remark{code: CodeAsymmetricRouting, once: true, detail: route + " Answers do not leave by the public IP addresses of " + l.titleOf(nic, ip) + "."})
	}
	return list
}

// closedText says that nothing gets in, on a port or on any.
func (e entrance) closedText(whose, port string) string {
	if len(e.guards) == 0 {
		return "Neither " + whose + " nor its subnet " + e.subnet.Name() + " has a network security group, so nothing gets in from the internet."
	}
	var names []string
	for _, g := range e.guards {
		names = append(names, g.name+" on "+g.on)
	}
	return "The network security group " + strings.Join(names, ", or ") + ", lets nothing in from the internet to " + whose + port + "."
}

// letsIn reports whether something on the internet may get in on a port of a protocol, port 0 being any. Frontend is the address
// that packets are for with floating IP, and else invalid: they are for the subnet's. In doubt it may.
func (e entrance) letsIn(protocol string, port int, frontend netip.Addr) bool {
	if len(e.guards) == 0 {
		return false
	}
	for _, g := range e.guards {
		for _, r := range append([]acl.Rule{{Allow: true}}, g.list.Rules(acl.Inbound)...) {
			if r.Default || !r.Allow {
				continue
			}
			for _, p := range e.visits(r, protocol, port, frontend) {
				if e.mayPass(p) {
					return true
				}
			}
		}
	}
	return false
}

// mayPass reports whether a packet gets in, or may, by a tag whose addresses are not modelled.
func (e entrance) mayPass(p acl.Packet) bool {
	for _, g := range e.guards {
		if d := g.list.Decide(acl.Inbound, e.scope, p); !d.Allow && (d.Doubt == nil || !d.Doubt.Allow) {
			return false
		}
	}
	return true
}

// visits are packets from the internet, one for each source and destination that a rule tells apart. The zero rule stands for
// any source and destination.
func (e entrance) visits(r acl.Rule, protocol string, port int, frontend netip.Addr) []acl.Packet {
	here, ok := e.subnet.Prefix(e.ip.Version)
	if !ok {
		return nil
	}
	packet := acl.Packet{Protocol: protocol, SourcePort: firstPort(r.SourcePorts), DestinationPort: port}
	if port == 0 {
		packet.DestinationPort = firstPort(r.DestinationPorts)
	}
	anyone := acl.Anyone(here.Addr().Is4())
	sources := []acl.Party{anyone}
	if len(r.Source.Tags) > 0 { // which may hold a certain address
		sources = append(sources, acl.Party{Address: anyone.Address})
	}
	for _, p := range r.Source.Prefixes {
		first := p.Masked().Addr()
		for _, a := range []netip.Addr{first, first.Next()} { // the first of 0.0.0.0/1 is none
			if a.Is4() == here.Addr().Is4() && p.Contains(a) && acl.Public(a) {
				sources = append(sources, acl.Party{Address: a})
			}
		}
	}
	var list []acl.Packet
	for _, source := range sources {
		for _, destination := range e.visited(r, here, frontend) {
			packet.Source, packet.Destination = source, destination
			list = append(list, packet)
		}
	}
	return list
}

// visited are the addresses, of the prefix of the subnet, that a rule tells apart as destinations.
func (e entrance) visited(r acl.Rule, here netip.Prefix, frontend netip.Addr) []acl.Party {
	if frontend.IsValid() {
		return []acl.Party{{Address: frontend}}
	}
	list := []acl.Party{e.party(here.Addr())}
	for _, p := range r.Destination.Prefixes {
		if p.Overlaps(here) && p.Bits() > here.Bits() {
			list = append(list, e.party(p.Addr()))
		}
	}
	return list
}

// firstPort returns the first port of a rule's list; some port where it takes every one.
func firstPort(ranges []acl.PortRange) int {
	if len(ranges) == 0 {
		return 443
	}
	return ranges[0].From
}
