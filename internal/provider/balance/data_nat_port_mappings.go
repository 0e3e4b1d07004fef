package balance

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// natPortMappings is the data source simfabric_nat_port_mappings: which frontend port leads to which instance.
type natPortMappings struct {
	kit.DataSource
}

// NewNATPortMappings makes the data source.
func NewNATPortMappings() datasource.DataSource { return &natPortMappings{} }

type natPortMappingsModel struct {
	LBID     types.String       `tfsdk:"lb_id"`
	Mappings []portMappingModel `tfsdk:"mappings"`
}

type portMappingModel struct {
	memberModel
	Name            types.String `tfsdk:"name"`
	FrontendName    types.String `tfsdk:"frontend_ip_configuration_name"`
	FrontendAddress types.String `tfsdk:"frontend_ip_address"`
	FrontendPort    types.Int64  `tfsdk:"frontend_port"`
	Protocol        types.String `tfsdk:"protocol"`
	BackendPort     types.Int64  `tfsdk:"backend_port"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *natPortMappings) Model() any { return new(natPortMappingsModel) }

// Metadata implements datasource.DataSource.
func (d *natPortMappings) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_nat_port_mappings"
}

// Schema implements datasource.DataSource.
func (d *natPortMappings) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := memberAttributes()
	attributes["name"] = computedString("The name of the NAT pool or NAT rule.")
	attributes["frontend_ip_configuration_name"] = computedString("The frontend's name.")
	attributes["frontend_ip_address"] = computedString("The frontend's address.")
	attributes["frontend_port"] = schema.Int64Attribute{Computed: true, MarkdownDescription: "The frontend port."}
	attributes["protocol"] = computedString("`Tcp` or `Udp`.")
	attributes["backend_port"] = schema.Int64Attribute{Computed: true, MarkdownDescription: "The port of the instance."}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The frontend ports of a load balancer's NAT pools and NAT rules, each with the instance that it leads to. Add `depends_on` with the scale sets and rules, so that this is read after them.",
		Attributes: map[string]schema.Attribute{
			"lb_id": schema.StringAttribute{Required: true, MarkdownDescription: "The load balancer."},
			"mappings": schema.ListNestedAttribute{Computed: true, MarkdownDescription: "The mappings, by frontend and port.",
				NestedObject: schema.NestedAttributeObject{Attributes: attributes}},
		},
	}
}

// Read implements datasource.DataSource.
func (d *natPortMappings) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m natPortMappingsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	lb, w, ok := kit.Find[fabric.LoadBalancer](ctx, d.Data, path.Root("lb_id"), fabric.ID(m.LBID.ValueString()), fabric.KindLoadBalancer, &resp.Diagnostics)
	if !ok {
		return
	}
	m.Mappings = []portMappingModel{}
	for _, p := range fabric.PortMappings(w, lb) {
		m.Mappings = append(m.Mappings, portMappingModel{
			memberModel:     flattenMember(p.Member),
			Name:            types.StringValue(p.Via.Head().Name()),
			FrontendName:    types.StringValue(p.FrontendName),
			FrontendAddress: kit.Text(p.FrontendAddress),
			FrontendPort:    types.Int64Value(int64(p.FrontendPort)),
			Protocol:        types.StringValue(p.Protocol),
			BackendPort:     types.Int64Value(int64(p.BackendPort)),
		})
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
