package kit

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// NewServer makes the server of a provider whose resources are Kinds. It carries the attributes that a kind names in Bulk
// past the framework, which would visit each of their values in a dozen walks, and at each value build the type of all that
// surrounds it (terraform-plugin-framework v1.19.0: fwschemadata.Data.NullifyCollectionBlocks calls TypeAtTerraformPath):
// a plan of a thousand instances that changes nothing took half a minute so. The framework sees null in their place.
func NewServer(p provider.Provider) tfprotov6.ProviderServer {
	s := &server{ProviderServer: providerserver.NewProtocol6(p)(), bulk: map[string]map[string]tftypes.Type{}}
	var named provider.MetadataResponse
	p.Metadata(context.Background(), provider.MetadataRequest{}, &named)
	for _, newResource := range p.Resources(context.Background()) {
		r, ok := newResource().(interface {
			resource.Resource
			bulkTypes() map[string]tftypes.Type
		})
		if !ok || len(r.bulkTypes()) == 0 {
			continue
		}
		var meta resource.MetadataResponse
		r.Metadata(context.Background(), resource.MetadataRequest{ProviderTypeName: named.TypeName}, &meta)
		s.bulk[meta.TypeName] = r.bulkTypes()
	}
	return s
}

// server is the framework's server, but for the calls that carry states of resources.
type server struct {
	tfprotov6.ProviderServer
	bulk map[string]map[string]tftypes.Type // by resource type and attribute
}

// ReadResource implements tfprotov6.ResourceServer.
func (s *server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	types, ok := s.bulk[req.TypeName]
	if !ok {
		return s.ProviderServer.ReadResource(ctx, req)
	}
	var c call
	light := *req
	var err error
	if light.CurrentState, c.prior, err = takeBulk(req.CurrentState, types); err != nil {
		return nil, err
	}
	resp, err := s.ProviderServer.ReadResource(c.in(ctx), &light)
	if err == nil {
		resp.NewState, err = putBulk(resp.NewState, types, c.result, c.prior)
	}
	return resp, err
}

// PlanResourceChange implements tfprotov6.ResourceServer.
func (s *server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	types, ok := s.bulk[req.TypeName]
	if !ok {
		return s.ProviderServer.PlanResourceChange(ctx, req)
	}
	var c call
	light := *req
	var err error
	if light.PriorState, c.prior, err = takeBulk(req.PriorState, types); err != nil {
		return nil, err
	}
	if light.ProposedNewState, c.planned, err = takeBulk(req.ProposedNewState, types); err != nil {
		return nil, err
	}
	resp, err := s.ProviderServer.PlanResourceChange(c.in(ctx), &light)
	if err == nil {
		resp.PlannedState, err = putBulk(resp.PlannedState, types, c.result, c.planned)
	}
	return resp, err
}

// ApplyResourceChange implements tfprotov6.ResourceServer.
func (s *server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	types, ok := s.bulk[req.TypeName]
	if !ok {
		return s.ProviderServer.ApplyResourceChange(ctx, req)
	}
	var c call
	light := *req
	var err error
	if light.PriorState, c.prior, err = takeBulk(req.PriorState, types); err != nil {
		return nil, err
	}
	if light.PlannedState, c.planned, err = takeBulk(req.PlannedState, types); err != nil {
		return nil, err
	}
	resp, err := s.ProviderServer.ApplyResourceChange(c.in(ctx), &light)
	if err == nil {
		resp.NewState, err = putBulk(resp.NewState, types, c.result, c.prior)
	}
	return resp, err
}

// UpgradeResourceState implements tfprotov6.ResourceServer. The state comes as JSON, as the state file has it.
func (s *server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	types, ok := s.bulk[req.TypeName]
	if !ok || req.RawState == nil || len(req.RawState.JSON) == 0 {
		return s.ProviderServer.UpgradeResourceState(ctx, req)
	}
	var state map[string]json.RawMessage
	if err := json.Unmarshal(req.RawState.JSON, &state); err != nil {
		return nil, err
	}
	heavy := bulk{}
	for name, typ := range types {
		text, ok := state[name]
		if !ok || bytes.Equal(text, []byte("null")) {
			continue
		}
		value, err := upgraded(text, typ)
		if err != nil {
			return nil, err
		}
		heavy[name], state[name] = value, json.RawMessage("null")
	}
	text, err := json.Marshal(state)
	if err != nil {
		return nil, err
	}
	resp, err := s.ProviderServer.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{
		TypeName: req.TypeName, Version: req.Version, RawState: &tfprotov6.RawState{JSON: text},
	})
	if err == nil {
		resp.UpgradedState, err = putBulk(resp.UpgradedState, types, heavy, nil)
	}
	return resp, err
}

// upgraded reads a value of a state file as the framework does: what the type does not have any more is left out, and what
// it has in addition is null.
func upgraded(text json.RawMessage, typ tftypes.Type) ([]byte, error) {
	raw := tfprotov6.RawState{JSON: text}
	value, err := raw.UnmarshalWithOpts(typ, tfprotov6.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}})
	if err != nil {
		return nil, err
	}
	packed, err := tfprotov6.NewDynamicValue(typ, value)
	return packed.MsgPack, err
}
