package trace_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// TestFlexibleEndpoints: an instance of a Flexible set is named by its own ids, and below its set, and asks for names as it is.
func TestFlexibleEndpoints(t *testing.T) {
	t.Parallel()
	objects := []fabric.Object{
		ft.VNet("net", "10.0.0.0/16"), ft.Subnet("net", "web", "10.0.1.0/24"), ft.NIC("nic", ft.IP("ip", ft.SubnetID("net", "web"))),
		ft.With(ft.Set("flex", 2, "nic"), func(s *fabric.ScaleSet) { s.OrchestrationMode = fabric.OrchestrationFlexible }),
	}
	set, _ := fabric.Get[fabric.ScaleSet](ft.New(t, objects...).World, ft.ID(fabric.KindScaleSet, "flex"))
	first, second := set.View(ft.New(t, objects...).World)[0], set.View(ft.New(t, objects...).World)[1]
	const delivered = "Reachable Delivered ip"
	run(t, objects,
		traceCase{name: "by the machine, to a name", from: string(first.VMID), to: second.ComputerName, want: delivered},
		traceCase{name: "by the NIC, to a name", from: string(first.NICs[0].ID), to: second.ComputerName, want: delivered},
		traceCase{name: "by the IP configuration", from: string(first.NICs[0].IPConfigurations[0].ID), to: string(second.NICs[0].ID), want: delivered},
		traceCase{name: "below the set", from: vm("flex", first.Name), to: vm("flex", second.Name+"/networkInterfaces/nic"), want: delivered},
		traceCase{name: "an IP configuration below the set", from: vm("flex", first.Name), to: vm("flex", second.Name+"/networkInterfaces/nic/ipConfigurations/ip"), want: delivered},
	)
}
