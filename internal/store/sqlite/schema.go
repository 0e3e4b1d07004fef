package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// applicationID marks a SQLite file as a fabric store; it stands at byte 68 of the file. "SFab" in ASCII.
const applicationID = 0x53466162

// migrations bring a store from one schema version to the next; the version is SQLite's user_version. Never edit one
// that has been released: add another.
var migrations = []string{
	// Version 1.
	`
CREATE TABLE revision (number INTEGER NOT NULL);
INSERT INTO revision VALUES (0);

-- One row an object. key is the id in lower case; body is fabric.Encode's. revision is the store's at the last change.
CREATE TABLE objects (
	key      TEXT PRIMARY KEY,
	kind     TEXT NOT NULL,
	revision INTEGER NOT NULL,
	body     BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX objects_by_revision ON objects (revision);

-- Ids that existed and went, so that the next object of such an id has another incarnation.
CREATE TABLE removed (
	key         TEXT PRIMARY KEY,
	incarnation INTEGER NOT NULL,
	revision    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX removed_by_revision ON removed (revision);

-- Addresses and blocks. run: see alloc.Lease. at: seconds since 1970, of the last promise. A slot has at most one
-- confirmed lease, and beside it at most one promise, of a plan in which its pool has moved.
CREATE TABLE leases (
	pool      TEXT NOT NULL,
	owner     TEXT NOT NULL,
	slot      TEXT NOT NULL,
	prefix    TEXT NOT NULL,
	confirmed INTEGER NOT NULL,
	run       TEXT NOT NULL,
	at        INTEGER NOT NULL,
	PRIMARY KEY (pool, owner, slot, confirmed)
) WITHOUT ROWID;
CREATE INDEX leases_by_owner ON leases (owner);
-- The database itself refuses to give an address to two owners.
CREATE UNIQUE INDEX leases_once ON leases (pool, prefix) WHERE confirmed = 1;

CREATE TABLE runs (
	id      TEXT PRIMARY KEY,
	pid     INTEGER NOT NULL,
	started INTEGER NOT NULL,
	pending INTEGER NOT NULL,
	at      INTEGER NOT NULL
) WITHOUT ROWID;

-- What the processes of a run have planned, the last word for each id. state is store.PlannedState; body is null unless
-- present. revision counts up in each run, so that a process reads only what is new to it.
CREATE TABLE planned (
	run      TEXT NOT NULL,
	key      TEXT NOT NULL,
	revision INTEGER NOT NULL,
	process  TEXT NOT NULL,
	id       TEXT NOT NULL,
	kind     TEXT NOT NULL,
	state    INTEGER NOT NULL,
	body     BLOB,
	PRIMARY KEY (run, key)
) WITHOUT ROWID;
CREATE UNIQUE INDEX planned_by_revision ON planned (run, revision);
`,
	// Version 2.
	`
-- What plans have shown of objects that follow from the whole fabric: see store.Answer. at: seconds since 1970.
CREATE TABLE answers (
	key     TEXT PRIMARY KEY,
	run     TEXT NOT NULL,
	process TEXT NOT NULL,
	kind    TEXT NOT NULL,
	body    BLOB NOT NULL,
	at      INTEGER NOT NULL
) WITHOUT ROWID;
`,
	// Version 3.
	`
-- Objects of whose creation terraform may not have heard: the row goes when the process that made it ends in order.
CREATE TABLE unanswered (
	key     TEXT PRIMARY KEY,
	run     TEXT NOT NULL,
	process TEXT NOT NULL
) WITHOUT ROWID;
`,
	// Version 4.
	`
-- Whose leases of a pool have changed, or gone, at which revision of that pool: so that a process reads only what is new.
-- Rows stay when the leases have gone. Who changes leases writes here too, in the same transaction.
CREATE TABLE lease_changes (
	pool     TEXT NOT NULL,
	owner    TEXT NOT NULL,
	revision INTEGER NOT NULL,
	PRIMARY KEY (pool, owner)
) WITHOUT ROWID;
CREATE INDEX lease_changes_by_revision ON lease_changes (pool, revision);
`,
}

// migrate brings the schema to the newest version, one transaction a step. Another process may do the same at the same
// time: each step looks again at the version once it holds the lock.
func migrate(ctx context.Context, db *sql.DB, steps []string) error {
	for {
		done, err := migrateOnce(ctx, db, steps)
		if err != nil || done {
			return err
		}
	}
}

func migrateOnce(ctx context.Context, db *sql.DB, steps []string) (done bool, err error) {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return false, err
	}
	switch {
	case version > len(steps):
		return false, fmt.Errorf("%w: its schema has version %d, this provider knows up to %d", store.ErrNewer, version, len(steps))
	case version == len(steps):
		return true, nil
	}
	tx, err := db.BeginTx(ctx, nil) // BEGIN IMMEDIATE
	if err != nil {
		return false, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version >= len(steps) {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, steps[version]); err != nil {
		return false, fmt.Errorf("migrating the store to schema version %d: %w", version+1, err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+1)); err != nil {
		return false, err
	}
	return false, tx.Commit()
}
