package serve

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/explorer"
)

// Site is what the server answers, and what stands before all of it.
type Site struct {
	ARM   http.Handler // everything below arm.Prefix
	Page  http.Handler // everything else; nil for nothing
	Token string       // that every request has to bring, or for a page once; empty for none
	Log   *slog.Logger
}

// Handler returns the whole site: each request is logged, checked, and led to its part.
func (s Site) Handler() http.Handler { return s.logged(secured(s.guarded(http.HandlerFunc(s.route)))) }

// route leads to the part that a path belongs to. There is no cleaning of paths and no redirect: each part takes a path as it
// is, or not at all.
func (s Site) route(w http.ResponseWriter, r *http.Request) {
	if s.hasPage(r) {
		s.Page.ServeHTTP(w, r)
	} else {
		s.ARM.ServeHTTP(w, r)
	}
}

// hasPage reports whether a path is one for people, and none of ARM's.
func (s Site) hasPage(r *http.Request) bool {
	path := strings.ToLower(r.URL.Path)
	return s.Page != nil && path != arm.Prefix && !strings.HasPrefix(path, arm.Prefix+"/")
}

// refuse answers a request that gets to no part, in ARM's way. Whoever asks for a page and reads pages gets one, which says the
// same below a title.
func (s Site) refuse(w http.ResponseWriter, r *http.Request, title string, e *arm.Error) {
	if s.hasPage(r) && readsPages(r) {
		explorer.WriteNotice(w, e.Status, title, e.Message)
	} else {
		arm.WriteError(w, e)
	}
}

// readsPages reports whether a request says that it comes from a browser, which asks for a page by its type. Other programs do
// not, and take anything.
func readsPages(r *http.Request) bool {
	return strings.Contains(strings.ToLower(strings.Join(r.Header.Values("Accept"), ",")), "text/html")
}

// guarded turns away who has no business here: without the token where there is one; and pages of other sites in this
// machine's browsers, which reach the loopback interface as well.
func (s Site) guarded(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	door := newEntrance(s.Token)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		signsIn := s.Token != "" && s.hasPage(r) && r.URL.Path == explorer.PathSignIn
		switch {
		case s.Token != "" && !signsIn && !door.admits(r, s.hasPage(r)):
			s.unauthorized(w, r)
		case s.Token == "" && !isThisMachine(r.Host):
			s.refuse(w, r, "Another address", &arm.Error{Status: http.StatusMisdirectedRequest, Code: "InvalidHostName", Message: "The server has no such name. Use the address that it has printed, or localhost."})
		case origins.Check(r) != nil:
			s.refuse(w, r, "Refused", &arm.Error{Status: http.StatusForbidden, Code: "AuthorizationFailed", Message: "Pages of other sites change nothing here."})
		case signsIn:
			door.ServeHTTP(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// unauthorized refuses who has not shown the token, and asks people for it.
func (s Site) unauthorized(w http.ResponseWriter, r *http.Request) {
	if s.hasPage(r) && readsPages(r) {
		ask(w, r.URL.RequestURI(), "")
		return
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	arm.WriteError(w, &arm.Error{Status: http.StatusUnauthorized, Code: "AuthenticationFailed", Message: "Authentication failed. The 'Authorization' header is missing or does not have the server's token."})
}

// isThisMachine reports whether a Host header names the loopback interface. A name that somebody made lead there does not.
func isThisMachine(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	a, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || err == nil && a.Unmap().IsLoopback()
}

// secured sets what browsers go by. A page that needs more says so itself.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range map[string]string{
			"X-Content-Type-Options":       "nosniff",
			"X-Frame-Options":              "DENY",
			"Referrer-Policy":              "no-referrer",
			"Content-Security-Policy":      "default-src 'none'; frame-ancestors 'none'",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Cache-Control":                "no-cache",
		} {
			w.Header().Set(name, value)
		}
		next.ServeHTTP(w, r)
	})
}

// requestID is the header by which an answer and a line of the log find each other.
const requestID = "x-ms-request-id"

// logged writes a line for each request, and answers where a handler panics.
func (s Site) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, id := time.Now(), newID()
		w.Header().Set(requestID, id)
		c := &counted{ResponseWriter: w}
		defer func() {
			if cause := recover(); cause != nil {
				s.Log.Error("a handler panicked", "request", id, "path", r.URL.Path, "cause", cause)
				if c.status == 0 {
					s.refuse(c, r, "The page cannot be shown", &arm.Error{Status: http.StatusInternalServerError, Code: "InternalServerError", Message: "The call failed. The server's log says why."})
				}
			}
			s.Log.Info("request", "id", id, "method", r.Method, "path", r.URL.Path, "status", c.status, "bytes", c.bytes, "took", time.Since(start).Round(time.Microsecond), "client", r.RemoteAddr)
		}()
		next.ServeHTTP(c, r)
	})
}

func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// counted remembers what was answered.
type counted struct {
	http.ResponseWriter
	status, bytes int
}

// WriteHeader implements http.ResponseWriter.
func (c *counted) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (c *counted) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(b)
	c.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }
