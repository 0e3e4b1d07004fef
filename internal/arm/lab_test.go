package arm_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

var update = flag.Bool("update", false, "write golden files")

// version is an api-version that everything takes.
const version = "api-version=2025-04-01"

// lab is a server of a store.
type lab struct {
	testing.TB
	store store.Store
	*httptest.Server
}

func newLab(t testing.TB, objects ...fabric.Object) lab {
	t.Helper()
	s, _ := armtest.NewStore(t, objects...)
	return labOn(t, s)
}

func labOn(t testing.TB, s store.Store) lab {
	t.Helper()
	return lab{t, s, armtest.NewServer(t, s)}
}

// reply is an answer, read to its end.
type reply struct {
	lab
	status int
	header http.Header
	body   []byte
}

// ask sends a request; headers are pairs of names and values.
func (l lab) ask(method, path, body string, headers ...string) reply {
	l.Helper()
	var content io.Reader
	if body != "" {
		content = strings.NewReader(body)
	}
	r, err := http.NewRequestWithContext(l.Context(), method, l.URL+path, content)
	if err != nil {
		l.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := l.Client().Do(r)
	if err != nil {
		l.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	text, err := io.ReadAll(response.Body)
	if err != nil {
		l.Fatal(err)
	}
	return reply{l, response.StatusCode, response.Header, text}
}

// get asks for an id, or a path, that has no query yet.
func (l lab) get(path string, headers ...string) reply {
	l.Helper()
	return l.ask(http.MethodGet, path+"?"+version, "", headers...)
}

// ok wants a status.
func (r reply) ok(status int) reply {
	r.Helper()
	if r.status != status {
		r.Fatalf("status %d, want %d: %s", r.status, status, r.body)
	}
	return r
}

// refused wants ARM's error body, with a status and a code.
func (r reply) refused(status int, code string) arm.Error {
	r.Helper()
	var body arm.ErrorBody
	if err := json.Unmarshal(r.body, &body); err != nil || body.Error == nil || body.Error.Message == "" {
		r.Fatalf("status %d without ARM's error body: %s", r.status, r.body)
	}
	if r.status != status || body.Error.Code != code {
		r.Errorf("status %d, code %s, want %d, %s: %s", r.status, body.Error.Code, status, code, body.Error.Message)
	}
	if got := r.header.Get("Content-Type"); got != "application/json; charset=utf-8" {
		r.Errorf("the error's content type is %q", got)
	}
	return *body.Error
}

// golden compares the body with a file.
func (r reply) golden(name string) reply {
	r.Helper()
	var text bytes.Buffer
	if err := json.Indent(&text, r.body, "", "  "); err != nil {
		r.Fatalf("no JSON: %v: %s", err, r.body)
	}
	text.WriteByte('\n')
	got := strings.ReplaceAll(text.String(), r.URL, "http://127.0.0.1")
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			r.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		r.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		r.Errorf("%s (-want +got; -update writes it):\n%s", name, diff)
	}
	return r
}

// into reads the body.
func (r reply) into(v any) {
	r.Helper()
	if err := json.Unmarshal(r.body, v); err != nil {
		r.Fatalf("%v: %s", err, r.body)
	}
}

// encoded is all that a store holds, to see that nothing has changed.
func (l lab) encoded() map[fabric.ID]string {
	l.Helper()
	all := map[fabric.ID]string{}
	for o := range armtest.World(l, l.store).All() {
		body, err := fabric.Encode(o)
		if err != nil {
			l.Fatal(err)
		}
		all[o.Head().ID] = string(body)
	}
	return all
}
