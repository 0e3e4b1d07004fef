package kit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// inElement asks for a value in every element that is known.
type inElement struct{}

// Description implements validator.Describer.
func (inElement) Description(context.Context) string { return "is required" }

// MarkdownDescription implements validator.Describer.
func (v inElement) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString implements validator.String.
func (inElement) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() {
		missing(ctx, req.Config, req.Path, &resp.Diagnostics)
	}
}

// ValidateInt64 implements validator.Int64.
func (inElement) ValidateInt64(ctx context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	if req.ConfigValue.IsNull() {
		missing(ctx, req.Config, req.Path, &resp.Diagnostics)
	}
}

// missing reports a null attribute of an element, unless the element is not known yet.
func missing(ctx context.Context, config tfsdk.Config, at path.Path, diags *diag.Diagnostics) {
	var element types.Object
	diags.Append(config.GetAttribute(ctx, at.ParentPath(), &element)...)
	if element.IsUnknown() || element.IsNull() {
		return
	}
	steps := at.Steps()
	name := steps[len(steps)-1].String()
	diags.AddAttributeError(at.ParentPath(), "Missing Configuration for Required Attribute",
		"The attribute "+name+" of "+at.ParentPath().String()+" is required, but no value was given.\n\nGive it a value.")
}
