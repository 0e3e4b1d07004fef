package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/loadBalancers/outboundRules.

type lbOutboundRuleModel struct {
	kit.Child
	kit.Lives
	LBID                   types.String `tfsdk:"lb_id"`
	FrontendNames          []string     `tfsdk:"frontend_ip_configuration_names"`
	BackendPoolID          types.String `tfsdk:"backend_pool_id"`
	Protocol               types.String `tfsdk:"protocol"`
	AllocatedOutboundPorts types.Int64  `tfsdk:"allocated_outbound_ports"`
	IdleTimeout            types.Int64  `tfsdk:"idle_timeout_in_minutes"`
	TCPReset               types.Bool   `tfsdk:"tcp_reset_enabled"`
}

// OutboundRule is the resource simfabric_lb_outbound_rule.
var OutboundRule = kit.Kind[lbOutboundRuleModel, fabric.OutboundRule]{
	Kind: fabric.KindOutboundRule,
	Description: "An outbound rule of a public Standard load balancer: the members of a pool leave through its frontends. Each frontend " +
		"address has 64,000 ports; the plan counts them for the members that there are, and again when a scale set grows.",
	Parent: "lb_id",
	Lives:  true,
	Attributes: map[string]schema.Attribute{
		"frontend_ip_configuration_names": kit.RequiredStrings("The names of the frontends."),
		"backend_pool_id":                 kit.Required("The backend pool, of the same load balancer."),
		"protocol":                        kit.Defaulted("`Tcp`, `Udp` or `All`. Default: `All`."),
		"allocated_outbound_ports":        kit.DefaultedInt("SNAT ports for each member, a multiple of 8 up to 64000; 0 takes the default table, by the pool's size. Default: 0."),
		"idle_timeout_in_minutes":         kit.DefaultedInt("4 to 120. Default: 4."),
		"tcp_reset_enabled":               kit.DefaultedBool("Whether idle TCP connections are reset. Default: `false`."),
	},
	Expand: func(m lbOutboundRuleModel, head fabric.Meta) fabric.OutboundRule {
		return fabric.OutboundRule{
			Meta:                   head,
			FrontendNames:          m.FrontendNames,
			BackendPoolID:          fabric.ID(m.BackendPoolID.ValueString()),
			Protocol:               kit.TextOr(m.Protocol, fabric.ProtocolAll),
			AllocatedOutboundPorts: kit.IntOr(m.AllocatedOutboundPorts, 0),
			IdleTimeout:            kit.IntOr(m.IdleTimeout, fabric.DefaultIdleTimeout),
			TCPReset:               m.TCPReset.ValueBool(),
		}
	},
	Flatten: func(r fabric.OutboundRule, _ *fabric.World) lbOutboundRuleModel {
		return lbOutboundRuleModel{
			LBID:                   types.StringValue(string(r.ID.Parent())),
			FrontendNames:          r.FrontendNames,
			BackendPoolID:          types.StringValue(string(r.BackendPoolID)),
			Protocol:               types.StringValue(r.Protocol),
			AllocatedOutboundPorts: types.Int64Value(int64(r.AllocatedOutboundPorts)),
			IdleTimeout:            types.Int64Value(int64(r.IdleTimeout)),
			TCPReset:               types.BoolValue(r.TCPReset),
		}
	},
}
