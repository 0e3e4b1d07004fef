package insight

import (
	"context"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// effectiveSecurityRules is the data source simfabric_effective_security_rules: the rules that decide over what the NICs of
// an instance get and send.
type effectiveSecurityRules struct {
	kit.DataSource
}

// NewEffectiveSecurityRules makes the data source.
func NewEffectiveSecurityRules() datasource.DataSource { return &effectiveSecurityRules{} }

type nicRulesModel struct {
	Inbound  []effectiveRuleModel `tfsdk:"inbound"`
	Outbound []effectiveRuleModel `tfsdk:"outbound"`
}

type effectiveRuleModel struct {
	NetworkSecurityGroupID                 types.String `tfsdk:"network_security_group_id"`
	Association                            types.String `tfsdk:"association"`
	AssociatedID                           types.String `tfsdk:"associated_id"`
	Name                                   types.String `tfsdk:"name"`
	Priority                               types.Int64  `tfsdk:"priority"`
	Access                                 types.String `tfsdk:"access"`
	Protocol                               types.String `tfsdk:"protocol"`
	Default                                types.Bool   `tfsdk:"default"`
	SourcePortRanges                       []string     `tfsdk:"source_port_ranges"`
	SourceAddressPrefixes                  []string     `tfsdk:"source_address_prefixes"`
	SourceApplicationSecurityGroupIDs      []string     `tfsdk:"source_application_security_group_ids"`
	ExpandedSourceAddressPrefixes          []string     `tfsdk:"expanded_source_address_prefixes"`
	DestinationPortRanges                  []string     `tfsdk:"destination_port_ranges"`
	DestinationAddressPrefixes             []string     `tfsdk:"destination_address_prefixes"`
	DestinationApplicationSecurityGroupIDs []string     `tfsdk:"destination_application_security_group_ids"`
	ExpandedDestinationAddressPrefixes     []string     `tfsdk:"expanded_destination_address_prefixes"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *effectiveSecurityRules) Model() any { return new(nicAnswers[nicRulesModel]) }

// Metadata implements datasource.DataSource.
func (d *effectiveSecurityRules) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_effective_security_rules"
}

// effectiveSecurityRulesDescription is the page of the documentation.
const effectiveSecurityRulesDescription = "The security rules that decide over what the NICs of an instance get and send, in the order in which they are looked at: " +
	"inbound those of the subnet's network security group and then of the NIC's, outbound those of the NIC's and then of the subnet's. " +
	"In each group the first rule that takes a packet decides, and every group has to allow it. Where a list is empty there is no group, and all is allowed; " +
	"what comes in over a Standard public IP address or load balancer needs a group that allows it all the same.\n\n" +
	"Service tags and application security groups are shown with what they hold. `VirtualNetwork` is the address space of the network, the prefixes of the subnet's own routes, and 168.63.129.16; " +
	"a route for `0.0.0.0/0` so makes all of IPv4 a part of it. `Internet` is every public address outside it. `AzureLoadBalancer` is where health probes come from. " +
	"The addresses of other tags, such as `Storage`, are not modelled.\n\n" +
	"What an instance sends to 168.63.129.16 and 169.254.169.254 is filtered only by rules to `AzurePlatformDNS` and `AzurePlatformIMDS`.\n\n" +
	"A NIC with IP configurations in several subnets has the rules of all of them; those of a subnet's group are for the IP configurations in it. " +
	"The members of application security groups are the instances that are known when this is read: add `depends_on` with other scale sets that have some. " +
	"With `depends_on`, and where `scale_set_id` refers directly to a resource with changes, Terraform reads this only during apply; through a local or a variable it is read in the plan."

// Schema implements datasource.DataSource.
func (d *effectiveSecurityRules) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: effectiveSecurityRulesDescription,
		Attributes: nicAttributes("The rules of each NIC, by its name.", map[string]schema.Attribute{
			"inbound":  schema.ListNestedAttribute{Computed: true, MarkdownDescription: "The rules over what the NIC gets.", NestedObject: effectiveRule()},
			"outbound": schema.ListNestedAttribute{Computed: true, MarkdownDescription: "The rules over what the NIC sends.", NestedObject: effectiveRule()},
		}),
	}
}

func effectiveRule() schema.NestedAttributeObject {
	attributes := map[string]schema.Attribute{
		"network_security_group_id": schema.StringAttribute{Computed: true, MarkdownDescription: "The network security group that has the rule."},
		"association":               schema.StringAttribute{Computed: true, MarkdownDescription: "By what the group bears on the NIC: `Subnet` or `NetworkInterface`."},
		"associated_id":             schema.StringAttribute{Computed: true, MarkdownDescription: "The subnet or the NIC."},
		"name":                      schema.StringAttribute{Computed: true, MarkdownDescription: "The name of the rule."},
		"priority":                  schema.Int64Attribute{Computed: true, MarkdownDescription: "The lowest comes first."},
		"access":                    schema.StringAttribute{Computed: true, MarkdownDescription: "`Allow` or `Deny`."},
		"protocol":                  schema.StringAttribute{Computed: true, MarkdownDescription: "`Tcp`, `Udp`, `Icmp`, `Esp`, `Ah`, or `*` for all."},
		"default":                   schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether it is one of the rules that every group has."},
	}
	for _, side := range []string{"source", "destination"} {
		for name, description := range map[string]string{
			side + "_port_ranges":                    "Ports and ranges of the " + side + "; `*` for all.",
			side + "_address_prefixes":               "Prefixes and service tags of the " + side + "; `*` for every address. Empty where application security groups stand in their place.",
			side + "_application_security_group_ids": "The application security groups of the " + side + ".",
			"expanded_" + side + "_address_prefixes": "What the service tags and application security groups of the " + side + " hold. Empty where there are none, they hold nothing, or their addresses are not modelled.",
		} {
			attributes[name] = schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
		}
	}
	return schema.NestedAttributeObject{Attributes: attributes}
}

// Read implements datasource.DataSource.
func (d *effectiveSecurityRules) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	readNICs(ctx, d.Data, req, resp, "effective security rules", fabric.EffectiveSecurityRulesOf, flattenNICRules)
}

func flattenNICRules(r fabric.EffectiveSecurityRules) (nic string, m nicRulesModel) {
	return r.NIC.Name, nicRulesModel{
		Inbound:  append([]effectiveRuleModel{}, kit.List(r.Inbound, flattenRule)...),
		Outbound: append([]effectiveRuleModel{}, kit.List(r.Outbound, flattenRule)...),
	}
}

func flattenRule(r fabric.EffectiveRule) effectiveRuleModel {
	text := func(s string) string { return s }
	id := func(id fabric.ID) string { return string(id) }
	from, to := r.Source, r.Destination
	return effectiveRuleModel{
		NetworkSecurityGroupID: kit.Text(r.GroupID), Association: kit.Text(r.Association), AssociatedID: kit.Text(r.AssociatedID),
		Name: kit.Text(r.Name), Priority: types.Int64Value(int64(r.Priority)), Access: kit.Text(r.Access), Protocol: kit.Text(r.Protocol), Default: types.BoolValue(r.Default),
		SourcePortRanges: listOf(from.PortRanges, text), SourceAddressPrefixes: listOf(from.AddressPrefixes, text),
		SourceApplicationSecurityGroupIDs: listOf(from.ApplicationSecurityGroupIDs, id), ExpandedSourceAddressPrefixes: listOf(from.Expanded, netip.Prefix.String),
		DestinationPortRanges: listOf(to.PortRanges, text), DestinationAddressPrefixes: listOf(to.AddressPrefixes, text),
		DestinationApplicationSecurityGroupIDs: listOf(to.ApplicationSecurityGroupIDs, id), ExpandedDestinationAddressPrefixes: listOf(to.Expanded, netip.Prefix.String),
	}
}
