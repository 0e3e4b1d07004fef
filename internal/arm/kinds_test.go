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

const group = "/subscriptions/sub/resourceGroups/rg/providers/"

// TestEveryKind: every object of a kind that ARM has is there by its id, in any casing, and in the lists that it is part of.
// Every kind is in the network that is asked.
func TestEveryKind(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	seen := map[fabric.Kind]bool{fabric.KindInstanceNetwork: true} // the instances are there without one
	for o := range armtest.World(t, l.store).All() {
		id, kind := string(o.Head().ID), o.Kind()
		seen[kind] = true
		if strings.HasPrefix(kind.ARMType(), "Simfabric.") {
			l.get(id).refused(http.StatusNotFound, "InvalidResourceNamespace")
			continue
		}
		var r arm.Resource
		got := l.get(id).ok(http.StatusOK)
		got.into(&r)
		if r.ID != id || r.Name != o.Head().Name() || r.Type != kind.ARMType() || r.ETag == "" || r.ETag != got.header.Get("ETag") {
			t.Errorf("GET %s gives %s %s %s %s", id, r.ID, r.Name, r.Type, r.ETag)
		}
		if other := l.get(strings.ToUpper(id)).ok(http.StatusOK); string(other.body) != string(got.body) {
			t.Errorf("in capitals %s is %s", id, other.body)
		}
		lists := []string{id[:strings.LastIndexByte(id, '/')]}
		if strings.Count(kind.ARMType(), "/") == 1 {
			lists = append(lists, "/subscriptions/sub/providers/"+kind.ARMType())
		}
		for _, list := range lists {
			var page arm.ListResult
			l.get(list).ok(http.StatusOK).into(&page)
			found := 0
			for _, one := range page.Value {
				if one.ID == id && one.ETag == r.ETag {
					found++
				}
			}
			if found != 1 {
				t.Errorf("%s has %s %d times", list, id, found)
			}
		}
	}
	for _, kind := range fabric.Kinds() {
		if !seen[kind] && !strings.HasPrefix(kind.ARMType(), "Simfabric.") {
			t.Errorf("there is no %s", kind.Title())
		}
	}
}

// TestShapes compares whole answers.
func TestShapes(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	var flexible arm.ListResult
	l.get(group + "Microsoft.Network/networkInterfaces").ok(http.StatusOK).golden("flexible_nics").into(&flexible)
	for name, path := range map[string]string{
		"virtual_network":        "Microsoft.Network/virtualNetworks/vnet",
		"network_security_group": "Microsoft.Network/networkSecurityGroups/nsg",
		"application_group":      "Microsoft.Network/applicationSecurityGroups/web",
		"route_table":            "Microsoft.Network/routeTables/rt",
		"nat_gateway":            "Microsoft.Network/natGateways/nat",
		"public_ips":             "Microsoft.Network/publicIPAddresses",
		"public_ip_prefix":       "Microsoft.Network/publicIPPrefixes/prefix",
		"load_balancer":          "Microsoft.Network/loadBalancers/lb",
		"internal_frontend":      "Microsoft.Network/loadBalancers/internal/frontendIPConfigurations/in",
		"application_gateway":    "Microsoft.Network/applicationGateways/gw",
		"scale_set":              "Microsoft.Compute/virtualMachineScaleSets/web",
		"scale_set_flexible":     "Microsoft.Compute/virtualMachineScaleSets/flex",
		"instance":               "Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/1",
		"instance_nics":          "Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/1/networkInterfaces",
		"instance_public_ip":     "Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/1/networkInterfaces/nic/ipConfigurations/ip/publicipaddresses/pub",
		"flexible_machines":      "Microsoft.Compute/virtualMachines",
	} {
		l.get(group + path).ok(http.StatusOK).golden(name)
	}
	l.ask(http.MethodPost, group+"Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/1/networkInterfaces/nic/effectiveNetworkSecurityGroups?"+version, "").
		ok(http.StatusOK).golden("effective_groups")
	l.ask(http.MethodPost, group+"Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/1/networkInterfaces/nic/effectiveRouteTable?"+version, "").
		ok(http.StatusOK).golden("effective_routes")
	l.ask(http.MethodPost, flexible.Value[0].ID+"/effectiveRouteTable?"+version, "").ok(http.StatusOK).golden("effective_routes_flexible")
}

// TestAlternativeWays: what stands in one list is there by itself, and the other way round.
func TestAlternativeWays(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	for _, list := range []string{
		"Microsoft.Network/networkSecurityGroups/nsg/securityRules", "Microsoft.Network/networkSecurityGroups/nsg/defaultSecurityRules",
		"Microsoft.Network/routeTables/rt/routes", "Microsoft.Network/loadBalancers/lb/frontendIPConfigurations", "Microsoft.Network/loadBalancers/lb/inboundNatRules",
		"Microsoft.Network/networkInterfaces", "Microsoft.Network/publicIPAddresses", "Microsoft.Compute/virtualMachines",
		"Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines", "Microsoft.Compute/virtualMachineScaleSets/web/networkInterfaces",
		"Microsoft.Compute/virtualMachineScaleSets/web/publicipaddresses", "Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/0/networkInterfaces",
		"Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/0/networkInterfaces/nic/ipConfigurations",
		"Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/0/networkInterfaces/nic/ipConfigurations/ip/publicIPAddresses",
	} {
		var page arm.ListResult
		l.get(group + list).ok(http.StatusOK).into(&page)
		if len(page.Value) == 0 {
			t.Errorf("%s is empty", list)
		}
		for _, one := range page.Value {
			got := l.get(one.ID).ok(http.StatusOK)
			var r arm.Resource
			if got.into(&r); r.ID != one.ID || r.ETag != one.ETag {
				t.Errorf("%s gives %s %s, in the list %s", one.ID, r.ID, r.ETag, one.ETag)
			}
		}
	}
	var regional arm.ListResult
	l.get("/subscriptions/sub/providers/Microsoft.Compute/locations/KoreaCentral/virtualMachineScaleSets").ok(http.StatusOK).into(&regional)
	if len(regional.Value) != 2 {
		t.Errorf("the region has %d sets, want 2", len(regional.Value))
	}
}

func TestWatcher(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	const watcher = "/subscriptions/sub/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_koreacentral"
	machine := string(ft.ID(fabric.KindScaleSet, "web")) + "/virtualMachines/0"
	flow := func(direction, protocol, localPort, remotePort, remote string) string {
		return `{"targetResourceId": "` + machine + `", "direction": "` + direction + `", "protocol": "` + protocol + `", "localPort": "` + localPort +
			`", "remotePort": "` + remotePort + `", "localIPAddress": "10.1.1.4", "remoteIPAddress": "` + remote + `"}`
	}
	for _, c := range []struct{ call, body, want string }{
		{"ipFlowVerify", flow("Inbound", "TCP", "443", "60000", "203.0.113.7"), `{"access":"Allow","ruleName":"securityRules/https"}`},
		{"ipFlowVerify", flow("Inbound", "TCP", "22", "60000", "203.0.113.7"), `{"access":"Deny","ruleName":"securityRules/ssh"}`},
		{"ipFlowVerify", flow("inbound", "udp", "53", "60000", "203.0.113.7"), `{"access":"Deny","ruleName":"defaultSecurityRules/DenyAllInBound"}`},
		{"ipFlowVerify", flow("Inbound", "UDP", "8001", "60000", "10.1.2.4"), `{"access":"Allow","ruleName":"securityRules/app"}`},
		{"ipFlowVerify", flow("Outbound", "TCP", "50000", "443", "203.0.113.7"), `{"access":"Allow","ruleName":"defaultSecurityRules/AllowInternetOutBound"}`},
		{"nextHop", `{"targetResourceId": "` + machine + `", "sourceIPAddress": "10.1.1.4", "destinationIPAddress": "10.9.0.1"}`,
			`{"nextHopType":"VirtualAppliance","nextHopIpAddress":"10.1.2.100","routeTableId":"/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt"}`},
		{"nextHop", `{"targetResourceId": "` + machine + `", "sourceIPAddress": "10.1.1.4", "destinationIPAddress": "10.1.2.4"}`, `{"nextHopType":"VnetLocal","routeTableId":"System Route"}`},
		{"nextHop", `{"targetResourceId": "` + machine + `", "sourceIPAddress": "10.1.1.4", "destinationIPAddress": "203.0.113.7"}`, `{"nextHopType":"Internet","routeTableId":"System Route"}`},
	} {
		if got := string(l.ask(http.MethodPost, watcher+"/"+c.call+"?"+version, c.body).ok(http.StatusOK).body); got != c.want {
			t.Errorf("%s %s\ngot  %s\nwant %s", c.call, c.body, got, c.want)
		}
	}
	for _, c := range []struct {
		watcher, call, body string
		status              int
		code                string
	}{
		{watcher, "ipFlowVerify", flow("Sideways", "TCP", "443", "60000", "203.0.113.7"), 400, "InvalidParameter"},
		{watcher, "ipFlowVerify", flow("Inbound", "ICMP", "443", "60000", "203.0.113.7"), 400, "InvalidParameter"},
		{watcher, "ipFlowVerify", flow("Inbound", "TCP", "443-444", "60000", "203.0.113.7"), 400, "InvalidParameter"},
		{watcher, "ipFlowVerify", flow("Inbound", "TCP", "443", "60000", "somewhere"), 400, "InvalidParameter"},
		{watcher, "ipFlowVerify", "", 400, "InvalidRequestContent"},
		{watcher, "nextHop", `{"targetResourceId": "` + machine + `9", "sourceIPAddress": "10.1.1.4", "destinationIPAddress": "10.9.0.1"}`, 404, "ResourceNotFound"},
		{watcher, "nextHop", `{"targetResourceId": "` + machine + `", "sourceIPAddress": "10.1.1.200", "destinationIPAddress": "10.9.0.1"}`, 400, "InvalidParameter"},
		{watcher + "x", "nextHop", `{"targetResourceId": "` + machine + `", "sourceIPAddress": "10.1.1.4", "destinationIPAddress": "10.9.0.1"}`, 404, "ResourceGroupNotFound"},
	} {
		l.ask(http.MethodPost, c.watcher+"/"+c.call+"?"+version, c.body).refused(c.status, c.code)
	}
}
