package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// One of Microsoft.Network/applicationGateways' backendAddressPools, which ARM keeps inside the gateway; here a resource.

type appGatewayPoolModel struct {
	kit.Child
	kit.Lives
	AppGatewayID types.String `tfsdk:"app_gateway_id"`
	FQDNs        []string     `tfsdk:"fqdns"`
	IPAddresses  []string     `tfsdk:"ip_addresses"`
}

// ApplicationGatewayPool is the resource simfabric_app_gateway_pool.
var ApplicationGatewayPool = kit.Kind[appGatewayPoolModel, fabric.ApplicationGatewayPool]{
	Kind: fabric.KindApplicationGatewayPool,
	Description: "A backend pool of an application gateway: names and addresses, or instances of a scale set, which join it from their " +
		"side by `app_gateway_pool_ids` of a NIC configuration. A pool does not mix the two.",
	Parent: "app_gateway_id",
	Lives:  true,
	Attributes: map[string]schema.Attribute{
		"fqdns":        kit.OptionalStrings("Domain names of backends outside scale sets."),
		"ip_addresses": kit.OptionalStrings("Addresses of backends outside scale sets."),
	},
	Expand: func(m appGatewayPoolModel, head fabric.Meta) fabric.ApplicationGatewayPool {
		return fabric.ApplicationGatewayPool{Meta: head, FQDNs: m.FQDNs, IPAddresses: m.IPAddresses}
	},
	Flatten: func(p fabric.ApplicationGatewayPool, _ *fabric.World) appGatewayPoolModel {
		return appGatewayPoolModel{AppGatewayID: types.StringValue(string(p.GatewayID())), FQDNs: p.FQDNs, IPAddresses: p.IPAddresses}
	},
}
