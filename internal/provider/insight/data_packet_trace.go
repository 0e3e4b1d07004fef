package insight

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// packetTrace is the data source simfabric_packet_trace: the way of one packet, and whether it gets through.
type packetTrace struct {
	kit.DataSource
}

// NewPacketTrace makes the data source.
func NewPacketTrace() datasource.DataSource { return &packetTrace{} }

type packetTraceModel struct {
	Source          types.String `tfsdk:"source"`
	Destination     types.String `tfsdk:"destination"`
	Protocol        types.String `tfsdk:"protocol"`
	DestinationPort types.Int64  `tfsdk:"destination_port"`
	SourcePort      types.Int64  `tfsdk:"source_port"`
	reachabilityModel
	Backends []backendModel `tfsdk:"backends"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *packetTrace) Model() any { return new(packetTraceModel) }

// Metadata implements datasource.DataSource.
func (d *packetTrace) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_packet_trace"
}

// answerAttributes are those of a connectivity test that say what became of the packet, here and for each backend.
var answerAttributes = []string{"reachable", "verdict", "explanation", "explanation_code", "decided_by_id", "decided_by_rule", "steps"}

// Schema implements datasource.DataSource.
func (d *packetTrace) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	test := ConnectivityTest.DataSourceAttributes()
	attributes := map[string]schema.Attribute{
		"source":           schema.StringAttribute{Required: true, MarkdownDescription: aboutSource},
		"destination":      schema.StringAttribute{Required: true, MarkdownDescription: aboutDestination},
		"protocol":         schema.StringAttribute{Required: true, MarkdownDescription: aboutProtocol},
		"destination_port": schema.Int64Attribute{Optional: true, MarkdownDescription: aboutDestinationPort},
		"source_port":      schema.Int64Attribute{Optional: true, MarkdownDescription: aboutSourcePort},
		"assumptions":      test["assumptions"],
	}
	backend := map[string]schema.Attribute{
		"id":      schema.StringAttribute{Computed: true, MarkdownDescription: "The IP configuration. Null for an address that a gateway's pool names."},
		"address": schema.StringAttribute{Computed: true, MarkdownDescription: "Its address."},
		"port":    schema.Int64Attribute{Computed: true, MarkdownDescription: "The port that the packet arrives with; 0 where it does not arrive."},
	}
	for _, name := range answerAttributes {
		attributes[name], backend[name] = test[name], test[name]
	}
	attributes["backends"] = schema.ListNestedAttribute{Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: backend},
		MarkdownDescription: "The answer for each healthy backend that may get the packet, with the steps from the load balancer or gateway on. Empty where nothing is balanced."}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The way of one packet through the network: names, security rules, routes, appliances, load balancers, translation, the guest, and the way back. " +
			"A data source that waits for resources with changes is read only during apply; the resource `simfabric_connectivity_test` answers in the plan.",
		Attributes: attributes,
	}
}

// Read implements datasource.DataSource.
func (d *packetTrace) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m packetTraceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	answer, list, err := d.Data.Session.Trace(ctx, trace.Query{
		Source: m.Source.ValueString(), Destination: m.Destination.ValueString(), Protocol: m.Protocol.ValueString(),
		DestinationPort: int(m.DestinationPort.ValueInt64()), SourcePort: int(m.SourcePort.ValueInt64()),
	})
	if err != nil {
		kit.ReportStore(&resp.Diagnostics, err)
		return
	}
	if kit.Report(&resp.Diagnostics, list); len(list) > 0 {
		return
	}
	if answer.Pending != "" {
		pendingAnswer(&resp.Diagnostics, path.Root("destination"), "The answer is not known yet", "Whether the packet gets through depends", answer.Pending)
		return
	}
	m.reachabilityModel = flattenReachability(answer.Reachability)
	m.Backends = append([]backendModel{}, kit.List(answer.Backends, flattenBackend)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
