package network

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/routeTables with its routes inside. Simplified: no BGP, so nothing to propagate.

type routeTableModel struct {
	kit.Top
	Routes map[string]routeModel `tfsdk:"routes"`
}

type routeModel struct {
	AddressPrefix      types.String `tfsdk:"address_prefix"`
	NextHopType        types.String `tfsdk:"next_hop_type"`
	NextHopInIPAddress types.String `tfsdk:"next_hop_in_ip_address"`
}

// RouteTable is the resource simfabric_route_table.
var RouteTable = kit.Kind[routeTableModel, fabric.RouteTable]{
	Kind: fabric.KindRouteTable,
	Description: "A route table with its routes, for any number of subnets of its region. A route for `0.0.0.0/0`, or for `0.0.0.0/1` and `128.0.0.0/1`, that leads elsewhere " +
		"than to the internet decides how instances get out, before a NAT gateway and public addresses: " +
		"the data source `simfabric_outbound_connectivity` shows it.",
	Attributes: map[string]schema.Attribute{
		"routes": schema.MapNestedAttribute{
			Optional:            true,
			MarkdownDescription: "The routes, by name, at most 400. Names compare without regard to case.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"address_prefix":         kit.RequiredInElement("A CIDR or a service tag, once in a table."),
				"next_hop_type":          kit.RequiredInElement("`VirtualAppliance`, `VnetLocal`, `Internet`, `VirtualNetworkGateway` or `None`, which drops."),
				"next_hop_in_ip_address": kit.Optional("The appliance's address, with `VirtualAppliance` and only there."),
			}},
		},
	},
	Expand: func(m routeTableModel, head fabric.Meta) fabric.RouteTable {
		return fabric.RouteTable{Meta: head, Routes: kit.Map(m.Routes, func(r routeModel) fabric.Route {
			return fabric.Route{AddressPrefix: r.AddressPrefix.ValueString(), NextHopType: r.NextHopType.ValueString(), NextHopIP: r.NextHopInIPAddress.ValueString()}
		})}
	},
	Flatten: func(t fabric.RouteTable, _ *fabric.World) routeTableModel {
		return routeTableModel{Routes: kit.Map(t.Routes, func(r fabric.Route) routeModel {
			return routeModel{AddressPrefix: types.StringValue(r.AddressPrefix), NextHopType: types.StringValue(r.NextHopType), NextHopInIPAddress: kit.Text(r.NextHopIP)}
		})}
	},
}
