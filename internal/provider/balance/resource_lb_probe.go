package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/loadBalancers/probes. Simplified: numberOfProbes, which the platform ignores, is left out.

type lbProbeModel struct {
	kit.Child
	kit.Lives
	LBID        types.String `tfsdk:"lb_id"`
	Protocol    types.String `tfsdk:"protocol"`
	Port        types.Int64  `tfsdk:"port"`
	RequestPath types.String `tfsdk:"request_path"`
	Interval    types.Int64  `tfsdk:"interval_in_seconds"`
	Threshold   types.Int64  `tfsdk:"probe_threshold"`
}

// Probe is the resource simfabric_lb_probe.
var Probe = kit.Kind[lbProbeModel, fabric.Probe]{
	Kind:        fabric.KindProbe,
	Description: "A health probe of a load balancer. It asks the NIC's own address, with floating IP as well.",
	Parent:      "lb_id",
	Lives:       true,
	Attributes: map[string]schema.Attribute{
		"protocol":            kit.Defaulted("`Tcp`, `Http` or, with the Standard SKU, `Https`. Default: `Tcp`."),
		"port":                schema.Int64Attribute{Required: true, MarkdownDescription: "1 to 65535."},
		"request_path":        kit.Optional("The path that `Http` and `Https` ask for; they need one, `Tcp` takes none."),
		"interval_in_seconds": kit.DefaultedInt("5 or more. Default: 15."),
		"probe_threshold":     kit.DefaultedInt("How many results in a row change a member's health, 1 to 100. Default: 1."),
	},
	Expand: func(m lbProbeModel, head fabric.Meta) fabric.Probe {
		return fabric.Probe{
			Meta:        head,
			Protocol:    kit.TextOr(m.Protocol, fabric.ProtocolTCP),
			Port:        int(m.Port.ValueInt64()),
			RequestPath: m.RequestPath.ValueString(),
			Interval:    kit.IntOr(m.Interval, fabric.DefaultProbeInterval),
			Threshold:   kit.IntOr(m.Threshold, fabric.DefaultProbeThreshold),
		}
	},
	Flatten: func(p fabric.Probe, _ *fabric.World) lbProbeModel {
		return lbProbeModel{
			LBID:        types.StringValue(string(p.ID.Parent())),
			Protocol:    types.StringValue(p.Protocol),
			Port:        types.Int64Value(int64(p.Port)),
			RequestPath: kit.Text(p.RequestPath),
			Interval:    types.Int64Value(int64(p.Interval)),
			Threshold:   types.Int64Value(int64(p.Threshold)),
		}
	},
}
