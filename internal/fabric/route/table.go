// Package route chooses the next hop of a packet by a subnet's effective routes: the longest prefix, and of equal ones the
// user's.
package route

import (
	"net/netip"
	"slices"

	"github.com/gaissmai/bart"
)

// Source says where a route comes from, in ARM's words. Source: SOURCES.md 8 (sure: SDK).
type Source string

// The sources.
const (
	Default Source = "Default"
	User    Source = "User"
)

// State says whether a route counts, in ARM's words. Source: SOURCES.md 8 (fields sure: SDK; meaning likely).
type State string

// The states.
const (
	Active  State = "Active"
	Invalid State = "Invalid" // another route of the same prefix comes before it
)

// Next hop types, in ARM's words. Source: SOURCES.md 8 (sure: SDK).
const (
	VirtualAppliance      = "VirtualAppliance"      // the machine that has the next hop's address
	VnetLocal             = "VnetLocal"             // stays in the virtual network
	Internet              = "Internet"              // whatever way out the subnet has
	VirtualNetworkGateway = "VirtualNetworkGateway" // the VPN gateway
	None                  = "None"                  // dropped
)

// Route is one effective route.
type Route struct {
	Name       string // of a user-defined route; empty for a system route
	Source     Source
	State      State
	Prefix     netip.Prefix // invalid where the route has a service tag instead
	ServiceTag string
	NextHop    string     // the next hop type
	Address    netip.Addr // of a virtual appliance; invalid for others
}

// nowhere are the prefixes that system routes drop, unless the network uses some of them. Source: SOURCES.md 8 (sure: routing
// page).
var nowhere = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.168.0.0/16"), netip.MustParsePrefix("100.64.0.0/10"),
}

var (
	allIPv4 = netip.MustParsePrefix("0.0.0.0/0")
	allIPv6 = netip.MustParsePrefix("::/0")
)

// Table is the effective routes of a subnet.
type Table struct {
	routes []Route
	lpm    bart.Table[int] // the index of the active route of each prefix
}

// New makes the effective routes of a subnet in a network with an address space, and user-defined routes. Those are given
// by name, prefix or service tag, and next hop; of two with one prefix the first counts. A network without IPv6 has no system
// route for it. Source: SOURCES.md 8 (IPv4 sure: routing page; IPv6 likely).
func New(space []netip.Prefix, user []Route) *Table {
	t := &Table{}
	for _, r := range user {
		r.Source, r.State = User, Active
		t.add(r)
	}
	for _, p := range space {
		t.addSystem(p, VnetLocal)
	}
	for _, p := range nowhere {
		if !slices.ContainsFunc(space, p.Overlaps) {
			t.addSystem(p, None)
		}
	}
	t.addSystem(allIPv4, Internet)
	if slices.ContainsFunc(space, func(p netip.Prefix) bool { return p.Addr().Is6() }) {
		t.addSystem(allIPv6, Internet)
	}
	return t
}

func (t *Table) addSystem(p netip.Prefix, hop string) {
	t.add(Route{Source: Default, State: Active, Prefix: p, NextHop: hop})
}

// add appends a route; one whose prefix is taken is invalid.
func (t *Table) add(r Route) {
	if r.Prefix.IsValid() {
		if _, taken := t.lpm.Get(r.Prefix); taken {
			r.State = Invalid
		} else {
			t.lpm.Insert(r.Prefix, len(t.routes))
		}
	}
	t.routes = append(t.routes, r)
}

// Routes returns all routes, the user's first. They are the table's own.
func (t *Table) Routes() []Route { return t.routes }

// Lookup returns the route that decides over an address: that with the longest prefix. ok is false where none holds it: for
// an IPv6 address in a network without IPv6, and for what is no address. Routes do not bear on the platform's own addresses,
// acl.Platform: those are not to be looked up. Source: SOURCES.md 8 (likely: recall).
func (t *Table) Lookup(a netip.Addr) (r Route, ok bool) {
	i, ok := t.lpm.Lookup(a.Unmap().WithZone(""))
	if !ok {
		return Route{}, false
	}
	return t.routes[i], true
}

// Tagged returns the user's routes that have a service tag, whose addresses are not modelled.
func (t *Table) Tagged() []Route {
	return slices.DeleteFunc(slices.Clone(t.routes), func(r Route) bool { return r.ServiceTag == "" })
}
