package fabric

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
)

// Values that Azure draws by chance are pure functions of ids here, so that a plan can show them.

// GUID returns the identifier of an object or of a part of one, in the form of a version 8 UUID (RFC 9562: the
// version for values that an application derives in its own way).
func GUID(id ID, parts ...string) string {
	sum := digest(append([]string{"guid", string(id.Key())}, parts...)...)
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	h := hex.EncodeToString(sum[:16])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:32]
}

// ETag returns an entity tag in ARM's form. Source: SOURCES.md 11.5 (sure: VMSSNET).
func ETag(id ID, parts ...string) string {
	return `W/"` + GUID(id, append([]string{"etag"}, parts...)...) + `"`
}

// macVendors are blocks that Azure's NICs show. Source: SOURCES.md 3.2 (likely: recall).
var macVendors = [...][3]byte{
	{0x00, 0x0d, 0x3a}, {0x00, 0x22, 0x48}, {0x60, 0x45, 0xbd}, {0x7c, 0x1e, 0x52}, {0x7c, 0xed, 0x8d}, {0x00, 0x17, 0xfa},
}

// macSeries are the MAC addresses of a NIC configuration: all its instances count up from a common start, so that two of them
// are never equal.
type macSeries struct {
	vendor [3]byte
	start  uint32
}

func macsOf(set ID, nic string) macSeries {
	sum := digest("mac", string(set.Key()), strings.ToLower(nic))
	return macSeries{macVendors[int(sum[0])%len(macVendors)], binary.BigEndian.Uint32(sum[1:5])}
}

// of returns an instance's address in the form 00-0D-3A-12-34-56.
func (m macSeries) of(instance int) string {
	n := m.start + uint32(instance)
	text := strings.ToUpper(hex.EncodeToString([]byte{m.vendor[0], m.vendor[1], m.vendor[2], byte(n >> 16), byte(n >> 8), byte(n)}))
	return text[:2] + "-" + text[2:4] + "-" + text[4:6] + "-" + text[6:8] + "-" + text[8:10] + "-" + text[10:]
}

// scatterPrime is a step that reaches every number of a ring that it does not divide, far from the last one.
const scatterPrime = 2_654_435_761

// scattered returns a number below a ring's size that looks drawn by chance: from a start that follows from the seed, as
// many steps as the instance's number says. Two instances never get the same one.
func scattered(ring uint64, instance int, seed ...string) uint64 {
	sum := digest(seed...)
	return (binary.BigEndian.Uint64(sum[:8])%ring + uint64(instance)*scatterPrime) % ring
}

// InternalZone holds the names of machines in virtual networks. Source: SOURCES.md 10 (likely: recall; only this end of
// a suffix is stable).
const InternalZone = "internal.cloudapp.net"

// InternalDomainSuffix returns the internalDomainNameSuffix of all NICs in a virtual network: 26 characters, a code of a
// letter and x, and the zone. Source for the form: SOURCES.md 10 (likely: recall).
func InternalDomainSuffix(network ID) string {
	sum := digest("internal-suffix", string(network.Key()))
	code := string(rune('a' + sum[16]%26))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:16])[:26]) + "." + code + "x." + InternalZone
}

func digest(parts ...string) [sha256.Size]byte {
	return sha256.Sum256([]byte(strings.Join(parts, "\x00")))
}

// sortedKeys returns a map's keys in order, so that findings come in the same order in every run.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
