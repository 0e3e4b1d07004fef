package network

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/publicIPPrefixes. Simplified: no custom prefixes, no Global tier, no quota for more than a /28.

type publicIPPrefixModel struct {
	kit.Top
	PrefixLength types.Int64  `tfsdk:"prefix_length"`
	IPVersion    types.String `tfsdk:"ip_version"`
	SKU          types.String `tfsdk:"sku"`
	Zones        []string     `tfsdk:"zones"`
	IPPrefix     types.String `tfsdk:"ip_prefix"`
}

// PublicIPPrefix is the resource simfabric_public_ip_prefix.
var PublicIPPrefix = kit.Kind[publicIPPrefixModel, fabric.PublicIPPrefix]{
	Kind: fabric.KindPublicIPPrefix,
	Description: "A contiguous block of public addresses, all of which can be used, for public IP addresses and for the instances of " +
		"scale sets. Blocks come from 198.18.0.0/16 and 2001:db8::/33, which nobody routes, and are known in the plan.",
	Attributes: map[string]schema.Attribute{
		"prefix_length": kit.DefaultedInt("28 to 31, for IPv6 124 to 127. Default: 28 (16 addresses). Changing this forces a replacement."),
		"ip_version":    kit.Defaulted("`IPv4` or `IPv6`. Default: `IPv4`. Changing this forces a replacement."),
		"sku":           kit.Defaulted("`Standard`, the only one."),
		"zones":         kit.OptionalStrings("The zones of the block, of `1`, `2` and `3`. Instances' addresses inherit them without showing it. Changing this forces a replacement."),
		"ip_prefix":     schema.StringAttribute{Computed: true, MarkdownDescription: "The block, as a CIDR."},
	},
	Expand: func(m publicIPPrefixModel, head fabric.Meta) fabric.PublicIPPrefix {
		return fabric.PublicIPPrefix{
			Meta:    head,
			Length:  kit.IntOr(m.PrefixLength, fabric.DefaultPublicPrefixLength),
			Version: fabric.IPVersion(kit.TextOr(m.IPVersion, string(fabric.IPv4))),
			SKU:     kit.TextOr(m.SKU, fabric.SKUStandard),
			Zones:   m.Zones,
		}
	},
	Flatten: func(p fabric.PublicIPPrefix, _ *fabric.World) publicIPPrefixModel {
		model := publicIPPrefixModel{
			PrefixLength: types.Int64Value(int64(p.Length)),
			IPVersion:    types.StringValue(string(p.Version)),
			SKU:          types.StringValue(p.SKU),
			Zones:        p.Zones,
		}
		if p.Prefix.IsValid() {
			model.IPPrefix = types.StringValue(p.Prefix.String())
		}
		return model
	},
}
