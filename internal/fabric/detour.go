package fabric

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// detour are those routes of a table that take the whole internet elsewhere: one for 0.0.0.0/0, or several that hold it
// together, such as 0.0.0.0/1 and 128.0.0.0/1, which come before another's 0.0.0.0/0.
type detour struct {
	table    string
	names    []string
	prefixes []netip.Prefix
	leads    []string // where the routes lead, each place once
}

// hops say where routes to other than appliances lead.
var hops = map[string]string{
	NextHopVirtualNetworkGateway: "to the virtual network gateway",
	NextHopNone:                  "nowhere: what is sent is dropped",
	NextHopVnetLocal:             "no further than the virtual network",
}

// leads says where a route leads, which is not the internet.
func (r Route) leads() string {
	if r.NextHopType == NextHopVirtualAppliance {
		return "to the virtual appliance at " + r.NextHopIP
	}
	return hops[r.NextHopType]
}

// namedRoute is a route of a prefix with its name.
type namedRoute struct {
	Route
	name   string
	prefix netip.Prefix
}

// detour returns the table's detour for an IP version; ok is false where it has none. A more specific route decides for its
// own destinations alone: one to the internet ends a detour only where nothing public is left of it.
func (t RouteTable) detour(v IPVersion) (d detour, ok bool) {
	routes := t.widest(v)
	var elsewhere []netip.Prefix
	for _, r := range routes {
		if r.NextHopType != NextHopInternet {
			elsewhere = append(elsewhere, r.prefix)
		}
	}
	if !acl.WholeInternet(elsewhere, v == IPv4) { // as in most tables
		return detour{}, false
	}
	d.table = t.Name()
	for n, r := range routes {
		if r.NextHopType == NextHopInternet || !acl.PublicOutside(r.prefix, narrower(routes[n:], r.prefix)) {
			continue
		}
		d.names, d.prefixes = append(d.names, r.name), append(d.prefixes, r.prefix)
		if !slices.Contains(d.leads, r.leads()) {
			d.leads = append(d.leads, r.leads())
		}
		if acl.WholeInternet(d.prefixes, v == IPv4) {
			return d, true
		}
	}
	return detour{}, false
}

// widest are the table's routes of an IP version, the shortest prefixes first.
func (t RouteTable) widest(v IPVersion) []namedRoute {
	var list []namedRoute
	for name, r := range t.Routes {
		if p, err := netip.ParsePrefix(r.AddressPrefix); err == nil && p.Addr().Is4() == (v == IPv4) {
			list = append(list, namedRoute{r, name, p})
		}
	}
	slices.SortFunc(list, func(a, b namedRoute) int {
		return cmp.Or(cmp.Compare(a.prefix.Bits(), b.prefix.Bits()), a.prefix.Addr().Compare(b.prefix.Addr()))
	})
	return list
}

// narrower are the prefixes of routes that come before a route of a prefix, inside of it.
func narrower(routes []namedRoute, p netip.Prefix) []netip.Prefix {
	var list []netip.Prefix
	for _, r := range routes {
		if r.prefix.Bits() > p.Bits() && p.Overlaps(r.prefix) {
			list = append(list, r.prefix)
		}
	}
	return list
}

// sentence says what the detour does with what goes to its prefixes.
func (d detour) sentence(what string) string {
	if len(d.names) == 0 {
		return ""
	}
	var prefixes []string
	for _, p := range d.prefixes {
		prefixes = append(prefixes, p.String())
	}
	leads := d.leads[0]
	if len(d.leads) > 1 {
		leads = "elsewhere than to the internet"
	}
	if len(d.names) == 1 {
		return "The route " + d.names[0] + " of the route table " + d.table + " takes " + what + prefixes[0] + " " + leads + "."
	}
	return "The routes " + strings.Join(d.names, ", ") + " of the route table " + d.table + " take " + what + strings.Join(prefixes, ", ") + " " + leads + "."
}
