package network

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/publicIPAddresses. Simplified: no reverse FQDN, no label scope, no Global tier, no StandardV2.

type publicIPModel struct {
	kit.Top
	SKU              types.String      `tfsdk:"sku"`
	AllocationMethod types.String      `tfsdk:"allocation_method"`
	IPVersion        types.String      `tfsdk:"ip_version"`
	Zones            []string          `tfsdk:"zones"`
	DomainNameLabel  types.String      `tfsdk:"domain_name_label"`
	IdleTimeout      types.Int64       `tfsdk:"idle_timeout_in_minutes"`
	PublicIPPrefixID types.String      `tfsdk:"public_ip_prefix_id"`
	IPTags           map[string]string `tfsdk:"ip_tags"`
	IPAddress        types.String      `tfsdk:"ip_address"`
	FQDN             types.String      `tfsdk:"fqdn"`
}

// PublicIP is the resource simfabric_public_ip.
var PublicIP = kit.Kind[publicIPModel, fabric.PublicIP]{
	Kind: fabric.KindPublicIP,
	Description: "A public IP address, from a prefix or from the simulated public address space (198.19.0.0/16 and 2001:db8:8000::/33, " +
		"which nobody routes). The address is known in the plan and stays for the life of the resource.",
	Attributes: map[string]schema.Attribute{
		"sku":                     kit.Defaulted("`Standard` or `Basic`. Default: `Standard`. Changing this forces a replacement."),
		"allocation_method":       kit.Defaulted("`Static` or `Dynamic`; the Standard SKU is always static. Default: `Static`."),
		"ip_version":              kit.Defaulted("`IPv4` or `IPv6`. Default: `IPv4`. Changing this forces a replacement."),
		"zones":                   kit.OptionalStrings("The zones of the address, of `1`, `2` and `3`. Changing this forces a replacement."),
		"domain_name_label":       kit.Optional("The label of the address's name, unique in the region: 3 to 63 lower-case letters, digits and hyphens."),
		"idle_timeout_in_minutes": kit.DefaultedInt("4 to 30. Default: 4."),
		"public_ip_prefix_id":     kit.Optional("The prefix that the address comes from. Changing this forces a replacement."),
		"ip_tags":                 kit.OptionalTags("IP tags, by type, such as `RoutingPreference = \"Internet\"`. Changing this forces a replacement."),
		"ip_address":              schema.StringAttribute{Computed: true, MarkdownDescription: "The address."},
		"fqdn":                    schema.StringAttribute{Computed: true, MarkdownDescription: "`<label>.<location>.cloudapp.azure.com`, with a label."},
	},
	Expand: func(m publicIPModel, head fabric.Meta) fabric.PublicIP {
		return fabric.PublicIP{
			Meta:             head,
			SKU:              kit.TextOr(m.SKU, fabric.SKUStandard),
			AllocationMethod: kit.TextOr(m.AllocationMethod, fabric.AllocationStatic),
			Version:          fabric.IPVersion(kit.TextOr(m.IPVersion, string(fabric.IPv4))),
			Zones:            m.Zones,
			DomainNameLabel:  m.DomainNameLabel.ValueString(),
			IdleTimeout:      kit.IntOr(m.IdleTimeout, fabric.DefaultIdleTimeout),
			PrefixID:         fabric.ID(m.PublicIPPrefixID.ValueString()),
			IPTags:           m.IPTags,
		}
	},
	Flatten: func(p fabric.PublicIP, _ *fabric.World) publicIPModel {
		return publicIPModel{
			SKU:              types.StringValue(p.SKU),
			AllocationMethod: types.StringValue(p.AllocationMethod),
			IPVersion:        types.StringValue(string(p.Version)),
			Zones:            p.Zones,
			DomainNameLabel:  kit.Text(p.DomainNameLabel),
			IdleTimeout:      types.Int64Value(int64(p.IdleTimeout)),
			PublicIPPrefixID: kit.Text(p.PrefixID),
			IPTags:           p.IPTags,
			IPAddress:        kit.Address(p.Address),
			FQDN:             kit.Text(p.FQDN()),
		}
	},
}
