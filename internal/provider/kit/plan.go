package kit

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// ValidateConfig implements resource.ResourceWithValidateConfig: what the configuration of one object decides alone.
func (r *Resource[M, O]) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	scope := DefaultScope
	if r.data != nil {
		scope = r.data.Scope
	}
	if in, ok := r.read(ctx, req.Config, scope, &resp.Diagnostics); ok {
		Report(&resp.Diagnostics, standing(fabric.Validate(in.object), in.unknown))
	}
}

// ModifyPlan implements resource.ResourceWithModifyPlan: it simulates the change.
func (r *Resource[M, O]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.data == nil {
		return // the provider's own configuration is not known yet
	}
	prior := stateID(ctx, req.State, &resp.Diagnostics)
	if req.Plan.Raw.IsNull() {
		r.planRemoval(ctx, prior, resp)
		return
	}
	in, ok := r.read(ctx, req.Config, r.data.Scope, &resp.Diagnostics)
	if !ok {
		return
	}
	if names := r.unknownNames(in); len(names) > 0 {
		r.planNameless(ctx, in, names, req, resp)
		return
	}
	plan, err := r.data.Session.Plan(ctx, session.PlanRequest{Prior: prior, After: in.object, Incomplete: in.incomplete(), Unknown: in.unknown})
	if err != nil {
		ReportStore(&resp.Diagnostics, err)
		return
	}
	Report(&resp.Diagnostics, plan.Findings)
	if plan.Failed() {
		return
	}
	r.show(ctx, in, plan, req, resp)
}

func (r *Resource[M, O]) planRemoval(ctx context.Context, prior fabric.ID, resp *resource.ModifyPlanResponse) {
	list, err := r.data.Session.PlanRemoval(ctx, prior)
	if err != nil {
		ReportStore(&resp.Diagnostics, err)
	}
	Report(&resp.Diagnostics, list)
}

// planNameless plans an object whose id is not known yet: nothing can be simulated, but that the one of the old id goes.
func (r *Resource[M, O]) planNameless(ctx context.Context, in inputs, names []string, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if err := r.data.Session.MarkPending(ctx); err != nil {
		ReportStore(&resp.Diagnostics, err)
		return
	}
	resp.Plan.Raw, _ = r.merged(ctx, in, session.Plan{Object: in.object, World: fabric.NewWorld()}, req.Config, func(_ string, a schema.Attribute) bool {
		return a.IsComputed()
	}, &resp.Diagnostics)
	if prior := stateID(ctx, req.State, &resp.Diagnostics); prior != "" {
		r.planRemoval(ctx, prior, resp)
		for _, name := range names {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root(name))
		}
	}
}

// show writes the plan that Terraform prints.
func (r *Resource[M, O]) show(ctx context.Context, in inputs, plan session.Plan, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	replaced := plan.Renamed || len(plan.Replace) > 0
	c := callOf(ctx)
	resp.Plan.Raw, c.result = r.merged(ctx, in, plan, req.Config, func(name string, a schema.Attribute) bool {
		switch {
		case slices.Contains(r.kind.FromNames, name) || name == "id":
			return false
		case !a.IsOptional():
			return plan.Deferred || replaced || in.incomplete()
		case slices.ContainsFunc(in.unknown, func(f fabric.Field) bool { return f[0].Name == name }):
			return true
		}
		return in.incomplete() && slices.Contains(r.kind.Derived, name)
	}, &resp.Diagnostics)
	if plan.Before != nil && !plan.Applying && r.changesNothing(ctx, in, plan, req, resp) {
		resp.Plan.Raw, c.result = req.State.Raw, c.prior
	}
	for _, f := range plan.Replace {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root(f[0].Name))
	}
	if plan.Renamed {
		// The names that changed show where; the id stands for a changed subscription.
		for _, name := range append(r.nameAttributes(), "id") {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root(name))
		}
	}
}

// changesNothing reports whether a plan leaves a resource as it is stored, while the state has not been refreshed: what
// another resource has changed in it since is no change of its own.
func (r *Resource[M, O]) changesNothing(ctx context.Context, in inputs, plan session.Plan, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) bool {
	c := callOf(ctx)
	if req.State.Raw.IsNull() || plan.Deferred || in.incomplete() || resp.Plan.Raw.Equal(req.State.Raw) && r.sameBulks(c.result, c.prior) {
		return false
	}
	planned, errPlanned := objectOf(resp.Plan.Raw)
	prior, errPrior := objectOf(req.State.Raw)
	config, errConfig := objectOf(req.Config.Raw)
	if errPlanned != nil || errPrior != nil || errConfig != nil {
		return false
	}
	for name, a := range r.schema().Attributes {
		// Leaving an argument out is asking as well, where nothing but the configuration gives it a value.
		if asked := !config[name].IsNull() || !a.IsComputed(); asked && !planned[name].Equal(prior[name]) {
			return false
		}
	}
	now := plan // what is stored is written out only for a plan that asks for nothing else: it may be large
	now.Object, now.World = plan.Before, plan.Stored
	stored, heavy := r.merged(ctx, in, now, req.Config, func(string, schema.Attribute) bool { return false }, &resp.Diagnostics)
	return stored.Equal(resp.Plan.Raw) && r.sameBulks(heavy, c.result)
}

// merged makes a state of the configuration and an object, and the bulk values that belong to it and are not open.
func (r *Resource[M, O]) merged(ctx context.Context, in inputs, plan session.Plan, config tfsdk.Config, open func(string, schema.Attribute) bool, diags *diag.Diagnostics) (tftypes.Value, bulk) {
	flat, heavy := r.flatten(ctx, plan.Object, plan.World, diags)
	attributes := r.schema().Attributes
	raw, err := merge{open: open}.root(attributes, config.Raw, flat)
	if err != nil {
		diags.AddError("The plan of the "+in.object.Kind().Title()+" cannot be written", err.Error())
	}
	maps.DeleteFunc(heavy, func(name string, _ msgpack.RawMessage) bool { return open(name, attributes[name]) })
	return raw, heavy
}

// stateID returns the id that a state holds; empty for none.
func stateID(ctx context.Context, state tfsdk.State, diags *diag.Diagnostics) fabric.ID {
	if state.Raw.IsNull() {
		return ""
	}
	var id *string
	diags.Append(state.GetAttribute(ctx, path.Root("id"), &id)...)
	if id == nil {
		return ""
	}
	return fabric.ID(*id)
}

// emptyState is a null state of a schema, to be set.
func emptyState(ctx context.Context, s schema.Schema) tfsdk.State {
	return tfsdk.State{Schema: s, Raw: tftypes.NewValue(s.Type().TerraformType(ctx), nil)}
}
