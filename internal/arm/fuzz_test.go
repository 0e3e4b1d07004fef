package arm_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
)

// answered runs a request without a network between, and wants JSON: a resource, a page, or ARM's error body.
func (l lab) answered(t *testing.T, method string, target *url.URL, body io.Reader) *httptest.ResponseRecorder {
	t.Helper()
	r, err := http.NewRequest(method, "http://127.0.0.1/", body)
	if err != nil {
		t.Skip()
	}
	r.URL = target
	w := httptest.NewRecorder()
	arm.New(l.store, slog.New(slog.DiscardHandler)).ServeHTTP(w, r)
	if w.Code >= http.StatusBadRequest {
		var e arm.ErrorBody
		if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || e.Error == nil || e.Error.Code == "" || e.Error.Message == "" {
			t.Errorf("%s %s: %d without ARM's error body: %s", method, target, w.Code, w.Body)
		}
		if w.Code >= http.StatusInternalServerError {
			t.Errorf("%s %s: %d: %s", method, target, w.Code, w.Body)
		}
	} else if w.Body.Len() > 0 && !json.Valid(w.Body.Bytes()) {
		t.Errorf("%s %s: no JSON: %s", method, target, w.Body)
	}
	return w
}

// FuzzRouter: no path, method or query makes the router panic, or answer other than in ARM's forms, or change anything.
func FuzzRouter(f *testing.F) {
	l := newLab(f, armtest.Rich()...)
	before := l.encoded()
	for _, path := range []string{
		"", "/", "/subscriptions", group + "Microsoft.Network/virtualNetworks", group + "Microsoft.Network/virtualNetworks/vnet/subnets/web",
		group + "Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/1/networkInterfaces/nic/ipConfigurations/ip/publicipaddresses/pub",
		group + "Microsoft.Compute/virtualMachineScaleSets/web/instanceView", group + "Microsoft.Compute/virtualMachineScaleSets/web/rollingUpgrades/latest",
		group + "Microsoft.Compute/virtualMachineScaleSets/web/manualupgrade", group + "Microsoft.Network/networkInterfaces/x/effectiveRouteTable",
		"/subscriptions/sub/providers/Microsoft.Compute/locations/koreacentral/virtualMachineScaleSets",
		group + "Microsoft.Network/virtualNetworks/%2e%2e", group + "Microsoft.Network/virtualNetworks/..", "//", "/subscriptions/%zz",
	} {
		for _, method := range []string{"GET", "PUT", "POST", "DELETE"} {
			f.Add(method, path, "api-version=2025-04-01&$skiptoken=MTAwIGE")
		}
	}
	f.Fuzz(func(t *testing.T, method, path, query string) {
		l := lab{t, l.store, l.Server}
		l.answered(t, method, &url.URL{Path: path, RawQuery: query}, http.NoBody)
		if target, err := url.Parse(path + "?" + query); err == nil {
			l.answered(t, method, target, http.NoBody)
		}
		if !maps.Equal(before, l.encoded()) {
			t.Errorf("%s %s?%s has changed something", method, path, query)
		}
	})
}

// FuzzPut: no body makes a PUT panic, and one that is refused changes nothing. One that is taken shows what it asked for, so
// that the same once more changes nothing.
func FuzzPut(f *testing.F) {
	l := newLab(f, armtest.Seed()...)
	target := &url.URL{Path: string(armtest.SetID) + "/virtualMachines/1", RawQuery: version}
	primary := ipWith("ip", `"primary": true,`)
	for _, body := range []string{
		"", "{}", "null", "[]", `{"properties": null}`, profile(), profile(nicWith("", primary)), profile(nicWith("", primary, ipWith("ip2", `"privateIPAddressVersion": "IPv6",`))),
		profile(nicWith(`"primary": true,`, primary), `{"name": "b", "properties": {"ipConfigurations": [`+primary+`]}}`),
		profile(nicWith(`"dnsSettings": {"dnsServers": ["10.0.0.1"]},`, ipWith("ip", `"primary": true, "publicIPAddressConfiguration": {"name": "p", "sku": {"name": "Standard"}, "properties": {"dnsSettings": {"domainNameLabel": "shop"}, "ipTags": [{"ipTagType": "a", "tag": "b"}]}},`))),
		`{"properties":{"networkProfileConfiguration":{"networkInterfaceConfigurations":[null]}}}`, `{"PROPERTIES":{"NETWORKPROFILECONFIGURATION":{}}}`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		l := lab{t, l.store, l.Server}
		before := l.encoded()
		w := l.answered(t, http.MethodPut, target, bytes.NewReader(body))
		after := l.encoded()
		switch {
		case w.Code != http.StatusOK && !maps.Equal(before, after):
			t.Errorf("%d, and something has changed: %s", w.Code, body)
		case w.Code == http.StatusOK:
			if again := l.answered(t, http.MethodPut, target, bytes.NewReader(body)); again.Code != http.StatusOK || !maps.Equal(after, l.encoded()) {
				t.Errorf("the same once more: %d: %s", again.Code, again.Body)
			}
		}
	})
}

// FuzzQuestion: no body of a call that asks something makes it panic, or answer other than in ARM's forms, or change anything.
func FuzzQuestion(f *testing.F) {
	l := newLab(f, armtest.Rich()...)
	before := l.encoded()
	const watcher = "/subscriptions/sub/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_koreacentral/"
	paths := []string{watcher + "ipFlowVerify", watcher + "nextHop", group + "Microsoft.Network/loadBalancers/lb/backendAddressPools/pool/queryInboundNatRulePortMapping"}
	for _, body := range []string{
		"", "{}", "null", `{"ipAddress": "10.1.1.4"}`, `{"ipConfiguration": {"id": "` + webSet + `/virtualMachines/1/networkInterfaces/nic/ipConfigurations/ip"}}`,
		`{"targetResourceId": "` + webSet + `/virtualMachines/0", "sourceIPAddress": "10.1.1.4", "destinationIPAddress": "10.9.0.1"}`,
		`{"targetResourceId": "` + webSet + `/virtualMachines/0", "targetNicResourceId": "x", "direction": "Inbound", "protocol": "TCP", "localPort": "443", "remotePort": "6", "localIPAddress": "10.1.1.4", "remoteIPAddress": "::1"}`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		l := lab{t, l.store, l.Server}
		for _, path := range paths {
			l.answered(t, http.MethodPost, &url.URL{Path: path, RawQuery: version}, bytes.NewReader(body))
		}
		if !maps.Equal(before, l.encoded()) {
			t.Errorf("a question has changed something: %s", body)
		}
	})
}
