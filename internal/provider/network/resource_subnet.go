package network

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/virtualNetworks/subnets. Simplified: no delegations, no service endpoints, no private endpoints.

type subnetModel struct {
	kit.Child
	kit.Lives
	VirtualNetworkID       types.String `tfsdk:"virtual_network_id"`
	AddressPrefixes        []string     `tfsdk:"address_prefixes"`
	NetworkSecurityGroupID types.String `tfsdk:"network_security_group_id"`
	RouteTableID           types.String `tfsdk:"route_table_id"`
	NATGatewayID           types.String `tfsdk:"nat_gateway_id"`
	DefaultOutboundAccess  types.Bool   `tfsdk:"default_outbound_access_enabled"`
}

// Subnet is the resource simfabric_subnet.
var Subnet = kit.Kind[subnetModel, fabric.Subnet]{
	Kind: fabric.KindSubnet,
	Description: "A subnet of a virtual network. Of its IPv4 addresses the first four and the last are Azure's own: instances get " +
		"addresses from the fourth host address up, the lowest free one first.",
	Parent: "virtual_network_id",
	Lives:  true,
	Attributes: map[string]schema.Attribute{
		"address_prefixes":                kit.RequiredStrings("One IPv4 CIDR, from `/2` to `/29`, and at most one IPv6 `/64`, both in the address space of the network."),
		"network_security_group_id":       kit.Optional("The network security group that filters what enters and leaves the subnet."),
		"route_table_id":                  kit.Optional("The route table that overrides the routes that Azure gives the subnet."),
		"nat_gateway_id":                  kit.Optional("The NAT gateway that instances get out through. Other subnets of the same virtual network may have it as well. Nothing in the subnet may be of the Basic SKU then."),
		"default_outbound_access_enabled": kit.DefaultedBool("Whether instances without an explicit way out reach the internet. `false` makes a private subnet. Default: `true`."),
	},
	Expand: func(m subnetModel, head fabric.Meta) fabric.Subnet {
		return fabric.Subnet{
			Meta:                   head,
			AddressPrefixes:        m.AddressPrefixes,
			NetworkSecurityGroupID: fabric.ID(m.NetworkSecurityGroupID.ValueString()),
			RouteTableID:           fabric.ID(m.RouteTableID.ValueString()),
			NATGatewayID:           fabric.ID(m.NATGatewayID.ValueString()),
			DefaultOutboundAccess:  kit.BoolOr(m.DefaultOutboundAccess, true),
		}
	},
	Flatten: func(s fabric.Subnet, _ *fabric.World) subnetModel {
		return subnetModel{
			VirtualNetworkID:       types.StringValue(string(s.VirtualNetworkID())),
			AddressPrefixes:        s.AddressPrefixes,
			NetworkSecurityGroupID: kit.Text(s.NetworkSecurityGroupID),
			RouteTableID:           kit.Text(s.RouteTableID),
			NATGatewayID:           kit.Text(s.NATGatewayID),
			DefaultOutboundAccess:  types.BoolValue(s.DefaultOutboundAccess),
		}
	},
}
