package arm_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// BenchmarkGet measures answers about a set of 1000 instances behind a load balancer.
func BenchmarkGet(b *testing.B) {
	nic := ft.NIC("nic", ft.NATed(ft.Behind(ft.IP("ip", ft.SubnetID("vnet", "web")), "lb", "pool"), "lb", "ssh"))
	set := ft.Set("web", 1000, "nic")
	set.SinglePlacementGroup = false
	s, _ := armtest.NewStore(b, ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "web", "10.0.0.0/20"), ft.PublicIP("ip"),
		ft.LB("lb", ft.PublicFrontend("front", "ip")), ft.BackendPool("lb", "pool"), ft.NATPool("lb", "ssh", "front", 50000, 51999, 22), nic, set)
	api := arm.New(s, slog.New(slog.NewTextHandler(io.Discard, nil)))
	for name, id := range map[string]fabric.ID{
		"instance": set.ID + "/virtualMachines/500", "page": set.ID + "/virtualMachines", "nics": set.ID + "/networkInterfaces",
		"balancer": ft.ID(fabric.KindLoadBalancer, "lb"), "network": ft.ID(fabric.KindVirtualNetwork, "vnet"),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w := httptest.NewRecorder()
				api.ServeHTTP(w, httptest.NewRequest(http.MethodGet, string(id)+"?"+version, nil))
				if w.Code != http.StatusOK {
					b.Fatal(w.Body)
				}
			}
		})
	}
}
