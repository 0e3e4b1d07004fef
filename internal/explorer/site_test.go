package explorer_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/explorer"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/serve"
)

// newSite is an explorer as it is served: behind the server's guards, beside ARM's calls.
func newSite(t testing.TB, token string, objects ...fabric.Object) lab {
	t.Helper()
	s, _ := armtest.NewStore(t, objects...)
	log := slog.New(slog.DiscardHandler)
	return lab{t, s, serve.Site{ARM: arm.New(s, log), Page: explorer.New(s, log), Token: token, Log: log}.Handler()}
}

// browse sends a browser's request and returns the page, which must be one.
func (l lab) browse(status int, r *http.Request) string {
	l.Helper()
	r.Header.Set("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
	w := httptest.NewRecorder()
	l.ServeHTTP(w, r)
	if w.Code != status || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		l.Fatalf("%s %s: status %d, %s, want %d: %s", r.Method, r.URL, w.Code, w.Header().Get("Content-Type"), status, w.Body)
	}
	has(l, w.Header().Get("Content-Security-Policy"), "default-src 'none'; style-src 'sha256-", "frame-ancestors 'none'")
	return w.Body.String()
}

// TestNoInjectionBeforePages: whatever a request that no page is reached by holds stays text.
func TestNoInjectionBeforePages(t *testing.T) {
	t.Parallel()
	l := newSite(t, "")
	for _, name := range hostile {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.URL.Path, r.Host = "/"+name, name
		page := l.browse(http.StatusMisdirectedRequest, r)
		harmless(t, page)
		has(t, page, "Use the address that it has printed")
		hasNot(t, page, "<nav", ">To the topology<")

		r = httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/?q="+url.QueryEscape(name), nil)
		r.URL.Path, r.Host = "/"+name, "localhost"
		r.Header.Set("Origin", name)
		page = l.browse(http.StatusForbidden, r)
		harmless(t, page)
		has(t, page, "Pages of other sites change nothing here.", `<nav aria-label="Pages">`, ">To the topology<")
	}
}

// TestNoInjectionInSignIn: nor does the page that asks for the token run what it is asked for.
func TestNoInjectionInSignIn(t *testing.T) {
	t.Parallel()
	l := newSite(t, "secret")
	for _, name := range hostile {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.URL.Path, r.URL.RawQuery = "/"+name, name
		harmless(t, l.browse(http.StatusUnauthorized, r))

		fields := url.Values{"token": {name}, "next": {"/" + name}}
		r = httptest.NewRequestWithContext(t.Context(), http.MethodPost, explorer.PathSignIn, strings.NewReader(fields.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		page := l.browse(http.StatusUnauthorized, r)
		harmless(t, page)
		has(t, page, "This is not the server&#39;s token.")
		hasNot(t, page, "<nav")
	}
}
