package insight

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// outboundConnectivity is the data source simfabric_outbound_connectivity: how each instance of a set reaches the
// internet.
type outboundConnectivity struct {
	kit.DataSource
}

// NewOutboundConnectivity makes the data source.
func NewOutboundConnectivity() datasource.DataSource { return &outboundConnectivity{} }

type outboundConnectivityModel struct {
	ScaleSetID types.String                 `tfsdk:"scale_set_id"`
	Instances  map[string]outboundPathModel `tfsdk:"instances"`
}

type outboundPathModel struct {
	Method          types.String `tfsdk:"method"`
	Addresses       []string     `tfsdk:"addresses"`
	SNATPorts       types.Int64  `tfsdk:"snat_ports"`
	SNATPortsShared types.Bool   `tfsdk:"snat_ports_shared"`
	DecidedByIDs    []string     `tfsdk:"decided_by_ids"`
	Explanation     types.String `tfsdk:"explanation"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *outboundConnectivity) Model() any { return new(outboundConnectivityModel) }

// Metadata implements datasource.DataSource.
func (d *outboundConnectivity) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_outbound_connectivity"
}

// outboundDescription is the page of the documentation.
const outboundDescription = "How each instance of a scale set reaches the internet over IPv4, from the primary IP configuration of its primary NIC. " +
	"Azure looks for a way in this order, and the first that applies decides:\n\n" +
	"1. `UserRoute`: a route of the subnet's route table takes `0.0.0.0/0` elsewhere than to the internet, or several take parts that hold all public addresses together. A more specific route decides for its own destinations alone, and is not looked at.\n" +
	"2. `NatGateway`: the NAT gateway of the subnet. Its ports are shared.\n" +
	"3. `InstancePublicIp`: a public IP address of the instance's own, without port translation.\n" +
	"4. `OutboundRule`: outbound rules of a public Standard load balancer.\n" +
	"5. `LoadBalancingRule`: load-balancing rules of a public load balancer without `disable_outbound_snat`.\n" +
	"6. `DefaultOutboundAccess`: where nothing explicit is configured and the subnet is not private. The address belongs to Microsoft and may change, so none is shown.\n" +
	"7. `None`: a private subnet, a Flexible set, a member of an internal Standard load balancer, or of a public one whose rules do no SNAT.\n\n" +
	"Documents disagree on the second and the third: pages of NAT gateways put those first, an older page of load balancers puts the instance's own address first. The newer ones are followed.\n\n" +
	"A scale set does not wait for the rules of its load balancer: add `depends_on` with them to the set, or to this data source. " +
	"With `depends_on`, and where `scale_set_id` refers directly to a resource with changes, Terraform reads this only during apply; through a local or a variable it is read in the plan."

// Schema implements datasource.DataSource.
func (d *outboundConnectivity) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: outboundDescription,
		Attributes: map[string]schema.Attribute{
			"scale_set_id": schema.StringAttribute{Required: true, MarkdownDescription: "The scale set."},
			"instances": schema.MapNestedAttribute{Computed: true, MarkdownDescription: "The way out of each instance, by instance id.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"method":            schema.StringAttribute{Computed: true, MarkdownDescription: "One of the methods above."},
					"addresses":         schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "The public addresses that the instance is seen with; any of them for each connection. Empty where an appliance or Microsoft's own address stands outside, or nothing does."},
					"snat_ports":        schema.Int64Attribute{Computed: true, MarkdownDescription: "How many source ports there are for each protocol; of several outbound rules, for the protocol that has fewer. Null where no ports are translated, or nobody says how many."},
					"snat_ports_shared": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether all instances behind the NAT gateway take from these ports as they need."},
					"decided_by_ids":    schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "What decides: the route table, the NAT gateway, the instance's public IP address, the rules, or the subnet."},
					"explanation":       schema.StringAttribute{Computed: true, MarkdownDescription: "Why, in a sentence."},
				}}},
		},
	}
}

// Read implements datasource.DataSource.
func (d *outboundConnectivity) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m outboundConnectivityModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	set, w, ok := kit.Find[fabric.ScaleSet](ctx, d.Data, path.Root("scale_set_id"), fabric.ID(m.ScaleSetID.ValueString()), fabric.KindScaleSet, &resp.Diagnostics)
	if !ok {
		return
	}
	m.Instances = map[string]outboundPathModel{}
	for n, p := range fabric.OutboundOf(w, set) {
		if p.Pending != "" {
			pendingAnswer(&resp.Diagnostics, path.Root("scale_set_id"), "The way out is not known yet", fmt.Sprintf("How the instances of %s get out depends", set.ID), p.Pending)
			return
		}
		m.Instances[set.InstanceID(set.Instances[n].ID)] = flattenPath(p)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func flattenPath(p fabric.OutboundPath) outboundPathModel {
	m := outboundPathModel{
		Method:          types.StringValue(string(p.Method)),
		Addresses:       listOf(p.Addresses, netip.Addr.String),
		SNATPortsShared: types.BoolValue(p.SharedPorts),
		DecidedByIDs:    append([]string{}, kit.Strings(p.DecidedBy)...),
		Explanation:     types.StringValue(p.Explanation),
	}
	if p.SNATPorts > 0 {
		m.SNATPorts = types.Int64Value(int64(p.SNATPorts))
	}
	return m
}
