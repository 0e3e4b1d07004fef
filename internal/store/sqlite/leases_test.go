package sqlite

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// TestLeasesAreKept changes leases at random, by two processes in turn and with transactions that fail: what each remembers
// of a pool is what the file says, before and after its own changes.
func TestLeasesAreKept(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "fabric.db")
	now := time.Now()
	var stores []*Store
	for range 2 {
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close() //nolint:errcheck // nothing is left in it
		s.now = func() time.Time { return now }
		stores = append(stores, s)
	}
	random := rand.New(rand.NewPCG(1, 2))
	failed := errors.New("a transaction that fails")
	seen := 0
	for n := range 600 {
		now = now.Add(time.Hour)
		err := stores[random.IntN(2)].transact(t.Context(), nil, func(tx *tx) error {
			for range 1 + random.IntN(2) {
				if random.IntN(2) == 0 {
					seen += tx.sameLeases(t, n)
				}
				if err := tx.changeLeases(random); err != nil {
					return err
				}
			}
			seen += tx.sameLeases(t, n)
			if random.IntN(5) == 0 {
				return failed
			}
			return nil
		})
		if err != nil && !errors.Is(err, failed) && !strings.Contains(err.Error(), "UNIQUE constraint") { // two owners of one address
			t.Fatal(err)
		}
		if random.IntN(3) == 0 {
			if err := stores[random.IntN(2)].View(t.Context(), func(r store.Reader) error {
				seen += r.(*tx).sameLeases(t, n) //nolint:forcetypeassert // it is this package's
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if seen < 2000 {
		t.Errorf("%d leases were compared in all: too few to say something", seen)
	}
}

// sameLeases compares what is remembered of the pools with what is in the file, and returns how many leases there are.
func (t *tx) sameLeases(test *testing.T, step int) (n int) {
	test.Helper()
	for _, pool := range []string{"a", "b"} {
		got, err := t.Leases(pool)
		if err != nil {
			test.Fatal(err)
		}
		want, err := t.allLeases(pool)
		if err != nil {
			test.Fatal(err)
		}
		if !slices.Equal(got, want) {
			diff := cmp.Diff(want, got, cmp.Comparer(func(x, y netip.Prefix) bool { return x == y }))
			test.Fatalf("step %d: leases of %s (-in the file +remembered):\n%s", step, pool, diff)
		}
		n += len(got)
	}
	return n
}

// changeLeases does what a plan, an apply, a removal or the start of a run does.
func (t *tx) changeLeases(random *rand.Rand) error {
	run, owner := fmt.Sprint("run", random.IntN(2)), fmt.Sprint("owner", random.IntN(4))
	var leases []alloc.Lease
	for slot := range random.IntN(4) {
		address := netip.AddrFrom4([4]byte{10, 0, 0, byte(random.IntN(40))})
		leases = append(leases, alloc.Lease{
			Key:    alloc.Key{Pool: []string{"a", "b"}[random.IntN(2)], Owner: owner, Slot: fmt.Sprint(slot)},
			Prefix: netip.PrefixFrom(address, 32), Confirmed: random.IntN(4) == 0,
		})
	}
	switch random.IntN(8) {
	case 0, 1, 2:
		return t.Promise(run, random.IntN(3) == 0, leases)
	case 3, 4, 5:
		return t.Confirm(run, owner, leases)
	case 6:
		return t.Release(owner)
	}
	return t.Prune(func(store.Run) bool { return false })
}

// TestLeasesAreReadOnce: of the leases that are there, a transaction reads those alone whose owner has changed some.
func TestLeasesAreReadOnce(t *testing.T) {
	t.Parallel()
	s, err := OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // nothing is left in it
	read := func() (list []alloc.Lease) {
		t.Helper()
		if err := s.View(t.Context(), func(r store.Reader) (err error) {
			list, err = r.Leases("a")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return list
	}
	promise := func(owner string, address byte) {
		t.Helper()
		if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Promise("run", false, []alloc.Lease{onAddress(owner, address)}) }); err != nil {
			t.Fatal(err)
		}
	}
	promise("one", 4)
	first := read()
	if again := read(); &again[0] != &first[0] {
		t.Error("leases that stand as they were are read anew")
	}
	// Behind the store's back: it would be seen by one that reads all.
	if _, err := s.db.Exec("UPDATE leases SET prefix = '10.0.0.9/32'"); err != nil {
		t.Fatal(err)
	}
	promise("two", 5)
	if got := fmt.Sprint(read()); strings.Contains(got, "10.0.0.9") || !strings.Contains(got, "10.0.0.5") {
		t.Errorf("the leases are %s: 10.0.0.5 is new, and that 10.0.0.4 has moved nobody has said", got)
	}
}

// TestLeasesOfAnOlderSnapshot: what others have read since is not for a transaction that began before, nor the reverse.
func TestLeasesOfAnOlderSnapshot(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "fabric.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // nothing is left in it
	promise := func(owner string, address byte) {
		t.Helper()
		if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Promise("run", false, []alloc.Lease{onAddress(owner, address)}) }); err != nil {
			t.Fatal(err)
		}
	}
	owners := func(r store.Reader) (names string) {
		t.Helper()
		list, err := r.Leases("a")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range list {
			names += l.Owner + " "
		}
		return names
	}
	promise("one", 4)
	err = s.View(t.Context(), func(older store.Reader) error {
		if _, err := older.World(); err != nil { // the snapshot is taken
			return err
		}
		promise("two", 5)
		if err := s.View(t.Context(), func(newer store.Reader) error {
			if got := owners(newer); got != "one two " {
				t.Errorf("the newer one sees %q", got)
			}
			return nil
		}); err != nil {
			return err
		}
		if got := owners(older); got != "one " {
			t.Errorf("the older one sees %q", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.leases["a"]; got.revision != 2 || len(got.list) != 2 {
		t.Errorf("what is remembered went back to revision %d: %v", got.revision, got.list)
	}
}

// TestLeasesOfMany: more owners than are read one by one have come since the last look.
func TestLeasesOfMany(t *testing.T) {
	t.Parallel()
	s, err := OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()                      //nolint:errcheck // nothing is left in it
	for _, n := range []int{1, 10, 40} { // in all, after each look
		err := s.Update(t.Context(), func(tx store.Tx) error {
			for i := range n {
				if err := tx.Promise("run", false, []alloc.Lease{onAddress(fmt.Sprint("owner", i), byte(i))}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.View(t.Context(), func(r store.Reader) error {
			if seen := r.(*tx).sameLeases(t, n); seen != n { //nolint:forcetypeassert // it is this package's
				t.Errorf("%d leases, want %d", seen, n)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}

func onAddress(owner string, last byte) alloc.Lease {
	return alloc.Lease{Key: alloc.Key{Pool: "a", Owner: owner, Slot: "0"}, Prefix: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, 0, last}), 32)}
}
