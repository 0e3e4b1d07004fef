package fabric

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// Health is how a load balancer finds a member of a pool. Source: SOURCES.md 5.4.
type Health struct {
	Healthy bool
	Reason  string // one sentence: what answers, or what keeps the probe from it
}

// Probed is an IP configuration of an instance as health probes meet it.
type Probed struct {
	Guest                  Guest
	NetworkSecurityGroupID ID // of the NIC; empty for none
	IP                     IPConfiguration
	// Address is the NIC's own, which probes go to with floating IP as well. Invalid where it is not settled yet: then
	// what holds for the subnet's first address is taken.
	Address netip.Addr
}

// Prober tells the health of pool members in one world. It reads each network security group once, and is not safe for
// concurrent use.
type Prober struct {
	world  *World
	rules  []LoadBalancingRule
	lists  map[Key]*acl.List // by network security group
	scopes map[Key]*acl.Scope
}

// NewProber makes a prober of a world.
func NewProber(w *World) *Prober {
	return &Prober{world: w, rules: Each[LoadBalancingRule](w), lists: map[Key]*acl.List{}, scopes: map[Key]*acl.Scope{}}
}

// Probe tells whether a probe gets its answer. It is a Tcp connection from the platform's address, whatever the probe's
// protocol: the guest has to listen, and the group of the subnet and then that of the NIC to let it in. Routes do not
// matter. Source: SOURCES.md 5.4, 7 (sure), 8 (likely).
func (p *Prober) Probe(probe Probe, at Probed) Health {
	return p.patient(probe, at).health(at.Address)
}

// Rule tells whether a load-balancing rule sends to an IP configuration of a pool of its. Without a probe it does.
// Source: SOURCES.md 5.5 (likely).
func (p *Prober) Rule(rule LoadBalancingRule, at Probed) Health {
	probe, ok := Get[Probe](p.world, rule.ProbeID)
	if !ok {
		return Health{true, "The rule " + rule.Name() + " has no probe, so each member counts as up."}
	}
	return p.Probe(probe, at)
}

// Member tells the health of a pool's member over all load-balancing rules that send to the pool: it is up where it is
// for each of them. Where none has a probe, it counts as up.
func (p *Prober) Member(pool ID, m PoolMember) Health {
	at := Probed{m.Set.Guest, m.NIC.NetworkSecurityGroupID, m.IP.IPConfiguration, m.IP.PrivateAddress}
	var probes []string
	sends := false
	for _, rule := range p.rules {
		if !slices.ContainsFunc(rule.BackendPoolIDs, pool.Is) {
			continue
		}
		sends = true
		if probe, ok := Get[Probe](p.world, rule.ProbeID); ok && !slices.Contains(probes, probe.Name()) {
			if health := p.Probe(probe, at); !health.Healthy {
				return health
			}
			probes = append(probes, probe.Name())
		}
	}
	switch {
	case !sends:
		return Health{true, "No load-balancing rule sends to the pool, so nothing probes the member, and it counts as up."}
	case len(probes) == 0:
		return Health{true, "No load-balancing rule that sends to the pool has a probe, so the member counts as up."}
	case len(probes) == 1:
		return Health{true, "The probe " + probes[0] + " is answered."}
	}
	return Health{true, "The probes " + strings.Join(probes, ", ") + " are answered."}
}

// patient is an IP configuration with all that decides over a probe to it but its address.
type patient struct {
	probe  Probe
	guest  Guest
	subnet Subnet
	ip     IPConfiguration
	scope  *acl.Scope
	guards []guard
	// alike is what every address of the subnet gets, nil where rules tell them apart.
	alike *Health
}

// guard is a network security group on the way to an IP configuration.
type guard struct {
	name string
	of   string // whose it is
	list *acl.List
}

func (p *Prober) patient(probe Probe, at Probed) patient {
	one := patient{probe: probe, guest: at.Guest, ip: at.IP}
	one.subnet, _ = Get[Subnet](p.world, at.IP.SubnetID)
	key := at.IP.SubnetID.Key()
	if one.scope = p.scopes[key]; one.scope == nil {
		one.scope = one.subnet.Scope(p.world)
		p.scopes[key] = one.scope
	}
	p.guarded(&one, one.subnet.NetworkSecurityGroupID, "the subnet "+at.IP.SubnetID.Name())
	p.guarded(&one, at.NetworkSecurityGroupID, "its NIC")
	if !one.tellsApart() {
		health := one.decide(netip.Addr{})
		one.alike = &health
	}
	return one
}

func (p *Prober) guarded(one *patient, id ID, of string) {
	key := id.Key()
	list, known := p.lists[key]
	if !known {
		if nsg, ok := Get[NetworkSecurityGroup](p.world, id); ok {
			list = nsg.Rules()
		}
		p.lists[key] = list
	}
	if list != nil {
		one.guards = append(one.guards, guard{id.Name(), of, list})
	}
}

// tellsApart reports whether a rule is for some of the subnet's addresses and not for others.
func (one patient) tellsApart() bool {
	here, ok := one.subnet.Prefix(one.ip.Version)
	return ok && slices.ContainsFunc(one.guards, func(g guard) bool {
		return slices.ContainsFunc(g.list.Rules(acl.Inbound), func(r acl.Rule) bool {
			return slices.ContainsFunc(r.Destination.Prefixes, func(p netip.Prefix) bool { return p.Overlaps(here) && p.Bits() > here.Bits() })
		})
	})
}

func (one patient) health(a netip.Addr) Health {
	if one.alike != nil {
		return *one.alike
	}
	return one.decide(a)
}

func (one patient) decide(a netip.Addr) Health {
	if !one.guest.Listens(ProtocolTCP, one.probe.Port) {
		return Health{false, fmt.Sprintf("Its guest does not listen on tcp/%d, which the probe %s asks.", one.probe.Port, one.probe.Name())}
	}
	if !a.IsValid() {
		here, _ := one.subnet.Prefix(one.ip.Version)
		a = here.Addr()
	}
	packet := acl.Packet{
		Protocol: acl.TCP, Source: acl.Party{Address: probeSource(a)}, DestinationPort: one.probe.Port,
		Destination: acl.Party{Address: a, Groups: GroupKeys(one.ip.ApplicationSecurityGroupIDs)},
	}
	for _, g := range one.guards {
		if d := g.list.Decide(acl.Inbound, one.scope, packet); !d.Allow {
			return Health{false, fmt.Sprintf("The rule %s of the network security group %s on %s keeps the probe %s from port %d.", d.Rule.Name, g.name, g.of, one.probe.Name(), one.probe.Port)}
		}
	}
	return Health{true, "The probe " + one.probe.Name() + " is answered."}
}
