// Package compute holds the resources and data sources of scale sets.
package compute

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// One entry of a scale set's networkInterfaceConfigurations, which ARM keeps inside the set; here an object of its own.
// Simplified: no auxiliary modes, no FPGA, no TCP state tracking.

type nicConfigurationModel struct {
	kit.Top
	kit.Lives
	nicContentModel
	VersionHash types.String `tfsdk:"version_hash"`
}

// nicContentModel is what a NIC is made from, in a NIC configuration and in the network of one instance.
type nicContentModel struct {
	Primary                types.Bool             `tfsdk:"primary"`
	AcceleratedNetworking  types.Bool             `tfsdk:"accelerated_networking_enabled"`
	IPForwarding           types.Bool             `tfsdk:"ip_forwarding_enabled"`
	DNSServers             []string               `tfsdk:"dns_servers"`
	NetworkSecurityGroupID types.String           `tfsdk:"network_security_group_id"`
	IPConfigurations       []ipConfigurationModel `tfsdk:"ip_configurations"`
}

type ipConfigurationModel struct {
	Name                        types.String        `tfsdk:"name"`
	Primary                     types.Bool          `tfsdk:"primary"`
	Version                     types.String        `tfsdk:"version"`
	SubnetID                    types.String        `tfsdk:"subnet_id"`
	ApplicationSecurityGroupIDs []string            `tfsdk:"application_security_group_ids"`
	LBBackendPoolIDs            []string            `tfsdk:"lb_backend_pool_ids"`
	LBNATPoolIDs                []string            `tfsdk:"lb_nat_pool_ids"`
	AppGatewayPoolIDs           []string            `tfsdk:"app_gateway_pool_ids"`
	PublicIPAddress             *publicAddressModel `tfsdk:"public_ip_address"`
}

type publicAddressModel struct {
	Name             types.String      `tfsdk:"name"`
	SKU              types.String      `tfsdk:"sku"`
	DomainNameLabel  types.String      `tfsdk:"domain_name_label"`
	IdleTimeout      types.Int64       `tfsdk:"idle_timeout_in_minutes"`
	IPTags           map[string]string `tfsdk:"ip_tags"`
	PublicIPPrefixID types.String      `tfsdk:"public_ip_prefix_id"`
	Version          types.String      `tfsdk:"version"`
}

// NICConfiguration is the resource simfabric_nic_configuration.
var NICConfiguration = kit.Kind[nicConfigurationModel, fabric.NICConfiguration]{
	Kind: fabric.KindNICConfiguration,
	Description: "The template of one NIC of each instance of a scale set: its addresses, groups and DNS servers. Changing it touches no " +
		"instance; the scale sets that name it show an update in the same plan, and their upgrade policy decides who follows.",
	Lives: true,
	Attributes: nicAttributes("Whether this is the primary NIC; exactly one of a scale set's is. Default: `true`.", map[string]schema.Attribute{
		"version_hash": schema.StringAttribute{Computed: true, MarkdownDescription: "Changes with the content, and not with tags."},
	}),
	Expand: func(m nicConfigurationModel, head fabric.Meta) fabric.NICConfiguration {
		return expandNIC(m.nicContentModel, head, true)
	},
	Flatten: func(n fabric.NICConfiguration, _ *fabric.World) nicConfigurationModel {
		return nicConfigurationModel{nicContentModel: flattenNICContent(n), VersionHash: types.StringValue(n.Hash())}
	},
}

// nicAttributes are those of a NIC's content, and more.
func nicAttributes(primary string, more map[string]schema.Attribute) map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"primary":                        kit.DefaultedBool(primary),
		"accelerated_networking_enabled": kit.DefaultedBool("Whether the NIC uses SR-IOV, where the VM size has it. Default: `false`."),
		"ip_forwarding_enabled":          kit.DefaultedBool("Whether the NIC takes traffic for other addresses, as an appliance does. Default: `false`."),
		"dns_servers":                    kit.OptionalStrings("The DNS servers of the NIC, in order, at most 20. They replace those of the virtual network."),
		"network_security_group_id":      kit.Optional("The network security group of the NIC."),
		"ip_configurations": schema.ListNestedAttribute{
			Required:            true,
			MarkdownDescription: "The addresses of the NIC, in the order in which they are allocated, at most 256, all in one virtual network.",
			NestedObject:        schema.NestedAttributeObject{Attributes: ipConfigurationAttributes()},
		},
	}
	maps.Copy(attributes, more)
	return attributes
}

func expandNIC(m nicContentModel, head fabric.Meta, primary bool) fabric.NICConfiguration {
	n := fabric.NICConfiguration{
		Meta:                   head,
		Primary:                kit.BoolOr(m.Primary, primary),
		AcceleratedNetworking:  m.AcceleratedNetworking.ValueBool(),
		IPForwarding:           m.IPForwarding.ValueBool(),
		DNSServers:             m.DNSServers,
		NetworkSecurityGroupID: fabric.ID(m.NetworkSecurityGroupID.ValueString()),
		IPConfigurations:       kit.List(m.IPConfigurations, expandIPConfiguration),
	}
	return n.WithDefaultPrimary(func(i int) bool { return m.IPConfigurations[i].Primary.IsNull() })
}

func flattenNICContent(n fabric.NICConfiguration) nicContentModel {
	return nicContentModel{
		Primary:                types.BoolValue(n.Primary),
		AcceleratedNetworking:  types.BoolValue(n.AcceleratedNetworking),
		IPForwarding:           types.BoolValue(n.IPForwarding),
		DNSServers:             n.DNSServers,
		NetworkSecurityGroupID: kit.Text(n.NetworkSecurityGroupID),
		IPConfigurations:       kit.List(n.IPConfigurations, flattenIPConfiguration),
	}
}

func ipConfigurationAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name":                           kit.RequiredInElement("The name, unique on the NIC."),
		"primary":                        kit.DefaultedBool("Whether this is the primary configuration, which is of IPv4. Default: the first, where none says so."),
		"version":                        kit.Defaulted("`IPv4` or `IPv6`. Default: `IPv4`."),
		"subnet_id":                      kit.RequiredInElement("The subnet that the private address comes from."),
		"application_security_group_ids": kit.OptionalIDs("The application security groups that the address joins, at most 20."),
		"lb_backend_pool_ids":            kit.OptionalIDs("The load balancer pools that the address joins."),
		"lb_nat_pool_ids":                kit.OptionalIDs("The NAT pools that each instance gets a frontend port of."),
		"app_gateway_pool_ids":           kit.OptionalIDs("The application gateway pools that the address joins."),
		"public_ip_address": schema.SingleNestedAttribute{
			Optional:            true,
			MarkdownDescription: "A public IP address for each instance.",
			Attributes: map[string]schema.Attribute{
				"name":                    kit.RequiredInElement("The name."),
				"sku":                     kit.Optional("`Standard` or `Basic`. Default: the SKU of the load balancer in front of the instances; without one Standard, which is also what a prefix gives."),
				"domain_name_label":       kit.Optional("The label: instance 3 is called `vm3.<label>.<location>.cloudapp.azure.com`. Unique in the region."),
				"idle_timeout_in_minutes": kit.DefaultedInt("4 to 32. Default: 4."),
				"ip_tags":                 kit.OptionalTags("IP tags, by type, such as `RoutingPreference = \"Internet\"`."),
				"public_ip_prefix_id":     kit.Optional("The prefix that the addresses come from."),
				"version":                 kit.Defaulted("`IPv4` or `IPv6`. Default: that of the IP configuration."),
			},
		},
	}
}

func expandIPConfiguration(m ipConfigurationModel) fabric.IPConfiguration {
	ip := fabric.IPConfiguration{
		Name:                        m.Name.ValueString(),
		Primary:                     m.Primary.ValueBool(),
		Version:                     fabric.IPVersion(kit.TextOr(m.Version, string(fabric.IPv4))),
		SubnetID:                    fabric.ID(m.SubnetID.ValueString()),
		ApplicationSecurityGroupIDs: kit.IDs(m.ApplicationSecurityGroupIDs),
		LBBackendPoolIDs:            kit.IDs(m.LBBackendPoolIDs),
		LBNATPoolIDs:                kit.IDs(m.LBNATPoolIDs),
		AppGatewayPoolIDs:           kit.IDs(m.AppGatewayPoolIDs),
	}
	if p := m.PublicIPAddress; p != nil {
		ip.PublicIP = &fabric.PublicIPConfiguration{
			Name:            p.Name.ValueString(),
			SKU:             p.SKU.ValueString(),
			DomainNameLabel: p.DomainNameLabel.ValueString(),
			IdleTimeout:     kit.IntOr(p.IdleTimeout, fabric.DefaultIdleTimeout),
			IPTags:          p.IPTags,
			PrefixID:        fabric.ID(p.PublicIPPrefixID.ValueString()),
			Version:         fabric.IPVersion(kit.TextOr(p.Version, string(ip.Version))),
		}
	}
	return ip
}

func flattenIPConfiguration(ip fabric.IPConfiguration) ipConfigurationModel {
	m := ipConfigurationModel{
		Name:                        types.StringValue(ip.Name),
		Primary:                     types.BoolValue(ip.Primary),
		Version:                     types.StringValue(string(ip.Version)),
		SubnetID:                    types.StringValue(string(ip.SubnetID)),
		ApplicationSecurityGroupIDs: kit.Strings(ip.ApplicationSecurityGroupIDs),
		LBBackendPoolIDs:            kit.Strings(ip.LBBackendPoolIDs),
		LBNATPoolIDs:                kit.Strings(ip.LBNATPoolIDs),
		AppGatewayPoolIDs:           kit.Strings(ip.AppGatewayPoolIDs),
	}
	if p := ip.PublicIP; p != nil {
		m.PublicIPAddress = &publicAddressModel{
			Name:             types.StringValue(p.Name),
			SKU:              kit.Text(p.SKU),
			DomainNameLabel:  kit.Text(p.DomainNameLabel),
			IdleTimeout:      types.Int64Value(int64(p.IdleTimeout)),
			IPTags:           p.IPTags,
			PublicIPPrefixID: kit.Text(p.PrefixID),
			Version:          types.StringValue(string(p.Version)),
		}
	}
	return m
}
