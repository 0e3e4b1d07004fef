package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// NewServer makes the protocol server of a provider.
func NewServer(p *Provider) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer { return server{providerserver.NewProtocol6(p)()} }
}

// server is the framework's server but for one answer. Of an element that is unknown as a whole, such as
// ip_configurations = [var.primary] while a module is validated, the framework says that each required attribute in it is
// missing (terraform-plugin-framework#186).
type server struct {
	tfprotov6.ProviderServer
}

// ValidateResourceConfig implements tfprotov6.ResourceServer.
func (s server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	resp, err := s.ProviderServer.ValidateResourceConfig(ctx, req)
	if err != nil || len(resp.Diagnostics) == 0 {
		return resp, err
	}
	schemas, err := s.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || schemas.ResourceSchemas[req.TypeName] == nil {
		return resp, err
	}
	config, err := req.Config.Unmarshal(schemas.ResourceSchemas[req.TypeName].ValueType())
	if err != nil {
		return nil, err
	}
	resp.Diagnostics = slices.DeleteFunc(resp.Diagnostics, func(d *tfprotov6.Diagnostic) bool { return withinUnknown(config, d.Attribute) })
	return resp, nil
}

// withinUnknown reports whether a path leads into a value that is not known.
func withinUnknown(config tftypes.Value, at *tftypes.AttributePath) bool {
	for p := at.WithoutLastStep(); p != nil && len(p.Steps()) > 0; p = p.WithoutLastStep() {
		if v, _, err := tftypes.WalkAttributePath(config, p); err == nil {
			found, ok := v.(tftypes.Value)
			return ok && !found.IsKnown()
		}
	}
	return false
}
