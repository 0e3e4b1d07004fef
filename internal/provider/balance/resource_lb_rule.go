package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/loadBalancers/loadBalancingRules. Simplified: one backend pool, as outside the Gateway SKU.

type lbRuleModel struct {
	kit.Child
	kit.Lives
	LBID                types.String `tfsdk:"lb_id"`
	FrontendName        types.String `tfsdk:"frontend_ip_configuration_name"`
	Protocol            types.String `tfsdk:"protocol"`
	FrontendPort        types.Int64  `tfsdk:"frontend_port"`
	BackendPort         types.Int64  `tfsdk:"backend_port"`
	BackendPoolIDs      []string     `tfsdk:"backend_pool_ids"`
	ProbeID             types.String `tfsdk:"probe_id"`
	FloatingIP          types.Bool   `tfsdk:"floating_ip"`
	IdleTimeout         types.Int64  `tfsdk:"idle_timeout_in_minutes"`
	LoadDistribution    types.String `tfsdk:"load_distribution"`
	TCPReset            types.Bool   `tfsdk:"tcp_reset_enabled"`
	DisableOutboundSNAT types.Bool   `tfsdk:"disable_outbound_snat"`
}

// Rule is the resource simfabric_lb_rule.
var Rule = kit.Kind[lbRuleModel, fabric.LoadBalancingRule]{
	Kind: fabric.KindLoadBalancingRule,
	Description: "A load-balancing rule. Without floating IP an instance sees its own address as the destination; with it, the " +
		"frontend's, which the guest must hold on a loopback interface. Floating IP lets several rules use one backend port.",
	Parent: "lb_id",
	Lives:  true,
	Attributes: map[string]schema.Attribute{
		"frontend_ip_configuration_name": kit.Required("The name of the frontend."),
		"protocol":                       kit.Required("`Tcp`, `Udp` or, with both ports 0, `All` (HA ports, of internal Standard load balancers)."),
		"frontend_port":                  schema.Int64Attribute{Required: true, MarkdownDescription: "0 to 65534; unique for the frontend and protocol."},
		"backend_port":                   schema.Int64Attribute{Required: true, MarkdownDescription: "0 to 65535."},
		"backend_pool_ids":               kit.OptionalIDs("The backend pool, of the same load balancer; at most one."),
		"probe_id":                       kit.Optional("The health probe, of the same load balancer. Without one, every member counts as healthy."),
		"floating_ip":                    kit.DefaultedBool("Whether the destination stays the frontend's address. Default: `false`."),
		"idle_timeout_in_minutes":        kit.DefaultedInt("4 to 100. Default: 4."),
		"load_distribution":              kit.Defaulted("`Default` (5-tuple), `SourceIP` or `SourceIPProtocol`. Default: `Default`."),
		"tcp_reset_enabled":              kit.DefaultedBool("Whether idle TCP connections are reset. Default: `false`."),
		"disable_outbound_snat":          kit.DefaultedBool("Whether the rule gives no way out. Default: `false`."),
	},
	Expand: func(m lbRuleModel, head fabric.Meta) fabric.LoadBalancingRule {
		return fabric.LoadBalancingRule{
			Meta:                head,
			FrontendName:        m.FrontendName.ValueString(),
			Protocol:            m.Protocol.ValueString(),
			FrontendPort:        int(m.FrontendPort.ValueInt64()),
			BackendPort:         int(m.BackendPort.ValueInt64()),
			BackendPoolIDs:      kit.IDs(m.BackendPoolIDs),
			ProbeID:             fabric.ID(m.ProbeID.ValueString()),
			FloatingIP:          m.FloatingIP.ValueBool(),
			IdleTimeout:         kit.IntOr(m.IdleTimeout, fabric.DefaultIdleTimeout),
			LoadDistribution:    kit.TextOr(m.LoadDistribution, fabric.DistributionDefault),
			TCPReset:            m.TCPReset.ValueBool(),
			DisableOutboundSNAT: m.DisableOutboundSNAT.ValueBool(),
		}
	},
	Flatten: func(r fabric.LoadBalancingRule, _ *fabric.World) lbRuleModel {
		return lbRuleModel{
			LBID:                types.StringValue(string(r.ID.Parent())),
			FrontendName:        types.StringValue(r.FrontendName),
			Protocol:            types.StringValue(r.Protocol),
			FrontendPort:        types.Int64Value(int64(r.FrontendPort)),
			BackendPort:         types.Int64Value(int64(r.BackendPort)),
			BackendPoolIDs:      kit.Strings(r.BackendPoolIDs),
			ProbeID:             kit.Text(r.ProbeID),
			FloatingIP:          types.BoolValue(r.FloatingIP),
			IdleTimeout:         types.Int64Value(int64(r.IdleTimeout)),
			LoadDistribution:    types.StringValue(r.LoadDistribution),
			TCPReset:            types.BoolValue(r.TCPReset),
			DisableOutboundSNAT: types.BoolValue(r.DisableOutboundSNAT),
		}
	},
}
