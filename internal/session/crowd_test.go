package session_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// crowd is how many processes apply at once; envRounds says how often each.
const (
	crowd       = 8
	crowdNumber = "SIMFABRIC_SESSION_TEST_NUMBER"
	envRounds   = "SIMFABRIC_CROWD_ROUNDS"
)

// crowdGround is what all processes of the crowd share. The prefix has eight addresses.
func crowdGround() []fabric.Object {
	return []fabric.Object{
		ft.VNet("net", "10.0.0.0/16"), ft.Subnet("net", "a", "10.0.1.0/24"), ft.Prefix("prefix", 29), ft.PublicIP("lb"),
		ft.LB("lb", ft.PublicFrontend("front", "lb")), ft.BackendPool("lb", "pool"),
		ft.NATPool("lb", "ssh", "front", 50000, 50099, 22), ft.NATRule("lb", "web", "front", 51000, 51099, "pool", 80),
	}
}

// crowdConfig is what one process applies: a labelled address, and two sets whose instances share the subnet, the backend
// pool and the ports; the second one takes two addresses of the prefix. Two processes at a time want one label.
func crowdConfig(number, capacity int) []fabric.Object {
	name := fmt.Sprint("set", number)
	labelled := ft.PublicIP(name)
	labelled.DomainNameLabel = fmt.Sprint("web", number/2)
	a := ft.SubnetID("net", "a")
	shared, public := ft.Set(name, capacity, name), ft.Set(name+"p", 2, name+"p")
	shared.UpgradeMode, public.UpgradeMode = fabric.UpgradeAutomatic, fabric.UpgradeAutomatic
	return []fabric.Object{
		ft.NIC(name, ft.NATed(ft.Behind(ft.IP("ip", a), "lb", "pool"), "lb", "ssh")), shared, labelled,
		ft.NIC(name+"p", ft.Public(ft.IP("ip", a), "", ft.ID(fabric.KindPublicIPPrefix, "prefix"))), public,
	}
}

// capacityOf is what a process ends with.
func capacityOf(number int) int { return 2 + number%3 }

// crowdChild applies, grows, shrinks and destroys, and says what was refused in its last round. It starts when stdin ends.
func crowdChild(s store.Store) error {
	number, err := strconv.Atoi(os.Getenv(crowdNumber))
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	ctx, all := context.Background(), crowdConfig(number, 1)
	d := driver{store: s, run: session.OwnRun(), order: all, state: map[fabric.ID]bool{}}
	rounds, err := long(envRounds, 2)
	if err != nil {
		return err
	}
	for round := range rounds {
		for _, capacity := range []int{1, 5, capacityOf(number)} {
			if err := crowdApply(ctx, &d, crowdConfig(number, capacity)); err != nil {
				return err
			}
		}
		if round < rounds-1 {
			d.objects = nil
			if err := d.apply(ctx); err != nil {
				return err
			}
		}
	}
	// The last word: what has a place now keeps it, and what was refused is refused in the plan as well.
	for _, o := range crowdConfig(number, capacityOf(number)) {
		if !d.state[o.Head().ID] {
			fmt.Println(o.Head().ID.Name())
		}
	}
	return nil
}

// crowdApply applies what can be applied: objects that another process stands in the way of are left out, by the codes that
// say so.
func crowdApply(ctx context.Context, d *driver, objects []fabric.Object) error {
	d.objects = nil
	for _, o := range objects {
		d.objects = append(d.objects, o)
		err := d.apply(ctx)
		if err == nil {
			continue
		}
		for _, code := range codes(err) {
			if code != fabric.CodeDNSRecordInUse && code != fabric.CodePublicIPPrefixOutOfIPAddressesForVMScaleSet {
				return err
			}
		}
		if len(codes(err)) == 0 {
			return err
		}
		d.objects = d.objects[:len(d.objects)-1]
	}
	return nil
}

// TestCrowd has processes apply different configurations to one store at once. What fits is there, each object as its
// process wanted it, and the last of a label or of a prefix is had by one, with a clear refusal for the others.
func TestCrowd(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "fabric.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	l := lab{t, s}
	l.have(crowdGround()...)
	missing := crowdRun(t, path)
	l.check()
	w := l.world()
	members, ports := 0, 0
	for n := range crowd {
		set, _ := fabric.Get[fabric.ScaleSet](w, ft.ID(fabric.KindScaleSet, fmt.Sprint("set", n)))
		if got := len(set.Instances); got != capacityOf(n) {
			t.Errorf("process %d wanted %d instances, and has %d", n, capacityOf(n), got)
		}
		members += len(set.Instances)
		for _, vm := range set.View(w) {
			ports += len(vm.NICs[0].IPConfigurations[0].NATPorts)
		}
	}
	rule, _ := fabric.Get[fabric.InboundNATRule](w, ft.ChildID(fabric.KindInboundNATRule, "lb", "web"))
	if len(rule.Mappings) != members || ports != members {
		t.Errorf("the shared rule has %d members, and the shared pool %d ports, want %d", len(rule.Mappings), ports, members)
	}
	for n := range crowd / 2 { // of each two that want a label, one has it
		a, b := fmt.Sprint("set", 2*n), fmt.Sprint("set", 2*n+1)
		if slices.Contains(missing, a) == slices.Contains(missing, b) {
			t.Errorf("the label of %s and %s: missing are %v", a, b, missing)
		}
	}
	if got := len(missing); got != crowd/2+crowd-4 { // four sets of two fill the prefix
		t.Errorf("missing are %v", missing)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if list, err := storetest.FileViolations(t.Context(), path); err != nil || len(list) > 0 {
		t.Errorf("the file: %q, %v", list, err)
	}
}

// crowdRun starts all processes at once, and returns what they could not have.
func crowdRun(t *testing.T, path string) (missing []string) {
	t.Helper()
	var children []*exec.Cmd
	var starts []io.Closer
	said := make([]strings.Builder, 2*crowd)
	for n := range crowd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childTask+"=crowd", childFile+"="+path, crowdNumber+"="+fmt.Sprint(n))
		cmd.Stdout, cmd.Stderr = &said[n], &said[crowd+n]
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		children, starts = append(children, cmd), append(starts, in)
	}
	for _, in := range starts {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
	for n, cmd := range children {
		if err := cmd.Wait(); err != nil {
			t.Errorf("process %d: %v: %s", n, err, &said[crowd+n])
		}
		missing = append(missing, strings.Fields(said[n].String())...)
	}
	return missing
}
