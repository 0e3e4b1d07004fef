package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/loadBalancers/inboundNatPools, for scale sets of Uniform orchestration.

type lbNATPoolModel struct {
	kit.Child
	kit.Lives
	LBID              types.String `tfsdk:"lb_id"`
	FrontendName      types.String `tfsdk:"frontend_ip_configuration_name"`
	Protocol          types.String `tfsdk:"protocol"`
	FrontendPortStart types.Int64  `tfsdk:"frontend_port_start"`
	FrontendPortEnd   types.Int64  `tfsdk:"frontend_port_end"`
	BackendPort       types.Int64  `tfsdk:"backend_port"`
	FloatingIP        types.Bool   `tfsdk:"floating_ip"`
	IdleTimeout       types.Int64  `tfsdk:"idle_timeout_in_minutes"`
	TCPReset          types.Bool   `tfsdk:"tcp_reset_enabled"`
}

// NATPool is the resource simfabric_lb_nat_pool.
var NATPool = kit.Kind[lbNATPoolModel, fabric.InboundNATPool]{
	Kind: fabric.KindInboundNATPool,
	Description: "A NAT pool: each instance that names it gets a frontend port of its own, which leads to the backend port of that " +
		"instance alone. Ports are known in the plan, in `instances`, and stay with their instance.",
	Parent: "lb_id",
	Lives:  true,
	Attributes: map[string]schema.Attribute{
		"frontend_ip_configuration_name": kit.Required("The name of the frontend."),
		"protocol":                       kit.Required("`Tcp` or `Udp`."),
		"frontend_port_start":            schema.Int64Attribute{Required: true, MarkdownDescription: "The first frontend port, 1 to 65534."},
		"frontend_port_end":              schema.Int64Attribute{Required: true, MarkdownDescription: "The last frontend port, 1 to 65534."},
		"backend_port":                   schema.Int64Attribute{Required: true, MarkdownDescription: "1 to 65535."},
		"floating_ip":                    kit.DefaultedBool("Whether the destination stays the frontend's address. Default: `false`."),
		"idle_timeout_in_minutes":        kit.DefaultedInt("4 to 30. Default: 4."),
		"tcp_reset_enabled":              kit.DefaultedBool("Whether idle TCP connections are reset. Default: `false`."),
	},
	Expand: func(m lbNATPoolModel, head fabric.Meta) fabric.InboundNATPool {
		return fabric.InboundNATPool{
			Meta:              head,
			FrontendName:      m.FrontendName.ValueString(),
			Protocol:          m.Protocol.ValueString(),
			FrontendPortStart: int(m.FrontendPortStart.ValueInt64()),
			FrontendPortEnd:   int(m.FrontendPortEnd.ValueInt64()),
			BackendPort:       int(m.BackendPort.ValueInt64()),
			FloatingIP:        m.FloatingIP.ValueBool(),
			IdleTimeout:       kit.IntOr(m.IdleTimeout, fabric.DefaultIdleTimeout),
			TCPReset:          m.TCPReset.ValueBool(),
		}
	},
	Flatten: func(p fabric.InboundNATPool, _ *fabric.World) lbNATPoolModel {
		return lbNATPoolModel{
			LBID:              types.StringValue(string(p.ID.Parent())),
			FrontendName:      types.StringValue(p.FrontendName),
			Protocol:          types.StringValue(p.Protocol),
			FrontendPortStart: types.Int64Value(int64(p.FrontendPortStart)),
			FrontendPortEnd:   types.Int64Value(int64(p.FrontendPortEnd)),
			BackendPort:       types.Int64Value(int64(p.BackendPort)),
			FloatingIP:        types.BoolValue(p.FloatingIP),
			IdleTimeout:       types.Int64Value(int64(p.IdleTimeout)),
			TCPReset:          types.BoolValue(p.TCPReset),
		}
	},
}
