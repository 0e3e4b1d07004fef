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

// TestEverythingElse: what is no call of the fabric's gets ARM's error body, and changes nothing.
func TestEverythingElse(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	const compute, network = group + "Microsoft.Compute/", group + "Microsoft.Network/"
	const set = compute + "virtualMachineScaleSets/vmssnic"
	before := l.encoded()
	for _, c := range []struct {
		method, path string
		status       int
		code         string
	}{
		{"GET", "/", 404, "MissingSubscription"},
		{"GET", "/tenants", 404, "MissingSubscription"},
		{"GET", "/subscriptions", 404, "MissingSubscription"},
		{"GET", "/subscriptions/sub", 404, "NotFound"},
		{"GET", "/subscriptions/sub/resourceGroups/rg", 404, "NotFound"},
		{"GET", "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Network", 404, "NotFound"},
		{"GET", "/subscriptions/sub/providers/Microsoft.Network/virtualNetworks/vmssnic-vnet", 404, "NotFound"},
		{"GET", "/subscriptions//resourceGroups/rg/providers/Microsoft.Network/virtualNetworks", 404, "NotFound"},
		{"GET", network + "virtualNetworks/..%2F..%2F..%2Fetc%2Fpasswd", 404, "NotFound"},
		{"GET", network + "virtualNetworks/%2e%2e/x", 404, "NotFound"},
		{"GET", network + "virtualNetworks/a%00b", 404, "NotFound"},
		{"GET", network + strings.Repeat("a/b/", 20), 404, "NotFound"},
		{"GET", group + "Microsoft.Storage/storageAccounts", 404, "InvalidResourceNamespace"},
		{"GET", group + "Simfabric.Network/nicConfigurations", 404, "InvalidResourceNamespace"},
		{"GET", network + "virtualNetworkGateways", 404, "InvalidResourceType"},
		{"GET", network + "virtualNetworks/vmssnic-vnet/peerings", 404, "InvalidResourceType"},
		{"GET", set + "/publicipaddresses/one", 404, "InvalidResourceType"},
		{"GET", set + "/virtualMachines/0/extensions", 404, "InvalidResourceType"},
		{"GET", network + "virtualNetworks/other", 404, "ResourceNotFound"},
		{"GET", network + "virtualNetworks/vmssnic-vnet/subnets/other", 404, "ResourceNotFound"},
		{"GET", network + "virtualNetworks/other/subnets/default", 404, "ParentResourceNotFound"},
		{"GET", network + "virtualNetworks/other/subnets", 404, "ParentResourceNotFound"},
		{"GET", network + "networkSecurityGroups/basicNsgvmssnic-vnet-nic01/securityRules/other", 404, "ResourceNotFound"},
		{"GET", network + "networkSecurityGroups/other/securityRules", 404, "ParentResourceNotFound"},
		{"GET", "/subscriptions/sub/resourceGroups/other/providers/Microsoft.Network/virtualNetworks", 404, "ResourceGroupNotFound"},
		{"GET", "/subscriptions/sub/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/v", 404, "ResourceGroupNotFound"},
		{"GET", "/subscriptions/sub/resourceGroups/other/providers/Microsoft.Compute/virtualMachines", 404, "ResourceGroupNotFound"},
		{"GET", compute + "virtualMachineScaleSets/other/virtualMachines", 404, "ParentResourceNotFound"},
		{"GET", set + "/virtualMachines/9", 404, "ResourceNotFound"},
		{"GET", set + "/virtualMachines/00", 404, "ResourceNotFound"},
		{"GET", set + "/virtualMachines/9/networkInterfaces", 404, "ParentResourceNotFound"},
		{"GET", set + "/virtualMachines/9/instanceView", 404, "ParentResourceNotFound"},
		{"GET", set + "/virtualMachines/0/networkInterfaces/other", 404, "ResourceNotFound"},
		{"GET", set + "/virtualMachines/0/networkInterfaces/vmssnic-vnet-nic01/ipConfigurations/other", 404, "ResourceNotFound"},
		{"GET", set + "/virtualMachines/0/networkInterfaces/vmssnic-vnet-nic01/ipConfigurations/other/publicIPAddresses", 404, "ParentResourceNotFound"},
		{"POST", set + "/virtualMachines/0/networkInterfaces/other/effectiveRouteTable", 404, "ParentResourceNotFound"},
		{"PUT", set + "/virtualMachines/9", 400, "InvalidRequestContent"},
		{"PUT", set, 405, "MethodNotAllowed"},
		{"DELETE", set, 405, "MethodNotAllowed"},
		{"DELETE", set + "/virtualMachines/0", 405, "MethodNotAllowed"},
		{"PATCH", network + "virtualNetworks/vmssnic-vnet", 405, "MethodNotAllowed"},
		{"POST", network + "virtualNetworks", 405, "MethodNotAllowed"},
		{"OPTIONS", network + "virtualNetworks", 405, "MethodNotAllowed"},
		{"GET", set + "/manualupgrade", 405, "MethodNotAllowed"},
		{"GET", set + "/virtualMachines/0/networkInterfaces/vmssnic-vnet-nic01/effectiveRouteTable", 405, "MethodNotAllowed"},
		{"BREW", network + "virtualNetworks", 405, "MethodNotAllowed"},
	} {
		r := l.ask(c.method, c.path+"?"+version, "")
		r.refused(c.status, c.code)
		if r.status == http.StatusMethodNotAllowed && r.header.Get("Allow") == "" {
			t.Errorf("%s %s does not say what is allowed", c.method, c.path)
		}
	}
	if after := l.encoded(); len(after) != len(before) {
		t.Error("something has changed")
	}
}

func TestAPIVersion(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	const path = group + "Microsoft.Network/virtualNetworks"
	for query, code := range map[string]string{
		"":                                 "MissingApiVersionParameter",
		"?api-version=":                    "MissingApiVersionParameter",
		"?apiversion=2025-01-01":           "MissingApiVersionParameter",
		"?api-version=latest":              "InvalidApiVersionParameter",
		"?api-version=2025-13-01":          "InvalidApiVersionParameter",
		"?api-version=2025-02-30":          "InvalidApiVersionParameter",
		"?api-version=2025-01-01-":         "InvalidApiVersionParameter",
		"?api-version=2025-01-01%3Cb%3E":   "InvalidApiVersionParameter",
		"?api-version=2025-01-01-preview":  "",
		"?API-Version=2017-03-30":          "",
		"?$expand=x&api-version=2025-1-01": "InvalidApiVersionParameter",
	} {
		if r := l.ask(http.MethodGet, path+query, ""); code == "" {
			r.ok(http.StatusOK)
		} else {
			r.refused(http.StatusBadRequest, code)
		}
	}
	l.ask(http.MethodGet, "/nowhere", "").refused(http.StatusBadRequest, "MissingApiVersionParameter")
}

// TestPages walks the pages of a list, also where a resource goes between two of them.
func TestPages(t *testing.T) {
	t.Parallel()
	nic := ft.NIC("nic", ft.IP("ip", ft.SubnetID("vnet", "web")))
	set := ft.Set("web", 250, "nic")
	set.SinglePlacementGroup = false
	l := newLab(t, ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "web", "10.0.0.0/22"), nic, set)
	var sizes []int
	seen := map[string]bool{}
	for next := string(set.ID) + "/virtualMachines?" + version; next != ""; {
		var page arm.ListResult
		l.ask(http.MethodGet, strings.TrimPrefix(next, l.URL), "").ok(http.StatusOK).into(&page)
		sizes = append(sizes, len(page.Value))
		for _, vm := range page.Value {
			seen[vm.InstanceID] = true
		}
		next = page.NextLink
	}
	if len(sizes) != 3 || sizes[0] != 100 || sizes[2] != 50 || len(seen) != 250 {
		t.Errorf("pages of %v, %d instances", sizes, len(seen))
	}
	for _, token := range []string{"x", "MTAw", "LTEgYQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OSBh"} {
		l.ask(http.MethodGet, string(set.ID)+"/virtualMachines?"+version+"&$skiptoken="+token, "").refused(http.StatusBadRequest, "InvalidSkipToken")
	}
	var empty arm.ListResult
	l.ask(http.MethodGet, string(set.ID)+"/virtualMachines?"+version+"&$SkipToken=MTAwMCBnb25l", "").ok(http.StatusOK).into(&empty) // 1000 gone
	if empty.Value == nil || len(empty.Value) > 0 || empty.NextLink != "" {
		t.Errorf("behind the end is %v", empty)
	}
	for query, code := range map[string]string{"$expand=everything": "InvalidParameter", "$filter=name%20eq%20'x'": "InvalidFilterInQueryString"} {
		l.ask(http.MethodGet, string(set.ID)+"/virtualMachines?"+version+"&"+query, "").refused(http.StatusBadRequest, code)
	}
}

func TestEntityTags(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	network := string(ft.ID(fabric.KindVirtualNetwork, "vmssnic-vnet"))
	tag := l.get(network).ok(http.StatusOK).header.Get("ETag")
	if r := l.get(network, "If-None-Match", tag).ok(http.StatusNotModified); len(r.body) > 0 || r.header.Get("ETag") != tag {
		t.Errorf("304 with %q and the tag %s", r.body, r.header.Get("ETag"))
	}
	l.get(network, "If-None-Match", `W/"other"`).ok(http.StatusOK)
	armtest.Apply(t, l.store, ft.Subnet("vmssnic-vnet", "second", "10.0.1.0/24"))
	if now := l.get(network, "If-None-Match", tag).ok(http.StatusOK).header.Get("ETag"); now == tag {
		t.Error("a new subnet leaves the network's tag as it was")
	}

	instance := string(armtest.SetID) + "/virtualMachines/1"
	body := testdata(t, "seed_put.json")
	put := func(headers ...string) reply { return l.ask(http.MethodPut, instance+"?"+version, body, headers...) }
	was := l.get(instance).header.Get("ETag")
	before := l.encoded()
	put("If-Match", `W/"other"`).refused(http.StatusPreconditionFailed, "PreconditionFailed")
	put("If-None-Match", "*").refused(http.StatusPreconditionFailed, "PreconditionFailed")
	if len(l.encoded()) != len(before) {
		t.Error("a refused PUT has changed something")
	}
	if now := put("If-Match", was).ok(http.StatusOK).header.Get("ETag"); now == was {
		t.Error("the instance has another network and the same tag")
	}
	put("If-Match", was).refused(http.StatusPreconditionFailed, "PreconditionFailed")
	put("If-Match", "*").ok(http.StatusOK)
}
