package arm

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Prefix is how all paths of ARM's calls begin, in lower case.
const Prefix = "/subscriptions"

// API answers ARM's REST calls from a fabric store. Calls that read see one snapshot, and never wait for a writer; calls that
// write take turns. No transaction spans the reading of a request or the writing of an answer.
type API struct {
	store  store.Store
	log    *slog.Logger
	writer chan struct{} // holds one token while a call writes
}

// New makes the API of a store.
func New(s store.Store, log *slog.Logger) *API {
	return &API{store: s, log: log, writer: make(chan struct{}, 1)}
}

// call is one request.
type call struct {
	path
	api     *API
	request *http.Request
	writer  http.ResponseWriter // to bound the body by
	view    *view               // of the fabric when the call came
}

// handler answers one call.
type handler func(*call) (answer, error)

// ServeHTTP implements http.Handler.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	result, err := a.answer(w, r)
	if err != nil {
		e := asError(err)
		if e.Status >= http.StatusInternalServerError {
			a.log.Error("a call failed", "method", r.Method, "path", r.URL.Path, "error", err)
		}
		WriteError(w, e)
		return
	}
	result.write(w)
}

func (a *API) answer(w http.ResponseWriter, r *http.Request) (answer, error) {
	if e := checkVersion(r); e != nil {
		return answer{}, e
	}
	p, e := parsePath(r.URL.EscapedPath())
	if e != nil {
		return answer{}, e
	}
	methods, e := p.methods()
	if e != nil {
		return answer{}, e
	}
	handle, ok := methods[r.Method]
	if !ok {
		w.Header().Set("Allow", strings.Join(slices.Sorted(maps.Keys(methods)), ", "))
		return answer{}, refuse(http.StatusMethodNotAllowed, "MethodNotAllowed", "The path '%s' does not take the method %s.", r.URL.Path, r.Method)
	}
	c := &call{path: p, api: a, request: r, writer: w}
	err := a.store.View(r.Context(), func(tx store.Reader) error {
		world, err := tx.World()
		c.view = newView(world)
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return handle(c)
}

// methods are what the path can be asked with.
func (p path) methods() (methods, *Error) {
	e, known := endpoints[p.typeKey()]
	found := e.all
	if p.isResource() {
		found = e.one
	}
	switch {
	case known && len(found) > 0:
		return found, nil
	case !known && !namespaces[keyOf(p.namespace)]:
		return nil, refuse(http.StatusNotFound, "InvalidResourceNamespace", "The resource namespace '%s' is invalid.", p.namespace)
	}
	return nil, refuse(http.StatusNotFound, "InvalidResourceType", "The resource type '%s' could not be found in the namespace '%s'.", strings.Join(p.types, "/"), p.namespace)
}

// apiVersion is the form of an api-version: a date, and a stage for one that is not settled.
var apiVersion = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(-(preview|beta|alpha|privatepreview))?$`)

// checkVersion looks at the form of the api-version alone: the answer is the same for all.
func checkVersion(r *http.Request) *Error {
	version := query(r, "api-version")
	if version == "" {
		return badRequest("MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.")
	}
	parts := apiVersion.FindStringSubmatch(strings.ToLower(version))
	if parts != nil {
		if _, err := time.Parse(time.DateOnly, parts[1]); err == nil {
			return nil
		}
	}
	return badRequest("InvalidApiVersionParameter", "The api-version '%s' is invalid. It is a date such as 2025-04-01, with -preview for one that is not settled.", version)
}

// query returns a parameter of the query, whose names ARM takes in any casing.
func query(r *http.Request, name string) string {
	for key, values := range r.URL.Query() {
		if strings.EqualFold(key, name) && len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// change makes a change as an apply would, and returns the fabric afterwards. Calls take turns before they ask for the
// store's lock: those that wait hold no connection, which readers need.
func (c *call) change(change session.CallRequest) (*view, error) {
	ctx := c.request.Context()
	select {
	case c.api.writer <- struct{}{}:
		defer func() { <-c.api.writer }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	plan, err := c.api.perform(ctx, change)
	if err != nil {
		return nil, err
	}
	if e := broken(plan.Findings); e != nil {
		return nil, e
	}
	return newView(plan.World), nil
}

func (a *API) perform(ctx context.Context, change session.CallRequest) (session.Plan, error) {
	s, err := session.New(ctx, a.store, session.CallRun())
	if err != nil {
		return session.Plan{}, err
	}
	return s.Call(ctx, change)
}

// missing says that the resource of the first types and names is not there: the one that is asked for, or one above it.
func (c *call) missing(depth int) *Error {
	if c.group != "" && !c.view.hasGroup(c.subscription, c.group) {
		return refuse(http.StatusNotFound, "ResourceGroupNotFound", "Resource group '%s' could not be found.", c.group)
	}
	var pairs []string
	for i := range depth {
		pairs = append(pairs, c.types[i], c.names[i])
	}
	name := c.namespace + "/" + strings.Join(pairs, "/")
	if depth < len(c.types) {
		return refuse(http.StatusNotFound, "ParentResourceNotFound", "Failed to perform the call on a resource of type '%s/%s', because the parent resource '%s' could not be found.", c.namespace, strings.Join(c.types, "/"), name)
	}
	return refuse(http.StatusNotFound, string(fabric.CodeResourceNotFound), "The Resource '%s' under resource group '%s' was not found.", name, c.group)
}
