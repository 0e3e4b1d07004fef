package sqlite

import (
	"database/sql"
	"fmt"
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Leases implements store.Reader.
func (t *tx) Leases(pool string) ([]alloc.Lease, error) {
	return collect(t, func(rows *sql.Rows) (alloc.Lease, error) {
		l := alloc.Lease{Key: alloc.Key{Pool: pool}}
		var prefix string
		if err := rows.Scan(&l.Owner, &l.Slot, &prefix, &l.Confirmed, &l.Run); err != nil {
			return l, err
		}
		p, err := netip.ParsePrefix(prefix)
		if err != nil {
			return l, fmt.Errorf("%w: a lease of %s in %s cannot be read: %w", store.ErrCorrupt, l.Owner, pool, err)
		}
		l.Prefix = p
		return l, nil
	}, "SELECT owner, slot, prefix, confirmed, run FROM leases WHERE pool = ?", pool)
}

const upsertLease = `
INSERT INTO leases (pool, owner, slot, prefix, confirmed, run, at) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (pool, owner, slot) DO UPDATE SET prefix = excluded.prefix, confirmed = excluded.confirmed, run = excluded.run, at = excluded.at`

// Promise implements store.Tx.
func (t *tx) Promise(run string, successor bool, leases []alloc.Lease) error {
	insert, err := t.sql.PrepareContext(t.ctx, upsertLease)
	if err != nil {
		return err
	}
	defer insert.Close() //nolint:errcheck // the transaction ends right after
	at := t.store.now().Unix()
	for _, l := range leases {
		if l.Confirmed && !successor {
			continue // it stands already
		}
		if _, err := insert.ExecContext(t.ctx, l.Pool, l.Owner, l.Slot, l.Prefix.String(), l.Confirmed, run, at); err != nil {
			return err
		}
	}
	return nil
}

// Confirm implements store.Tx.
func (t *tx) Confirm(run, owner string, leases []alloc.Lease) error {
	if len(leases) == 0 {
		return t.exec("DELETE FROM leases WHERE owner = ? AND (confirmed = 1 OR run = ?)", owner, run)
	}
	keep := make(map[alloc.Key]bool, len(leases))
	for _, l := range leases {
		keep[l.Key] = true
	}
	held, err := collect(t, func(rows *sql.Rows) (k alloc.Key, err error) {
		k.Owner = owner
		return k, rows.Scan(&k.Pool, &k.Slot)
	}, "SELECT pool, slot FROM leases WHERE owner = ? AND (confirmed = 1 OR run = ?)", owner, run)
	if err != nil {
		return err
	}
	for _, k := range held {
		if keep[k] {
			continue
		}
		if err := t.exec("DELETE FROM leases WHERE pool = ? AND owner = ? AND slot = ?", k.Pool, k.Owner, k.Slot); err != nil {
			return err
		}
	}
	insert, err := t.sql.PrepareContext(t.ctx, upsertLease)
	if err != nil {
		return err
	}
	defer insert.Close() //nolint:errcheck // the transaction ends right after
	at := t.store.now().Unix()
	for _, l := range leases {
		if l.Confirmed && l.Run == "" {
			continue // it stands already
		}
		if _, err := insert.ExecContext(t.ctx, l.Pool, l.Owner, l.Slot, l.Prefix.String(), true, "", at); err != nil {
			return err
		}
	}
	return nil
}

// Release implements store.Tx.
func (t *tx) Release(owner string) error {
	if err := t.exec("DELETE FROM leases WHERE owner = ? AND confirmed = 1 AND run = ''", owner); err != nil {
		return err
	}
	return t.exec("UPDATE leases SET confirmed = 0 WHERE owner = ? AND confirmed = 1", owner)
}
