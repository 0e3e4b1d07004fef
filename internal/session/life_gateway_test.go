package session_test

import (
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

var (
	lifeGW        = subnet("gw", "10.0.4.0/24")
	lifeGateway   = fabric.ApplicationGateway{Meta: head(fabric.KindApplicationGateway, "gateway"), SKU: fabric.DefaultGatewaySKU, Instances: fabric.DefaultGatewayCapacity, SubnetID: lifeGW.ID, PublicIPID: lifeGatewayIP.ID}
	lifeGatewayIP = fabric.PublicIP{
		Meta: head(fabric.KindPublicIP, "gateway"), SKU: fabric.SKUStandard, AllocationMethod: "Static", Version: fabric.IPv4, IdleTimeout: fabric.DefaultIdleTimeout,
	}
	lifeGatewayPool = fabric.ApplicationGatewayPool{Meta: fabric.Meta{ID: fabric.ChildID(fabric.KindApplicationGatewayPool, head(fabric.KindApplicationGateway, "gateway").ID, "pool")}}
)

func behindGateway(n *fabric.NICConfiguration) {
	n.IPConfigurations[0].AppGatewayPoolIDs = []fabric.ID{lifeGatewayPool.ID}
}

// TestExistingSetsJoinGateways: a Uniform set that exists, and grows, is added to the pool of an application gateway. Its
// policy decides which of its instances are members.
func TestExistingSetsJoinGateways(t *testing.T) {
	t.Parallel()
	all := "10.0.1.4 10.0.1.5 10.0.1.6"
	for name, c := range map[string]struct {
		mode    string
		upgrade bool
		want    string
	}{
		"Manual":              {fabric.UpgradeManual, false, "10.0.1.6"}, // the new one
		"Manual, and upgrade": {fabric.UpgradeManual, true, all},
		"Automatic":           {fabric.UpgradeAutomatic, false, all},
		"Rolling":             {fabric.UpgradeRolling, false, all},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			given := []fabric.Object{lifeGW, lifeGatewayIP, lifeGateway, lifeGatewayPool, lifeNIC(), modeSet("one", c.mode, 2)}
			objects, order := []fabric.Object{lifeNIC(behindGateway), modeSet("one", c.mode, 3)}, []int{0, 1}
			if c.upgrade {
				objects, order = append(objects, upgradeOf("one", 2, "*")), append(order, 2)
			}
			planThenApply(t, given, objects, order, func(t *testing.T, l lab) {
				t.Helper()
				var members []string
				for _, m := range fabric.PoolMembers(l.world(), lifeGatewayPool.ID) {
					members = append(members, m.IP.PrivateAddress.String())
				}
				if got := strings.Join(members, " "); got != c.want {
					t.Errorf("the members are %q, want %q", got, c.want)
				}
			})
		})
	}
}
