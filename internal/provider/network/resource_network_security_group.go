package network

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/networkSecurityGroups with its rules inside. The default rules of ARM always hold and are not listed.

type networkSecurityGroupModel struct {
	kit.Top
	SecurityRules map[string]securityRuleModel `tfsdk:"security_rules"`
}

type securityRuleModel struct {
	Priority    types.Int64  `tfsdk:"priority"`
	Direction   types.String `tfsdk:"direction"`
	Access      types.String `tfsdk:"access"`
	Protocol    types.String `tfsdk:"protocol"`
	Description types.String `tfsdk:"description"`

	SourcePortRanges           []string `tfsdk:"source_port_ranges"`
	DestinationPortRanges      []string `tfsdk:"destination_port_ranges"`
	SourceAddressPrefixes      []string `tfsdk:"source_address_prefixes"`
	DestinationAddressPrefixes []string `tfsdk:"destination_address_prefixes"`

	SourceApplicationSecurityGroupIDs      []string `tfsdk:"source_application_security_group_ids"`
	DestinationApplicationSecurityGroupIDs []string `tfsdk:"destination_application_security_group_ids"`
}

// NetworkSecurityGroup is the resource simfabric_network_security_group.
var NetworkSecurityGroup = kit.Kind[networkSecurityGroupModel, fabric.NetworkSecurityGroup]{
	Kind: fabric.KindNetworkSecurityGroup,
	Description: "A network security group with its rules, for subnets and NICs. ARM's default rules (65000, 65001, 65500) always " +
		"hold beside them.",
	Attributes: map[string]schema.Attribute{
		"security_rules": schema.MapNestedAttribute{
			Optional:            true,
			MarkdownDescription: "The rules, by name. Names compare without regard to case.",
			NestedObject:        schema.NestedAttributeObject{Attributes: securityRuleAttributes()},
		},
	},
	Expand: func(m networkSecurityGroupModel, head fabric.Meta) fabric.NetworkSecurityGroup {
		return fabric.NetworkSecurityGroup{Meta: head, SecurityRules: kit.Map(m.SecurityRules, expandSecurityRule)}
	},
	Flatten: func(n fabric.NetworkSecurityGroup, _ *fabric.World) networkSecurityGroupModel {
		return networkSecurityGroupModel{SecurityRules: kit.Map(n.SecurityRules, flattenSecurityRule)}
	},
}

func securityRuleAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"priority":    kit.RequiredIntInElement("100 to 4096; the lowest that matches decides. Unique for each direction."),
		"direction":   kit.RequiredInElement("`Inbound` or `Outbound`."),
		"access":      kit.RequiredInElement("`Allow` or `Deny`."),
		"protocol":    kit.RequiredInElement("`Tcp`, `Udp`, `Icmp`, `Esp`, `Ah` or `*`."),
		"description": kit.Optional("At most 140 characters."),

		"source_port_ranges":           kit.OptionalStrings("Ports (`443`), ranges (`8000-8080`) or `*`. Default: `*`."),
		"destination_port_ranges":      kit.OptionalStrings("Ports (`443`), ranges (`8000-8080`) or `*`. Default: `*`."),
		"source_address_prefixes":      kit.OptionalStrings("Addresses, CIDRs, service tags or `*`. Default: `*`, where no application security group stands in its place."),
		"destination_address_prefixes": kit.OptionalStrings("Addresses, CIDRs, service tags or `*`. Default: `*`, where no application security group stands in its place."),

		"source_application_security_group_ids":      kit.OptionalIDs("Application security groups, at most 10, in place of source prefixes."),
		"destination_application_security_group_ids": kit.OptionalIDs("Application security groups, at most 10, in place of destination prefixes."),
	}
}

func expandSecurityRule(m securityRuleModel) fabric.SecurityRule {
	return fabric.SecurityRule{
		Priority:                               int(m.Priority.ValueInt64()),
		Direction:                              m.Direction.ValueString(),
		Access:                                 m.Access.ValueString(),
		Protocol:                               m.Protocol.ValueString(),
		Description:                            m.Description.ValueString(),
		SourcePortRanges:                       m.SourcePortRanges,
		DestinationPortRanges:                  m.DestinationPortRanges,
		SourceAddressPrefixes:                  m.SourceAddressPrefixes,
		DestinationAddressPrefixes:             m.DestinationAddressPrefixes,
		SourceApplicationSecurityGroupIDs:      kit.IDs(m.SourceApplicationSecurityGroupIDs),
		DestinationApplicationSecurityGroupIDs: kit.IDs(m.DestinationApplicationSecurityGroupIDs),
	}
}

func flattenSecurityRule(r fabric.SecurityRule) securityRuleModel {
	return securityRuleModel{
		Priority:                               types.Int64Value(int64(r.Priority)),
		Direction:                              types.StringValue(r.Direction),
		Access:                                 types.StringValue(r.Access),
		Protocol:                               types.StringValue(r.Protocol),
		Description:                            kit.Text(r.Description),
		SourcePortRanges:                       r.SourcePortRanges,
		DestinationPortRanges:                  r.DestinationPortRanges,
		SourceAddressPrefixes:                  r.SourceAddressPrefixes,
		DestinationAddressPrefixes:             r.DestinationAddressPrefixes,
		SourceApplicationSecurityGroupIDs:      kit.Strings(r.SourceApplicationSecurityGroupIDs),
		DestinationApplicationSecurityGroupIDs: kit.Strings(r.DestinationApplicationSecurityGroupIDs),
	}
}
