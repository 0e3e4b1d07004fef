package balance

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// floatingIPGuestConfig is the data source simfabric_floating_ip_guest_config: what guests behind a rule have to do.
type floatingIPGuestConfig struct {
	kit.DataSource
}

// NewFloatingIPGuestConfig makes the data source.
func NewFloatingIPGuestConfig() datasource.DataSource { return &floatingIPGuestConfig{} }

type floatingIPGuestConfigModel struct {
	LBRuleID        types.String  `tfsdk:"lb_rule_id"`
	FloatingIP      types.Bool    `tfsdk:"floating_ip"`
	FrontendAddress types.String  `tfsdk:"frontend_ip_address"`
	Windows         []string      `tfsdk:"windows_commands"`
	Linux           []string      `tfsdk:"linux_commands"`
	Guests          []guestsModel `tfsdk:"guests"`
}

type guestsModel struct {
	ScaleSetID types.String `tfsdk:"scale_set_id"`
	OSType     types.String `tfsdk:"os_type"`
	Commands   []string     `tfsdk:"commands"`
	Configured types.Bool   `tfsdk:"configured"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *floatingIPGuestConfig) Model() any { return new(floatingIPGuestConfigModel) }

// Metadata implements datasource.DataSource.
func (d *floatingIPGuestConfig) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_floating_ip_guest_config"
}

// Schema implements datasource.DataSource.
func (d *floatingIPGuestConfig) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	commands := func(description string) schema.ListAttribute {
		return schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The commands that each guest behind a rule with floating IP needs: it has to hold the frontend's address on a loopback interface, and Azure does not set that up. " +
			"The interfaces are called as on a new machine: `Ethernet` and `Loopback` on Windows, `lo` on Linux.",
		Attributes: map[string]schema.Attribute{
			"lb_rule_id":          schema.StringAttribute{Required: true, MarkdownDescription: "The load-balancing rule."},
			"floating_ip":         schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the rule has floating IP; without it the lists are empty."},
			"frontend_ip_address": computedString("The frontend's address."),
			"windows_commands":    commands("The commands for Windows."),
			"linux_commands":      commands("The commands for Linux."),
			"guests": schema.ListNestedAttribute{Computed: true, MarkdownDescription: "The scale sets behind the rule, with the commands for their operating system.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"scale_set_id": computedString("The scale set."),
					"os_type":      computedString("`Linux` or `Windows`."),
					"commands":     commands("The commands for each of its instances."),
					"configured":   schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the scale set's `guest` says that the commands have been run: it holds the frontend's address in `loopback_addresses` and, on Windows, has `weak_host_enabled`."},
				}}},
		},
	}
}

// Read implements datasource.DataSource.
func (d *floatingIPGuestConfig) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m floatingIPGuestConfigModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	rule, w, ok := kit.Find[fabric.LoadBalancingRule](ctx, d.Data, path.Root("lb_rule_id"), fabric.ID(m.LBRuleID.ValueString()), fabric.KindLoadBalancingRule, &resp.Diagnostics)
	if !ok {
		return
	}
	config := fabric.FloatingIPGuests(w, rule)
	m.FloatingIP, m.FrontendAddress = types.BoolValue(rule.FloatingIP), kit.Text(config.FrontendAddress)
	m.Windows, m.Linux, m.Guests = append([]string{}, config.Windows...), append([]string{}, config.Linux...), []guestsModel{}
	for _, g := range config.Guests {
		m.Guests = append(m.Guests, guestsModel{types.StringValue(string(g.SetID)), types.StringValue(g.OSType), g.Commands, types.BoolValue(g.Configured)})
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
