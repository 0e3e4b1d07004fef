package insight

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// effectiveRoutes is the data source simfabric_effective_routes: the routes that the NICs of an instance see.
type effectiveRoutes struct {
	kit.DataSource
}

// NewEffectiveRoutes makes the data source.
func NewEffectiveRoutes() datasource.DataSource { return &effectiveRoutes{} }

type nicRoutesModel struct {
	SubnetID     types.String          `tfsdk:"subnet_id"`
	RouteTableID types.String          `tfsdk:"route_table_id"`
	NATGatewayID types.String          `tfsdk:"nat_gateway_id"`
	Routes       []effectiveRouteModel `tfsdk:"routes"`
}

type effectiveRouteModel struct {
	Name               types.String `tfsdk:"name"`
	Source             types.String `tfsdk:"source"`
	State              types.String `tfsdk:"state"`
	AddressPrefix      types.String `tfsdk:"address_prefix"`
	ServiceTag         types.String `tfsdk:"service_tag"`
	NextHopType        types.String `tfsdk:"next_hop_type"`
	NextHopInIPAddress types.String `tfsdk:"next_hop_in_ip_address"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *effectiveRoutes) Model() any { return new(nicAnswers[nicRoutesModel]) }

// Metadata implements datasource.DataSource.
func (d *effectiveRoutes) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_effective_routes"
}

// effectiveRoutesDescription is the page of the documentation.
const effectiveRoutesDescription = "The routes that the NICs of an instance see: those of the route table of their subnet, then the system's. " +
	"Of the active routes that hold an address, that with the longest prefix decides; of two with one prefix the user's is active and the system's `Invalid`.\n\n" +
	"System routes lead to the virtual network (`VnetLocal`), nowhere (`None`: the private and shared ranges of which the network uses no part), and to everything else (`Internet`), over the NAT gateway of the subnet where it has one. " +
	"They are IPv4's, and IPv6's where the network has IPv6. Routes to a service tag are shown and match nothing here, because the addresses of services are not modelled. " +
	"Routes of gateways, peerings and service endpoints are not modelled. Routes do not bear on 168.63.129.16 and 169.254.169.254.\n\n" +
	"A NIC with IP configurations in several subnets sees the routes of its primary one. " +
	"With `depends_on`, and where `scale_set_id` refers directly to a resource with changes, Terraform reads this only during apply; through a local or a variable it is read in the plan."

// Schema implements datasource.DataSource.
func (d *effectiveRoutes) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	computed := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: effectiveRoutesDescription,
		Attributes: nicAttributes("The routes of each NIC, by its name.", map[string]schema.Attribute{
			"subnet_id":      computed("The subnet whose routes these are."),
			"route_table_id": computed("The route table of the subnet; null for none."),
			"nat_gateway_id": computed("The NAT gateway of the subnet, which takes what has `Internet` as its next hop; null for none."),
			"routes": schema.ListNestedAttribute{Computed: true, MarkdownDescription: "The user's routes by their names, then the system's.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"name":                   computed("The name of a user's route; null for a system route."),
					"source":                 computed("`User` or `Default`."),
					"state":                  computed("`Active`, or `Invalid` where another route of the same prefix comes before it."),
					"address_prefix":         computed("The prefix; null where the route has a service tag."),
					"service_tag":            computed("The service tag; null where the route has a prefix."),
					"next_hop_type":          computed("`VnetLocal`, `Internet`, `VirtualAppliance`, `VirtualNetworkGateway` or `None`."),
					"next_hop_in_ip_address": computed("The address of the virtual appliance; null for other next hops."),
				}}},
		}),
	}
}

// Read implements datasource.DataSource.
func (d *effectiveRoutes) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	readNICs(ctx, d.Data, req, resp, "effective routes", fabric.EffectiveRoutesOf, flattenNICRoutes)
}

func flattenNICRoutes(r fabric.EffectiveRoutes) (nic string, m nicRoutesModel) {
	return r.NIC.Name, nicRoutesModel{
		SubnetID: kit.Text(r.SubnetID), RouteTableID: kit.Text(r.RouteTableID), NATGatewayID: kit.Text(r.NATGatewayID),
		Routes: kit.List(r.Routes, flattenRoute),
	}
}

func flattenRoute(r route.Route) effectiveRouteModel {
	m := effectiveRouteModel{
		Name: kit.Text(r.Name), Source: kit.Text(r.Source), State: kit.Text(r.State),
		ServiceTag: kit.Text(r.ServiceTag), NextHopType: kit.Text(r.NextHop), NextHopInIPAddress: kit.Address(r.Address),
	}
	if r.Prefix.IsValid() {
		m.AddressPrefix = kit.Text(r.Prefix.String())
	}
	return m
}
