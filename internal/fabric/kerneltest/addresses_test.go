//go:build linux

package kerneltest

import (
	"fmt"
	"iter"
	"maps"
	"net/netip"
	"strings"

	"go4.org/netipx"
)

// publicSpace is where the fabric's public addresses come from.
const publicSpace = "198.18.0.0/15"

// privateSpaces are never on the internet. Source: RFC 1918, RFC 6598.
var privateSpaces = []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"}

// unroutable is, beside the private spaces, what the internet does not have: this network, loopback, link-local, multicast.
var unroutable = []string{"0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32"}

// Addresses of the internet. That of anyone is in no prefix that a rule or route has, other than of everything; those that
// an instance without a way out of its own is seen with by default are Microsoft's.
var (
	anyone     = netip.MustParseAddr("192.0.2.1")
	strangers  = []netip.Addr{netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("51.10.0.5")}
	microsofts = netip.MustParseAddr("20.60.0.1")
)

// addressSet builds sets of addresses.
func addressSet(add func(*netipx.IPSetBuilder)) *netipx.IPSet {
	var b netipx.IPSetBuilder
	add(&b)
	set, err := b.IPSet()
	if err != nil {
		panic(err) // only what cannot be parsed is an error, and that never gets here
	}
	return set
}

func addPrefixes(b *netipx.IPSetBuilder, list ...string) {
	for _, p := range list {
		b.AddPrefix(netip.MustParsePrefix(p))
	}
}

// match is how nft compares an address with a set; ok is false where the set is empty and nothing matches.
func match(side string, set *netipx.IPSet) (text string, ok bool) {
	var parts []string
	for _, r := range set.Ranges() {
		if p, one := r.Prefix(); one && p.Bits() == 0 {
			return "", true
		}
		if r.From() == r.To() {
			parts = append(parts, r.From().String())
		} else {
			parts = append(parts, r.String())
		}
	}
	return fmt.Sprintf("ip %s { %s }", side, strings.Join(parts, ", ")), len(parts) > 0
}

func mapKeys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }
