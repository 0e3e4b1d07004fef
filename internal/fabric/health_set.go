package fabric

import (
	"fmt"
	"net/netip"
	"slices"
)

// checkup asks for the health of a set's instances by its health probe. What instances of one model have in common is
// looked at once.
type checkup struct {
	prober  *Prober
	probe   Probe
	known   bool // whether there is such a probe
	byModel map[int]checkedProfile
	// before is the set as it was when its instances were given the addresses that they have; held are those by slot, made
	// when the first is asked for.
	before ScaleSet
	held   map[string]netip.Addr
}

// checkedProfile are those IP configurations of a list of NICs that the probe's rules send to.
type checkedProfile []checkedIP

type checkedIP struct {
	patient
	nic NICConfiguration
}

// unwell is an instance that its set's health probe does not reach.
type unwell struct {
	instance int
	why      string // one sentence
}

func newCheckup(w *World, before, s ScaleSet) *checkup {
	probe, known := Get[Probe](w, s.HealthProbeID)
	return &checkup{prober: NewProber(w), probe: probe, known: known, byModel: map[int]checkedProfile{}, before: before}
}

// unhealthyOf returns the instances, of those named or of all where none is, that the health probe does not reach on an IP
// configuration that its rules send to.
func (c *checkup) unhealthyOf(s ScaleSet, ids []int) []unwell {
	if !c.known {
		return nil
	}
	asked := map[int]bool{}
	for _, id := range ids {
		asked[id] = true
	}
	var list []unwell
	for _, i := range s.Instances {
		if ids != nil && !asked[i.ID] {
			continue
		}
		if health := c.of(s, i); !health.Healthy {
			list = append(list, unwell{i.ID, health.Reason})
		}
	}
	return list
}

// Health tells, by the instance's number, how the health probe of the set finds its instances; nil for a set without one.
func (s ScaleSet) Health(w *World) map[int]Health {
	c := newCheckup(w, s, s)
	if !c.known {
		return nil
	}
	healths := make(map[int]Health, len(s.Instances))
	for _, i := range s.Instances {
		healths[i.ID] = c.of(s, i)
	}
	return healths
}

func (c *checkup) of(s ScaleSet, i Instance) Health {
	profile, known := c.byModel[i.ModelVersion]
	if i.Own != nil || !known {
		profile = c.profile(s.Guest, s.NICsOf(i))
	}
	if i.Own == nil {
		c.byModel[i.ModelVersion] = profile
	}
	for _, ip := range profile {
		var address netip.Addr
		if ip.alike == nil {
			address = c.address(i.ID, ip)
		}
		if health := ip.health(address); !health.Healthy {
			return health
		}
	}
	if len(profile) == 0 {
		return Health{false, fmt.Sprintf("None of its NICs is behind a rule that uses the probe %s.", c.probe.Name())}
	}
	return Health{Healthy: true}
}

func (c *checkup) profile(guest Guest, nics []NICConfiguration) checkedProfile {
	var profile checkedProfile
	for nic, ip := range ipConfigurations(nics) {
		sends := func(r LoadBalancingRule) bool { return r.ProbeID.Is(c.probe.ID) && ruleFlow(r).reaches(ip) }
		if slices.ContainsFunc(c.prober.rules(), sends) {
			at := Probed{Guest: guest, NetworkSecurityGroupID: nic.NetworkSecurityGroupID, IP: ip}
			profile = append(profile, checkedIP{c.prober.patient(c.probe, at), nic})
		}
	}
	return profile
}

// address returns the private address that an instance has, and keeps, for an IP configuration; an invalid one where it is
// yet to get it.
func (c *checkup) address(instance int, ip checkedIP) netip.Addr {
	if c.held == nil {
		c.held = map[string]netip.Addr{}
		for _, h := range c.before.holdings() {
			if _, twice := c.held[h.Slot]; !twice { // ports have the slot too, behind the address
				c.held[h.Slot] = h.Address
			}
		}
	}
	address := c.held[slotOf(instance, ip.nic, ip.ip)]
	if here, ok := ip.subnet.Prefix(ip.ip.Version); !ok || !here.Contains(address) {
		return netip.Addr{} // of another subnet, which it leaves
	}
	return address
}
