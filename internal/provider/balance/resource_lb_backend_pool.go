package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/loadBalancers/backendAddressPools. Simplified: members are IP configurations that name the pool, not
// addresses that the pool names.

type lbBackendPoolModel struct {
	kit.Child
	kit.Lives
	LBID types.String `tfsdk:"lb_id"`
}

// BackendPool is the resource simfabric_lb_backend_pool.
var BackendPool = kit.Kind[lbBackendPoolModel, fabric.BackendPool]{
	Kind:        fabric.KindBackendPool,
	Description: "A backend pool of a load balancer. Instances join it from their side, by `lb_backend_pool_ids` of a NIC configuration.",
	Parent:      "lb_id",
	Lives:       true,
	Expand: func(_ lbBackendPoolModel, head fabric.Meta) fabric.BackendPool {
		return fabric.BackendPool{Meta: head}
	},
	Flatten: func(p fabric.BackendPool, _ *fabric.World) lbBackendPoolModel {
		return lbBackendPoolModel{LBID: types.StringValue(string(p.ID.Parent()))}
	},
}
