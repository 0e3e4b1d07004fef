// Package store keeps a fabric between commands: its objects, the leases of its addresses, and what running plans know.
// Package sqlite implements it; package storetest says, as tests, what every implementation must do.
package store

import (
	"context"
	"errors"
	"time"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// PromiseLifetime is how long the lease of a plan that was never applied is kept.
const PromiseLifetime = 24 * time.Hour

// Errors that a caller tells apart.
var (
	// ErrForeign: the file is there and is no fabric store.
	ErrForeign = errors.New("not a fabric store")
	// ErrNewer: a newer version of the provider wrote the store.
	ErrNewer = errors.New("written by a newer version of the provider")
	// ErrCorrupt: the file is a fabric store, and damaged.
	ErrCorrupt = errors.New("the fabric store is damaged")
	// ErrBusy: another process holds the store for too long.
	ErrBusy = errors.New("the fabric store is busy")
	// ErrDenied: the file, or its folder, cannot be written.
	ErrDenied = errors.New("the fabric store cannot be written")
	// ErrFull: the disk has no room for the change.
	ErrFull = errors.New("there is no room for the fabric store")
)

// Store is a fabric that outlives the process, or pretends to. It is safe for concurrent use, and several processes may
// open the same one.
type Store interface {
	// View runs fn on one consistent snapshot.
	View(ctx context.Context, fn func(Reader) error) error
	// Update runs fn in one transaction that excludes every other. Where fn returns an error nothing has happened.
	Update(ctx context.Context, fn func(Tx) error) error
	// Close releases the store. Nothing is lost without it.
	Close() error
}

// Run is a row of the table of runs: one terraform process and what it is known by.
type Run struct {
	ID      string
	PID     int
	Started int64 // milliseconds since 1970, from the operating system: tells a process from a later one of the same pid
	Pending bool  // it left something unknown in a plan
}

// PlannedState says what a run has planned for an id.
type PlannedState int

// The planned states.
const (
	PlannedPresent   PlannedState = iota // it will be as Object says
	PlannedPending                       // it will exist, with content that is not known yet
	PlannedRemoved                       // it will be gone
	PlannedForgotten                     // what was planned has been applied: the store says how it is
)

// PlannedObject is what a run has planned for one id, so that the other processes of the run can see it.
type PlannedObject struct {
	ID      fabric.ID
	Kind    fabric.Kind
	State   PlannedState
	Object  fabric.Object // nil unless present
	Process string        // who planned it
}

// Answer is what a plan has shown of an object that follows from the whole fabric, and so may come out otherwise when it is
// applied: a connectivity test. The apply keeps to it.
type Answer struct {
	Run     string
	Process string // who planned it
	Object  fabric.Object
}

// Reader reads a store in a transaction.
type Reader interface {
	// World returns all stored objects. It must not be kept beyond the transaction's revision, but is immutable.
	World() (*fabric.World, error)
	// Incarnation returns how often an object of this key has been created so far.
	Incarnation(key fabric.Key) (int, error)
	// Leases returns the leases of a pool. A slot may have two: a confirmed one, and a promise of a plan in which its pool
	// has moved away from that. They are sorted by alloc.Lease.Compare, and others have the list
	// too: it must not be changed.
	Leases(pool string) ([]alloc.Lease, error)
	// Runs returns the runs that still have rows in the store.
	Runs() ([]Run, error)
	// Planned returns what has been planned in a run since a mark, and the mark to ask with next time; 0 is the first.
	Planned(run string, since int64) ([]PlannedObject, int64, error)
	// Answer returns what the latest plan of any run has shown of an object; ok is false where none did.
	Answer(key fabric.Key) (a Answer, ok bool, err error)
	// Unanswered returns the run that has created an object and may have been cut off before terraform heard of it; empty
	// where there is none.
	Unanswered(key fabric.Key) (run string, err error)
}

// Tx reads and changes a store in a transaction.
type Tx interface {
	Reader

	// Put creates or replaces an object. The caller has set its incarnation and revision.
	Put(o fabric.Object) error
	// Remove deletes an object, answered or not, and remembers its incarnation. It says nothing where there is none.
	Remove(key fabric.Key) error

	// Promise records tentative leases of a run, in the place of what their slots were promised before. A confirmed lease
	// stays, and stays confirmed. With successor the leases are meant
	// for an object that is to replace the present holder: removing that one will turn them into promises.
	Promise(run string, successor bool, leases []alloc.Lease) error
	// Confirm makes exactly these the confirmed leases of an owner: others that it held are released, and so is what
	// this run, if any, has promised it beyond them.
	Confirm(run, owner string, leases []alloc.Lease) error
	// Release frees the confirmed leases of an owner that goes, except those promised to its successor.
	Release(owner string) error

	// PutRun records a run; Pending is only ever raised.
	PutRun(r Run) error
	// PutPlanned records what a process of a run has planned, or with PlannedForgotten that it has been applied.
	PutPlanned(run string, p PlannedObject) error
	// ForgetProcess drops all that one process of the run has planned; Planned may still return it, as forgotten.
	ForgetProcess(run, process string) error
	// PutAnswer records what a plan shows of an object, in the place of what others have shown.
	PutAnswer(a Answer) error
	// ForgetAnswer drops it. It says nothing where there is none.
	ForgetAnswer(key fabric.Key) error
	// PutUnanswered records that a process of a run has created an object, of which terraform has yet to hear.
	PutUnanswered(key fabric.Key, run, process string) error
	// Answered drops that: terraform's state has the object.
	Answered(key fabric.Key) error
	// AnsweredAll drops it for all that one process of the run has created.
	AnsweredAll(run, process string) error
	// Prune drops runs that neither live nor left anything pending, with what they planned, and promises and answers older
	// than PromiseLifetime.
	Prune(alive func(Run) bool) error
}
