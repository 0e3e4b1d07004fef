package clients_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/compute/armcompute/v7"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v8"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// TestClientsView asks for instance views and the last rolling upgrade as the official client does.
func TestClientsView(t *testing.T) {
	t.Parallel()
	rolling := ft.Set("rolled", 5, "flex-nic")
	rolling.OrchestrationMode, rolling.UpgradeMode = fabric.OrchestrationFlexible, fabric.UpgradeRolling
	l := newLab(t, append(armtest.Rich(), rolling)...)
	f, ctx := l.compute(), t.Context()

	set := must[armcompute.VirtualMachineScaleSetsClientGetInstanceViewResponse](t)(f.NewVirtualMachineScaleSetsClient().GetInstanceView(ctx, "rg", "web", nil))
	if count := set.VirtualMachine.StatusesSummary[0]; *count.Code != "ProvisioningState/succeeded" || *count.Count != 3 || *set.Statuses[0].Level != armcompute.StatusLevelTypesInfo {
		t.Errorf("the set's view is %+v", set.VirtualMachineScaleSetInstanceView)
	}
	vm := must[armcompute.VirtualMachineScaleSetVMsClientGetInstanceViewResponse](t)(f.NewVirtualMachineScaleSetVMsClient().GetInstanceView(ctx, "rg", "web", "2", nil))
	if *vm.PlatformFaultDomain != 0 || len(vm.Statuses) != 2 || *vm.Statuses[1].Code != "PowerState/running" || vm.VMAgent != nil {
		t.Errorf("the instance's view is %+v", vm.VirtualMachineScaleSetVMInstanceView)
	}

	upgrades := f.NewVirtualMachineScaleSetRollingUpgradesClient()
	_, err := upgrades.GetLatest(ctx, "rg", "rolled", nil)
	if failed := new(azcore.ResponseError); !errors.As(err, &failed) || failed.StatusCode != http.StatusNotFound || failed.ErrorCode != "NotFound" {
		t.Errorf("an upgrade before the first: %v", err)
	}
	nic, _ := fabric.Get[fabric.NICConfiguration](armtest.World(t, l.store), ft.ID(fabric.KindNICConfiguration, "flex-nic"))
	nic.IPForwarding = true
	armtest.Apply(t, l.store, nic, rolling)
	latest := must[armcompute.VirtualMachineScaleSetRollingUpgradesClientGetLatestResponse](t)(upgrades.GetLatest(ctx, "rg", "rolled", nil))
	if p := latest.Properties; *p.RunningStatus.Code != armcompute.RollingUpgradeStatusCodeCompleted || *p.Progress.SuccessfulInstanceCount != 5 || *p.Progress.PendingInstanceCount != 0 || p.Policy != nil {
		t.Errorf("the upgrade is %+v", latest.RollingUpgradeStatusInfo)
	}
}

// TestClientsPortMapping asks for the frontend ports of a pool's member, by its id and by its address.
func TestClientsPortMapping(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	for _, member := range []armnetwork.QueryInboundNatRulePortMappingRequest{
		{IPAddress: to.Ptr("10.1.1.5")},
		{IPConfiguration: &armnetwork.SubResource{ID: to.Ptr(string(ft.ID(fabric.KindScaleSet, "web")) + "/virtualMachines/1/networkInterfaces/nic/ipConfigurations/ip")}},
	} {
		poller, err := l.network().NewLoadBalancersClient().BeginListInboundNatRulePortMappings(t.Context(), "rg", "lb", "pool", member, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := must[armnetwork.LoadBalancersClientListInboundNatRulePortMappingsResponse](t)(poller.PollUntilDone(t.Context(), nil)).InboundNatRulePortMappings
		if len(got) != 1 || *got[0].InboundNatRuleName != "rdp" || *got[0].FrontendPort != 3401 || *got[0].BackendPort != 3389 || *got[0].Protocol != armnetwork.TransportProtocolTCP {
			t.Errorf("the mappings are %+v", got)
		}
	}
}
