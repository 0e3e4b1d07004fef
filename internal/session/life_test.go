package session_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// life plays terraform runs on two scale sets that share a NIC configuration: models move on, instances come and go, are
// upgraded and given networks of their own.
//
//	nic <- set.one <- upgrade.one, own.one
//	    <- set.two <- upgrade.two, own.two
type life struct {
	lab
	config configuration        // what was planned last
	state  map[string]fabric.ID // terraform's state: the ids by address
}

// configuration holds the arguments of each resource by its address. That of an upgrade lacks its model version.
type configuration map[string]fabric.Object

func (c configuration) addresses() []string { return slices.Sorted(maps.Keys(c)) }

// parent returns the address that a resource refers to.
func parent(address string) string {
	kind, name, _ := strings.Cut(address, ".")
	switch kind {
	case "nic":
		return ""
	case "set":
		return "nic"
	}
	return "set." + name
}

// Two subnets of eleven addresses, a prefix of eight, and ten ports: little enough to run out.
var (
	lifeA, lifeB = subnet("a", "10.0.1.0/28"), subnet("b", "10.0.2.0/28")
	lifeLB       = fabric.LoadBalancer{Meta: head(fabric.KindLoadBalancer, "lb"), SKU: fabric.SKUStandard, Frontends: []fabric.FrontendIPConfiguration{
		{Name: "f", SubnetID: lifeC.ID, Version: fabric.IPv4},
	}}
	lifeC     = subnet("c", "10.0.3.0/24")
	lifePool  = fabric.BackendPool{Meta: partOfLB(fabric.KindBackendPool, "pool")}
	lifeProbe = fabric.Probe{
		Meta: partOfLB(fabric.KindProbe, "probe"), Protocol: fabric.ProtocolTCP, Port: 80,
		Interval: fabric.DefaultProbeInterval, Threshold: fabric.DefaultProbeThreshold,
	}
	lifeRule = fabric.LoadBalancingRule{
		Meta: partOfLB(fabric.KindLoadBalancingRule, "rule"), FrontendName: "f", Protocol: fabric.ProtocolTCP, FrontendPort: 80, BackendPort: 80,
		BackendPoolIDs: []fabric.ID{lifePool.ID}, ProbeID: lifeProbe.ID, IdleTimeout: fabric.DefaultIdleTimeout, LoadDistribution: fabric.DistributionDefault,
	}
	lifePorts = fabric.InboundNATPool{
		Meta: partOfLB(fabric.KindInboundNATPool, "ports"), FrontendName: "f", Protocol: fabric.ProtocolTCP,
		FrontendPortStart: 50000, FrontendPortEnd: 50009, BackendPort: 22, IdleTimeout: fabric.DefaultIdleTimeout,
	}
)

func partOfLB(k fabric.Kind, name string) fabric.Meta {
	return fabric.Meta{ID: fabric.ChildID(k, head(fabric.KindLoadBalancer, "lb").ID, name)}
}

func TestLivesOfScaleSets(t *testing.T) {
	t.Parallel()
	checkLabs(t, func(rt *rapid.T, l lab) {
		m := &life{l, configuration{}, map[string]fabric.ID{}}
		m.have(network(), lifeA, lifeB, lifeC, prefix(29), lifeLB, lifePool, lifeProbe, lifeRule, lifePorts)
		rt.Repeat(map[string]func(*rapid.T){
			"":               func(*rapid.T) { m.check() },
			"PlanAndDiscard": func(rt *rapid.T) { m.plan(rt, m.walk(), m.draw(rt)) },
			"PlanAndApply":   m.planAndApply,
			"PlanAndApply2":  m.planAndApply,
		})
	})
}

// draw thinks of the next configuration: the last one, with some of it changed.
func (m *life) draw(rt *rapid.T) configuration {
	next := maps.Clone(m.config)
	redraw := func(address string, odds int, draw func() fabric.Object) {
		if rapid.IntRange(1, odds).Draw(rt, address+" changes") > 1 {
			return
		}
		delete(next, address)
		if o := draw(); o != nil {
			next[address] = o
		}
	}
	odds := 3
	if next["nic"] == nil {
		odds = 1
	}
	redraw("nic", odds, func() fabric.Object { return drawNIC(rt) })
	for _, name := range []string{"one", "two"} {
		redraw("set."+name, 2, func() fabric.Object { return m.drawSet(rt, name) })
		if next["set."+name] == nil {
			delete(next, "upgrade."+name)
			delete(next, "own."+name)
			continue
		}
		redraw("upgrade."+name, 3, func() fabric.Object { return m.drawUpgrade(rt, name) })
		redraw("own."+name, 2, func() fabric.Object { return m.drawOwn(rt, name) })
	}
	return next
}

func drawNIC(rt *rapid.T) fabric.NICConfiguration {
	n := nic("nic", lifeA)
	n.IPForwarding = rapid.Bool().Draw(rt, "forwarding")
	ip := &n.IPConfigurations[0]
	ip.LBBackendPoolIDs = []fabric.ID{lifePool.ID}
	if rapid.IntRange(0, 3).Draw(rt, "ports") == 0 {
		ip.LBNATPoolIDs = []fabric.ID{lifePorts.ID}
	}
	if rapid.IntRange(0, 3).Draw(rt, "public") == 0 {
		ip.PublicIP = lifePublic()
	}
	if rapid.IntRange(0, 2).Draw(rt, "second IP configuration") == 0 {
		n.IPConfigurations = append(n.IPConfigurations, fabric.IPConfiguration{Name: "more", Version: fabric.IPv4, SubnetID: lifeB.ID})
	}
	return n
}

func lifePublic() *fabric.PublicIPConfiguration {
	return &fabric.PublicIPConfiguration{Name: "public", IdleTimeout: fabric.DefaultIdleTimeout, PrefixID: prefix(29).ID, Version: fabric.IPv4}
}

// drawSet returns nil for a set that is not there.
func (m *life) drawSet(rt *rapid.T, name string) fabric.Object {
	if rapid.IntRange(0, 7).Draw(rt, name+" goes") == 7 {
		return nil
	}
	s := set(name, rapid.IntRange(0, 4).Draw(rt, "capacity"), "nic")
	s.UpgradeMode = rapid.SampledFrom([]string{fabric.UpgradeManual, fabric.UpgradeAutomatic, fabric.UpgradeRolling}).Draw(rt, "mode")
	if s.UpgradeMode == fabric.UpgradeRolling {
		s.HealthProbeID = lifeProbe.ID
	}
	s.Overprovision = rapid.IntRange(0, 2).Draw(rt, "overprovision") == 0
	s.ScaleIn.Rule = rapid.SampledFrom([]string{fabric.ScaleInDefault, fabric.ScaleInNewestVM, fabric.ScaleInOldestVM}).Draw(rt, "scale-in")
	if rapid.IntRange(0, 3).Draw(rt, "protection") == 0 {
		s.ScaleIn.Protected = []string{m.drawInstance(rt, name)}
	}
	return s
}

// drawInstance picks one of a set's instances, or that which a new set begins with.
func (m *life) drawInstance(rt *rapid.T, name string) string {
	ids := []string{"0"}
	if instances := stored(m.lab, set(name, 0, "nic")).Instances; len(instances) > 0 {
		ids = nil
		for _, i := range instances {
			ids = append(ids, strconv.Itoa(i.ID))
		}
	}
	return rapid.SampledFrom(ids).Draw(rt, "instance of "+name)
}

func (m *life) drawUpgrade(rt *rapid.T, name string) fabric.Object {
	u := fabric.InstanceUpgrade{Meta: head(fabric.KindScaleSet, name)}
	switch rapid.IntRange(0, 2).Draw(rt, "upgrade of "+name) {
	case 0:
		return nil
	case 1:
		u.InstanceIDs = []string{fabric.AllInstances}
	case 2:
		u.InstanceIDs = []string{m.drawInstance(rt, name)}
	}
	u.SetID = u.ID
	u.ID = fabric.InstanceUpgradeID(u.SetID, u.InstanceIDs)
	return u
}

// drawOwn draws the network of one instance: less than the model, another, or more.
func (m *life) drawOwn(rt *rapid.T, name string) fabric.Object {
	what := rapid.SampledFrom([]string{"none", "less", "more", "second NIC", "public"}).Draw(rt, "own network of an instance of "+name)
	if what == "none" {
		return nil
	}
	n := fabric.InstanceNetwork{Meta: head(fabric.KindScaleSet, name)}
	n.ID = fabric.ChildID(fabric.KindInstanceNetwork, n.ID, m.drawInstance(rt, name))
	first, more := nic("nic", lifeA), nic("nic2", lifeB)
	more.Primary = false
	switch what {
	case "more":
		first.IPConfigurations = append(first.IPConfigurations, fabric.IPConfiguration{Name: "more", Version: fabric.IPv4, SubnetID: lifeB.ID})
		first.IPConfigurations[0].LBNATPoolIDs = []fabric.ID{lifePorts.ID}
	case "public":
		first.IPConfigurations[0].PublicIP = lifePublic()
	}
	n.NICs = []fabric.NICConfiguration{first}
	if what == "second NIC" {
		n.NICs = append(n.NICs, more)
	}
	for i := range n.NICs {
		n.NICs[i].Meta = fabric.Meta{ID: fabric.InstanceNICID(n.ID, n.NICs[i].Name())}
	}
	return n
}

// shown is what terraform prints of an object: of a set its arguments and its instances as they look in a world.
func shown(o fabric.Object, w *fabric.World) string {
	o = o.WithHead(fabric.Meta{ID: o.Head().ID, Tags: o.Head().Tags})
	all := []any{o}
	if s, ok := o.(fabric.ScaleSet); ok {
		latest, _ := s.LatestModel()
		views := s.View(w)
		for n := range views {
			views[n].Own, views[n].OwnModel, views[n].Ended = nil, 0, false
		}
		s.Models, s.Instances, s.NextInstanceID = nil, nil, 0
		all = []any{s, latest.Version, views}
	}
	text, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		panic(fmt.Sprint("plain data does not encode: ", err))
	}
	return string(text)
}
