package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/applicationGateways, as far as its network goes. Simplified: no listeners, routing rules, HTTP
// settings, certificates or autoscaling.

type appGatewayModel struct {
	kit.Top
	kit.Lives
	SKU              *appGatewaySKUModel `tfsdk:"sku"`
	SubnetID         types.String        `tfsdk:"subnet_id"`
	PublicIPID       types.String        `tfsdk:"public_ip_id"`
	PrivateIPAddress types.String        `tfsdk:"private_ip_address"`
}

type appGatewaySKUModel struct {
	Name     types.String `tfsdk:"name"`
	Capacity types.Int64  `tfsdk:"capacity"`
}

// ApplicationGateway is the resource simfabric_app_gateway.
var ApplicationGateway = kit.Kind[appGatewayModel, fabric.ApplicationGateway]{
	Kind: fabric.KindApplicationGateway,
	Description: "An application gateway. It has its subnet to itself, and takes an address of it for each instance and for a private " +
		"frontend.",
	Lives: true,
	Attributes: map[string]schema.Attribute{
		"sku": schema.SingleNestedAttribute{
			Optional: true, Computed: true,
			MarkdownDescription: "The SKU. Changing the generation forces a replacement.",
			Attributes: map[string]schema.Attribute{
				"name":     kit.Defaulted("`Standard_v2`, `WAF_v2`, `Standard_Small`, `Standard_Medium`, `Standard_Large`, `WAF_Medium` or `WAF_Large`. Default: `Standard_v2`."),
				"capacity": kit.DefaultedInt("The number of instances, 1 to 125, of the first generation 1 to 32. Default: 2."),
			},
		},
		"subnet_id":          kit.Required("The subnet, with nothing else in it. Changing this forces a replacement."),
		"public_ip_id":       kit.Optional("The public frontend's address; static Standard for the second generation."),
		"private_ip_address": kit.Optional("The private frontend's address, in the subnet."),
	},
	Expand: func(m appGatewayModel, head fabric.Meta) fabric.ApplicationGateway {
		g := fabric.ApplicationGateway{
			Meta: head, SKU: fabric.DefaultGatewaySKU, Instances: fabric.DefaultGatewayCapacity,
			SubnetID:      fabric.ID(m.SubnetID.ValueString()),
			PublicIPID:    fabric.ID(m.PublicIPID.ValueString()),
			StaticAddress: m.PrivateIPAddress.ValueString(),
		}
		if m.SKU != nil {
			g.SKU, g.Instances = kit.TextOr(m.SKU.Name, g.SKU), kit.IntOr(m.SKU.Capacity, g.Instances)
		}
		return g
	},
	Flatten: func(g fabric.ApplicationGateway, _ *fabric.World) appGatewayModel {
		return appGatewayModel{
			SKU:              &appGatewaySKUModel{Name: types.StringValue(g.SKU), Capacity: types.Int64Value(int64(g.Instances))},
			SubnetID:         types.StringValue(string(g.SubnetID)),
			PublicIPID:       kit.Text(g.PublicIPID),
			PrivateIPAddress: kit.Text(g.StaticAddress),
		}
	},
}
