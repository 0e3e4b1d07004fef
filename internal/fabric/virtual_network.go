package fabric

import "net/netip"

// PlatformDNS answers names in every virtual network, hands out leases and sends health probes. Source: SOURCES.md
// 1.3 (sure).
const PlatformDNS = "168.63.129.16"

// maxDNSServers per virtual network. Source: SOURCES.md 1.4 (sure). For a NIC nothing is documented; the same number
// is assumed (SOURCES.md 3.1, likely).
const maxDNSServers = 20

// VirtualNetwork is Microsoft.Network/virtualNetworks.
type VirtualNetwork struct {
	Meta
	AddressSpace []string // CIDRs, IPv4 and IPv6, in the user's spelling
	DNSServers   []string // nil or empty: Azure's own
}

// Head implements Object.
func (v VirtualNetwork) Head() Meta { return v.Meta }

// WithHead implements Object.
func (v VirtualNetwork) WithHead(m Meta) Object { v.Meta = m; return v }

// Kind implements Object.
func (v VirtualNetwork) Kind() Kind { return KindVirtualNetwork }

// References implements Object; a virtual network names nothing.
func (v VirtualNetwork) References() []Reference { return nil }

// GUID is ARM's resourceGuid.
func (v VirtualNetwork) GUID() string { return GUID(v.ID) }

// Prefixes returns the well-formed part of the address space.
func (v VirtualNetwork) Prefixes() []netip.Prefix { return prefixesOf(v.AddressSpace) }

// EffectiveDNS returns the servers that the network hands out: its own, else Azure's. Source: SOURCES.md 1.3 (sure).
func (v VirtualNetwork) EffectiveDNS() []string {
	if len(v.DNSServers) > 0 {
		return v.DNSServers
	}
	return []string{PlatformDNS}
}

// Validate implements Object: prefixes that are no CIDRs, too small or large, reserved, or overlap; DNS servers.
func (v VirtualNetwork) Validate() []Finding {
	f := &findings{id: v.ID}
	checkHead(f, v.Kind(), v.Meta)
	at := At("address_space")
	if len(v.AddressSpace) == 0 {
		f.add(CodeInvalidAddressPrefixFormat, at, "The virtual network %s has no address space.", v.Name())
	}
	for i, text := range v.AddressSpace {
		p, ok := checkNetworkPrefix(f, at.Index(i), text)
		if !ok {
			continue
		}
		for _, r := range reservedRanges {
			if r.prefix.Overlaps(p) {
				f.add(CodeReservedAddressRange, at.Index(i), "The prefix %s of the virtual network %s overlaps %s, which is kept for %s.", p, v.Name(), r.prefix, r.use)
			}
		}
		for j, other := range v.AddressSpace[:i] {
			if q, err := ParsePrefix(other); err == nil && q.Overlaps(p) {
				f.add(CodeNetcfgInvalidVirtualNetworkSite, at.Index(i), "The prefixes %s and %s (index %d) of the virtual network %s overlap.", p, q, j, v.Name())
			}
		}
	}
	checkIPList(f, At("dns_servers"), v.DNSServers, maxDNSServers)
	return f.list
}

// checkNetworkPrefix reports a prefix that no virtual network or subnet can have.
func checkNetworkPrefix(f *findings, at Field, text string) (netip.Prefix, bool) {
	p, err := ParsePrefix(text)
	if err != nil {
		f.add(CodeInvalidCIDRNotation, at, "The prefix of %s cannot be used: %s.", f.id.Name(), err)
		return p, false
	}
	if p.Addr().Is4() && (p.Bits() < minIPv4PrefixBits || p.Bits() > maxIPv4PrefixBits) {
		f.add(CodeNetcfgInvalidIPAddressPrefix, at, "The prefix %s of %s has a size of /%d; IPv4 prefixes of virtual networks and subnets go from /%d to /%d.", p, f.id.Name(), p.Bits(), minIPv4PrefixBits, maxIPv4PrefixBits)
		return p, false
	}
	return p, true
}
