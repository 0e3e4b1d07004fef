package fabric_test

import (
	"errors"
	"net/netip"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// pending returns a world in which an object will exist with unknown content.
func pending(w *fabric.World, o fabric.Object) *fabric.World {
	var plan fabric.Overlay
	plan.Pend(o.Head().ID, o.Kind())
	return w.WithOverlays(&plan)
}

// TestDeferred: what is not known yet leaves addresses open, and is no finding.
func TestDeferred(t *testing.T) {
	t.Parallel()
	own := with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.DNSServers = []string{"10.0.0.9"} })
	for _, c := range []struct {
		name    string
		given   []fabric.Object
		pending fabric.Object
		after   fabric.Object
		want    bool
	}{
		{"nothing pending", oneNIC, nic("other"), scaleSet("set", 1, "nic"), false},
		{"NIC configuration", oneNIC, nic("nic"), scaleSet("set", 1, "nic"), true},
		{"subnet", oneNIC, subnet("vnet", "web"), scaleSet("set", 1, "nic"), true},
		{"subnet, no instances", oneNIC, subnet("vnet", "web"), scaleSet("set", 0, "nic"), false},
		{"network: its DNS servers", oneNIC, vnet("vnet"), scaleSet("set", 1, "nic"), true},
		{"network, own DNS servers", append(oneSubnet[:2:2], own), vnet("vnet"), scaleSet("set", 1, "nic"), false},
		{"prefix", prefixedNIC, prefix("pre", 31), scaleSet("set", 1, "nic"), true},
		{"prefix of an address", []fabric.Object{prefix("pre", 31)}, prefix("pre", 31), fromPrefix(), true},
		{"another prefix", []fabric.Object{prefix("pre", 31)}, prefix("pre2", 31), fromPrefix(), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := fabrictest.New(t, c.given...)
			w := pending(f.World, c.pending)
			realized, err := fabric.Realize(w, nil, c.after, f.Allocator(c.after.Head().ID))
			if err != nil || len(realized.Findings) > 0 || realized.Deferred != c.want {
				t.Errorf("deferred: %t, want %t; findings %q, error %v", realized.Deferred, c.want, texts(realized.Findings), err)
			}
			if list := w.With(realized.Object).Check(fabric.Change{After: realized.Object}); len(list) > 0 {
				t.Errorf("rules that need what is not known yet speak: %q", texts(list))
			}
		})
	}
}

// TestFullPoolInAPlan: only what this run may still free leaves the addresses open.
func TestFullPoolInAPlan(t *testing.T) {
	t.Parallel()
	set := scaleSet("set", 2, "nic")
	for _, c := range []struct {
		name     string
		other    func(*fabric.Overlay, fabric.Object)
		deferred bool
		severity fabric.Severity
	}{
		{"the other has not been planned yet", func(*fabric.Overlay, fabric.Object) {}, true, fabric.Warning},
		{"the other goes", func(plan *fabric.Overlay, o fabric.Object) { plan.Remove(o.Head().ID) }, true, fabric.Warning},
		{"the other stays", func(plan *fabric.Overlay, o fabric.Object) { plan.Plan(o) }, false, fabric.Error},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := fabrictest.New(t, smallSubnet(2)...)
			var plan fabric.Overlay
			c.other(&plan, setOf(f, "other"))
			w := f.World.WithOverlays(&plan)
			realized, err := fabric.Realize(w, nil, set, f.Allocator(set.ID))
			if err != nil || len(realized.Findings) != 1 {
				t.Fatalf("findings %q, error %v", texts(realized.Findings), err)
			}
			list := w.InPlan(realized.Object, realized.Findings, false)
			if realized.Deferred != c.deferred || list[0].Severity != c.severity {
				t.Errorf("deferred %t, severity %d; want %t, %d", realized.Deferred, list[0].Severity, c.deferred, c.severity)
			}
		})
	}
}

// TestFullOfTooFew: the other's addresses would not be enough, so nothing that the run does can help.
func TestFullOfTooFew(t *testing.T) {
	t.Parallel()
	set := scaleSet("set", 4, "nic")
	f := fabrictest.New(t, smallSubnet(2)...) // 3 addresses
	realized, err := fabric.Realize(f.World, nil, set, f.Allocator(set.ID))
	if err != nil || realized.Deferred || len(realized.Findings) != 1 || len(realized.Findings[0].Against) != 0 {
		t.Errorf("deferred %t, findings %v, error %v", realized.Deferred, realized.Findings, err)
	}
}

type brokenAllocator struct{}

var errStore = errors.New("the store is broken")

func (brokenAllocator) Allocate(alloc.Pool, string, int) (netip.Prefix, error) {
	return netip.Prefix{}, errStore
}

func (brokenAllocator) Want([]string) {}

func (brokenAllocator) GiveBack([]string)      {}
func (brokenAllocator) ForAWhile()             {}
func (brokenAllocator) Holds([]fabric.Holding) {}

func (brokenAllocator) AllocateExactly(alloc.Pool, string, netip.Prefix) (string, error) {
	return "", errStore
}

func TestStoreErrorsComeBack(t *testing.T) {
	t.Parallel()
	w := fabrictest.New(t, publicNIC...).World
	for _, o := range []fabric.Object{publicIP("p"), prefix("pre", 31), scaleSet("set", 1, "nic")} {
		if _, err := fabric.Realize(w, nil, o, brokenAllocator{}); !errors.Is(err, errStore) {
			t.Errorf("%s: error %v", o.Kind(), err)
		}
	}
}

// TestAddressOfAPrefixThatGoes: an address that exists stays as it is, a new one is open.
func TestAddressOfAPrefixThatGoes(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, prefix("pre", 31), fromPrefix())
	before, _ := f.World.Lookup(fromPrefix().ID)
	var plan fabric.Overlay
	plan.Remove(prefix("pre", 31).ID)
	w := f.World.WithOverlays(&plan)
	realized, err := fabric.Realize(w, before, fromPrefix(), f.Allocator(fromPrefix().ID))
	if err != nil || realized.Deferred || realized.Object.(fabric.PublicIP).Address != before.(fabric.PublicIP).Address {
		t.Errorf("deferred %t, error %v, address %s", realized.Deferred, err, realized.Object.(fabric.PublicIP).Address)
	}
	if realized, err = fabric.Realize(w, nil, fromPrefix(), f.Allocator(fromPrefix().ID)); err != nil || !realized.Deferred {
		t.Errorf("a new one: deferred %t, error %v", realized.Deferred, err)
	}
}
