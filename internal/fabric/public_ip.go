package fabric

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// IPVersion is IPv4 or IPv6, in ARM's words.
type IPVersion string

// The IP versions.
const (
	IPv4 IPVersion = "IPv4"
	IPv6 IPVersion = "IPv6"
)

// bits is the length of an address.
func (v IPVersion) bits() int {
	if v == IPv6 {
		return 128
	}
	return 32
}

// SKUs of public IP addresses, prefixes and load balancers, in ARM's words.
const (
	SKUBasic    = "Basic"
	SKUStandard = "Standard"
)

// Allocation methods of public IP addresses, in ARM's words.
const (
	AllocationStatic  = "Static"
	AllocationDynamic = "Dynamic"
)

// Idle timeouts in minutes. Source: SOURCES.md 4.2 (sure: TF public_ip_resource.go, virtual_machine_scale_set.go).
const (
	DefaultIdleTimeout     = 4
	minIdleTimeout         = 4
	maxIdleTimeout         = 30
	maxInstanceIdleTimeout = 32
)

// zoneNames are the zones that a region has.
var zoneNames = []string{"1", "2", "3"}

// Public addresses come from ranges that nobody routes: 198.18.0.0/15 (RFC 2544) and 2001:db8::/32 (RFC 3849). Each is
// halved, so that prefixes and single addresses do not cut holes into each other:
//
//	198.18.0.0/16   prefixes            198.19.0.0/16   single addresses, from .0.1 on
//	2001:db8::/33   prefixes       2001:db8:8000::/33   single addresses, from ::1 on
var (
	publicPrefixes = map[IPVersion]alloc.Pool{
		IPv4: poolOf("public-prefixes|IPv4", "198.18.0.0", "198.18.255.255"),
		IPv6: poolOf("public-prefixes|IPv6", "2001:db8::", "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"),
	}
	publicAddresses = map[IPVersion]alloc.Pool{
		IPv4: poolOf("public-addresses|IPv4", "198.19.0.1", "198.19.255.254"),
		IPv6: poolOf("public-addresses|IPv6", "2001:db8:8000::1", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
	}
)

// IsSimulatedPublic reports whether an address lies in a range that the fabric's public addresses come from.
func IsSimulatedPublic(a netip.Addr) bool {
	for _, pools := range []map[IPVersion]alloc.Pool{publicPrefixes, publicAddresses} {
		for _, pool := range pools {
			for _, r := range pool.Ranges {
				if r.From.Compare(a) <= 0 && a.Compare(r.To) <= 0 {
					return true
				}
			}
		}
	}
	return false
}

func poolOf(name, from, to string) alloc.Pool {
	return alloc.Pool{Name: name, Ranges: []alloc.Range{{From: netip.MustParseAddr(from), To: netip.MustParseAddr(to)}}}
}

// PublicIP is Microsoft.Network/publicIPAddresses.
type PublicIP struct {
	Meta
	SKU              string // Basic or Standard
	AllocationMethod string // Static or Dynamic
	Version          IPVersion
	Zones            []string
	DomainNameLabel  string // empty for none
	IdleTimeout      int    // minutes
	PrefixID         ID     // empty: the platform's own space
	IPTags           map[string]string
	Address          netip.Addr // realized; invalid before
}

// Head implements Object.
func (p PublicIP) Head() Meta { return p.Meta }

// WithHead implements Object.
func (p PublicIP) WithHead(m Meta) Object { p.Meta = m; return p }

// Kind implements Object.
func (p PublicIP) Kind() Kind { return KindPublicIP }

// References implements Object.
func (p PublicIP) References() []Reference {
	if p.PrefixID == "" {
		return nil
	}
	return []Reference{{Field: At("public_ip_prefix_id"), ID: p.PrefixID, Kind: KindPublicIPPrefix}}
}

// FQDN returns the public name, empty without a label.
func (p PublicIP) FQDN() string {
	if p.DomainNameLabel == "" {
		return ""
	}
	return LabelFQDN(p.DomainNameLabel, p.Location)
}

// Validate implements Object. SKU, allocation and zones: SOURCES.md 4.1 (sure).
func (p PublicIP) Validate() []Finding {
	f := &findings{id: p.ID}
	checkHead(f, p.Kind(), p.Meta)
	checkOneOf(f, At("sku"), p.SKU, SKUBasic, SKUStandard)
	checkOneOf(f, At("allocation_method"), p.AllocationMethod, AllocationStatic, AllocationDynamic)
	checkOneOf(f, At("ip_version"), string(p.Version), string(IPv4), string(IPv6))
	checkZones(f, At("zones"), p.Zones)
	checkDomainNameLabel(f, At("domain_name_label"), p.DomainNameLabel)
	checkIdleTimeout(f, At("idle_timeout_in_minutes"), p.IdleTimeout, maxIdleTimeout)
	switch {
	case p.SKU == SKUStandard && p.AllocationMethod == AllocationDynamic:
		f.add(CodeStandardSkuPublicIPMustBeStatic, At("allocation_method"), "The public IP address %s is of the Standard SKU, which is always Static, but asks for Dynamic.", p.Name()).reading(At("sku"))
	case p.SKU == SKUBasic && p.Version == IPv6 && p.AllocationMethod == AllocationStatic:
		f.add(CodeBasicSkuIPv6MustBeDynamic, At("allocation_method"), "The public IP address %s is an IPv6 address of the Basic SKU, which is always Dynamic, but asks for Static.", p.Name()).reading(At("sku"), At("ip_version"))
	}
	if p.SKU == SKUBasic && len(p.Zones) > 0 {
		f.add(CodeBasicSkuWithZones, At("zones"), "The public IP address %s is of the Basic SKU, which has no zones, but names %s.", p.Name(), strings.Join(p.Zones, ", ")).reading(At("sku"))
	}
	if p.SKU == SKUBasic && p.PrefixID != "" {
		f.add(CodePublicIPPrefixNeedsStandardSku, At("public_ip_prefix_id"), "The public IP address %s is of the Basic SKU; only the Standard SKU can take its address from a prefix.", p.Name()).reading(At("sku"))
	}
	return f.list
}

func checkOneOf(f *findings, at Field, value string, possible ...string) {
	if !slices.Contains(possible, value) {
		f.add(CodeInvalidParameter, at, "%s of %s is %q; possible are %s.", at, f.id.Name(), value, strings.Join(possible, ", "))
	}
}

func checkIdleTimeout(f *findings, at Field, minutes, most int) {
	if minutes < minIdleTimeout || minutes > most {
		f.add(CodeInvalidParameter, at, "%s of %s is %d; possible are %d to %d minutes.", at, f.id.Name(), minutes, minIdleTimeout, most)
	}
}

func checkZones(f *findings, at Field, zones []string) {
	for i, z := range zones {
		switch {
		case !slices.Contains(zoneNames, z):
			f.add(CodeInvalidParameter, at.Index(i), "%s names the zone %q; a region has the zones %s.", f.id.Name(), z, strings.Join(zoneNames, ", "))
		case slices.Contains(zones[:i], z):
			f.add(CodeInvalidParameter, at.Index(i), "%s names the zone %s twice.", f.id.Name(), z)
		}
	}
}
