package fabric_test

import (
	"fmt"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// largeSet has n instances with as many NICs as asked for, each with one address.
func largeSet(instances, nics int) ([]fabric.Object, fabric.ScaleSet) {
	objects := []fabric.Object{vnet("vnet", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/18")}
	var all []string
	for i := range nics {
		name := fmt.Sprint("nic", i)
		objects, all = append(objects, with(nic(name, webIP), func(n *fabric.NICConfiguration) { n.Primary = i == 0 })), append(all, name)
	}
	return objects, scaleSet("set", instances, all...)
}

func benchmarkRealize(b *testing.B, instances, nics int) {
	b.Helper()
	objects, set := largeSet(instances, nics)
	f := fabrictest.New(b, objects...)
	b.ReportAllocs()
	for b.Loop() {
		realized, err := fabric.Realize(f.World, nil, set, f.Allocator(set.ID))
		if err != nil || len(realized.Object.(fabric.ScaleSet).Instances) != instances {
			b.Fatal(err)
		}
	}
}

func BenchmarkRealize1000x1(b *testing.B) { benchmarkRealize(b, 1000, 1) }

func BenchmarkRealize1000x8(b *testing.B) { benchmarkRealize(b, 1000, 8) }

func BenchmarkView1000x8(b *testing.B) {
	objects, set := largeSet(1000, 8)
	f := fabrictest.New(b, objects...)
	set = f.Set(b, set)
	for b.Loop() {
		set.View(f.World)
	}
}

func BenchmarkScaleIn1000To0(b *testing.B) {
	objects, set := largeSet(1000, 1)
	f := fabrictest.New(b, objects...)
	set = f.Set(b, set)
	empty := with(set, scaled(0))
	for b.Loop() {
		if _, err := fabric.Realize(f.World, set, empty, f.Allocator(set.ID)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCheck1000x8 is what the plan of a large set costs beside realizing it: behind a load balancer with a probe, with
// public addresses, and with a network security group of 100 rules on each NIC.
func BenchmarkCheck1000x8(b *testing.B) {
	rules := make([]fabric.SecurityRule, 100)
	for i := range rules {
		rules[i] = inbound("Allow", 100+i, onPort(fmt.Sprint(1000+i)))
	}
	objects := []fabric.Object{vnet("vnet", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/18"), publicIP("p1"), lb("lb", front("f1", "p1")), pool("lb", "a"), probe("lb", "p"), probed(r1, "p"), group(rules...)}
	var all []string
	for i := range 8 {
		name := fmt.Sprint("nic", i)
		ip := webIP
		if i == 0 {
			ip = public(inA, "", "")
		}
		objects, all = append(objects, behindGroup(with(nic(name, ip), func(n *fabric.NICConfiguration) { n.Primary = i == 0 }))), append(all, name)
	}
	f := fabrictest.New(b, objects...)
	set := f.Set(b, scaleSet("set", 1000, all...))
	w := f.World.With(set)
	for b.Loop() {
		w.Check(fabric.Change{Before: set, After: set})
	}
}
