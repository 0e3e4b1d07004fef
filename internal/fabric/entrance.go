package fabric

import (
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// entrance is the way in to an IP configuration of a list of NICs: what stands there is the same for every instance.
type entrance struct {
	subnet Subnet
	ip     IPConfiguration
	scope  *acl.Scope
	guards []guard // that of the subnet first
	// known is false where the subnet or a network security group is not known yet, or not there.
	known bool
}

// guard is a network security group on the way to an IP configuration.
type guard struct {
	name string
	on   string // the subnet or its NIC
	list *acl.List
}

// entrances reads each network security group and each subnet once. It is not safe for concurrent use.
type entrances struct {
	world  *World
	lists  map[Key]*acl.List
	scopes map[Key]*acl.Scope
}

func newEntrances(w *World) *entrances {
	return &entrances{world: w, lists: map[Key]*acl.List{}, scopes: map[Key]*acl.Scope{}}
}

// of returns the entrance to an IP configuration of a NIC with a network security group, or with none.
func (s *entrances) of(nicGroup ID, ip IPConfiguration) entrance {
	e := entrance{ip: ip}
	e.subnet, e.known = Get[Subnet](s.world, ip.SubnetID)
	key := ip.SubnetID.Key()
	if e.scope = s.scopes[key]; e.scope == nil {
		e.scope = e.subnet.Scope(s.world)
		s.scopes[key] = e.scope
	}
	s.guard(&e, e.subnet.NetworkSecurityGroupID, "the subnet "+ip.SubnetID.Name())
	s.guard(&e, nicGroup, "its NIC")
	return e
}

func (s *entrances) guard(e *entrance, id ID, on string) {
	if id == "" {
		return
	}
	list, seen := s.lists[id.Key()]
	if !seen {
		if nsg, ok := Get[NetworkSecurityGroup](s.world, id); ok {
			list = nsg.Rules()
		}
		s.lists[id.Key()] = list
	}
	if list == nil {
		e.known = false
		return
	}
	e.guards = append(e.guards, guard{id.Name(), on, list})
}

// party is one of the subnet's addresses as the destination of a packet.
func (e entrance) party(a netip.Addr) acl.Party {
	return acl.Party{Address: a, Groups: GroupKeys(e.ip.ApplicationSecurityGroupIDs)}
}

// deniedBy returns what keeps a packet out; denied is false where it gets in.
func (e entrance) deniedBy(p acl.Packet) (rule *acl.Rule, by guard, denied bool) {
	for _, g := range e.guards {
		if d := g.list.Decide(acl.Inbound, e.scope, p); !d.Allow {
			return d.Rule, g, true
		}
	}
	return nil, guard{}, false
}

// tellsApart reports whether a rule is for some of the subnet's addresses and not for others.
func (e entrance) tellsApart() bool {
	here, ok := e.subnet.Prefix(e.ip.Version)
	return ok && slices.ContainsFunc(e.guards, func(g guard) bool {
		return slices.ContainsFunc(g.list.Rules(acl.Inbound), func(r acl.Rule) bool {
			return slices.ContainsFunc(r.Destination.Prefixes, func(p netip.Prefix) bool { return p.Overlaps(here) && p.Bits() > here.Bits() })
		})
	})
}
