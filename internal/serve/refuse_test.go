package serve_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/serve"
)

// aBrowser is what browsers say of the types that they take, when somebody opens a page.
const aBrowser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

// answered is what a site answers to a request, with pairs of names and values as its head.
func answered(t *testing.T, h http.Handler, r *http.Request, head ...string) *httptest.ResponseRecorder {
	t.Helper()
	for i := 0; i < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestErrorsBeforeAPart: people get a page to read, programs what ARM says, and so does everybody below ARM's paths.
func TestErrorsBeforeAPart(t *testing.T) {
	t.Parallel()
	panics := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("no") })
	log := slog.New(slog.DiscardHandler)
	site := serve.Site{ARM: panics, Page: panics, Log: log}.Handler()
	alone := serve.Site{ARM: panics, Log: log}.Handler() // without pages
	const elsewhere = "https://elsewhere.example"
	for _, c := range []struct {
		method, host, path, origin string
		status                     int
		code, title                string
	}{
		{"GET", "localhost", "/x", "", 500, "InternalServerError", "The page cannot be shown"},
		{"GET", "rebound.example", "/x", "", 421, "InvalidHostName", "Another address"},
		{"POST", "localhost", "/x", elsewhere, 403, "AuthorizationFailed", "Refused"},
		{"GET", "localhost", "/subscriptionsx", "", 500, "InternalServerError", "The page cannot be shown"},
		{"GET", "localhost", "/subscriptions", "", 500, "InternalServerError", ""},
		{"GET", "rebound.example", "/Subscriptions/x", "", 421, "InvalidHostName", ""},
		{"PUT", "localhost", "/subscriptions/x", elsewhere, 403, "AuthorizationFailed", ""},
	} {
		request := func() *http.Request {
			r := httptest.NewRequestWithContext(t.Context(), c.method, c.path, nil)
			r.Host = c.host
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			return r
		}
		want(t, answered(t, site, request()).Result(), c.status, c.code)
		want(t, answered(t, site, request(), "Accept", "application/json").Result(), c.status, c.code)
		want(t, answered(t, alone, request(), "Accept", aBrowser).Result(), c.status, c.code)
		w := answered(t, site, request(), "Accept", aBrowser)
		if c.title == "" {
			want(t, w.Result(), c.status, c.code)
			continue
		}
		want(t, w.Result(), c.status, "")
		if page := w.Body.String(); w.Header().Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(page, "<h1>"+c.title+"</h1>") {
			t.Errorf("%s %s%s: %s", c.method, c.host, c.path, page)
		}
		for _, header := range []string{"X-Content-Type-Options", "X-Frame-Options", "x-ms-request-id"} {
			if w.Header().Get(header) == "" {
				t.Errorf("%s %s%s: no %s", c.method, c.host, c.path, header)
			}
		}
	}
}
