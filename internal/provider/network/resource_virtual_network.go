// Package network holds the resources of virtual networks, security groups and public addresses.
package network

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/virtualNetworks. Simplified: no peerings, no encryption, no DDoS plan, no flow timeout.

type virtualNetworkModel struct {
	kit.Top
	AddressSpace []string     `tfsdk:"address_space"`
	DNSServers   []string     `tfsdk:"dns_servers"`
	GUID         types.String `tfsdk:"guid"`
}

// VirtualNetwork is the resource simfabric_virtual_network.
var VirtualNetwork = kit.Kind[virtualNetworkModel, fabric.VirtualNetwork]{
	Kind: fabric.KindVirtualNetwork,
	Description: "A virtual network. Its address space must not overlap itself or a range that Azure keeps for the platform; " +
		"two virtual networks may use the same space.",
	Attributes: map[string]schema.Attribute{
		"address_space": kit.RequiredStrings("The CIDRs of the network, IPv4 from `/2` to `/29`, IPv6 of any length that holds a `/64`."),
		"dns_servers":   kit.OptionalStrings("The DNS servers that instances get, in order, at most 20. Without them, and without servers of their own on the NIC, instances use Azure's, `168.63.129.16`."),
		"guid":          schema.StringAttribute{Computed: true, MarkdownDescription: "ARM's resourceGuid."},
	},
	FromNames: []string{"guid"},
	Expand: func(m virtualNetworkModel, head fabric.Meta) fabric.VirtualNetwork {
		return fabric.VirtualNetwork{Meta: head, AddressSpace: m.AddressSpace, DNSServers: m.DNSServers}
	},
	Flatten: func(v fabric.VirtualNetwork, _ *fabric.World) virtualNetworkModel {
		return virtualNetworkModel{AddressSpace: v.AddressSpace, DNSServers: v.DNSServers, GUID: types.StringValue(v.GUID())}
	},
}
