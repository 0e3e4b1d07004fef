package kit

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// Create implements resource.Resource.
func (r *Resource[M, O]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	raw := r.apply(ctx, true, req.Config, req.Plan, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		resp.State.Raw = raw
		setIdentity(ctx, resp.Identity, resp.State, &resp.Diagnostics)
	}
}

// Update implements resource.Resource.
func (r *Resource[M, O]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	raw := r.apply(ctx, false, req.Config, req.Plan, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		resp.State.Raw = raw
		setIdentity(ctx, resp.Identity, resp.State, &resp.Diagnostics)
	}
}

// errNotAsPlanned undoes an apply whose result would differ from the plan.
var errNotAsPlanned = errors.New("not as planned")

// apply makes the object, or changes nothing and says why. Where the plan has other arguments than the configuration,
// the plan's hold: Terraform applies lifecycle { ignore_changes } to the configuration that a plan sees, and not to the one
// that an apply sees.
func (r *Resource[M, O]) apply(ctx context.Context, create bool, config tfsdk.Config, planned tfsdk.Plan, diags *diag.Diagnostics) tftypes.Value {
	in, ok := r.read(ctx, config, r.data.Scope, diags)
	if !ok {
		return tftypes.Value{}
	}
	expected, err := r.asPlanned(ctx, in, config, planned, diags)
	if err != nil {
		diags.AddError("The plan cannot be read", err.Error())
		return tftypes.Value{}
	}
	if !expected.Raw.Equal(config.Raw) {
		if in, ok = r.read(ctx, expected, r.data.Scope, diags); !ok {
			return tftypes.Value{}
		}
	}
	var state tftypes.Value
	c := callOf(ctx)
	result, err := r.data.Session.Apply(ctx, session.ApplyRequest{Create: create, After: in.object, Accept: func(p session.Plan) error {
		state, c.result = r.merged(ctx, in, p, expected, func(string, schema.Attribute) bool { return false }, diags)
		if diags.HasError() || r.differs(planned.Raw, state, c, in, diags) {
			c.result = nil
			return errNotAsPlanned
		}
		return nil
	}})
	if err != nil && !errors.Is(err, errNotAsPlanned) {
		ReportStore(diags, err)
	}
	Report(diags, result.Findings)
	return state
}

// asPlanned returns the configuration with those arguments that the plan has otherwise. An argument whose default or
// spelling the plan shows is not otherwise: what the configuration alone comes to is compared.
func (r *Resource[M, O]) asPlanned(ctx context.Context, in inputs, config tfsdk.Config, planned tfsdk.Plan, diags *diag.Diagnostics) (tfsdk.Config, error) {
	bare, _ := r.merged(ctx, in, session.Plan{Object: in.object, World: fabric.NewWorld()}, config, func(string, schema.Attribute) bool { return false }, diags)
	plain, err := objectOf(bare)
	if err != nil {
		return config, err
	}
	want, err := objectOf(planned.Raw)
	if err != nil {
		return config, err
	}
	values, err := objectOf(config.Raw)
	if err != nil {
		return config, err
	}
	for name, a := range r.schema().Attributes {
		configurable := a.IsRequired() || a.IsOptional()
		if configurable && want[name].IsFullyKnown() && !want[name].Equal(plain[name]) && !sameButComputed(a, want[name], plain[name]) {
			values[name] = want[name]
		}
	}
	config.Raw = tftypes.NewValue(config.Raw.Type(), values)
	return config, nil
}

// differs reports values that would come out differently than the plan has shown them.
func (r *Resource[M, O]) differs(planned, state tftypes.Value, c *call, in inputs, diags *diag.Diagnostics) bool {
	want, err := objectOf(planned)
	if err != nil {
		diags.AddError("The plan cannot be read", err.Error())
		return true
	}
	got, err := objectOf(state)
	if err != nil {
		diags.AddError("The new state cannot be read", err.Error())
		return true
	}
	var different []string
	for name, w := range want {
		if w.IsFullyKnown() && !w.Equal(got[name]) {
			different = append(different, name)
		}
	}
	for name, typ := range r.bulkTypes() {
		if w, ok := c.planned[name]; ok && isKnown(w) && !sameBulk(typ, w, c.result[name]) {
			different = append(different, name)
		}
	}
	for _, name := range different {
		diags.AddAttributeError(path.Root(name), string(fabric.CodePromisedValueTaken)+": not as planned",
			fmt.Sprintf("%s of the %s %s would come out differently than the plan has shown it, because another run has changed the fabric since. Nothing was changed.\n\nPlan again.",
				name, in.object.Kind().Title(), in.object.Head().Name()))
	}
	return len(different) > 0
}

// Read implements resource.Resource: it rebuilds everything from the id.
func (r *Resource[M, O]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	id := stateID(ctx, req.State, &resp.Diagnostics)
	o, w, err := r.data.Session.Read(ctx, id)
	if err != nil {
		ReportStore(&resp.Diagnostics, err)
		return
	}
	if _, ok := o.(O); !ok {
		// The framework wants an identity of what is gone as well; CLIs before 1.12 do not bring one.
		setIdentity(ctx, resp.Identity, req.State, &resp.Diagnostics)
		resp.State.RemoveResource(ctx)
		return
	}
	resp.State.Raw, callOf(ctx).result = r.flatten(ctx, o, w, &resp.Diagnostics)
	setIdentity(ctx, resp.Identity, resp.State, &resp.Diagnostics)
}

// Delete implements resource.Resource.
func (r *Resource[M, O]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	list, err := r.data.Session.Remove(ctx, stateID(ctx, req.State, &resp.Diagnostics))
	if err != nil {
		ReportStore(&resp.Diagnostics, err)
	}
	Report(&resp.Diagnostics, list)
}

// setIdentity copies the id of a state into the identity; CLIs before 1.12 keep none.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, state tfsdk.State, diags *diag.Diagnostics) {
	if identity != nil {
		diags.Append(identity.SetAttribute(ctx, path.Root("id"), string(stateID(ctx, state, diags)))...)
	}
}
