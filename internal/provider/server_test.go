package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// server speaks the plugin protocol with the provider, without a program in between: warnings, paths and unknown values
// cannot be asserted otherwise.
type server struct {
	t *testing.T
	tfprotov6.ProviderServer
	schemas *tfprotov6.GetProviderSchemaResponse
	store   store.Store
}

func newServer(t *testing.T) *server {
	t.Helper()
	opened, err := sqlite.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	return serverOn(t, opened)
}

// serverOn makes a configured server, which is one walk of Terraform, on a store.
func serverOn(t *testing.T, on store.Store) *server {
	t.Helper()
	s := &server{t: t, ProviderServer: kit.NewServer(provider.NewWithStore(on)), store: on}
	var err error
	if s.schemas, err = s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	configuration := object(t, s.schemas.Provider.ValueType(), nil)
	resp, err := s.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: packed(t, configuration)})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, resp)
	}
	return s
}

// walk starts the next walk on the same store.
func (s *server) walk() *server {
	s.t.Helper()
	return serverOn(s.t, s.store)
}

// unknown stands for a value that is known after apply.
type unknown struct{}

type attrs = map[string]any

func (s *server) typeOf(k fabric.Kind) tftypes.Type {
	return s.schemas.ResourceSchemas["simfabric_"+string(k)].ValueType()
}

// validate validates a configuration and returns what it says.
func (s *server) validate(k fabric.Kind, config attrs) messages {
	s.t.Helper()
	resp, err := s.ValidateResourceConfig(s.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: "simfabric_" + string(k), Config: packed(s.t, object(s.t, s.typeOf(k), config)),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return told(resp.Diagnostics)
}

// planned is the answer to a plan call.
type planned struct {
	messages
	state   map[string]tftypes.Value
	raw     tftypes.Value
	replace []string
	private []byte
}

// plan plans a creation.
func (s *server) plan(k fabric.Kind, config attrs) planned {
	s.t.Helper()
	return s.planChange(k, tftypes.NewValue(s.typeOf(k), nil), object(s.t, s.typeOf(k), config))
}

// planRemoval plans that what a state holds goes.
func (s *server) planRemoval(k fabric.Kind, prior tftypes.Value) planned {
	s.t.Helper()
	return s.planChange(k, prior, tftypes.NewValue(s.typeOf(k), nil))
}

func (s *server) planChange(k fabric.Kind, prior, config tftypes.Value) planned {
	s.t.Helper()
	proposed := config
	if !prior.IsNull() && !config.IsNull() {
		proposed = proposedNew(s.t, prior, config, s.schemas.ResourceSchemas["simfabric_"+string(k)])
	}
	resp, err := s.PlanResourceChange(s.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "simfabric_" + string(k), PriorState: packed(s.t, prior), ProposedNewState: packed(s.t, proposed), Config: packed(s.t, config),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	p := planned{messages: told(resp.Diagnostics), private: resp.PlannedPrivate}
	for _, path := range resp.RequiresReplace {
		p.replace = append(p.replace, pathText(path))
	}
	if resp.PlannedState != nil {
		if p.raw, err = resp.PlannedState.Unmarshal(s.typeOf(k)); err != nil {
			s.t.Fatal(err)
		}
		if !p.raw.IsNull() {
			if err := p.raw.As(&p.state); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	return p
}

// create plans and applies a creation in a walk each, and returns the new state.
func (s *server) create(k fabric.Kind, config attrs) tftypes.Value {
	s.t.Helper()
	p := s.plan(k, config)
	if len(p.messages) > 0 {
		s.t.Fatalf("planning the %s: %v", k, p.messages)
	}
	resp, err := s.walk().ApplyResourceChange(s.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "simfabric_" + string(k), PriorState: packed(s.t, tftypes.NewValue(s.typeOf(k), nil)),
		PlannedState: packed(s.t, p.raw), Config: packed(s.t, object(s.t, s.typeOf(k), config)), PlannedPrivate: p.private,
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		s.t.Fatalf("creating the %s: %v %v", k, err, told(resp.Diagnostics))
	}
	state, err := resp.NewState.Unmarshal(s.typeOf(k))
	if err != nil {
		s.t.Fatal(err)
	}
	return state
}
