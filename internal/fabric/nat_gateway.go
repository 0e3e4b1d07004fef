package fabric

import (
	"cmp"
	"net/netip"
	"slices"
)

// Bounds of NAT gateways. Source: SOURCES.md 9 (sure: nat-gateway-resource.md, TF).
const (
	maxNATGatewayAddresses = 16
	natGatewayPorts        = 64512 // SNAT ports of each address
	maxNATGatewayTimeout   = 120   // minutes, of TCP; UDP has 4
)

// NATGateway is Microsoft.Network/natGateways of the Standard SKU: the way out of the subnets that name it.
type NATGateway struct {
	Meta
	PublicIPIDs       []ID
	PublicIPPrefixIDs []ID // the gateway uses all addresses of each
	IdleTimeout       int  // minutes
	Zones             []string
}

// Head implements Object.
func (g NATGateway) Head() Meta { return g.Meta }

// WithHead implements Object.
func (g NATGateway) WithHead(m Meta) Object { g.Meta = m; return g }

// Kind implements Object.
func (g NATGateway) Kind() Kind { return KindNATGateway }

// References implements Object.
func (g NATGateway) References() []Reference {
	var refs []Reference
	for _, list := range g.sources() {
		for i, id := range list.ids {
			refs = append(refs, Reference{Field: list.at.Index(i), ID: id, Kind: list.kind})
		}
	}
	return slices.DeleteFunc(refs, func(r Reference) bool { return r.ID == "" })
}

// natGatewaySource is one of the lists that a NAT gateway's addresses come from.
type natGatewaySource struct {
	at   Field
	kind Kind
	ids  []ID
}

func (g NATGateway) sources() []natGatewaySource {
	return []natGatewaySource{
		{At("public_ip_ids"), KindPublicIP, g.PublicIPIDs},
		{At("public_ip_prefix_ids"), KindPublicIPPrefix, g.PublicIPPrefixIDs},
	}
}

// Replaces implements Replacer. Source: SOURCES.md 9 (the zone is immutable: sure).
func (g NATGateway) Replaces(before Object) []Field {
	if !sameZones(before.(NATGateway).Zones, g.Zones) {
		return []Field{At("zones")}
	}
	return nil
}

// Validate implements Object.
func (g NATGateway) Validate() []Finding {
	f := &findings{id: g.ID}
	checkHead(f, g.Kind(), g.Meta)
	checkBetween(f, At("idle_timeout_in_minutes"), g.IdleTimeout, minIdleTimeout, maxNATGatewayTimeout)
	checkZones(f, At("zones"), g.Zones)
	if len(g.Zones) > 1 {
		f.add(CodeResourceCannotHaveMultipleZonesSpecified, At("zones"), "The NAT gateway %s names %d zones; it is in one zone, or in none that is known.", g.Name(), len(g.Zones))
	}
	for _, list := range g.sources() {
		for i, id := range list.ids {
			if id != "" && slices.ContainsFunc(list.ids[:i], id.Is) {
				f.add(CodeInvalidParameter, list.at.Index(i), "The NAT gateway %s names the %s %s twice.", g.Name(), list.kind.Title(), id.Name())
			}
		}
	}
	return f.list
}

// empty reports whether the gateway names no address at all.
func (g NATGateway) empty() bool { return len(g.PublicIPIDs)+len(g.PublicIPPrefixIDs) == 0 }

// Addresses returns the addresses that instances are seen with: the public IP addresses, then all addresses of the
// prefixes. One that is not known yet is left out and named in pending, which is empty where all are known.
func (g NATGateway) Addresses(w *World) (addresses []netip.Addr, pending ID) {
	for _, id := range slices.Concat(g.PublicIPIDs, g.PublicIPPrefixIDs) {
		some, open := publicAddressesOf(w, id)
		addresses = append(addresses, some...)
		pending = cmp.Or(pending, open)
	}
	return addresses, pending
}

// publicAddressesOf returns the address of a public IP address, or all addresses of a prefix; pending is the id where
// they are not known yet.
func publicAddressesOf(w *World, id ID) (addresses []netip.Addr, pending ID) {
	o, presence := w.Lookup(id)
	switch o := o.(type) {
	case PublicIP:
		if o.Address.IsValid() {
			return []netip.Addr{o.Address}, ""
		}
	case PublicIPPrefix:
		for a := o.Prefix.Addr(); o.Prefix.Contains(a); a = a.Next() {
			addresses = append(addresses, a)
		}
		if len(addresses) > 0 {
			return addresses, ""
		}
	}
	if presence == Missing {
		return nil, ""
	}
	return nil, id
}
