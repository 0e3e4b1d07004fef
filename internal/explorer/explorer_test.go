package explorer_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
)

func TestRequests(t *testing.T) {
	t.Parallel()
	l := newLab(t, tiers()...)
	before := armtest.World(t, l.store)
	for _, c := range []struct {
		method, path string
		status       int
		says         string
	}{
		{"GET", "/", 200, "<h1>Network topology</h1>"},
		{"HEAD", "/", 200, ""},
		{"GET", "/trace", 200, "<h1>Trace a packet</h1>"},
		{"GET", "/nowhere", 404, "<p>There is nothing at /nowhere.</p>"},
		{"POST", "/nowhere", 404, "No such page"},
		{"GET", "/trace/", 404, "No such page"},
		{"GET", "//", 404, "No such page"},
		{"GET", "/instance", 404, "is not the id of an instance"},
		{"GET", "/instance?id=" + vm("web", "9"), 404, "the scale set web has no instance 9"},
		{"POST", "/", 405, "<p>This page takes no POST requests. It changes nothing.</p>"},
		{"DELETE", "/instance?id=" + vm("web", "0"), 405, "Only to look at"},
		{"PUT", "/trace", 405, "Only to look at"},
	} {
		w := l.do(c.status, c.method, c.path)
		has(t, w.Body.String(), c.says)
		if got := w.Header().Get("Content-Type"); got != "text/html; charset=utf-8" {
			t.Errorf("%s %s is %q", c.method, c.path, got)
		}
		has(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
		if allow := w.Header().Get("Allow"); (allow == "GET, HEAD") != (c.status == http.StatusMethodNotAllowed) {
			t.Errorf("%s %s allows %q", c.method, c.path, allow)
		}
	}
	if armtest.World(t, l.store) != before {
		t.Error("looking has changed the store")
	}
}

func TestBrokenStore(t *testing.T) {
	t.Parallel()
	page := newFrozen(t, nil).get(http.StatusInternalServerError, "/")
	has(t, page, "The fabric store could not be read.")
	hasNot(t, page, "disk")
}

func TestEmptyStore(t *testing.T) {
	t.Parallel()
	has(t, newLab(t).get(http.StatusOK, "/"), "There are no instances.", "<svg ")
}

func TestOverview(t *testing.T) {
	t.Parallel()
	l := newLab(t, append(tiers(), ft.VNet("apart", "10.9.0.0/16"))...)
	page := l.get(http.StatusOK, "/")
	has(t, page,
		`<a class="skip" href="#main">`, `<html lang="en">`, `<caption>Instances of all scale sets</caption>`, `id="`+topology.ElementID(ft.SubnetID("shop", "db"))+`"`,
		`<th scope="row"><a href="/instance?id=%2Fsubscriptions%2Fsub%2FresourceGroups%2Frg%2Fproviders%2FMicrosoft.Compute%2FvirtualMachineScaleSets%2Fapp%2FvirtualMachines%2F1">app_1</a></th><td>app</td><td>1</td><td>app000001</td><td class="mono"><div>10.0.2.5</div></td><td class="mono public"><div>–</div></td><td>–</td>`,
		`<span class="pill down" title="Its guest does not listen on tcp/80, which the probe probe asks.">down</span>`, `<span class="pill plain">latest</span>`,
		`<option value="Internet" label="any host on the internet">`, `<option value="app/frontendIPConfigurations/front" label="frontend of the load balancer app">`,
		`<option value="web/virtualMachines/1" label="instance web_1 10.0.1.5">`,
	)
	if id := ft.ID(fabric.KindVirtualNetwork, "apart"); !strings.Contains(page, topology.ElementID(id)) {
		t.Error("the picture lacks a network")
	} else if one := l.get(http.StatusOK, "/", "network", string(id)); strings.Contains(one, topology.ElementID(ft.SubnetID("shop", "db"))) {
		t.Error("the picture of a network has another")
	}
}

// Each instance in the picture is a link to its page, with a name of its own.
func TestPictureLinks(t *testing.T) {
	t.Parallel()
	l := newLab(t, tiers()...)
	for _, page := range []string{l.get(http.StatusOK, "/"), l.get(http.StatusOK, "/trace")} {
		svg := regexp.MustCompile(`(?s)<svg xmlns.*?</svg>\n`).FindString(page)
		links := regexp.MustCompile(`<a href="([^"]*)" aria-label="instance ([^"]*)">`).FindAllStringSubmatch(svg, -1)
		if len(links) != 5 || strings.Count(svg, "<a ") != 5 {
			t.Errorf("the picture has the links %q", links)
		}
		for _, found := range links {
			has(t, l.do(http.StatusOK, http.MethodGet, html.UnescapeString(found[1])).Body.String(), "<h1>Instance "+found[2]+"</h1>")
		}
	}
}

func TestFilter(t *testing.T) {
	t.Parallel()
	l := newLab(t, tiers()...)
	for query, want := range map[string]string{
		"web": "web_0 web_1", "WEB zone 2": "web_1", "10.0.3.4": "db_0", "nothing": "", "latest app": "app_0 app_1", "app000001": "app_1", " ": "app_0 app_1 db_0 web_0 web_1",
	} {
		page := l.get(http.StatusOK, "/", "q", query)
		var found []string
		for _, name := range []string{"app_0", "app_1", "db_0", "web_0", "web_1"} {
			if strings.Contains(page, ">"+name+"</a>") {
				found = append(found, name)
			}
		}
		if diff := cmp.Diff(want, strings.Join(found, " ")); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
	has(t, l.get(http.StatusOK, "/", "q", "nothing"), "The filter finds none of 5.", `value="nothing"`)
}

// many is a network with a set of many instances.
func many(instances int) []fabric.Object {
	return []fabric.Object{
		ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "web", "10.0.0.0/18"), ft.PublicIP("in"), ft.LB("lb", ft.PublicFrontend("front", "in")),
		ft.BackendPool("lb", "pool"), ft.Probe("lb", "probe"), probed(ft.LBRule("lb", "https", "front", 443, "pool", 443)),
		ft.NIC("nic", ft.Behind(ft.IP("ip", ft.SubnetID("vnet", "web")), "lb", "pool")), ft.SecondNIC("second", ft.IP("ip", ft.SubnetID("vnet", "web"))),
		ft.Set("web", instances, "nic", "second"),
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	l := newLab(t, many(120)...)
	first, last := l.get(http.StatusOK, "/"), l.get(http.StatusOK, "/", "page", "3")
	has(t, first, "1–50 of 120", `<a rel="next" href="/?page=2#instances">Next</a>`, ">web_49</a>", "+ 108 more")
	hasNot(t, first, `rel="prev"`, ">web_50</a>")
	has(t, last, "101–120 of 120", `<a rel="prev" href="/?page=2#instances">Previous</a>`, ">web_119</a>")
	hasNot(t, last, `rel="next"`)
	has(t, l.get(http.StatusOK, "/", "q", "web", "page", "2"), "51–100 of 120 that the filter finds, of 120", `href="/?page=3&amp;q=web#instances"`)
	for page, shows := range map[string]string{"0": "1–50", "-1": "1–50", "x": "1–50", "99": "101–120", "99999999999999999999": "101–120"} {
		has(t, l.get(http.StatusOK, "/", "page", page), shows+" of 120")
	}
}

// BenchmarkOverview1000 is to stay far below a second: nobody waits for a page of a large store.
func BenchmarkOverview1000(b *testing.B) {
	l := newLab(b, many(1000)...)
	for _, path := range []string{"/", "/?page=20&q=web", "/trace?source=Internet&destination=web/virtualMachines/777&protocol=Tcp&destination_port=443"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				l.do(http.StatusOK, http.MethodGet, path)
			}
		})
	}
}
