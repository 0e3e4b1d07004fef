package alloc_test

import (
	"errors"
	"fmt"
	"math"
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// In the drawings each character is an address, the first one 10.0.0.0: a letter is an address that the owner of that
// name holds, a dot is free, a hyphen is in no range of the pool.

func at(i int) netip.Addr { return netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}) }

func drawnPool(drawing string) alloc.Pool {
	pool := alloc.Pool{Name: "pool"}
	for i, c := range drawing {
		switch {
		case c == '-':
		case i > 0 && drawing[i-1] != '-':
			pool.Ranges[len(pool.Ranges)-1].To = at(i)
		default:
			pool.Ranges = append(pool.Ranges, alloc.Range{From: at(i), To: at(i)})
		}
	}
	return pool
}

func drawnLeases(drawing string) []alloc.Lease {
	var leases []alloc.Lease
	for i, c := range drawing {
		if c != '-' && c != '.' {
			leases = append(leases, lease(string(c), fmt.Sprint(i), at(i).String()+"/32"))
		}
	}
	return leases
}

func lease(owner, slot, prefix string) alloc.Lease {
	return alloc.Lease{Key: alloc.Key{Pool: "pool", Owner: owner, Slot: slot}, Prefix: netip.MustParsePrefix(prefix), Confirmed: true}
}

// draw marks a block in a drawing.
func draw(drawing string, p netip.Prefix) string {
	cells := []byte(drawing)
	for i := range cells {
		if p.Contains(at(i)) {
			cells[i] = 'x'
		}
	}
	return string(cells)
}

func TestLowestFree(t *testing.T) {
	t.Parallel()
	const full = "full"
	for _, c := range []struct {
		name   string
		pool   string
		bits   int
		expect string
	}{
		{"empty", "................", 32, "x..............."},
		{"gap", "ab.c............", 32, "abxc............"},
		{"reserved at both ends", "----............-", 32, "----x...........-"},
		{"behind the last", "----aaaa........", 32, "----aaaax......."},
		{"last address", "aaaaaaaaaaaaaaa.", 32, "aaaaaaaaaaaaaaax"},
		{"nothing", "aaaaaaaaaaaaaaaa", 32, full},
		{"second range", "--aa--....------", 32, "--aa--x...------"},
		{"pair, aligned", "a...............", 31, "a.xx............"},
		{"pair, gap unaligned", "a..b..c.........", 31, "a..bxxc........."},
		{"four, gap too small", "ab.c....d.......", 30, "ab.cxxxxd......."},
		{"four, range unaligned", "-...............", 30, "-...xxxx........"},
		{"four, not over two ranges", "--..-...--......", 30, "--..-...--..xxxx"},
		{"four, only unaligned room", "..a...b...c...d.", 30, full},
		{"eight, one in the way", ".......a........", 29, ".......axxxxxxxx"},
		{"all", "................", 28, "xxxxxxxxxxxxxxxx"},
		{"more than all", "................", 27, full},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			book := alloc.NewBook(drawnPool(c.pool), drawnLeases(c.pool), alloc.NewPolicy("me", nil))
			got, displaced, err := book.Allocate("x", "s", c.bits)
			result := full
			if err == nil {
				result = draw(c.pool, got.Prefix)
			}
			if result != c.expect || displaced != nil {
				t.Errorf("from %s\ngot  %s, displaced %v\nwant %s", c.pool, result, displaced, c.expect)
			}
		})
	}
}

func TestManyInARow(t *testing.T) {
	t.Parallel()
	pool := "--a..b..--c....."
	book := alloc.NewBook(drawnPool(pool), drawnLeases(pool), alloc.NewPolicy("me", nil))
	var got []string
	for n, bits := range []int{32, 31, 32, 30, 32, 32, 31, 32} {
		l, _, err := book.Allocate("x", fmt.Sprint(n), bits)
		if err != nil {
			got = append(got, "full")
			continue
		}
		got = append(got, strings.TrimPrefix(l.Prefix.String(), "10.0.0."))
	}
	want := []string{"3/32", "6/31", "4/32", "12/30", "11/32", "full", "full", "full"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("from %s (-want +got):\n%s", pool, diff)
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	policy := alloc.NewPolicy("me", []alloc.Run{{ID: "alive", Alive: true}, {ID: "pending", Pending: true}, {ID: "dead"}})
	for run, want := range map[string]bool{"me": true, "alive": true, "pending": true, "dead": false, "unknown": false, "": false} {
		if got := policy.Counts(alloc.Lease{Run: run}); got != want {
			t.Errorf("a promise of the run %q counts: %t, want %t", run, got, want)
		}
		if !policy.Counts(alloc.Lease{Run: run, Confirmed: true}) {
			t.Errorf("a confirmed lease with the run %q does not count", run)
		}
	}
}

func TestFullErrorNamesTheHolders(t *testing.T) {
	t.Parallel()
	book := alloc.NewBook(drawnPool("aab."), drawnLeases("aab."), alloc.NewPolicy("me", nil))
	if _, _, err := book.Allocate("x", "0", 32); err != nil {
		t.Fatal(err)
	}
	_, _, err := book.Allocate("x", "1", 32)
	full, ok := errors.AsType[*alloc.FullError](err)
	if !ok || err.Error() != "the pool pool is full" {
		t.Fatalf("error %v", err)
	}
	if diff := cmp.Diff(map[string]int{"a": 2, "b": 1, "x": 1}, full.Holders); diff != "" {
		t.Errorf("holders (-want +got):\n%s", diff)
	}
}

func TestPoolSize(t *testing.T) {
	t.Parallel()
	all := alloc.Range{From: netip.MustParseAddr("fd00::"), To: netip.MustParseAddr("fd00::ffff:ffff:ffff:ffff")}
	for _, c := range []struct {
		pool alloc.Pool
		want int
	}{
		{alloc.Pool{}, 0},
		{drawnPool("--..--...-"), 5},
		{alloc.Pool{Ranges: []alloc.Range{all}}, math.MaxInt},
		{alloc.Pool{Ranges: []alloc.Range{{From: all.From, To: netip.MustParseAddr("fd00::7fff:ffff:ffff:ffff")}}}, math.MaxInt},
		{alloc.Pool{Ranges: []alloc.Range{{From: all.From, To: netip.MustParseAddr("fd00::7fff:ffff:ffff:fff0")}}}, math.MaxInt - 14},
	} {
		if got := c.pool.Size(); got != c.want {
			t.Errorf("%v has %d addresses, want %d", c.pool.Ranges, got, c.want)
		}
	}
}

// TestEndsOfTheAddressSpace: there is no address behind the last one.
func TestEndsOfTheAddressSpace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		bits     int
		want     []string
	}{
		{"255.255.255.254", "255.255.255.255", 32, []string{"255.255.255.254/32", "255.255.255.255/32", "full", "full"}},
		{"255.255.255.249", "255.255.255.255", 30, []string{"255.255.255.252/30", "full"}},
		{"255.255.255.253", "255.255.255.255", 30, []string{"full"}},
		{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 128, []string{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128", "full"}},
	} {
		pool := alloc.Pool{Name: "pool", Ranges: []alloc.Range{{From: netip.MustParseAddr(c.from), To: netip.MustParseAddr(c.to)}}}
		book := alloc.NewBook(pool, nil, alloc.NewPolicy("me", nil))
		for n, want := range c.want {
			got := "full"
			if l, _, err := book.Allocate("x", fmt.Sprint(n), c.bits); err == nil {
				got = l.Prefix.String()
			}
			if got != want {
				t.Errorf("%s to %s, allocation %d: %s, want %s", c.from, c.to, n, got, want)
			}
		}
	}
}
