package clients_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	azarm "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/compute/armcompute/v7"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v8"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// lab is a server of a store.
type lab struct {
	testing.TB
	store store.Store
	url   string
}

func newLab(t *testing.T, objects ...fabric.Object) lab {
	t.Helper()
	s, _ := armtest.NewStore(t, objects...)
	return lab{t, s, armtest.NewServer(t, s).URL}
}

// anyone is a credential that the server does not look at.
type anyone struct{}

func (anyone) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "anyone", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// options point the official clients at the server.
func (l lab) options() *azarm.ClientOptions {
	return &azarm.ClientOptions{
		ClientOptions: policy.ClientOptions{
			Cloud: cloud.Configuration{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
				cloud.ResourceManager: {Endpoint: l.url, Audience: "https://management.azure.com"},
			}},
			Retry:                           policy.RetryOptions{MaxRetries: -1},
			InsecureAllowCredentialWithHTTP: true,
		},
		DisableRPRegistration: true,
	}
}

func (l lab) compute() *armcompute.ClientFactory {
	l.Helper()
	f, err := armcompute.NewClientFactory("sub", anyone{}, l.options())
	if err != nil {
		l.Fatal(err)
	}
	return f
}

func (l lab) network() *armnetwork.ClientFactory {
	l.Helper()
	f, err := armnetwork.NewClientFactory("sub", anyone{}, l.options())
	if err != nil {
		l.Fatal(err)
	}
	return f
}

// all reads a list to its end.
func all[Page, T any](t *testing.T, pager *runtime.Pager[Page], values func(Page) []*T) (list []*T, pages int) {
	t.Helper()
	for ; pager.More(); pages++ {
		page, err := pager.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, values(page)...)
	}
	return list, pages
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestComputeClient lists, pages and gets as the official client does.
func TestComputeClient(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	f, ctx := l.compute(), t.Context()

	set := must[armcompute.VirtualMachineScaleSetsClientGetResponse](t)(f.NewVirtualMachineScaleSetsClient().Get(ctx, "rg", "web", nil))
	if *set.SKU.Name != "Standard_D16s_v5" || *set.SKU.Capacity != 3 || len(set.Zones) != 3 || *set.Properties.ProvisioningState != "Succeeded" || *set.Tags["team"] != "shop" {
		t.Errorf("the set is %+v", set.VirtualMachineScaleSet)
	}
	nic := set.Properties.VirtualMachineProfile.NetworkProfile.NetworkInterfaceConfigurations[0]
	if ip := nic.Properties.IPConfigurations[0].Properties; *ip.PublicIPAddressConfiguration.Properties.DNSSettings.DomainNameLabel != "shop-web" || len(ip.LoadBalancerInboundNatPools) != 1 {
		t.Errorf("the model's IP configuration is %+v", ip)
	}
	sets, _ := all(t, f.NewVirtualMachineScaleSetsClient().NewListPager("rg", nil), func(p armcompute.VirtualMachineScaleSetsClientListResponse) []*armcompute.VirtualMachineScaleSet {
		return p.Value
	})
	everywhere, _ := all(t, f.NewVirtualMachineScaleSetsClient().NewListAllPager(nil), func(p armcompute.VirtualMachineScaleSetsClientListAllResponse) []*armcompute.VirtualMachineScaleSet {
		return p.Value
	})
	if len(sets) != 2 || len(everywhere) != 2 {
		t.Errorf("%d sets in the group, %d in the subscription", len(sets), len(everywhere))
	}
	vms, _ := all(t, f.NewVirtualMachineScaleSetVMsClient().NewListPager("rg", "web", nil), func(p armcompute.VirtualMachineScaleSetVMsClientListResponse) []*armcompute.VirtualMachineScaleSetVM {
		return p.Value
	})
	if len(vms) != 3 || *vms[2].InstanceID != "2" || *vms[2].Properties.OSProfile.ComputerName != "web000002" || !*vms[2].Properties.LatestModelApplied {
		t.Errorf("the instances are %+v", vms)
	}
	view := armcompute.InstanceViewTypesInstanceView
	vm := must[armcompute.VirtualMachineScaleSetVMsClientGetResponse](t)(f.NewVirtualMachineScaleSetVMsClient().Get(ctx, "rg", "web", "1", &armcompute.VirtualMachineScaleSetVMsClientGetOptions{Expand: &view}))
	if *vm.Properties.InstanceView.PlatformFaultDomain != 0 || *vm.Zones[0] != "2" {
		t.Errorf("the instance is %+v", vm.Properties.InstanceView)
	}
	machines, _ := all(t, f.NewVirtualMachinesClient().NewListPager("rg", nil), func(p armcompute.VirtualMachinesClientListResponse) []*armcompute.VirtualMachine { return p.Value })
	if len(machines) != 2 || *machines[0].Properties.VirtualMachineScaleSet.ID == "" {
		t.Errorf("the virtual machines are %+v", machines)
	}
	_, err := f.NewVirtualMachineScaleSetsClient().Get(ctx, "rg", "other", nil)
	if failed := new(azcore.ResponseError); !errors.As(err, &failed) || failed.StatusCode != http.StatusNotFound || failed.ErrorCode != "ResourceNotFound" {
		t.Errorf("a set that is not there: %v", err)
	}
}

// TestComputeClientPuts changes one instance's network and takes it back with the official client.
func TestComputeClientPuts(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	vms, ctx := l.compute().NewVirtualMachineScaleSetVMsClient(), t.Context()
	got := must[armcompute.VirtualMachineScaleSetVMsClientGetResponse](t)(vms.Get(ctx, "rg", "vmssnic", "1", nil))
	nic := got.Properties.NetworkProfileConfiguration.NetworkInterfaceConfigurations[0].Properties
	nic.IPConfigurations = append(nic.IPConfigurations, &armcompute.VirtualMachineScaleSetIPConfiguration{
		Name:       to.Ptr("my-second-config"),
		Properties: &armcompute.VirtualMachineScaleSetIPConfigurationProperties{Subnet: &armcompute.APIEntityReference{ID: to.Ptr(string(ft.SubnetID("vmssnic-vnet", "default")))}},
	})
	poller, err := vms.BeginUpdate(ctx, "rg", "vmssnic", "1", got.VirtualMachineScaleSetVM, nil)
	if err != nil {
		t.Fatal(err)
	}
	done := must[armcompute.VirtualMachineScaleSetVMsClientUpdateResponse](t)(poller.PollUntilDone(ctx, nil))
	if *done.Properties.LatestModelApplied || *done.Properties.ModelDefinitionApplied != "VirtualMachine" {
		t.Errorf("the instance is %+v", done.Properties)
	}
	ips, _ := all(t, l.network().NewInterfacesClient().NewListVirtualMachineScaleSetIPConfigurationsPager("rg", "vmssnic", "1", "vmssnic-vnet-nic01", nil),
		func(p armnetwork.InterfacesClientListVirtualMachineScaleSetIPConfigurationsResponse) []*armnetwork.InterfaceIPConfiguration {
			return p.Value
		})
	if len(ips) != 2 || *ips[1].Name != "my-second-config" || *ips[1].Properties.PrivateIPAddress != "10.0.0.6" {
		t.Errorf("the IP configurations are %+v", ips)
	}

	nic.IPConfigurations[1].Properties.Subnet.ID = to.Ptr(string(ft.SubnetID("vmssnic-vnet", "other")))
	_, err = vms.BeginUpdate(ctx, "rg", "vmssnic", "1", got.VirtualMachineScaleSetVM, nil)
	if failed := new(azcore.ResponseError); !errors.As(err, &failed) || failed.ErrorCode != "InvalidResourceReference" {
		t.Errorf("a subnet that is not there: %v", err)
	}

	armtest.Apply(t, l.store, ft.With(armtest.SeedNIC(), func(n *fabric.NICConfiguration) { n.AcceleratedNetworking = true }), ft.Set(armtest.SetName, 2, "vmssnic-vnet-nic01"))
	upgrade, err := l.compute().NewVirtualMachineScaleSetsClient().BeginUpdateInstances(ctx, "rg", "vmssnic", armcompute.VirtualMachineScaleSetVMInstanceRequiredIDs{InstanceIDs: to.SliceOfPtrs("1")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	must[armcompute.VirtualMachineScaleSetsClientUpdateInstancesResponse](t)(upgrade.PollUntilDone(ctx, nil))
	got = must[armcompute.VirtualMachineScaleSetVMsClientGetResponse](t)(vms.Get(ctx, "rg", "vmssnic", "1", nil))
	if nics := got.Properties.NetworkProfileConfiguration.NetworkInterfaceConfigurations; !*got.Properties.LatestModelApplied || len(nics[0].Properties.IPConfigurations) != 1 {
		t.Errorf("after the upgrade the instance is %+v", got.Properties)
	}
}

// TestNetworkClient lists, gets and asks as the official client does.
func TestNetworkClient(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	f, ctx := l.network(), t.Context()

	subnet := must[armnetwork.SubnetsClientGetResponse](t)(f.NewSubnetsClient().Get(ctx, "rg", "vnet", "web", nil))
	if len(subnet.Properties.AddressPrefixes) != 2 || len(subnet.Properties.IPConfigurations) != 3 || *subnet.Properties.ProvisioningState != "Succeeded" {
		t.Errorf("the subnet is %+v", subnet.Properties)
	}
	lb := must[armnetwork.LoadBalancersClientGetResponse](t)(f.NewLoadBalancersClient().Get(ctx, "rg", "lb", nil))
	if p := lb.Properties; len(p.FrontendIPConfigurations) != 1 || len(p.BackendAddressPools) != 1 || len(p.InboundNatRules) != 4 || *p.InboundNatPools[0].Properties.FrontendPortRangeStart != 50000 || *p.OutboundRules[0].Properties.AllocatedOutboundPorts != 1024 {
		t.Errorf("the load balancer is %+v", p)
	}
	addresses, _ := all(t, f.NewPublicIPAddressesClient().NewListVirtualMachineScaleSetPublicIPAddressesPager("rg", "web", nil),
		func(p armnetwork.PublicIPAddressesClientListVirtualMachineScaleSetPublicIPAddressesResponse) []*armnetwork.PublicIPAddress {
			return p.Value
		})
	if len(addresses) != 3 || *addresses[1].Properties.DNSSettings.Fqdn != "vm1.shop-web.koreacentral.cloudapp.azure.com" {
		t.Errorf("the set's addresses are %+v", addresses)
	}
	one := must[armnetwork.PublicIPAddressesClientGetVirtualMachineScaleSetPublicIPAddressResponse](t)(
		f.NewPublicIPAddressesClient().GetVirtualMachineScaleSetPublicIPAddress(ctx, "rg", "web", "1", "nic", "ip", "pub", nil))
	if *one.Properties.IPAddress != *addresses[1].Properties.IPAddress {
		t.Errorf("the address is %s, in the list %s", *one.Properties.IPAddress, *addresses[1].Properties.IPAddress)
	}
	nics, _ := all(t, f.NewInterfacesClient().NewListVirtualMachineScaleSetNetworkInterfacesPager("rg", "web", nil),
		func(p armnetwork.InterfacesClientListVirtualMachineScaleSetNetworkInterfacesResponse) []*armnetwork.Interface {
			return p.Value
		})
	if len(nics) != 3 || *nics[0].Properties.IPConfigurations[0].Properties.PrivateIPAddress != "10.1.1.4" {
		t.Errorf("the set's NICs are %+v", nics)
	}

	flexible, _ := all(t, f.NewInterfacesClient().NewListPager("rg", nil), func(p armnetwork.InterfacesClientListResponse) []*armnetwork.Interface { return p.Value })
	if len(flexible) != 2 {
		t.Fatalf("there are %d NICs", len(flexible))
	}
	groups, err := f.NewInterfacesClient().BeginListEffectiveNetworkSecurityGroups(ctx, "rg", *flexible[0].Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := must[armnetwork.InterfacesClientListEffectiveNetworkSecurityGroupsResponse](t)(groups.PollUntilDone(ctx, nil)); len(got.Value) != 0 {
		t.Errorf("a NIC without a group has %+v", got.Value)
	}
	routes, err := f.NewInterfacesClient().BeginGetEffectiveRouteTable(ctx, "rg", *flexible[0].Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := must[armnetwork.InterfacesClientGetEffectiveRouteTableResponse](t)(routes.PollUntilDone(ctx, nil)); len(got.Value) == 0 || *got.Value[0].NextHopType != armnetwork.RouteNextHopTypeVnetLocal {
		t.Errorf("the routes are %+v", got.Value)
	}

	machine := string(ft.ID("scale_set", "web")) + "/virtualMachines/0"
	verify, err := f.NewWatchersClient().BeginVerifyIPFlow(ctx, "NetworkWatcherRG", "NetworkWatcher_koreacentral", armnetwork.VerificationIPFlowParameters{
		TargetResourceID: &machine, Direction: to.Ptr(armnetwork.DirectionInbound), Protocol: to.Ptr(armnetwork.IPFlowProtocolTCP),
		LocalIPAddress: to.Ptr("10.1.1.4"), LocalPort: to.Ptr("443"), RemoteIPAddress: to.Ptr("203.0.113.7"), RemotePort: to.Ptr("50000"),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := must[armnetwork.WatchersClientVerifyIPFlowResponse](t)(verify.PollUntilDone(ctx, nil)); *got.Access != armnetwork.AccessAllow || *got.RuleName != "securityRules/https" {
		t.Errorf("the packet: %s by %s", *got.Access, *got.RuleName)
	}
	hop, err := f.NewWatchersClient().BeginGetNextHop(ctx, "NetworkWatcherRG", "NetworkWatcher_koreacentral", armnetwork.NextHopParameters{
		TargetResourceID: &machine, SourceIPAddress: to.Ptr("10.1.1.4"), DestinationIPAddress: to.Ptr("10.9.1.1"),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := must[armnetwork.WatchersClientGetNextHopResponse](t)(hop.PollUntilDone(ctx, nil)); *got.NextHopType != armnetwork.NextHopTypeVirtualAppliance || *got.NextHopIPAddress != "10.1.2.100" {
		t.Errorf("the next hop is %+v", got.NextHopResult)
	}
}

// TestClientsPage: a list of more than one page comes whole.
func TestClientsPage(t *testing.T) {
	t.Parallel()
	nic := ft.NIC("nic", ft.IP("ip", ft.SubnetID("vnet", "web")))
	set := ft.Set("web", 250, "nic")
	set.SinglePlacementGroup = false
	l := newLab(t, ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "web", "10.0.0.0/22"), nic, set)
	vms, pages := all(t, l.compute().NewVirtualMachineScaleSetVMsClient().NewListPager("rg", "web", nil),
		func(p armcompute.VirtualMachineScaleSetVMsClientListResponse) []*armcompute.VirtualMachineScaleSetVM {
			return p.Value
		})
	if len(vms) != 250 || pages != 3 || *vms[249].InstanceID != "249" {
		t.Errorf("%d instances on %d pages", len(vms), pages)
	}
}
