// Package functions holds the provider's functions: arithmetic and names of the fabric, free of any store.
package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

// All returns the functions that the provider offers.
func All() []func() function.Function {
	return []func() function.Function{
		func() function.Function { return usableAddresses },
		func() function.Function { return publicIPPrefixCapacity },
		func() function.Function { return parseResourceID },
		func() function.Function { return instanceFQDN },
		func() function.Function { return snatPortsPerInstance },
	}
}

// pure is a function as a value: a name, a definition, a body.
type pure struct {
	name       string
	definition function.Definition
	run        func(context.Context, function.RunRequest, *function.RunResponse)
}

// Metadata implements function.Function.
func (p pure) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = p.name
}

// Definition implements function.Function.
func (p pure) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = p.definition
}

// Run implements function.Function.
func (p pure) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	p.run(ctx, req, resp)
}
