// Package explorer is the page on which people look at a fabric: its picture, its instances, what decides over the packets of
// one of them, and the way of a packet. It only reads: each page shows one snapshot of the store.
//
//	explorer.go            which page a path is
//	page.go                how a page is written: templates, style, headers
//	overview.go            /: the picture, the form, the instances
//	instance.go            /instance: one instance
//	tracing.go, answer.go  /trace: the form with its errors, the packet's way
//	place.go               short names for what packets come from and go to
package explorer

import (
	"log/slog"
	"net/http"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Explorer answers the requests of a browser from a fabric store.
type Explorer struct {
	store store.Store
	log   *slog.Logger
}

// New makes the explorer of a store.
func New(s store.Store, log *slog.Logger) *Explorer { return &Explorer{s, log} }

// The paths of pages.
const (
	pathOverview = "/"
	pathInstance = "/instance"
	pathTrace    = "/trace"
)

// PathSignIn is where the page that asks for the token sends it. The server answers there: only it knows the token.
const PathSignIn = "/signin"

// pages make the content of each page.
var pages = map[string]func(*fabric.World, *http.Request) page{
	pathOverview: overviewPage,
	pathInstance: instancePage,
	pathTrace:    tracePage,
}

// ServeHTTP implements http.Handler.
func (e *Explorer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := e.page(r).answer(w); err != nil {
		e.log.Error("a page failed", "path", r.URL.Path, "error", err)
		_ = failed.answer(w) // no content that could fail
	}
}

// failed is shown where the store cannot be read.
var failed = notice(http.StatusInternalServerError, "The page cannot be shown", "The fabric store could not be read. The server's log says why.")

func (e *Explorer) page(r *http.Request) page {
	content, known := pages[r.URL.Path]
	switch {
	case !known:
		return notice(http.StatusNotFound, "No such page", "There is nothing at "+r.URL.Path+".")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return notice(http.StatusMethodNotAllowed, "Only to look at", "This page takes no "+r.Method+" requests. It changes nothing.")
	}
	var world *fabric.World
	err := e.store.View(r.Context(), func(tx store.Reader) (err error) {
		world, err = tx.World()
		return err
	})
	if err != nil {
		e.log.Error("a page failed", "path", r.URL.Path, "error", err)
		return failed
	}
	return content(world, r)
}
