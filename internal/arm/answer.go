package arm

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// pageSize is how many resources one answer of a list has.
const pageSize = 100

// answer is what a call comes to, whole before the first byte of it is written.
type answer struct {
	status int
	etag   string // of a resource that was asked for
	body   any    // nil for none
}

// one answers with a resource, or with 304 where the caller has it already.
func (c *call) one(r Resource) (answer, error) {
	if given := c.request.Header.Get("If-None-Match"); c.request.Method == http.MethodGet && given != "" && matches(given, r.ETag) {
		return answer{status: http.StatusNotModified, etag: r.ETag}, nil
	}
	return answer{status: http.StatusOK, etag: r.ETag, body: r}, nil
}

// matches reports whether a list of entity tags has one, or names any. Tags compare as weak ones (RFC 9110, 8.8.3.2).
func matches(list, etag string) bool {
	for tag := range strings.SplitSeq(list, ",") {
		tag = strings.TrimSpace(tag)
		if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// precondition refuses a change of a resource that is not as the caller thinks.
func precondition(r *http.Request, etag string) *Error {
	match, none := r.Header.Get("If-Match"), r.Header.Get("If-None-Match")
	if match != "" && !matches(match, etag) || none != "" && matches(none, etag) {
		return refuse(http.StatusPreconditionFailed, "PreconditionFailed", "The condition of the request does not hold: the resource has the ETag %s.", etag)
	}
	return nil
}

// ListResult is one page of a list.
type ListResult struct {
	Value    []Resource `json:"value"`
	NextLink string     `json:"nextLink,omitempty"`
}

// list answers with a page of a list.
func (c *call) list(all []Resource) (answer, error) {
	start, e := c.start(all)
	if e != nil {
		return answer{}, e
	}
	end := min(start+pageSize, len(all))
	page := ListResult{Value: orNone(all[start:end])}
	if end < len(all) {
		page.NextLink = c.nextLink(end, all[end-1].ID)
	}
	return answer{status: http.StatusOK, body: page}, nil
}

// A skip token says where the next page begins: after the resource of an id, or where that has gone meanwhile, at a number.
const skipToken = "$skiptoken"

func (c *call) nextLink(next int, after string) string {
	u := url.URL{Scheme: "http", Host: c.request.Host, Path: c.request.URL.Path, RawPath: c.request.URL.RawPath}
	if c.request.TLS != nil {
		u.Scheme = "https"
	}
	values := c.request.URL.Query()
	for key := range values {
		if strings.EqualFold(key, skipToken) {
			values.Del(key)
		}
	}
	values.Set(skipToken, base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(next)+" "+after)))
	u.RawQuery = values.Encode()
	return u.String()
}

func (c *call) start(all []Resource) (int, *Error) {
	token := query(c.request, skipToken)
	if token == "" {
		return 0, nil
	}
	plain, err := base64.RawURLEncoding.DecodeString(token)
	number, after, ok := strings.Cut(string(plain), " ")
	next, errNumber := strconv.Atoi(number)
	if err != nil || errNumber != nil || !ok || next < 0 {
		return 0, badRequest("InvalidSkipToken", "The $skiptoken of the request is not one that a nextLink has.")
	}
	for i, r := range all {
		if strings.EqualFold(r.ID, after) {
			return i + 1, nil
		}
	}
	return min(next, len(all)), nil
}

func (a answer) write(w http.ResponseWriter) {
	if a.etag != "" {
		w.Header().Set("ETag", a.etag)
	}
	if a.body == nil {
		w.WriteHeader(a.status)
		return
	}
	writeJSON(w, a.status, a.body)
}

// WriteError answers with ARM's error body.
func WriteError(w http.ResponseWriter, e *Error) {
	if e.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	w.Header().Set("x-ms-error-code", e.Code)
	writeJSON(w, e.Status, ErrorBody{e})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body) // with <, > and & escaped, so that no page can be made of a name
	if err != nil {
		panic(err) // plain data always encodes
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text) // a client that is gone needs no answer
}
