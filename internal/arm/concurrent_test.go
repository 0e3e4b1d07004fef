package arm_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// otherProcess is the store of a lab as another process has it open.
func otherProcess(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.OpenExisting(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestReadsWhileTerraformWrites: a GET is answered from the snapshot before a transaction that is open, and by what it has
// done once it is over. Several PUTs that wait for it hold no GET up, and are made then.
func TestReadsWhileTerraformWrites(t *testing.T) {
	t.Parallel()
	s, path := armtest.NewStore(t, armtest.Seed()...)
	l, terraform := labOn(t, s), otherProcess(t, path)
	second := ft.Subnet("vmssnic-vnet", "second", "10.0.1.0/24")
	second.Incarnation, second.Revision = 1, 1
	var waiting sync.WaitGroup
	err := terraform.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Put(second); err != nil {
			return err
		}
		for range 8 { // more than the server has connections to the store
			waiting.Go(func() {
				l.ask(http.MethodPut, string(armtest.SetID)+"/virtualMachines/1?"+version, testdata(t, "seed_put.json")).ok(http.StatusOK)
			})
		}
		for range 20 {
			l.get(string(armtest.SetID) + "/virtualMachines/1").ok(http.StatusOK)
			l.get(string(second.ID)).refused(http.StatusNotFound, "ResourceNotFound")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	l.get(string(second.ID)).ok(http.StatusOK)
	waiting.Wait()
	l.get(string(armtest.SetID) + "/virtualMachines/1/networkInterfaces/vmssnic-vnet-nic01/ipConfigurations/my-second-config").ok(http.StatusOK)
}

// TestTerraformPlansWhileServed: a run of terraform plans and applies while calls read and write, and finds what a PUT has
// done. Neither leaves the other waiting.
func TestTerraformPlansWhileServed(t *testing.T) {
	t.Parallel()
	s, path := armtest.NewStore(t, armtest.Seed()...)
	l, terraform := labOn(t, s), otherProcess(t, path)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					l.get(string(armtest.SetID) + "/publicIPAddresses").ok(http.StatusOK)
				}
			}
		})
	}
	for _, name := range []string{"a", "b", "c"} {
		run, err := session.New(t.Context(), terraform, session.OwnRun())
		if err != nil {
			t.Fatal(err)
		}
		network := ft.VNet("net-"+name, "10.9.0.0/16")
		plan, err := run.Plan(t.Context(), session.PlanRequest{After: network})
		if err != nil || plan.Failed() {
			t.Fatalf("planning: %v %v", err, plan.Findings)
		}
		l.get(string(network.ID)).refused(http.StatusNotFound, "ResourceNotFound") // what is planned is not there yet
		applied, err := run.Apply(t.Context(), session.ApplyRequest{Create: true, After: network, Accept: func(session.Plan) error { return nil }})
		if err != nil || applied.Failed() {
			t.Fatalf("applying: %v %v", err, applied.Findings)
		}
		l.get(string(network.ID)).ok(http.StatusOK)
	}
	l.ask(http.MethodPut, string(armtest.SetID)+"/virtualMachines/1?"+version, testdata(t, "seed_put.json")).ok(http.StatusOK)
	close(stop)
	readers.Wait()
	set, _ := fabric.Get[fabric.ScaleSet](armtest.World(t, terraform), armtest.SetID)
	if len(set.Instances[1].Addresses) != 2 {
		t.Errorf("terraform reads %+v", set.Instances[1])
	}
}

// TestAServerHoldsNothingBack: what waits for the end of a run does not wait for a server that lives on. The network that a
// PUT gave an instance, and that was removed, is taken back by the next run.
func TestAServerHoldsNothingBack(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	instance := fabric.ChildID(fabric.KindInstanceNetwork, armtest.SetID, "1")
	l.ask(http.MethodPut, string(instance)+"?"+version, testdata(t, "seed_put.json")).ok(http.StatusOK)
	run, err := session.New(t.Context(), l.store, session.CallRun())
	if err != nil {
		t.Fatal(err)
	}
	if list, err := run.Remove(t.Context(), instance); err != nil || len(list) > 0 {
		t.Fatal(err, list)
	}
	if _, err := session.New(t.Context(), l.store, session.OwnRun()); err != nil {
		t.Fatal(err)
	}
	set, _ := fabric.Get[fabric.ScaleSet](armtest.World(t, l.store), armtest.SetID)
	if i := set.Instances[1]; i.Own != nil || len(i.Addresses) != 1 {
		t.Errorf("the instance still has %+v", i)
	}
}

// slowBody gives the rest of a body when it is told to.
type slowBody struct {
	io.Reader
	started, proceed chan struct{}
	once             sync.Once
}

func (b *slowBody) Read(p []byte) (int, error) {
	b.once.Do(func() { close(b.started); <-b.proceed })
	return b.Reader.Read(p)
}

// TestASlowClientHoldsNothingUp: a PUT whose body does not come to its end holds neither reads, nor other PUTs, nor
// terraform.
func TestASlowClientHoldsNothingUp(t *testing.T) {
	t.Parallel()
	s, path := armtest.NewStore(t, armtest.Seed()...)
	l, terraform := labOn(t, s), otherProcess(t, path)
	slow := &slowBody{Reader: strings.NewReader(testdata(t, "seed_put.json")), started: make(chan struct{}), proceed: make(chan struct{})}
	target := string(armtest.SetID) + "/virtualMachines/0?" + version
	answered := make(chan int, 1)
	go func() {
		w := httptest.NewRecorder()
		arm.New(s, slog.New(slog.DiscardHandler)).ServeHTTP(w, httptest.NewRequest(http.MethodPut, target, slow))
		answered <- w.Code
	}()
	<-slow.started
	l.get(string(armtest.SetID)).ok(http.StatusOK)
	l.ask(http.MethodPut, string(armtest.SetID)+"/virtualMachines/1?"+version, testdata(t, "seed_put.json")).ok(http.StatusOK)
	armtest.Apply(t, terraform, ft.VNet("other", "10.9.0.0/16"))
	close(slow.proceed)
	if code := <-answered; code != http.StatusOK {
		t.Errorf("at last the slow one gets %d", code)
	}
}

// busy is a store that another process does not let go of.
type busy struct{ store.Store }

func (busy) Update(context.Context, func(store.Tx) error) error { return store.ErrBusy }

// broken is a store that cannot be read.
type broken struct{ store.Store }

func (broken) View(context.Context, func(store.Reader) error) error {
	return errors.New("disk I/O error at /secret/place")
}

func TestStoresThatFail(t *testing.T) {
	t.Parallel()
	s, _ := armtest.NewStore(t, armtest.Seed()...)
	r := labOn(t, busy{s}).ask(http.MethodPut, string(armtest.SetID)+"/virtualMachines/1?"+version, testdata(t, "seed_put.json"))
	r.refused(http.StatusServiceUnavailable, "ServiceUnavailable")
	if r.header.Get("Retry-After") == "" {
		t.Error("nobody says when to try again")
	}
	e := labOn(t, broken{s}).get(string(armtest.SetID)).refused(http.StatusInternalServerError, "InternalServerError")
	if strings.Contains(e.Message, "secret") {
		t.Errorf("the answer tells too much: %s", e.Message)
	}
}

// TestWaitingEnds: who goes away while another writes is not waited for.
func TestWaitingEnds(t *testing.T) {
	t.Parallel()
	s, path := armtest.NewStore(t, armtest.Seed()...)
	api, terraform := arm.New(s, slog.New(slog.DiscardHandler)), otherProcess(t, path)
	put := func(ctx context.Context) int {
		w := httptest.NewRecorder()
		api.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodPut, string(armtest.SetID)+"/virtualMachines/1?"+version, strings.NewReader(testdata(t, "seed_put.json"))))
		return w.Code
	}
	var first sync.WaitGroup
	err := terraform.Update(t.Context(), func(store.Tx) error {
		first.Go(func() {
			if code := put(t.Context()); code != http.StatusOK {
				t.Errorf("the first gets %d", code)
			}
		})
		gone, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		if code := put(gone); code == http.StatusOK {
			t.Error("the second was made without the store's lock")
		}
		return nil
	})
	first.Wait()
	if err != nil {
		t.Fatal(err)
	}
}
