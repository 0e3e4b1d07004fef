package arm_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

const webSet = group + "Microsoft.Compute/virtualMachineScaleSets/web"

// TestInstanceViews: what a set and its instances are in, in both orchestration modes.
func TestInstanceViews(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	l.get(webSet + "/instanceView").ok(http.StatusOK).golden("scale_set_view")
	l.get(webSet + "/virtualMachines/1/instanceView").ok(http.StatusOK).golden("instance_view")
	l.get(group + "Microsoft.Compute/virtualMachineScaleSets/FLEX/INSTANCEVIEW/").ok(http.StatusOK)

	var vms arm.ListResult
	l.get(group + "Microsoft.Compute/virtualMachineScaleSets/flex/virtualMachines").ok(http.StatusOK).into(&vms)
	l.get(group + "Microsoft.Compute/virtualMachineScaleSets/flex/virtualMachines/" + vms.Value[1].InstanceID + "/instanceView").ok(http.StatusOK)

	const none = `{"virtualMachine":{"statusesSummary":[]},"statuses":[{"code":"ProvisioningState/succeeded","level":"Info","displayStatus":"Provisioning succeeded"}]}`
	armtest.Apply(t, l.store, ft.With(setOf(t, l, "web"), func(s *fabric.ScaleSet) { s.Capacity = 0 }))
	if got := string(l.get(webSet + "/instanceView").ok(http.StatusOK).body); got != none {
		t.Errorf("a set without instances is %s", got)
	}

	l.get(webSet+"x/instanceView").refused(http.StatusNotFound, "ParentResourceNotFound")
	l.get(webSet+"/virtualMachines/1/instanceView").refused(http.StatusNotFound, "ParentResourceNotFound")
	l.ask(http.MethodPost, webSet+"/instanceView?"+version, "").refused(http.StatusMethodNotAllowed, "MethodNotAllowed")
}

// TestInstanceHealth: what the set's probe finds, in the view of an instance, in those of a list, and why where it finds none.
func TestInstanceHealth(t *testing.T) {
	t.Parallel()
	set := ft.Set("probed", 2, "card")
	set.HealthProbeID = ft.ChildID(fabric.KindProbe, "lb", "tcp")
	l := newLab(t, append(armtest.Rich(), ft.NIC("card", ft.Behind(ft.IP("ip", ft.SubnetID("vnet", "flex")), "lb", "pool")))...)
	armtest.Apply(t, l.store, set)

	type health struct {
		Status struct{ Code, Level, DisplayStatus, Message string }
	}
	expect := func(code, level, message string) {
		t.Helper()
		var one struct{ VMHealth health }
		l.get(string(set.ID) + "/virtualMachines/1/instanceView").ok(http.StatusOK).into(&one)
		var list struct {
			Value []struct {
				Properties struct{ InstanceView struct{ VMHealth health } }
			}
		}
		l.ask(http.MethodGet, string(set.ID)+"/virtualMachines?$expand=instanceView&"+version, "").ok(http.StatusOK).into(&list)
		healths := []health{one.VMHealth}
		for _, vm := range list.Value {
			healths = append(healths, vm.Properties.InstanceView.VMHealth)
		}
		if len(healths) != 3 {
			t.Fatalf("there are %d views", len(healths))
		}
		for _, h := range healths {
			if h.Status.Code != code || h.Status.Level != level || !strings.Contains(h.Status.Message, message) || (message == "") != (h.Status.Message == "") {
				t.Errorf("the health is %+v, want %s, %s and the message %q", h.Status, code, level, message)
			}
		}
	}
	expect("HealthState/healthy", "Info", "")
	armtest.Apply(t, l.store, ft.With(setOf(t, l, "probed"), func(s *fabric.ScaleSet) { s.Guest.ListeningPorts = []string{"tcp/1"} }))
	expect("HealthState/unhealthy", "Error", "does not listen on tcp/80")

	armtest.Apply(t, l.store, ft.With(setOf(t, l, "probed"), func(s *fabric.ScaleSet) { s.HealthProbeID = "" }))
	if body := string(l.get(string(set.ID) + "/virtualMachines/1/instanceView").ok(http.StatusOK).body); strings.Contains(body, "vmHealth") {
		t.Errorf("a set without a probe has the health %s", body)
	}
}

func setOf(t *testing.T, l lab, name string) fabric.ScaleSet {
	t.Helper()
	s, ok := fabric.Get[fabric.ScaleSet](armtest.World(t, l.store), ft.ID(fabric.KindScaleSet, name))
	if !ok {
		t.Fatal("there is no set " + name)
	}
	return s
}

// TestRollingUpgrade: none, one that comes to its end, one that stops after its first batch, and what is left of that when the
// rest is upgraded by hand.
func TestRollingUpgrade(t *testing.T) {
	t.Parallel()
	set := ft.Set("rolled", 4, "card")
	set.UpgradeMode, set.HealthProbeID = fabric.UpgradeRolling, ft.ChildID(fabric.KindProbe, "lb", "tcp")
	set.Rolling = fabric.RollingPolicy{MaxBatchInstancePercent: 25, MaxUnhealthyInstancePercent: 20, MaxUnhealthyUpgradedInstancePercent: 20, PauseTimeBetweenBatches: "PT0S"}
	card := ft.NIC("card", ft.Behind(ft.IP("ip", ft.SubnetID("vnet", "flex")), "lb", "pool"))
	l := newLab(t, append(armtest.Rich(), card)...)
	armtest.Apply(t, l.store, set)

	path := string(set.ID) + "/rollingUpgrades/latest"
	l.get(path).refused(http.StatusNotFound, "NotFound")
	l.get(webSet+"/rollingUpgrades/latest").refused(http.StatusNotFound, "NotFound")
	l.get(string(set.ID)+"/rollingUpgrades/first").refused(http.StatusNotFound, "ResourceNotFound")
	l.get(string(set.ID)+"/rollingUpgrades").refused(http.StatusNotFound, "InvalidResourceType")
	l.get(string(set.ID)+"x/rollingUpgrades/latest").refused(http.StatusNotFound, "ParentResourceNotFound")

	want := func(code string, successful, pending string) {
		t.Helper()
		body := `{"properties":{"runningStatus":{"code":"` + code + `"},"progress":{"successfulInstanceCount":` + successful + `,"failedInstanceCount":0,"inProgressInstanceCount":0,"pendingInstanceCount":` +
			pending + `}},"type":"Microsoft.Compute/virtualMachineScaleSets/rollingUpgrades","location":"koreacentral"}`
		if got := string(l.get(path).ok(http.StatusOK).body); got != body {
			t.Errorf("the upgrade is\n%s, want\n%s", got, body)
		}
	}
	card.AcceleratedNetworking = true
	armtest.Apply(t, l.store, card, set)
	want("Completed", "4", "0")

	closed := map[string]fabric.SecurityRule{"all": {Priority: 100, Direction: "Inbound", Access: "Deny", Protocol: "*"}}
	card.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, "closed")
	armtest.Apply(t, l.store, ft.NSG("closed", closed), card, set)
	want("Cancelled", "1", "3")
	l.ask(http.MethodPost, string(set.ID)+"/manualupgrade?"+version, `{"instanceIds": ["3"]}`).ok(http.StatusOK)
	want("Cancelled", "1", "2")
}

// TestPortMapping: the ports of NAT rules of a pool, by the member's id or address. NAT pools have other rules.
func TestPortMapping(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	const pool = group + "Microsoft.Network/loadBalancers/lb/backendAddressPools/pool"
	const action = "/queryInboundNatRulePortMapping"
	ask := func(pool, body string) reply { return l.ask(http.MethodPost, pool+action+"?"+version, body) }
	ip := webSet + "/virtualMachines/1/networkInterfaces/nic/ipConfigurations/ip"
	for body, want := range map[string]string{
		`{"ipConfiguration": {"id": "` + ip + `"}}`:  `{"inboundNatRulePortMappings":[{"inboundNatRuleName":"rdp","protocol":"Tcp","frontendPort":3401,"backendPort":3389}]}`,
		`{"ipAddress": "10.1.1.6"}`:                  `{"inboundNatRulePortMappings":[{"inboundNatRuleName":"rdp","protocol":"Tcp","frontendPort":3402,"backendPort":3389}]}`,
		`{"ipAddress": "10.1.1.77"}`:                 `{"inboundNatRulePortMappings":[]}`,
		`{"ipConfiguration": {"id": "` + ip + `x"}}`: `{"inboundNatRulePortMappings":[]}`,
	} {
		if got := string(ask(pool, body).ok(http.StatusOK).body); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", body, got, want)
		}
	}
	armtest.Apply(t, l.store, ft.BackendPool("lb", "empty"))
	if got := string(ask(group+"Microsoft.Network/loadBalancers/lb/backendAddressPools/empty", `{"ipAddress": "10.1.1.6"}`).ok(http.StatusOK).body); got != `{"inboundNatRulePortMappings":[]}` {
		t.Errorf("another pool has the mappings %s", got)
	}
	for body, code := range map[string]string{
		"": "InvalidRequestContent", "{}": "InvalidParameter", `{"ipAddress": "10.1.1"}`: "InvalidParameter", `{"ipConfiguration": {}}`: "InvalidParameter",
		`{"ipAddress": "10.1.1.6", "ipConfiguration": {"id": "` + ip + `"}}`: "InvalidParameter",
	} {
		ask(pool, body).refused(http.StatusBadRequest, code)
	}
	ask(pool+"x", `{"ipAddress": "10.1.1.6"}`).refused(http.StatusNotFound, "ParentResourceNotFound")
	ask(group+"Microsoft.Network/loadBalancers/other/backendAddressPools/pool", `{"ipAddress": "10.1.1.6"}`).refused(http.StatusNotFound, "ParentResourceNotFound")
	l.get(pool+action).refused(http.StatusMethodNotAllowed, "MethodNotAllowed")
}
