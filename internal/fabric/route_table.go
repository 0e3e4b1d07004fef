package fabric

import (
	"net/netip"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// maxRoutes of a route table. Source: SOURCES.md 1.4 (sure: LIM).
const maxRoutes = 400

// Next hop types of a user's routes, which are those of effective routes.
const (
	NextHopVirtualAppliance      = route.VirtualAppliance
	NextHopVnetLocal             = route.VnetLocal
	NextHopInternet              = route.Internet
	NextHopVirtualNetworkGateway = route.VirtualNetworkGateway
	NextHopNone                  = route.None
)

// RouteTable is Microsoft.Network/routeTables with its routes.
type RouteTable struct {
	Meta
	Routes map[string]Route // by name; nil where none were given
}

// Route is one user-defined route.
type Route struct {
	AddressPrefix string // a CIDR, or a service tag such as Storage
	NextHopType   string
	NextHopIP     string // of a VirtualAppliance alone; empty for none
}

// Head implements Object.
func (t RouteTable) Head() Meta { return t.Meta }

// WithHead implements Object.
func (t RouteTable) WithHead(m Meta) Object { t.Meta = m; return t }

// Kind implements Object.
func (t RouteTable) Kind() Kind { return KindRouteTable }

// References implements Object; a route table names nothing.
func (t RouteTable) References() []Reference { return nil }

// Validate implements Object: each route's own content, then names and prefixes that stand twice.
func (t RouteTable) Validate() []Finding {
	f := &findings{id: t.ID}
	checkHead(f, t.Kind(), t.Meta)
	at := At("routes")
	if len(t.Routes) > maxRoutes {
		f.add(CodeRouteLimitExceeded, at, "The route table %s has %d routes; at most %d are possible.", t.Name(), len(t.Routes), maxRoutes)
	}
	names, prefixes := map[string]string{}, map[string]string{}
	for _, name := range sortedKeys(t.Routes) {
		r := t.Routes[name]
		r.validate(f, at.Key(name), name)
		if first, twice := names[strings.ToLower(name)]; twice {
			f.add(CodeDuplicateRouteName, at.Key(name), "The routes %s and %s of the route table %s have the same name; names compare without regard to case.", first, name, t.Name())
		}
		names[strings.ToLower(name)] = name
		if r.AddressPrefix == "" {
			continue
		}
		if first, twice := prefixes[r.prefixKey()]; twice {
			f.add(CodeRouteConflict, at.Key(name).Dot("address_prefix"), "The routes %s and %s of the route table %s both have the prefix %s.", first, name, t.Name(), r.AddressPrefix).
				reading(at.Key(first).Dot("address_prefix"))
		}
		prefixes[r.prefixKey()] = name
	}
	return f.list
}

// prefixKey is the prefix in the form in which it is compared: fd00:0::/8 is fd00::/8, and tags know no case.
func (r Route) prefixKey() string {
	if p, err := netip.ParsePrefix(r.AddressPrefix); err == nil {
		return p.String()
	}
	return strings.ToLower(r.AddressPrefix)
}

func (r Route) validate(f *findings, at Field, name string) {
	if !networkName.pattern.MatchString(name) {
		f.add(CodeInvalidResourceName, at, "%q is no name for a route: it takes %s.", name, networkName.text)
	}
	checkOneOf(f, at.Dot("next_hop_type"), r.NextHopType, NextHopVirtualAppliance, NextHopVnetLocal, NextHopInternet, NextHopVirtualNetworkGateway, NextHopNone)
	prefix, err := ParsePrefix(r.AddressPrefix)
	if err != nil && !serviceTag.MatchString(r.AddressPrefix) {
		f.add(CodeInvalidCIDRNotation, at.Dot("address_prefix"), "The prefix of the route %s is no service tag and cannot be used: %s.", name, err)
	}
	r.validateNextHop(f, at, name, prefix)
}

// validateNextHop wants an address for a virtual appliance alone, and that of the prefix's IP version. Source: SOURCES.md
// 8 (likely).
func (r Route) validateNextHop(f *findings, at Field, name string, prefix netip.Prefix) {
	hop, kind := at.Dot("next_hop_in_ip_address"), at.Dot("next_hop_type")
	appliance := r.NextHopType == NextHopVirtualAppliance
	switch {
	case appliance && r.NextHopIP == "":
		f.add(CodeRouteNextHopAddress, hop, "The route %s leads to a virtual appliance and does not say at which address.", name).reading(kind)
		return
	case !appliance && r.NextHopIP != "":
		f.add(CodeRouteNextHopAddress, hop, "The route %s leads to %s and names the address %s; only a virtual appliance has one.", name, r.NextHopType, r.NextHopIP).reading(kind)
		return
	case r.NextHopIP == "":
		return
	}
	address, err := netip.ParseAddr(r.NextHopIP)
	switch {
	case err != nil || address.Zone() != "" || address.Is4In6():
		f.add(CodeRouteNextHopAddress, hop, "The next hop %q of the route %s is no IP address.", r.NextHopIP, name)
	case prefix.IsValid() && prefix.Addr().Is4() != address.Is4():
		f.add(CodeRouteVersionMismatch, hop, "The route %s leads %s over %s, which is of the other IP version.", name, prefix, address).reading(at.Dot("address_prefix"))
	}
}
