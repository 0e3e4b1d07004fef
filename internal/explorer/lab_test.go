package explorer_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/explorer"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// lab is an explorer of a store.
type lab struct {
	testing.TB
	store store.Store
	http.Handler
}

func newLab(t testing.TB, objects ...fabric.Object) lab {
	t.Helper()
	s, _ := armtest.NewStore(t, objects...)
	return lab{t, s, explorer.New(s, slog.New(slog.DiscardHandler))}
}

// get asks for a page, with pairs of names and values as its query, and wants a status.
func (l lab) get(status int, path string, query ...string) string {
	l.Helper()
	values := url.Values{}
	for i := 0; i < len(query); i += 2 {
		values.Set(query[i], query[i+1])
	}
	if len(values) > 0 {
		path += "?" + values.Encode()
	}
	return l.do(status, http.MethodGet, path).Body.String()
}

func (l lab) do(status int, method, path string) *httptest.ResponseRecorder {
	l.Helper()
	w := httptest.NewRecorder()
	l.ServeHTTP(w, httptest.NewRequestWithContext(l.Context(), method, path, nil))
	if w.Code != status {
		l.Fatalf("%s %s: status %d, want %d: %s", method, path, w.Code, status, w.Body)
	}
	return w
}

// has wants fragments in a page, in any order.
func has(t testing.TB, page string, fragments ...string) {
	t.Helper()
	for _, f := range fragments {
		if !strings.Contains(page, f) {
			t.Errorf("the page has no %s", f)
		}
	}
}

// hasNot wants none of some fragments in a page.
func hasNot(t testing.TB, page string, fragments ...string) {
	t.Helper()
	for _, f := range fragments {
		if strings.Contains(page, f) {
			t.Errorf("the page has %s", f)
		}
	}
}

// vm is the id of an instance.
func vm(set, id string) string {
	return string(ft.ID(fabric.KindScaleSet, set)) + "/virtualMachines/" + id
}

// tiers are a network of three tiers: web behind a public load balancer, app behind an internal one, and a database that app
// alone may ask. The guests of app listen on nothing.
func tiers() []fabric.Object {
	objects := []fabric.Object{
		ft.VNet("shop", "10.0.0.0/16"), ft.PublicIP("out"), ft.NATGateway("out", "out"), ft.PublicIP("web"),
		ft.RouteTable("db", map[string]fabric.Route{"office": ft.Hop("192.168.0.0/16", fabric.NextHopNone)}),
	}
	for _, tier := range []struct{ name, prefix, from, port string }{
		{"web", "10.0.1.0/24", "Internet", "443"}, {"app", "10.0.2.0/24", "10.0.1.0/24", "8080"}, {"db", "10.0.3.0/24", "10.0.2.0/24", "5432"},
	} {
		subnet := ft.Translated(ft.Subnet("shop", tier.name, tier.prefix), "out")
		subnet.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, tier.name)
		objects = append(objects, ft.NSG(tier.name, map[string]fabric.SecurityRule{
			"service": {Priority: 100, Direction: "Inbound", Access: "Allow", Protocol: "Tcp", SourceAddressPrefixes: []string{tier.from}, DestinationPortRanges: []string{tier.port}},
			"probes":  {Priority: 200, Direction: "Inbound", Access: "Allow", Protocol: "*", SourceAddressPrefixes: []string{"AzureLoadBalancer"}},
			"rest":    {Priority: 4096, Direction: "Inbound", Access: "Deny", Protocol: "*"},
		}), subnet)
	}
	objects = append(objects,
		ft.LB("web", ft.PublicFrontend("front", "web")), ft.LB("app", ft.InternalFrontend("front", ft.SubnetID("shop", "app"), "10.0.2.100")),
		ft.BackendPool("web", "pool"), ft.BackendPool("app", "pool"), ft.Probe("web", "probe"), ft.Probe("app", "probe"),
		probed(ft.LBRule("web", "service", "front", 443, "pool", 443)), probed(ft.LBRule("app", "service", "front", 8080, "pool", 8080)),
		ft.NIC("web", ft.Behind(ft.IP("ip", ft.SubnetID("shop", "web")), "web", "pool")),
		ft.NIC("app", ft.Behind(ft.IP("ip", ft.SubnetID("shop", "app")), "app", "pool")),
		ft.NIC("db", ft.IP("ip", ft.SubnetID("shop", "db"))),
	)
	app := ft.Set("app", 2, "app")
	app.Guest.ListeningPorts = []string{}
	web := ft.Set("web", 2, "web")
	web.Zones = []string{"1", "2"}
	return append(objects, web, app, ft.Set("db", 1, "db"))
}

func probed(r fabric.LoadBalancingRule) fabric.LoadBalancingRule {
	r.ProbeID, r.DisableOutboundSNAT = ft.ChildID(fabric.KindProbe, r.ID.Parent().Name(), "probe"), r.ID.Parent().Name() == "web"
	return r
}
