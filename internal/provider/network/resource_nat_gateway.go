package network

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/natGateways. Simplified: the Standard SKU alone, no StandardV2, so IPv4 alone.

type natGatewayModel struct {
	kit.Top
	PublicIPIDs       []string    `tfsdk:"public_ip_ids"`
	PublicIPPrefixIDs []string    `tfsdk:"public_ip_prefix_ids"`
	IdleTimeout       types.Int64 `tfsdk:"idle_timeout_in_minutes"`
	Zones             []string    `tfsdk:"zones"`
}

// NATGateway is the resource simfabric_nat_gateway.
var NATGateway = kit.Kind[natGatewayModel, fabric.NATGateway]{
	Kind: fabric.KindNATGateway,
	Description: "A NAT gateway of the Standard SKU: the way out of all subnets that name it, which are in one virtual network and have " +
		"nothing of the Basic SKU. Each of its addresses, at most 16, has 64,512 ports that all instances share.",
	Attributes: map[string]schema.Attribute{
		"public_ip_ids":           kit.OptionalIDs("Public IP addresses, IPv4 and Standard, which nothing else uses."),
		"public_ip_prefix_ids":    kit.OptionalIDs("Public IP prefixes, IPv4 and Standard. All addresses of each are used."),
		"idle_timeout_in_minutes": kit.DefaultedInt("4 to 120, for TCP; UDP always has 4. Default: 4."),
		"zones":                   kit.OptionalStrings("At most one zone, of `1`, `2` and `3`; without it Azure chooses and does not say. A zonal gateway has addresses of its zone, or zone-redundant ones. Changing this forces a replacement."),
	},
	Expand: func(m natGatewayModel, head fabric.Meta) fabric.NATGateway {
		return fabric.NATGateway{
			Meta:              head,
			PublicIPIDs:       kit.IDs(m.PublicIPIDs),
			PublicIPPrefixIDs: kit.IDs(m.PublicIPPrefixIDs),
			IdleTimeout:       kit.IntOr(m.IdleTimeout, fabric.DefaultIdleTimeout),
			Zones:             m.Zones,
		}
	},
	Flatten: func(g fabric.NATGateway, _ *fabric.World) natGatewayModel {
		return natGatewayModel{
			PublicIPIDs:       kit.Strings(g.PublicIPIDs),
			PublicIPPrefixIDs: kit.Strings(g.PublicIPPrefixIDs),
			IdleTimeout:       types.Int64Value(int64(g.IdleTimeout)),
			Zones:             g.Zones,
		}
	},
}
