// Package sqlite keeps a fabric in one SQLite file, or in memory. Several processes may use the file at once: readers
// never wait (WAL), writers take turns (BEGIN IMMEDIATE) and wait for each other up to busyTimeout.
package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite": pure Go, so that releases build without cgo

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// busyTimeout is how long a writer waits for another before it gives up. Transactions take milliseconds.
const busyTimeout = 30 * time.Second

// maxLinks is how many symbolic links may lead to a store, as Linux has it.
const maxLinks = 40

// Modes of what is created.
const (
	fileMode = 0o600
	dirMode  = 0o700
)

// Option changes how a store is opened.
type Option func(*Store)

// WithClock sets the clock that promises age by; without it, the system's.
func WithClock(now func() time.Time) Option { return func(s *Store) { s.now = now } }

// Open opens the store in a file and creates it, with its folder, where it does not exist. A file that is no store, or
// that a newer version wrote, is left as it is and reported with store.ErrForeign, ErrNewer or ErrCorrupt.
func Open(ctx context.Context, path string, options ...Option) (*Store, error) {
	s, err := OpenExisting(ctx, path, options...)
	if !errors.Is(err, fs.ErrNotExist) {
		return s, err
	}
	if path, err = resolve(path); err == nil {
		err = create(ctx, path)
	}
	if err != nil {
		return nil, fmt.Errorf("creating the fabric store %s: %w", path, translate(path, err))
	}
	return OpenExisting(ctx, path, options...)
}

// OpenExisting is Open for a store that has to be there: without the file, the error is fs.ErrNotExist, and none is made.
func OpenExisting(ctx context.Context, path string, options ...Option) (*Store, error) {
	path, err := resolve(path)
	if err == nil {
		err = checkHeader(path)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the fabric store %s: %w", path, translate(path, err))
	}
	return open(ctx, path, dsn(path), 4, migrations, options)
}

// OpenMemory opens an empty store that goes with the process.
func OpenMemory(ctx context.Context, options ...Option) (*Store, error) {
	return open(ctx, "memory", "file::memory:?_txlock=immediate", 1, migrations, options)
}

// resolve follows symbolic links to a file that need not be there yet: it is made where they lead, so that all names of it
// are one store.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	for n := 0; err == nil && n < maxLinks; n++ {
		target, none := os.Readlink(path)
		if none != nil {
			return path, nil //nolint:nilerr // it is no link
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	if err == nil {
		err = errors.New("too many symbolic links")
	}
	return path, err
}

func open(ctx context.Context, path, dsn string, connections int, steps []string, options []Option) (*Store, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, translate(path, err)
	}
	db.SetMaxOpenConns(connections)
	if err := migrate(ctx, db, steps); err != nil {
		return nil, errors.Join(translate(path, err), db.Close())
	}
	s := &Store{db: db, path: path, now: time.Now, leases: map[string]poolLeases{}, statements: statements{}}
	for _, o := range options {
		o(s)
	}
	return s, nil
}

func dsn(path string) string {
	query := url.Values{"_txlock": {"immediate"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()),
		// A killed process loses nothing in WAL mode even without a sync on each commit.
		"synchronous(NORMAL)",
	}}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: query.Encode()}).String()
}

// create makes a new store under a name of its own and then links it into place, so that no process ever sees one half
// made, and of two that create it at once one wins.
func create(ctx context.Context, path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, ".new-*.db") // mode 0600
	if err != nil {
		return err
	}
	temporary := file.Name()
	defer os.Remove(temporary) //nolint:errcheck // it is gone where it was renamed
	if err := errors.Join(file.Chmod(fileMode), file.Close()); err != nil {
		return err
	}
	if err := initialize(ctx, temporary); err != nil {
		return err
	}
	if err := os.Link(temporary, path); err == nil || errors.Is(err, fs.ErrExist) {
		return nil // in the second case another process was faster
	}
	return place(ctx, temporary, path)
}

// place is for a file system without hard links. A rename would write over the store of a process that was faster, so who
// renames holds a folder beside the store, which only one can make at a time.
func place(ctx context.Context, temporary, path string) error {
	claim := path + ".creating"
	for deadline := time.Now().Add(busyTimeout); ; {
		made := os.Mkdir(claim, dirMode)
		if made == nil {
			defer os.Remove(claim) //nolint:errcheck // where it stays, the next who comes says so
		}
		_, err := os.Stat(path)
		switch {
		case err == nil:
			return nil // another process was faster
		case made == nil:
			return os.Rename(temporary, path)
		case !errors.Is(made, fs.ErrExist):
			return made
		case time.Now().After(deadline):
			return fmt.Errorf("the folder %s says that another process creates the store; remove it if there is none", claim)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func initialize(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA journal_mode = WAL;", applicationID))
	if err == nil {
		err = migrate(ctx, db, migrations)
	}
	return errors.Join(err, db.Close()) // closing writes the WAL back into the file
}

// checkHeader looks at a file's first bytes, before SQLite does, which would take an empty or foreign file for its own.
//
//	byte 0                     16 ...            68
//	"SQLite format 3\x00"       ...              application id, big endian
func checkHeader(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: it is no regular file", store.ErrForeign)
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read
	header := make([]byte, 100)
	if _, err := io.ReadFull(file, header); err != nil {
		return fmt.Errorf("%w: the file is too short to be one", store.ErrForeign)
	}
	if string(header[:16]) != "SQLite format 3\x00" {
		return fmt.Errorf("%w: the file is no SQLite database", store.ErrForeign)
	}
	if binary.BigEndian.Uint32(header[68:72]) != applicationID {
		return fmt.Errorf("%w: the file is a SQLite database of another application", store.ErrForeign)
	}
	return nil
}
