package sqlite

import (
	"database/sql"
	"fmt"
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// poolLeases are the leases of a pool, as the newest transaction has seen them that looked and had not changed any. Each
// object of a plan asks for all of its pool's, and changes only its own: the next reads those.
type poolLeases struct {
	revision int64 // of the pool: see the table lease_changes
	list     []alloc.Lease
}

// Leases implements store.Reader.
func (t *tx) Leases(pool string) ([]alloc.Lease, error) {
	var revision int64
	if err := t.row([]any{&revision}, "SELECT coalesce(max(revision), 0) FROM lease_changes WHERE pool = ?", pool); err != nil {
		return nil, err
	}
	t.store.mu.Lock()
	known, ok := t.store.leases[pool]
	t.store.mu.Unlock()
	if ok && known.revision == revision {
		return known.list, nil
	}
	var list []alloc.Lease
	var err error
	if ok && known.revision < revision {
		list, err = t.leasesAfter(pool, known)
	} else { // known.revision > revision: another goroutine has read a newer one; this transaction is to see its own
		list, err = t.allLeases(pool)
	}
	if err != nil || t.lent { // not committed yet: not for others
		return list, err
	}
	list = slices.Clip(list)
	t.store.mu.Lock()
	if now, ok := t.store.leases[pool]; !ok || now.revision < revision {
		t.store.leases[pool] = poolLeases{revision, list}
	}
	t.store.mu.Unlock()
	return list, nil
}

func (t *tx) allLeases(pool string) ([]alloc.Lease, error) {
	list, err := collect(t, leaseReader(pool), "SELECT owner, slot, prefix, confirmed, run FROM leases WHERE pool = ?", pool)
	slices.SortFunc(list, alloc.Lease.Compare)
	return list, err
}

// leasesAfter puts the leases of those owners whose have changed in the place of what is known of them. Where they are many,
// it takes less to read all.
func (t *tx) leasesAfter(pool string, known poolLeases) ([]alloc.Lease, error) {
	const many = 16
	changed, err := collect(t, func(rows *sql.Rows) (owner string, err error) {
		return owner, rows.Scan(&owner)
	}, "SELECT owner FROM lease_changes WHERE pool = ? AND revision > ?", pool, known.revision)
	if err != nil {
		return nil, err
	}
	if len(changed) > many {
		return t.allLeases(pool)
	}
	fresh, err := collect(t, leaseReader(pool), `
SELECT owner, slot, prefix, confirmed, run FROM leases
WHERE pool = ?1 AND owner IN (SELECT owner FROM lease_changes WHERE pool = ?1 AND revision > ?2)`, pool, known.revision)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(fresh, alloc.Lease.Compare)
	list := make([]alloc.Lease, 0, len(known.list)+len(fresh))
	for _, l := range known.list {
		if slices.Contains(changed, l.Owner) {
			continue
		}
		for len(fresh) > 0 && fresh[0].Compare(l) < 0 {
			list, fresh = append(list, fresh[0]), fresh[1:]
		}
		list = append(list, l)
	}
	return append(list, fresh...), nil
}

// leaseReader reads rows of owner, slot, prefix, confirmed and run. Rows of one owner, which stand together, share its name.
func leaseReader(pool string) func(*sql.Rows) (alloc.Lease, error) {
	var last string
	return func(rows *sql.Rows) (alloc.Lease, error) {
		l := alloc.Lease{Key: alloc.Key{Pool: pool}}
		var owner, prefix sql.RawBytes
		if err := rows.Scan(&owner, &l.Slot, &prefix, &l.Confirmed, &l.Run); err != nil {
			return l, err
		}
		if last != string(owner) {
			last = string(owner)
		}
		l.Owner = last
		p, err := netip.ParsePrefix(string(prefix))
		if err != nil {
			return l, fmt.Errorf("%w: a lease of %s in %s cannot be read: %w", store.ErrCorrupt, l.Owner, pool, err)
		}
		l.Prefix = p
		return l, nil
	}
}

// touch notes that the leases of these owners in these pools have changed.
func (t *tx) touch(leases []alloc.Lease) error {
	seen := map[alloc.Key]bool{}
	for _, l := range leases {
		of := alloc.Key{Pool: l.Pool, Owner: l.Owner}
		if seen[of] {
			continue
		}
		seen[of], t.lent = true, true
		if err := t.exec(`
INSERT OR REPLACE INTO lease_changes (pool, owner, revision)
VALUES (?1, ?2, (SELECT coalesce(max(revision), 0) + 1 FROM lease_changes WHERE pool = ?1))`, l.Pool, l.Owner); err != nil {
			return err
		}
	}
	return nil
}

// alter runs a statement that changes leases, and notes whose.
func (t *tx) alter(statement string, args ...any) error {
	changed, err := collect(t, func(rows *sql.Rows) (l alloc.Lease, err error) {
		return l, rows.Scan(&l.Pool, &l.Owner)
	}, statement+" RETURNING pool, owner", args...)
	if err != nil {
		return err
	}
	return t.touch(changed)
}
