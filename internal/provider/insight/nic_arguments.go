package insight

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// nicArguments ask for the NICs of one instance, or for one of them.
type nicArguments struct {
	ScaleSetID       types.String `tfsdk:"scale_set_id"`
	InstanceID       types.String `tfsdk:"instance_id"`
	NetworkInterface types.String `tfsdk:"network_interface"`
}

// nicAttributes returns the schema of a data source that is asked for NICs and answers by their names.
func nicAttributes(description string, of map[string]schema.Attribute) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"scale_set_id":      schema.StringAttribute{Required: true, MarkdownDescription: "The scale set."},
		"instance_id":       schema.StringAttribute{Required: true, MarkdownDescription: "The id of the instance, as in the keys of the set's `instances`."},
		"network_interface": schema.StringAttribute{Optional: true, MarkdownDescription: "The name of one of the instance's NICs. Default: all of them."},
		"network_interfaces": schema.MapNestedAttribute{Computed: true, MarkdownDescription: description,
			NestedObject: schema.NestedAttributeObject{Attributes: of}},
	}
}

// find returns the NICs, and reports what there is not at the argument that names it.
func (a nicArguments) find(ctx context.Context, data *kit.Data, diags *diag.Diagnostics) ([]fabric.NICView, *fabric.World, bool) {
	set, w, ok := kit.Find[fabric.ScaleSet](ctx, data, path.Root("scale_set_id"), fabric.ID(a.ScaleSetID.ValueString()), fabric.KindScaleSet, diags)
	if !ok {
		return nil, nil, false
	}
	nics, list := set.FindNICs(w, a.InstanceID.ValueString(), a.NetworkInterface.ValueString())
	kit.Report(diags, list)
	return nics, w, len(list) == 0
}

// nicAnswers are the arguments with an answer for each NIC, by its name.
type nicAnswers[M any] struct {
	nicArguments
	NetworkInterfaces map[string]M `tfsdk:"network_interfaces"`
}

// readNICs reads a data source that is asked for NICs. what it tells is in the plural, such as "effective routes"; ask finds
// it out, or names what is not known yet; flatten returns a NIC's name and its answer.
func readNICs[T, M any](ctx context.Context, data *kit.Data, req datasource.ReadRequest, resp *datasource.ReadResponse, what string,
	ask func(*fabric.World, []fabric.NICView) ([]T, fabric.ID), flatten func(T) (string, M),
) {
	var m nicAnswers[M]
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	nics, w, ok := m.find(ctx, data, &resp.Diagnostics)
	if !ok {
		return
	}
	list, pending := ask(w, nics)
	if pending != "" {
		pendingAnswer(&resp.Diagnostics, path.Root("scale_set_id"), "The "+what+" are not known yet", "The "+what+" of the instance depend", pending)
		return
	}
	m.NetworkInterfaces = map[string]M{}
	for _, one := range list {
		name, answer := flatten(one)
		m.NetworkInterfaces[name] = answer
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// pendingAnswer says that an answer depends on an object whose content is not known yet. what begins the sentence, up to
// "depends" or "depend".
func pendingAnswer(diags *diag.Diagnostics, at path.Path, title, what string, pending fabric.ID) {
	diags.AddAttributeError(at, title,
		fmt.Sprintf("%s on %s, whose content is known only after apply.\n\nAdd depends_on with that resource, so that Terraform reads this data source after it.", what, pending))
}

// listOf makes a list of texts that is never null.
func listOf[T any](list []T, text func(T) string) []string {
	return append([]string{}, kit.List(list, text)...)
}
