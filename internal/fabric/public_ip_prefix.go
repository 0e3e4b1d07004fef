package fabric

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// Lengths of public IP prefixes, without a quota for more. Source: SOURCES.md 4.4 (sure: public-ip-address-prefix.md).
var publicPrefixLengths = map[IPVersion]struct{ shortest, longest int }{
	IPv4: {28, 31},
	IPv6: {124, 127},
}

// DefaultPublicPrefixLength is what a prefix has when none is given. Source: SOURCES.md 4.4 (sure: TF).
const DefaultPublicPrefixLength = 28

// PublicPrefixCapacity returns the number of addresses of a public IP prefix; all of them can be used. ok is false for
// a length that Azure does not give out. Source: SOURCES.md 4.4 (sure).
func PublicPrefixCapacity(length int, v IPVersion) (n int, ok bool) {
	lengths, known := publicPrefixLengths[v]
	if !known || length < lengths.shortest || length > lengths.longest {
		return 0, false
	}
	return 1 << (v.bits() - length), true
}

// PublicPrefixLengths returns the shortest and the longest length of a public IP prefix.
func PublicPrefixLengths(v IPVersion) (shortest, longest int) {
	l := publicPrefixLengths[v]
	return l.shortest, l.longest
}

// PublicIPPrefix is Microsoft.Network/publicIPPrefixes.
type PublicIPPrefix struct {
	Meta
	Length  int
	Version IPVersion
	SKU     string // Standard, nothing else
	Zones   []string
	Prefix  netip.Prefix // realized; invalid before
}

// Head implements Object.
func (p PublicIPPrefix) Head() Meta { return p.Meta }

// WithHead implements Object.
func (p PublicIPPrefix) WithHead(m Meta) Object { p.Meta = m; return p }

// Kind implements Object.
func (p PublicIPPrefix) Kind() Kind { return KindPublicIPPrefix }

// References implements Object; a prefix names nothing.
func (p PublicIPPrefix) References() []Reference { return nil }

// Pool returns the addresses of the prefix, all of which can be used.
func (p PublicIPPrefix) Pool() alloc.Pool {
	name := string(p.ID.Key()) + "|" + string(p.Version)
	if !p.Prefix.IsValid() {
		return alloc.Pool{Name: name}
	}
	return alloc.Pool{Name: name, Ranges: []alloc.Range{{From: p.Prefix.Addr(), To: lastAddr(p.Prefix)}}}
}

// Validate implements Object.
func (p PublicIPPrefix) Validate() []Finding {
	f := &findings{id: p.ID}
	checkHead(f, p.Kind(), p.Meta)
	checkOneOf(f, At("ip_version"), string(p.Version), string(IPv4), string(IPv6))
	checkZones(f, At("zones"), p.Zones)
	if p.SKU != SKUStandard {
		f.add(CodePublicIPPrefixNeedsStandardSku, At("sku"), "The public IP prefix %s asks for the SKU %q; prefixes are always Standard.", p.Name(), p.SKU)
	}
	if lengths, known := publicPrefixLengths[p.Version]; known && (p.Length < lengths.shortest || p.Length > lengths.longest) {
		f.add(CodePublicIPPrefixLengthOutOfRange, At("prefix_length"), "The public IP prefix %s has a length of /%d; %s prefixes go from /%d to /%d.", p.Name(), p.Length, p.Version, lengths.shortest, lengths.longest).reading(At("ip_version"))
	}
	return f.list
}
