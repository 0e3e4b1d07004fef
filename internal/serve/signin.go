package serve

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/explorer"
)

// secret is the digest of a text that a request has to bring. Digests are of one length, so comparing them tells nothing.
type secret [sha256.Size]byte

func secretOf(text string) secret { return sha256.Sum256([]byte(text)) }

func (s secret) is(given string) bool {
	digest := secretOf(given)
	return subtle.ConstantTimeCompare(digest[:], s[:]) == 1
}

// entrance knows who has the token. Programs bring it with each request. People, whose browsers do not, give it to a page once,
// and bring a cookie from then on.
type entrance struct {
	token, bearer, cookie secret
	session               string // the cookie's value: by chance, so that it tells nothing of the token and ends with the process
}

func newEntrance(token string) *entrance {
	session := rand.Text()
	return &entrance{secretOf(token), secretOf("Bearer " + token), secretOf(session), session}
}

// admits reports whether a request brings the token or, where it is for a page, the cookie. Browsers send a cookie without being
// asked, be it by a page of another site; pages only read, and so no cookie ever changes the store. ARM's calls take the token alone.
func (e *entrance) admits(r *http.Request, forPage bool) bool {
	return e.bearer.is(r.Header.Get("Authorization")) ||
		forPage && slices.ContainsFunc(r.CookiesNamed(cookieName(r)), func(c *http.Cookie) bool { return e.cookie.is(c.Value) })
}

// ServeHTTP answers at explorer.PathSignIn.
func (e *entrance) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodPost:
		e.signIn(w, r)
	case e.admits(r, true):
		http.Redirect(w, r, "/", http.StatusSeeOther)
	default:
		ask(w, "/", "")
	}
}

// ask answers with the page that takes the token. Afterwards it leads to what was asked for.
func ask(w http.ResponseWriter, next, problem string) {
	w.Header().Set("WWW-Authenticate", "Bearer")
	// Without a referrer browsers hide the origin of a form as well, and the guard against other sites refuses what has none.
	w.Header().Set("Referrer-Policy", "same-origin")
	explorer.WriteSignIn(w, next, problem)
}

// maxForm has room for a token and the address of a page, each of which fits the head of a request, in a form's spelling.
const maxForm = 4 * maxHeader

func (e *entrance) signIn(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		status := http.StatusBadRequest
		if tooLong := new(http.MaxBytesError); errors.As(err, &tooLong) {
			status = http.StatusRequestEntityTooLarge
		}
		explorer.WriteNotice(w, status, "Not signed in", "What was sent is not what the page for signing in sends.")
		return
	}
	next := localPath(r.PostForm.Get("next"))
	if !e.token.is(r.PostForm.Get("token")) {
		ask(w, next, "This is not the server's token.")
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: cookieName(r), Value: e.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: strings.HasPrefix(r.Header.Get("Origin"), "https://"), // behind a proxy with TLS, which this server does not see
	})
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// cookieName has the port in it: a host's browsers send a cookie to all of its ports, and several servers may be there.
func cookieName(r *http.Request) string {
	if _, port, err := net.SplitHostPort(r.Host); err == nil {
		return "simfabric-" + port
	}
	return "simfabric"
}

// localPath returns a path of this server, with its query; of what leads elsewhere nothing is left. It is written anew from its
// parts, which escapes what some browsers take for a slash.
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") {
		return "/"
	}
	return (&url.URL{Path: u.Path, RawQuery: u.RawQuery}).String()
}
