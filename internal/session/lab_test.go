package session_test

import (
	"context"
	"fmt"
	"net/netip"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// fatal is what the helpers need of a *testing.T; a *rapid.T has it as well.
type fatal interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// deadPID is the process id of a process that is gone.
var deadPID = sync.OnceValue(func() int {
	cmd := exec.Command("true")
	if err := cmd.Run(); err != nil {
		panic(err)
	}
	return cmd.Process.Pid
})

var runs atomic.Int64

// deadRun is a terraform process of its own that has ended.
func deadRun() store.Run {
	n := runs.Add(1)
	return store.Run{ID: fmt.Sprintf("dead-%d", n), PID: deadPID(), Started: n * 1_000_000}
}

// lab is a store with actors on it.
type lab struct {
	fatal
	store store.Store
}

func newLab(t *testing.T) lab {
	t.Helper()
	s, err := sqlite.OpenMemory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	l := lab{t, s}
	t.Cleanup(l.check)
	return l
}

// actor is one provider process.
type actor struct {
	lab
	*session.Session
}

// in starts a process of a run; its own process id tells it from the others.
func (l lab) in(run store.Run) actor {
	l.Helper()
	s, err := session.New(context.Background(), l.store, run)
	if err != nil {
		l.Fatalf("starting a session: %v", err)
	}
	return actor{l, s.As(fmt.Sprint("process-", runs.Add(1)))}
}

// walk is a process of a run of its own, which counts as ended for everybody else.
func (l lab) walk() actor { l.Helper(); return l.in(deadRun()) }

// have creates objects, in order, as a run that is over.
func (l lab) have(objects ...fabric.Object) {
	l.Helper()
	a := l.walk()
	for _, o := range objects {
		a.create(o)
	}
}

func (a actor) try(req session.PlanRequest) session.Plan {
	a.Helper()
	p, err := a.Plan(context.Background(), req)
	if err != nil {
		a.Fatalf("planning %s: %v", req.After.Head().Name(), err)
	}
	return withoutLints(p)
}

// withoutLints leaves out what a plan says of networks that are there for their addresses alone: package fabric tests that.
func withoutLints(p session.Plan) session.Plan {
	p.Findings = slices.DeleteFunc(p.Findings, func(f fabric.Finding) bool { return f.Code.Facts().Lint })
	return p
}

// planNew and planChange plan what is expected to go well, without a finding.
func (a actor) planNew(o fabric.Object) session.Plan {
	a.Helper()
	return a.clean(a.try(session.PlanRequest{After: o}))
}

func (a actor) planChange(o fabric.Object) session.Plan {
	a.Helper()
	return a.clean(a.try(session.PlanRequest{Prior: o.Head().ID, After: o}))
}

func (a actor) clean(p session.Plan) session.Plan {
	a.Helper()
	if len(p.Findings) > 0 || p.Deferred || p.Renamed || len(p.Replace) > 0 {
		a.Errorf("the plan of %s is not a plain one: findings %v, deferred %v, renamed %v, replace %v",
			p.Object.Head().Name(), p.Findings, p.Deferred, p.Renamed, p.Replace)
	}
	return p
}

func (a actor) tryApply(create bool, o fabric.Object, accept func(session.Plan) error) (session.Plan, error) {
	a.Helper()
	p, err := a.Apply(context.Background(), session.ApplyRequest{Create: create, After: o, Accept: accept})
	return withoutLints(p), err
}

func accept(session.Plan) error { return nil }

func (a actor) create(o fabric.Object) session.Plan { a.Helper(); return a.apply(true, o) }
func (a actor) update(o fabric.Object) session.Plan { a.Helper(); return a.apply(false, o) }

func (a actor) apply(create bool, o fabric.Object) session.Plan {
	a.Helper()
	p, err := a.tryApply(create, o, accept)
	if err != nil {
		a.Fatalf("applying %s: %v", o.Head().Name(), err)
	}
	return a.clean(p)
}

func (a actor) remove(id fabric.ID) {
	a.Helper()
	if list, err := a.Remove(context.Background(), id); err != nil || len(list) > 0 {
		a.Fatalf("removing %s: %v, %v", id.Name(), list, err)
	}
}

func (l lab) world() *fabric.World {
	l.Helper()
	var w *fabric.World
	err := l.store.View(context.Background(), func(r store.Reader) (err error) {
		w, err = r.World()
		return err
	})
	if err != nil {
		l.Fatalf("reading the store: %v", err)
	}
	return w
}

// stored returns an object of the store; the zero O where it has none.
func stored[O fabric.Object](l lab, o O) O {
	l.Helper()
	got, _ := fabric.Get[O](l.world(), o.Head().ID)
	return got
}

// leases lists the leases of a pool as "owner/slot address [confirmed]", in order.
func (l lab) leases(pool string) []alloc.Lease {
	l.Helper()
	var list []alloc.Lease
	err := l.store.View(context.Background(), func(r store.Reader) (err error) {
		list, err = r.Leases(pool)
		return err
	})
	if err != nil {
		l.Fatalf("reading leases: %v", err)
	}
	return list
}

// check compares the confirmed leases with the objects that hold them: each address and port exactly once on both sides,
// and each private address inside its subnet.
func (l lab) check() {
	l.Helper()
	w := l.world()
	held, leased := l.held(w), map[string]string{}
	pools := []string{"public-prefixes|IPv4", "public-addresses|IPv4"}
	for _, s := range fabric.Each[fabric.Subnet](w) {
		pools = append(pools, pool(s))
	}
	for _, p := range fabric.Each[fabric.PublicIPPrefix](w) {
		pools = append(pools, p.Pool().Name)
	}
	for _, p := range fabric.Each[fabric.InboundNATPool](w) {
		pools = append(pools, p.Pool().Name)
	}
	for _, pool := range pools {
		for _, lease := range l.leases(pool) {
			if !lease.Confirmed {
				continue
			}
			key := pool + " " + strings.TrimSuffix(lease.Prefix.String(), "/32")
			if other, twice := leased[key]; twice {
				l.Errorf("%s and %s both hold %s", other, lease.Owner, key)
			}
			leased[key] = lease.Owner
		}
	}
	if diff := cmp.Diff(held, leased); diff != "" {
		l.Errorf("addresses of the objects (-), and confirmed leases (+):\n%s", diff)
	}
}

// held lists what the objects hold of each pool that is there, and who does.
func (l lab) held(w *fabric.World) map[string]string {
	l.Helper()
	held := map[string]string{}
	hold := func(o fabric.Object, pool string, what fmt.Stringer) {
		key := pool + " " + what.String()
		if other, twice := held[key]; twice {
			l.Errorf("%s and %s both have %s", other, o.Head().ID, key)
		}
		held[key] = string(o.Head().ID.Key())
	}
	private := func(o fabric.Object, id fabric.ID, address netip.Addr) {
		if s, ok := fabric.Get[fabric.Subnet](w, id); ok {
			hold(o, pool(s), address)
			if !netip.MustParsePrefix(s.AddressPrefixes[0]).Contains(address) {
				l.Errorf("%s has %s, which is not in the subnet %s", o.Head().ID, address, id.Name())
			}
		}
	}
	for _, p := range fabric.Each[fabric.PublicIPPrefix](w) {
		hold(p, "public-prefixes|IPv4", p.Prefix)
	}
	for _, p := range fabric.Each[fabric.PublicIP](w) {
		hold(p, "public-addresses|IPv4", p.Address)
	}
	for _, lb := range fabric.Each[fabric.LoadBalancer](w) {
		for _, f := range lb.Frontends {
			private(lb, f.SubnetID, f.Address)
		}
	}
	for _, g := range fabric.Each[fabric.ApplicationGateway](w) {
		for _, address := range g.Addresses {
			private(g, g.SubnetID, address)
		}
		if g.StaticAddress != "" {
			private(g, g.SubnetID, netip.MustParseAddr(g.StaticAddress))
		}
	}
	for _, set := range fabric.Each[fabric.ScaleSet](w) {
		for _, vm := range set.View(w) {
			for _, nic := range vm.NICs {
				for _, ip := range nic.IPConfigurations {
					private(set, ip.SubnetID, ip.PrivateAddress)
					if ip.PublicIP != nil {
						hold(set, publicPool(w, *ip.PublicIP), ip.PublicAddress)
					}
					for n, id := range ip.LBNATPoolIDs {
						port := ip.NATPorts[n]
						hold(set, string(id.Key()), netip.AddrFrom4([4]byte{0, 0, byte(port >> 8), byte(port)}))
					}
				}
			}
		}
	}
	return held
}

func publicPool(w *fabric.World, p fabric.PublicIPConfiguration) string {
	if prefix, ok := fabric.Get[fabric.PublicIPPrefix](w, p.PrefixID); ok {
		return prefix.Pool().Name
	}
	return "public-addresses|IPv4"
}
