package kit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// inputs is a configuration in the fabric's terms.
type inputs struct {
	object  fabric.Object  // the arguments, unrealized
	unknown []fabric.Field // what is not known yet; in the object it reads as null
}

// incomplete reports whether some argument is not known yet.
func (i inputs) incomplete() bool { return len(i.unknown) > 0 }

// read expands a configuration.
func (r *Resource[M, O]) read(ctx context.Context, config tfsdk.Config, scope Scope, diags *diag.Diagnostics) (in inputs, ok bool) {
	unknown, err := unknownFields(config.Raw)
	if err == nil {
		in.unknown = unknown
		config.Raw, err = withoutUnknown(config.Raw)
	}
	if err != nil {
		diags.AddError("The configuration cannot be read", err.Error())
		return in, false
	}
	var model M
	diags.Append(config.Get(ctx, &model)...)
	if diags.HasError() {
		return in, false
	}
	in.object = r.kind.Expand(model, any(&model).(headed).meta(r.kind.Kind, scope, r.parentOf(ctx, config, diags)))
	return in, !diags.HasError()
}

func (r *Resource[M, O]) parentOf(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) fabric.ID {
	if r.kind.Parent == "" {
		return ""
	}
	var parent *string
	diags.Append(config.GetAttribute(ctx, path.Root(r.kind.Parent), &parent)...)
	if parent == nil {
		return ""
	}
	return fabric.ID(*parent)
}

// nameAttributes are the attributes that make an id.
func (r *Resource[M, O]) nameAttributes() []string {
	names := r.kind.Names
	if names == nil {
		names = []string{"name"}
	}
	if r.kind.Parent != "" {
		return append(names[:len(names):len(names)], r.kind.Parent)
	}
	return append(names[:len(names):len(names)], "resource_group_name")
}

// unknownNames returns those of the attributes that make the id that are not known yet.
func (r *Resource[M, O]) unknownNames(in inputs) []string {
	var names []string
	for _, name := range r.nameAttributes() {
		for _, f := range in.unknown {
			if f.Overlaps(fabric.At(name)) {
				names = append(names, name)
			}
		}
	}
	return names
}

// flatten writes an object as the resource's state, in which the bulk attributes are null.
func (r *Resource[M, O]) flatten(ctx context.Context, o fabric.Object, w *fabric.World, diags *diag.Diagnostics) (tftypes.Value, bulk) {
	model := r.kind.FlattenObject(o.(O), w)
	taken, err := r.takeFromModel(&model)
	if err != nil {
		diags.AddError("The state of the "+o.Kind().Title()+" cannot be written", err.Error())
	}
	state := emptyState(ctx, r.schema())
	diags.Append(state.Set(ctx, &model)...)
	return state.Raw, taken
}
