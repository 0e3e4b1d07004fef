package provider_test

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// A call that takes longer hangs, and one that allocates more is a way to exhaust the machine. Both are far from what the
// largest of these configurations needs.
const (
	callPatience = time.Minute
	callBytes    = 1 << 30
)

// bounded runs a call that must come back, and must not take the machine with it.
func bounded(t *testing.T, what string, call func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	alarm := time.AfterFunc(callPatience, func() {
		debug.SetTraceback("all")
		panic(what + " hangs")
	})
	call()
	alarm.Stop()
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > callBytes {
		t.Errorf("%s has allocated %d MB", what, n>>20)
	}
}

var ground struct {
	once sync.Once
	file []byte
}

// onGround makes a server on a store of its own, in which there is something to refer to.
func onGround(t *testing.T) *server {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fabric.db")
	ground.once.Do(func() {
		s := serverOn(t, openFile(t, path))
		s.createGround()
		if err := s.store.Close(); err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ground.file = file
	})
	if err := os.WriteFile(path, ground.file, 0o600); err != nil {
		t.Fatal(err)
	}
	opened := openFile(t, path)
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	return serverOn(t, opened)
}

func openFile(t *testing.T, path string) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *server) createGround() {
	s.t.Helper()
	lb := acctest.ID(fabric.KindLoadBalancer, "lb")
	pool := []string{lbChild(fabric.KindBackendPool, "pool")}
	for _, c := range []struct {
		kind   fabric.Kind
		config attrs
	}{
		{fabric.KindVirtualNetwork, vnetConfig}, {fabric.KindSubnet, subnetConfig},
		{fabric.KindSubnet, with(subnetConfig, attrs{"name": "gateways", "address_prefixes": []string{"10.0.9.0/24"}})},
		{fabric.KindPublicIP, attrs{"name": "ip"}}, {fabric.KindPublicIP, attrs{"name": "gateway"}}, {fabric.KindPublicIPPrefix, attrs{"name": "prefix"}},
		{fabric.KindLoadBalancer, attrs{"name": "lb", "frontend_ip_configurations": []any{attrs{"name": "front", "public_ip_id": acctest.ID(fabric.KindPublicIP, "ip")}}}},
		{fabric.KindBackendPool, attrs{"name": "pool", "lb_id": lb}}, {fabric.KindProbe, attrs{"name": "probe", "lb_id": lb, "port": 80}},
		{fabric.KindNICConfiguration, attrs{"name": "nic1", "ip_configurations": []any{attrs{"name": "ip1", "subnet_id": subnetID, "lb_backend_pool_ids": pool}}}},
		{fabric.KindScaleSet, setConfig},
	} {
		config := object(s.t, s.typeOf(c.kind), c.config)
		p := s.planOf(c.kind, null(s, c.kind), config)
		if p == nil {
			s.t.Fatalf("the plan of the %s was refused", c.kind)
		}
		if _, ok := s.applyOf(c.kind, null(s, c.kind), config, p); !ok {
			s.t.Fatalf("the %s was refused", c.kind)
		}
	}
}

// null is what is not there.
func null(s *server, k fabric.Kind) tftypes.Value { return tftypes.NewValue(s.typeOf(k), nil) }

// planOf plans a change; nil where it is refused.
func (s *server) planOf(k fabric.Kind, prior, config tftypes.Value) *tfprotov6.PlanResourceChangeResponse {
	s.t.Helper()
	proposed := config
	if !prior.IsNull() && !config.IsNull() {
		proposed = proposedNew(s.t, prior, config, s.schemas.ResourceSchemas["simfabric_"+string(k)])
	}
	var resp *tfprotov6.PlanResourceChangeResponse
	bounded(s.t, "the plan", func() {
		var err error
		if resp, err = s.PlanResourceChange(s.t.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: "simfabric_" + string(k), PriorState: packed(s.t, prior), ProposedNewState: packed(s.t, proposed), Config: packed(s.t, config),
		}); err != nil {
			s.t.Fatal(err)
		}
	})
	if s.refused("the plan", resp.Diagnostics) {
		return nil
	}
	return resp
}

// applyOf applies a plan in the next walk, which plans again first, and returns the new state.
func (s *server) applyOf(k fabric.Kind, prior, config tftypes.Value, p *tfprotov6.PlanResourceChangeResponse) (state tftypes.Value, ok bool) {
	s.t.Helper()
	var resp *tfprotov6.ApplyResourceChangeResponse
	bounded(s.t, "the apply", func() {
		var err error
		if resp, err = s.walk().ApplyResourceChange(s.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "simfabric_" + string(k), PriorState: packed(s.t, prior), PlannedState: p.PlannedState, Config: packed(s.t, config), PlannedPrivate: p.PlannedPrivate,
		}); err != nil {
			s.t.Fatal(err)
		}
	})
	if s.refused("the apply", resp.Diagnostics) {
		return state, false
	}
	state, err := resp.NewState.Unmarshal(s.typeOf(k))
	if err != nil {
		s.t.Fatal(err)
	}
	return state, true
}

// refused reports whether there is an error among diagnostics. Each one has a summary, a detail, and an attribute of the
// configuration that it is at.
func (s *server) refused(what string, list []*tfprotov6.Diagnostic) (failed bool) {
	s.t.Helper()
	for _, d := range list {
		if d.Summary == "" || d.Detail == "" || len(d.Attribute.Steps()) == 0 {
			s.t.Errorf("%s says without an attribute: %s: %s", what, d.Summary, d.Detail)
		}
		if len(d.Summary)+len(d.Detail) > 100_000 {
			s.t.Errorf("%s says %d bytes: %.300s", what, len(d.Summary)+len(d.Detail), d.Detail)
		}
		failed = failed || d.Severity == tfprotov6.DiagnosticSeverityError
	}
	return failed
}

// kinds lists the kinds of the provider's resources.
func (s *server) kinds() []fabric.Kind {
	var list []fabric.Kind
	for _, name := range slices.Sorted(maps.Keys(s.schemas.ResourceSchemas)) {
		list = append(list, fabric.Kind(strings.TrimPrefix(name, "simfabric_")))
	}
	return list
}

// conforms fails where a value is another than what was asked for: what was left out, or not known, may be anything.
func (s *server) conforms(what string, asked, got tftypes.Value) {
	s.t.Helper()
	diffs, err := asked.Diff(got)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, d := range diffs {
		if d.Value1 == nil || !d.Value1.IsFullyKnown() || d.Value1.IsNull() {
			continue
		}
		typ := d.Value1.Type()
		if scalar := typ.Is(tftypes.String) || typ.Is(tftypes.Number) || typ.Is(tftypes.Bool); scalar && !within(asked, d.Path) {
			s.t.Errorf("%s is %s as %v, asked for was %v", pathText(d.Path), what, d.Value2, d.Value1)
		}
	}
}

// within reports whether a path leads through something that is not known or left out.
func within(v tftypes.Value, p *tftypes.AttributePath) bool {
	found, _, err := tftypes.WalkAttributePath(v, p)
	at, ok := found.(tftypes.Value)
	return err != nil || !ok || !at.IsKnown() || at.IsNull()
}

// sound checks what must always hold of a store.
func (s *server) sound() {
	s.t.Helper()
	err := s.store.View(s.t.Context(), func(r store.Reader) error {
		list, err := storetest.Violations(r)
		for _, v := range list {
			s.t.Error(v)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}
