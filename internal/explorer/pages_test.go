package explorer_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
)

func TestInstance(t *testing.T) {
	t.Parallel()
	l := newLab(t, tiers()...)
	page := l.get(http.StatusOK, "/instance", "id", strings.ToUpper(vm("web", "0")))
	has(t, page,
		"<h1>Instance web_0</h1>", "<dt>Zone</dt><dd>1</dd>", "<h2>NIC web</h2>", "<h3>Inbound security rules</h3>", "<h3>Outbound security rules</h3>",
		`<tr><td title="`+string(ft.ID(fabric.KindNetworkSecurityGroup, "web"))+`">web</td><td title="`+string(ft.SubnetID("shop", "web"))+`">subnet web</td><td class="number">100</td><th scope="row">service</th><td><span class="pill Allow">Allow</span></td><td>Tcp</td><td class="mono"><div>Internet</div>`,
		`<tr class="default"><td`, `<th scope="row">DenyAllInBound</th><td><span class="pill Deny">Deny</span></td>`, "<details><summary>2 prefixes</summary><div>168.63.129.16/32</div>",
		`Of the system; the subnet has no route table. What has Internet as its next hop goes over the NAT gateway <code title="`+string(ft.ID(fabric.KindNATGateway, "out"))+`">out</code>.`,
		`<th scope="row" class="mono">10.0.0.0/16</th><td>VnetLocal</td><td class="mono">–</td><td>Default</td><td>–</td><td>Active</td>`,
		`<a href="/?source=web%2FvirtualMachines%2F0#trace">from this instance</a>`, `<li>The probe probe is answered.</li>`,
	)
}

func TestInstanceWithOwnRoutesAndNoGroup(t *testing.T) {
	t.Parallel()
	l := newLab(t,
		ft.VNet("vnet", "10.0.0.0/16"), ft.RouteTable("rt", map[string]fabric.Route{"fw": ft.Appliance("0.0.0.0/0", "10.0.0.100")}),
		ft.Routed(ft.Subnet("vnet", "a", "10.0.0.0/24"), "rt"), ft.NIC("nic", ft.IP("ip", ft.SubnetID("vnet", "a"))), ft.Set("set", 1, "nic"))
	has(t, l.get(http.StatusOK, "/instance", "id", vm("set", "0")),
		"No network security group stands before this NIC.", "Of the route table <code",
		`<th scope="row" class="mono">0.0.0.0/0</th><td>VirtualAppliance</td><td class="mono">10.0.0.100</td><td>User</td><td>fw</td><td>Active</td>`,
		`<td>Invalid</td>`)
}

func TestTrace(t *testing.T) {
	t.Parallel()
	l := newLab(t, tiers()...)
	ask := func(from, to, port string) string {
		return l.get(http.StatusOK, "/trace", "source", from, "destination", to, "protocol", "Tcp", "destination_port", port)
	}
	group := string(ft.ID(fabric.KindNetworkSecurityGroup, "db"))
	has(t, ask("web/virtualMachines/0", "db/virtualMachines/0", "5432"),
		"<h1>web/virtualMachines/0 → db/virtualMachines/0, Tcp 5432</h1>", "<strong>Unreachable</strong>", `<span class="pill plain">NetworkSecurityRule</span>`,
		`Decided by network security group <code title="`+group+`">db</code>, rule <strong>rest</strong>`,
		`class="step deciding" data-step="3" data-id="`+group+`"`, `<li class="decides"><span class="kind">SecurityRule</span>`, "10.0.1.4:49152 → 10.0.3.4:5432",
		`value="web/virtualMachines/0" list="sources"`, `value="5432"`,
	)
	has(t, ask(" internet ", "web/frontendIPConfigurations/front", "443"),
		"<strong>Reachable</strong>", `data-step="1" data-id="Internet"`, `<g class="step" data-step="4" data-id="`+vm("web", "0")+`"`, "<caption>The answer by way of each backend that may get the packet</caption>",
		"web/virtualMachines/1", "10.0.1.5, port 443", `<span class="pill Reachable">Reachable</span>`,
	)
	has(t, ask("APP/virtualMachines/0", "Internet", "443"), "<strong>Reachable</strong>", `data-id="`+string(topology.Internet)+`"`,
		"<li>A host on the internet takes Tcp port 443 and answers.</li>")
	has(t, ask(vm("app", "0"), "app/frontendIPConfigurations/front", "8080"), "<strong>Unreachable</strong>", "NoHealthyBackend")
}

// TestTracePart: the picture has what the packet meets, or would meet, and a link to all; of a small network all is a part.
func TestTracePart(t *testing.T) {
	t.Parallel()
	l := newLab(t, tiers()...)
	drawn := func(page string, id fabric.ID) bool { return strings.Contains(page, `id="`+topology.ElementID(id)+`"`) }
	question := []string{"source", "web/virtualMachines/0", "destination", "db/virtualMachines/0", "protocol", "Tcp", "destination_port", "5432"}
	part, whole := l.get(http.StatusOK, "/trace", question...), l.get(http.StatusOK, "/trace", append(question, "whole", "true")...)
	group, rest := ft.ID(fabric.KindNetworkSecurityGroup, "db"), []fabric.ID{
		topology.Internet, ft.SubnetID("shop", "app"), ft.ID(fabric.KindLoadBalancer, "web"), ft.ID(fabric.KindNATGateway, "out"), ft.ID(fabric.KindRouteTable, "db"), fabric.ID(vm("web", "1")),
	}
	for _, id := range []fabric.ID{ft.ID(fabric.KindVirtualNetwork, "shop"), ft.SubnetID("shop", "web"), ft.SubnetID("shop", "db"), fabric.ID(vm("web", "0")), fabric.ID(vm("db", "0")), group} {
		if !drawn(part, id) || !drawn(whole, id) {
			t.Errorf("a picture lacks %s", id)
		}
	}
	for _, id := range rest {
		if drawn(part, id) || !drawn(whole, id) {
			t.Errorf("%s: in the part %v, in the whole %v", id, drawn(part, id), drawn(whole, id))
		}
	}
	for _, page := range []string{part, whole} {
		has(t, page, `class="step deciding" data-step="3" data-id="`+string(group)+`"`, `<path class="hop"`)
	}
	same := "destination=db%2FvirtualMachines%2F0&amp;destination_port=5432&amp;protocol=Tcp&amp;source=web%2FvirtualMachines%2F0"
	has(t, part, "+ 1 more", `<a href="/trace?`+same+`&amp;whole=true#picture">Show the whole network</a>`)
	has(t, whole, `<a href="/trace?`+same+`#picture">Show only what the packet meets</a>`)

	in := l.get(http.StatusOK, "/trace", "source", "internet", "destination", "web/frontendIPConfigurations/front", "protocol", "Tcp", "destination_port", "443")
	for _, id := range append(rest[:1:1], ft.ID(fabric.KindPublicIP, "web"), rest[2], ft.ChildID(fabric.KindBackendPool, "web", "pool"), rest[5]) {
		if !drawn(in, id) {
			t.Errorf("the way in lacks %s", id)
		}
	}
	hasNot(t, in, `id="`+topology.ElementID(ft.ID(fabric.KindNATGateway, "out"))+`"`, `id="`+topology.ElementID(ft.ChildID(fabric.KindProbe, "web", "probe"))+`"`)

	small := newLab(t, ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "a", "10.0.0.0/24"), ft.NIC("nic", ft.IP("ip", ft.SubnetID("vnet", "a"))), ft.Set("set", 2, "nic"))
	hasNot(t, small.get(http.StatusOK, "/trace", "source", vm("set", "0"), "destination", vm("set", "1"), "protocol", "Icmp"), "+ 1 more")
	for _, query := range [][]string{nil, {"source", "nobody"}} {
		hasNot(t, l.get(http.StatusOK, "/trace", query...), "whole network", "only what the packet")
	}
}

func TestTraceErrors(t *testing.T) {
	t.Parallel()
	l := newLab(t, tiers()...)
	for _, c := range []struct {
		from, to, protocol, port string
		field, text              string
	}{
		{"", "Internet", "Tcp", "443", "source", "The packet has no source."},
		{"Internet", " ", "Tcp", "443", "destination", "The packet has no destination."},
		{"web/frontendIPConfigurations/front", "Internet", "Tcp", "443", "source", "a packet comes from no frontend"},
		{"Internet", vm("web", "9"), "Tcp", "443", "destination", "has no instance 9"},
		{"Internet", "10.0.1.4", "Sctp", "443", "protocol", "The protocol is &#34;Sctp&#34;; possible are Tcp, Udp, Icmp."},
		{"Internet", "10.0.1.4", "Tcp", "https", "destination_port", "The destination port is &#34;https&#34;, which is no number."},
		{"Internet", "10.0.1.4", "Tcp", "70000", "destination_port", "The destination port is 70000"},
		{"Internet", "10.0.1.4", "Tcp", "", "destination_port", "The destination port is 0"},
		{"Internet", "10.0.1.4", "Icmp", "7", "destination_port", "Icmp has no ports"},
	} {
		page := l.get(http.StatusOK, "/trace", "source", c.from, "destination", c.to, "protocol", c.protocol, "destination_port", c.port)
		has(t, page, `role="alert"`, `<li><a href="#`+c.field+`">`, `<p class="error" id="`+c.field+`-error">`, c.text, c.field+`-error"`)
		if n := strings.Count(page, `aria-invalid="true"`); n != 1 {
			t.Errorf("%+v: %d fields are invalid", c, n)
		}
		hasNot(t, page, `class="verdict"`)
	}
	page := l.get(http.StatusOK, "/trace", "source", "", "destination", "", "protocol", "", "destination_port", "x")
	if n := strings.Count(page, `<p class="error" id="`); n != 4 {
		t.Errorf("%d fields have an error", n)
	}
}

// TestTwins: what has the name of another is suggested by its id.
func TestTwins(t *testing.T) {
	t.Parallel()
	set := ft.Set("set", 1, "nic")
	other := ft.With(set, func(s *fabric.ScaleSet) {
		s.ID = fabric.TopLevelID(fabric.KindScaleSet, ft.SubscriptionID, "other", "set")
	})
	l := newLab(t, ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "a", "10.0.0.0/24"), ft.NIC("nic", ft.IP("ip", ft.SubnetID("vnet", "a"))), set, other)
	page := l.get(http.StatusOK, "/")
	has(t, page, `<option value="`+vm("set", "0")+`"`, `<option value="`+string(other.ID)+`/virtualMachines/0"`)
	hasNot(t, page, `<option value="set/`)
}
