package insight

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// topologyPicture is the data source simfabric_topology: the fabric, or one virtual network and what touches it, as values
// and as pictures.
type topologyPicture struct {
	kit.DataSource
}

// NewTopology makes the data source.
func NewTopology() datasource.DataSource { return &topologyPicture{} }

type topologyModel struct {
	VirtualNetworkID types.String `tfsdk:"virtual_network_id"`
	Nodes            []nodeModel  `tfsdk:"nodes"`
	Edges            []edgeModel  `tfsdk:"edges"`
	SVG              types.String `tfsdk:"svg"`
	Mermaid          types.String `tfsdk:"mermaid"`
	DOT              types.String `tfsdk:"dot"`
}

type nodeModel struct {
	ID       types.String `tfsdk:"id"`
	Kind     types.String `tfsdk:"kind"`
	Name     types.String `tfsdk:"name"`
	ParentID types.String `tfsdk:"parent_id"`
	Details  []string     `tfsdk:"details"`
}

type edgeModel struct {
	FromID types.String `tfsdk:"from_id"`
	ToID   types.String `tfsdk:"to_id"`
	Kind   types.String `tfsdk:"kind"`
	Label  types.String `tfsdk:"label"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *topologyPicture) Model() any { return new(topologyModel) }

// Metadata implements datasource.DataSource.
func (d *topologyPicture) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_topology"
}

// topologyDescription is the page of the documentation.
const topologyDescription = "The network as a picture: as values, and as text in SVG, Mermaid and Graphviz. The same network always gives the same text.\n\n" +
	"A picture shows what is there when it is read. Name what is to be in it in a local, and take the argument from that local: Terraform then reads the data source in the plan, after all that the local names, and draws what the plan makes. " +
	"With `depends_on`, or where the argument refers directly to a resource with changes, it is read only during apply. What depends on values that are not known in the plan is left out until it is known. " +
	"The guide [Drawing the topology](../guides/drawing-the-topology.md) shows both."

// Schema implements datasource.DataSource.
func (d *topologyPicture) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	node := map[string]schema.Attribute{
		"id":        text("The object's id. `Internet` for the internet; `NextHop/...` for a next hop that the fabric does not have."),
		"kind":      text("What it is: the name of its resource without `simfabric_`, or `instance`, `frontend_ip_configuration`, `route`, `next_hop`, `internet`."),
		"name":      text("Its name."),
		"parent_id": text("The node that holds it: a scale set lies in the subnet of its primary IP configuration, an internal load balancer in that of its first frontend. Null for none."),
		"details":   schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "What there is to say of it, such as addresses and ports, for people."},
	}
	edge := map[string]schema.Attribute{
		"from_id": text("The node that it leads from."),
		"to_id":   text("The node that it leads to."),
		"kind": text("`Enters`: from the internet to a public address. `Addresses`: a public address to what has it. `Balances`: the way of packets over frontends, rules and pools to scale sets. " +
			"`Attaches`: what has addresses in a subnet. `Filters`: a network security group to what it stands before. `Routes`: a subnet to its route table. `NextHop`: a route to where it leads. " +
			"`Outbound`: towards the internet. `Joins`: a scale set to an application security group. `Probes`: what asks a health probe. `Uses`: any other reference."),
		"label": text("Protocol and ports, the prefix of a route, or how many IP configurations stand in a pool. Null for none."),
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: topologyDescription,
		Attributes: map[string]schema.Attribute{
			"virtual_network_id": schema.StringAttribute{Optional: true,
				MarkdownDescription: "A virtual network: what lives in it, and what that refers to. Default: everything in the fabric."},
			"nodes": schema.ListNestedAttribute{Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: node},
				MarkdownDescription: "Every object and every instance, frontend and route, by id. Nothing is folded."},
			"edges": schema.ListNestedAttribute{Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: edge},
				MarkdownDescription: "What leads from one node to another; of each kind one at most between two nodes."},
			"svg":     text("The picture as a document of its own, in light and dark colours, without scripts. Instances and rules beyond a dozen are folded. The element of each node has its id as `data-id`."),
			"mermaid": text("A flowchart of [Mermaid](https://mermaid.js.org), as Markdown shows it in many places."),
			"dot":     text("The input of [Graphviz](https://graphviz.org)."),
		},
	}
}

// Read implements datasource.DataSource.
func (d *topologyPicture) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m topologyModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	g, ok := d.graph(ctx, m.VirtualNetworkID, &resp.Diagnostics)
	if !ok {
		return
	}
	m.Nodes = append([]nodeModel{}, kit.List(g.Nodes, flattenNode)...)
	m.Edges = append([]edgeModel{}, kit.List(g.Edges, flattenEdge)...)
	m.SVG = types.StringValue(topology.SVG(g, topology.Options{}))
	m.Mermaid, m.DOT = types.StringValue(topology.Mermaid(g)), types.StringValue(topology.DOT(g))
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// graph makes the graph of a network, or of everything where none is named.
func (d *topologyPicture) graph(ctx context.Context, network types.String, diags *diag.Diagnostics) (*topology.Graph, bool) {
	if network.IsNull() {
		w, err := d.Data.Session.World(ctx)
		if err != nil {
			kit.ReportStore(diags, err)
			return nil, false
		}
		return topology.Of(w), true
	}
	found, w, ok := kit.Find[fabric.VirtualNetwork](ctx, d.Data, path.Root("virtual_network_id"), fabric.ID(network.ValueString()), fabric.KindVirtualNetwork, diags)
	if !ok {
		return nil, false
	}
	return topology.OfNetwork(w, found.ID), true
}

func flattenNode(n topology.Node) nodeModel {
	return nodeModel{
		ID: types.StringValue(string(n.ID)), Kind: types.StringValue(string(n.Kind)), Name: types.StringValue(n.Name),
		ParentID: kit.Text(n.Parent), Details: append([]string{}, n.Details...),
	}
}

func flattenEdge(e topology.Edge) edgeModel {
	return edgeModel{
		FromID: types.StringValue(string(e.From)), ToID: types.StringValue(string(e.To)),
		Kind: types.StringValue(string(e.Kind)), Label: kit.Text(e.Label),
	}
}
