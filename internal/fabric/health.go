package fabric

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"

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

// Prober tells the health of pool members in one world. It reads each network security group once, and the rules when they
// are first asked for. It is not safe for concurrent use.
type Prober struct {
	world     *World
	rules     func() []LoadBalancingRule
	entrances *entrances
}

// NewProber makes a prober of a world.
func NewProber(w *World) *Prober {
	return &Prober{world: w, rules: sync.OnceValue(func() []LoadBalancingRule { return Each[LoadBalancingRule](w) }), entrances: newEntrances(w)}
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
	for _, rule := range p.rules() {
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
	entrance
	probe Probe
	guest Guest
	// alike is what every address of the subnet gets, nil where rules tell them apart.
	alike *Health
}

func (p *Prober) patient(probe Probe, at Probed) patient {
	one := patient{entrance: p.entrances.of(at.NetworkSecurityGroupID, at.IP), probe: probe, guest: at.Guest}
	if !one.tellsApart() {
		health := one.decide(netip.Addr{})
		one.alike = &health
	}
	return one
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
	packet := acl.Packet{Protocol: acl.TCP, Source: acl.Party{Address: acl.ProbeSource(a)}, Destination: one.party(a), DestinationPort: one.probe.Port}
	if rule, guard, denied := one.deniedBy(packet); denied {
		return Health{false, fmt.Sprintf("The rule %s of the network security group %s on %s keeps the probe %s from port %d.", rule.Name, guard.name, guard.on, one.probe.Name(), one.probe.Port)}
	}
	return Health{true, "The probe " + one.probe.Name() + " is answered."}
}
