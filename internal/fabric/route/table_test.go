package route_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

func prefixes(texts ...string) []netip.Prefix {
	var list []netip.Prefix
	for _, text := range texts {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

// user makes a user's route: a prefix or a service tag, a kind of next hop or an appliance's address.
func user(name, to, hop string) route.Route {
	r := route.Route{Name: name, NextHop: hop}
	if a, err := netip.ParseAddr(hop); err == nil {
		r.NextHop, r.Address = route.VirtualAppliance, a
	}
	if p, err := netip.ParsePrefix(to); err == nil {
		r.Prefix = p
	} else {
		r.ServiceTag = to
	}
	return r
}

// tell writes a route in one line.
func tell(r route.Route) string {
	text := fmt.Sprintf("%s %s", r.Source, r.State)
	for _, part := range []string{r.Name, r.ServiceTag} {
		if part != "" {
			text += " " + part
		}
	}
	if r.Prefix.IsValid() {
		text += " " + r.Prefix.String()
	}
	text += " " + r.NextHop
	if r.Address.IsValid() {
		text += " " + r.Address.String()
	}
	return text
}

func tellAll(list []route.Route) []string {
	texts := []string{}
	for _, r := range list {
		texts = append(texts, tell(r))
	}
	return texts
}

// The four system routes to nowhere, and that to the internet.
const (
	none10, none172  = "Default Active 10.0.0.0/8 None", "Default Active 172.16.0.0/12 None"
	none192, none100 = "Default Active 192.168.0.0/16 None", "Default Active 100.64.0.0/10 None"
	internet         = "Default Active 0.0.0.0/0 Internet"
)

// TestSystemRoutes: a network that uses some of a prefix takes the route to nowhere away, one beside it does not.
func TestSystemRoutes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		space string
		want  []string
	}{
		{"", []string{none10, none172, none192, none100, internet}},
		{"11.0.0.0/8", []string{"Default Active 11.0.0.0/8 VnetLocal", none10, none172, none192, none100, internet}},
		{"10.1.0.0/16", []string{"Default Active 10.1.0.0/16 VnetLocal", none172, none192, none100, internet}},
		{"10.0.0.0/8", []string{"Default Active 10.0.0.0/8 VnetLocal", none172, none192, none100, internet}},
		{"8.0.0.0/5", []string{"Default Active 8.0.0.0/5 VnetLocal", none172, none192, none100, internet}},
		{"172.31.255.0/24", []string{"Default Active 172.31.255.0/24 VnetLocal", none10, none192, none100, internet}},
		{"172.32.0.0/24", []string{"Default Active 172.32.0.0/24 VnetLocal", none10, none172, none192, none100, internet}},
		{"100.127.0.0/16 192.168.0.0/17", []string{"Default Active 100.127.0.0/16 VnetLocal", "Default Active 192.168.0.0/17 VnetLocal", none10, none172, internet}},
		{"10.1.0.0/16 fd00::/48", []string{"Default Active 10.1.0.0/16 VnetLocal", "Default Active fd00::/48 VnetLocal", none172, none192, none100, internet, "Default Active ::/0 Internet"}},
	} {
		if diff := cmp.Diff(c.want, tellAll(route.New(prefixes(strings.Fields(c.space)...), nil).Routes())); diff != "" {
			t.Errorf("%s:\n%s", c.space, diff)
		}
	}
}

// TestUserRoutes: of equal prefixes the user's route counts, and the system's is shown as invalid.
func TestUserRoutes(t *testing.T) {
	t.Parallel()
	table := route.New(prefixes("10.1.0.0/16"), []route.Route{
		user("all", "0.0.0.0/0", "10.1.0.9"), user("back", "10.0.0.0/8", route.VirtualNetworkGateway), user("again", "0.0.0.0/0", route.None),
		user("tag", "Storage", route.Internet), user("vnet", "10.1.0.0/16", "10.1.0.9"), user("host", "10.1.0.7/32", route.None),
	})
	if diff := cmp.Diff([]string{
		"User Active all 0.0.0.0/0 VirtualAppliance 10.1.0.9", "User Active back 10.0.0.0/8 VirtualNetworkGateway", "User Invalid again 0.0.0.0/0 None",
		"User Active tag Storage Internet", "User Active vnet 10.1.0.0/16 VirtualAppliance 10.1.0.9", "User Active host 10.1.0.7/32 None",
		"Default Invalid 10.1.0.0/16 VnetLocal", none172, none192, none100, "Default Invalid 0.0.0.0/0 Internet",
	}, tellAll(table.Routes())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"User Active tag Storage Internet"}, tellAll(table.Tagged())); diff != "" {
		t.Error(diff)
	}
	if got := tellAll(route.New(nil, nil).Tagged()); len(got) != 0 {
		t.Errorf("tagged without a user's route: %q", got)
	}
}

// TestNoneRouteOfUser: a user's route to a prefix that leads nowhere takes the place of the system's.
func TestNoneRouteOfUser(t *testing.T) {
	t.Parallel()
	table := route.New(prefixes("10.1.0.0/16"), []route.Route{user("office", "172.16.0.0/12", "10.1.0.9")})
	want := []string{
		"User Active office 172.16.0.0/12 VirtualAppliance 10.1.0.9", "Default Active 10.1.0.0/16 VnetLocal",
		"Default Invalid 172.16.0.0/12 None", none192, none100, internet,
	}
	if diff := cmp.Diff(want, tellAll(table.Routes())); diff != "" {
		t.Error(diff)
	}
}

// TestLookup: the longest prefix, whoever's it is; each line has an address at the edge of what decides.
func TestLookup(t *testing.T) {
	t.Parallel()
	v4 := route.New(prefixes("10.1.0.0/16"), []route.Route{
		user("far", "10.0.0.0/8", "10.1.0.9"), user("part", "10.1.128.0/17", route.VirtualAppliance), user("host", "10.1.0.7/32", route.None), user("tag", "Storage", route.None),
	})
	dual := route.New(prefixes("10.1.0.0/16", "fd00::/48"), []route.Route{user("six", "::/0", "fd00::9"), user("seven", "2001:db8::/32", route.None)})
	plain := route.New(prefixes("10.1.0.0/16", "fd00::/48"), nil)
	own := route.New(prefixes("10.1.0.0/16"), []route.Route{user("six", "2001:db8::/32", "fd00::9")})
	for _, c := range []struct {
		table   *route.Table
		address string
		want    string
	}{
		{v4, "10.1.0.6", "Default Active 10.1.0.0/16 VnetLocal"},
		{v4, "10.1.0.7", "User Active host 10.1.0.7/32 None"},
		{v4, "10.1.0.8", "Default Active 10.1.0.0/16 VnetLocal"},
		{v4, "10.1.127.255", "Default Active 10.1.0.0/16 VnetLocal"},
		{v4, "10.1.128.0", "User Active part 10.1.128.0/17 VirtualAppliance"},
		{v4, "10.2.0.0", "User Active far 10.0.0.0/8 VirtualAppliance 10.1.0.9"},
		{v4, "11.0.0.0", internet},
		{v4, "192.168.255.255", none192},
		{v4, "192.169.0.0", internet},
		{v4, "::ffff:192.168.0.1", none192},
		{v4, "fd00::1", ""},
		{plain, "10.2.0.0", internet}, // the network takes the route of all of 10.0.0.0/8 to nowhere away
		{plain, "fd00::1", "Default Active fd00::/48 VnetLocal"},
		{plain, "fd00:0:1::", "Default Active ::/0 Internet"},
		{dual, "fd00::1", "Default Active fd00::/48 VnetLocal"},
		{dual, "fd00:0:1::", "User Active six ::/0 VirtualAppliance fd00::9"},
		{dual, "2001:db8::1", "User Active seven 2001:db8::/32 None"},
		{own, "2001:db8::1", "User Active six 2001:db8::/32 VirtualAppliance fd00::9"},
		{own, "2001:db9::1", ""},
	} {
		r, ok := c.table.Lookup(netip.MustParseAddr(c.address))
		if got := tell(r); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %s, %t; want %q", c.address, got, ok, c.want)
		}
	}
}
