package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/loadBalancers/inboundNatRules of version 2, which map the members of a pool. Simplified: no version 1,
// which maps one NIC.

type lbNATRuleModel struct {
	kit.Child
	kit.Lives
	LBID              types.String `tfsdk:"lb_id"`
	FrontendName      types.String `tfsdk:"frontend_ip_configuration_name"`
	Protocol          types.String `tfsdk:"protocol"`
	BackendPoolID     types.String `tfsdk:"backend_pool_id"`
	FrontendPortStart types.Int64  `tfsdk:"frontend_port_start"`
	FrontendPortEnd   types.Int64  `tfsdk:"frontend_port_end"`
	BackendPort       types.Int64  `tfsdk:"backend_port"`
	FloatingIP        types.Bool   `tfsdk:"floating_ip"`
	IdleTimeout       types.Int64  `tfsdk:"idle_timeout_in_minutes"`
	TCPReset          types.Bool   `tfsdk:"tcp_reset_enabled"`
}

// NATRule is the resource simfabric_lb_nat_rule.
var NATRule = kit.Kind[lbNATRuleModel, fabric.InboundNATRule]{
	Kind: fabric.KindInboundNATRule,
	Description: "An inbound NAT rule (version 2): each member of a backend pool gets a frontend port of the range, and keeps it. The " +
		"data source `simfabric_nat_port_mappings` shows them.",
	Parent: "lb_id",
	Lives:  true,
	Attributes: map[string]schema.Attribute{
		"frontend_ip_configuration_name": kit.Required("The name of the frontend."),
		"protocol":                       kit.Required("`Tcp` or `Udp`."),
		"backend_pool_id":                kit.Required("The backend pool, of the same load balancer."),
		"frontend_port_start":            schema.Int64Attribute{Required: true, MarkdownDescription: "The first frontend port, 1 to 65534."},
		"frontend_port_end":              schema.Int64Attribute{Required: true, MarkdownDescription: "The last frontend port, 1 to 65534."},
		"backend_port":                   schema.Int64Attribute{Required: true, MarkdownDescription: "1 to 65535."},
		"floating_ip":                    kit.DefaultedBool("Whether the destination stays the frontend's address. Default: `false`."),
		"idle_timeout_in_minutes":        kit.DefaultedInt("4 to 30. Default: 4."),
		"tcp_reset_enabled":              kit.DefaultedBool("Whether idle TCP connections are reset. Default: `false`."),
	},
	Expand: func(m lbNATRuleModel, head fabric.Meta) fabric.InboundNATRule {
		return fabric.InboundNATRule{
			Meta:              head,
			FrontendName:      m.FrontendName.ValueString(),
			Protocol:          m.Protocol.ValueString(),
			BackendPoolID:     fabric.ID(m.BackendPoolID.ValueString()),
			FrontendPortStart: int(m.FrontendPortStart.ValueInt64()),
			FrontendPortEnd:   int(m.FrontendPortEnd.ValueInt64()),
			BackendPort:       int(m.BackendPort.ValueInt64()),
			FloatingIP:        m.FloatingIP.ValueBool(),
			IdleTimeout:       kit.IntOr(m.IdleTimeout, fabric.DefaultIdleTimeout),
			TCPReset:          m.TCPReset.ValueBool(),
		}
	},
	Flatten: func(r fabric.InboundNATRule, _ *fabric.World) lbNATRuleModel {
		return lbNATRuleModel{
			LBID:              types.StringValue(string(r.ID.Parent())),
			FrontendName:      types.StringValue(r.FrontendName),
			Protocol:          types.StringValue(r.Protocol),
			BackendPoolID:     types.StringValue(string(r.BackendPoolID)),
			FrontendPortStart: types.Int64Value(int64(r.FrontendPortStart)),
			FrontendPortEnd:   types.Int64Value(int64(r.FrontendPortEnd)),
			BackendPort:       types.Int64Value(int64(r.BackendPort)),
			FloatingIP:        types.BoolValue(r.FloatingIP),
			IdleTimeout:       types.Int64Value(int64(r.IdleTimeout)),
			TCPReset:          types.BoolValue(r.TCPReset),
		}
	},
}
