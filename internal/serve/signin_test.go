package serve_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/explorer"
	"github.com/simfabric/terraform-provider-simfabric/internal/serve"
)

// guardedSite is a site with the token secret.
func guardedSite(t *testing.T) http.Handler {
	t.Helper()
	s, _ := armtest.NewStore(t, armtest.Seed()...)
	log := slog.New(slog.DiscardHandler)
	return serve.Site{ARM: arm.New(s, log), Page: explorer.New(s, log), Token: "secret", Log: log}.Handler()
}

func get(t *testing.T, path string) *http.Request {
	t.Helper()
	return httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://fabric.example:8080"+path, nil)
}

// post is the request that the page for signing in sends.
func post(t *testing.T, body io.Reader) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://fabric.example:8080/signin", body)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://fabric.example:8080")
	r.Header.Set("Accept", aBrowser)
	return r
}

func form(token, next string) io.Reader {
	return strings.NewReader(url.Values{"token": {token}, "next": {next}}.Encode())
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	site := guardedSite(t)
	asked := answered(t, site, get(t, "/trace?source=a&destination=b"), "Accept", aBrowser)
	want(t, asked.Result(), http.StatusUnauthorized, "")
	for _, part := range []string{`<form action="/signin" method="post">`, `value="/trace?source=a&amp;destination=b"`, `<label for="token">`, `aria-describedby="token-help"`} {
		if !strings.Contains(asked.Body.String(), part) {
			t.Errorf("the page has no %s", part)
		}
	}
	if policy := asked.Header().Get("Referrer-Policy"); policy != "same-origin" {
		t.Errorf("the policy %s hides from the server where the form comes from", policy)
	}
	for _, wrong := range []string{"", "secre", "secretx", "Bearer secret"} {
		w := answered(t, site, post(t, form(wrong, "/trace")))
		want(t, w.Result(), http.StatusUnauthorized, "")
		if page := w.Body.String(); !strings.Contains(page, `aria-describedby="token-help token-error" aria-invalid="true"`) || !strings.Contains(page, `id="token-error" role="alert">This is not`) || !strings.Contains(page, `value="/trace"`) {
			t.Errorf("%q: %s", wrong, page)
		}
		if len(w.Result().Cookies()) > 0 {
			t.Errorf("%q gets a cookie", wrong)
		}
	}
	w := answered(t, site, post(t, form("secret", "/trace?source=a&destination=b")))
	want(t, w.Result(), http.StatusSeeOther, "")
	if to := w.Header().Get("Location"); to != "/trace?source=a&destination=b" {
		t.Errorf("it leads to %s", to)
	}
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%d cookies", len(cookies))
	}
	c := cookies[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Secure || c.MaxAge != 0 || !c.Expires.IsZero() || c.Domain != "" || c.Name != "simfabric-8080" || len(c.Value) < 26 || strings.Contains(c.Value, "secret") {
		t.Errorf("the cookie is %s", c)
	}
}

// TestCookie: a cookie opens the pages of the process that gave it, and no call of ARM's.
func TestCookie(t *testing.T) {
	t.Parallel()
	site, other := guardedSite(t), guardedSite(t)
	cookie := answered(t, site, post(t, form("secret", "/"))).Header().Get("Set-Cookie")
	cookie, _, _ = strings.Cut(cookie, ";")
	name, value, _ := strings.Cut(cookie, "=")
	want(t, answered(t, site, get(t, "/"), "Cookie", cookie).Result(), http.StatusOK, "")
	want(t, answered(t, site, get(t, "/trace"), "Cookie", name+"=stale; "+cookie).Result(), http.StatusOK, "")
	want(t, answered(t, site, get(t, "/nowhere"), "Cookie", cookie).Result(), http.StatusNotFound, "")
	if to := answered(t, site, get(t, "/signin"), "Cookie", cookie).Header().Get("Location"); to != "/" {
		t.Errorf("who is in and wants to sign in gets to %q", to)
	}
	want(t, answered(t, site, get(t, "/signin")).Result(), http.StatusUnauthorized, "")
	for _, wrong := range []string{name + "=", name + "=secret", name + "=" + value[1:], "simfabric=" + value, "simfabric-80=" + value} {
		want(t, answered(t, site, get(t, "/"), "Cookie", wrong).Result(), http.StatusUnauthorized, "AuthenticationFailed")
	}
	want(t, answered(t, other, get(t, "/"), "Cookie", cookie).Result(), http.StatusUnauthorized, "AuthenticationFailed")
	for _, accept := range []string{aBrowser, "application/json"} {
		want(t, answered(t, site, get(t, network), "Cookie", cookie, "Accept", accept).Result(), http.StatusUnauthorized, "AuthenticationFailed")
		want(t, answered(t, site, get(t, "/Subscriptions"), "Cookie", cookie, "Accept", accept).Result(), http.StatusUnauthorized, "AuthenticationFailed")
	}
	want(t, answered(t, site, get(t, network), "Authorization", "Bearer "+value).Result(), http.StatusUnauthorized, "AuthenticationFailed")
}

// TestSignInRefused: what no page of this server sends signs nobody in.
func TestSignInRefused(t *testing.T) {
	t.Parallel()
	site := guardedSite(t)
	for _, c := range []struct {
		says, value string
		body        io.Reader
		status      int
	}{
		{"Origin", "https://elsewhere.example", form("secret", "/"), http.StatusForbidden},
		{"Origin", "null", form("secret", "/"), http.StatusForbidden},
		{"Sec-Fetch-Site", "cross-site", form("secret", "/"), http.StatusForbidden},
		{"Content-Type", "text/plain", form("secret", "/"), http.StatusUnauthorized},
		{"Accept", "*/*", strings.NewReader("token=%zz"), http.StatusBadRequest},
		{"Accept", "*/*", form("secret", strings.Repeat("/", 128<<10)), http.StatusRequestEntityTooLarge},
	} {
		w := answered(t, site, post(t, c.body), c.says, c.value)
		want(t, w.Result(), c.status, "")
		if len(w.Result().Cookies()) > 0 {
			t.Errorf("%s %s gets a cookie", c.says, c.value)
		}
	}
	r := post(t, nil)
	r.URL.RawQuery = "token=secret" // which logs and histories would keep
	want(t, answered(t, site, r).Result(), http.StatusUnauthorized, "")
	if w := answered(t, site, post(t, form("secret", "/")), "Origin", "https://fabric.example:8080"); !w.Result().Cookies()[0].Secure {
		t.Error("a cookie that was asked for over TLS goes out without")
	}
}

// TestNext: signing in leads to a path of this server, whatever the form says.
func TestNext(t *testing.T) {
	t.Parallel()
	site := guardedSite(t)
	for next, to := range map[string]string{
		"/": "/", "/instance?id=%2Fx&y=1": "/instance?id=%2Fx&y=1", "/a b": "/a%20b", "/é": "/%C3%A9", "": "/", "trace": "/", "?q=x": "/",
		"//elsewhere.example": "/", "///elsewhere.example": "/", "////elsewhere.example": "/", "/%2Felsewhere.example": "/",
		`/\elsewhere.example`: "/%5Celsewhere.example", `\\elsewhere.example`: "/", "https://elsewhere.example/": "/", "https:/elsewhere.example": "/",
		"javascript:alert(1)": "/", "/\t/elsewhere.example": "/", "/x\r\nSet-Cookie: a=b": "/", "/.//elsewhere.example": "/elsewhere.example",
		"//user@elsewhere.example/": "/", "/x?a\\b": "/x?a\\b", "/%zz": "/",
	} {
		w := answered(t, site, post(t, form("secret", next)))
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != to {
			t.Errorf("%q leads to %q, status %d, want %q", next, got, w.Code, to)
		}
	}
}
