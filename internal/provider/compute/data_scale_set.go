package compute

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// scaleSetData is the data source simfabric_scale_set: what the resource shows, for a set that is made elsewhere.
type scaleSetData struct {
	kit.DataSource
}

// NewScaleSetDataSource makes the data source.
func NewScaleSetDataSource() datasource.DataSource { return &scaleSetData{} }

// Model returns an empty model, for the test that compares it with the schema.
func (d *scaleSetData) Model() any { return new(scaleSetModel) }

// Metadata implements datasource.DataSource.
func (d *scaleSetData) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_scale_set"
}

// Schema implements datasource.DataSource.
func (d *scaleSetData) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := ScaleSet.DataSourceAttributes()
	attributes["id"] = schema.StringAttribute{Optional: true, Computed: true,
		Validators:          []validator.String{stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
		MarkdownDescription: "The full ARM id. Exactly one of `id` and `name` is given."}
	attributes["name"] = schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "The name. Exactly one of `id` and `name` is given."}
	attributes["resource_group_name"] = schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "The resource group, beside `name`. Default: the provider's."}
	resp.Schema = schema.Schema{
		MarkdownDescription: "A scale set with its instances. Read in a plan, it shows the set as this run has planned it.",
		Attributes:          attributes,
	}
}

// Read implements datasource.DataSource.
func (d *scaleSetData) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id, name, group types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("name"), &name)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("resource_group_name"), &group)...)
	at, wanted := path.Root("id"), fabric.ID(id.ValueString())
	if id.IsNull() {
		at, wanted = path.Root("name"), d.Data.TopLevelID(fabric.KindScaleSet, group.ValueString(), name.ValueString())
	}
	if resp.Diagnostics.HasError() {
		return
	}
	set, w, ok := kit.Find[fabric.ScaleSet](ctx, d.Data, at, wanted, fabric.KindScaleSet, &resp.Diagnostics)
	if !ok {
		return
	}
	model := ScaleSet.FlattenObject(set, w)
	if !id.IsNull() {
		model.ID = id // in the user's spelling
	}
	if !name.IsNull() {
		model.Name = name
	}
	if !group.IsNull() {
		model.ResourceGroupName = group
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
}
