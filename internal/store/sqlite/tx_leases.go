package sqlite

import (
	"database/sql"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

const upsertLease = `
INSERT INTO leases (pool, owner, slot, prefix, confirmed, run, at) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (pool, owner, slot, confirmed) DO UPDATE SET prefix = excluded.prefix, run = excluded.run, at = excluded.at`

// What a slot is promised gives way to the next promise, whether a row of its own holds it or the confirmed lease.
const (
	dropPromise   = "DELETE FROM leases WHERE pool = ? AND owner = ? AND slot = ? AND confirmed = 0"
	dropSuccessor = "UPDATE leases SET run = '' WHERE pool = ? AND owner = ? AND slot = ? AND confirmed = 1"
)

// Promise implements store.Tx.
func (t *tx) Promise(run string, successor bool, leases []alloc.Lease) error {
	if err := t.touch(leases); err != nil {
		return err
	}
	at := t.store.now().Unix()
	for _, l := range leases {
		former := dropSuccessor
		if l.Confirmed {
			former = dropPromise
		}
		if err := t.exec(former, l.Pool, l.Owner, l.Slot); err != nil {
			return err
		}
		if l.Confirmed && !successor {
			continue // it stands already
		}
		if err := t.exec(upsertLease, l.Pool, l.Owner, l.Slot, l.Prefix.String(), l.Confirmed, run, at); err != nil {
			return err
		}
	}
	return nil
}

// Confirm implements store.Tx.
func (t *tx) Confirm(run, owner string, leases []alloc.Lease) error {
	if len(leases) == 0 {
		return t.alter("DELETE FROM leases WHERE owner = ? AND (confirmed = 1 OR run = ?)", owner, run)
	}
	keep := make(map[alloc.Key]string, len(leases))
	for _, l := range leases {
		keep[l.Key] = l.Prefix.String()
		if err := t.exec(dropPromise, l.Pool, l.Owner, l.Slot); err != nil {
			return err
		}
	}
	type row struct {
		alloc.Key
		confirmed bool
		prefix    string
	}
	held, err := collect(t, func(rows *sql.Rows) (r row, err error) {
		r.Owner = owner
		return r, rows.Scan(&r.Pool, &r.Slot, &r.confirmed, &r.prefix)
	}, "SELECT pool, slot, confirmed, prefix FROM leases WHERE owner = ? AND (confirmed = 1 OR run = ?)", owner, run)
	if err != nil {
		return err
	}
	changed := slices.Clone(leases)
	for _, r := range held {
		if keep[r.Key] == r.prefix {
			continue // two slots may have changed places, so what changes goes before it comes
		}
		changed = append(changed, alloc.Lease{Key: r.Key})
		if err := t.exec("DELETE FROM leases WHERE pool = ? AND owner = ? AND slot = ? AND confirmed = ?", r.Pool, r.Owner, r.Slot, r.confirmed); err != nil {
			return err
		}
	}
	at := t.store.now().Unix()
	for _, l := range leases {
		if l.Confirmed && l.Run == "" {
			continue // it stands already
		}
		if err := t.exec(upsertLease, l.Pool, l.Owner, l.Slot, l.Prefix.String(), true, "", at); err != nil {
			return err
		}
	}
	return t.touch(changed)
}

// Release implements store.Tx.
func (t *tx) Release(owner string) error {
	if err := t.alter("DELETE FROM leases WHERE owner = ? AND confirmed = 1 AND run = ''", owner); err != nil {
		return err
	}
	return t.alter("UPDATE leases SET confirmed = 0 WHERE owner = ? AND confirmed = 1", owner)
}
