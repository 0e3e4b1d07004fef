package serve_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/serve"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

const network = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vmssnic-vnet?api-version=2025-01-01"

// running is a command that serves.
type running struct {
	*testing.T
	url  string
	stop func() error
}

// start runs the command and reads where it listens.
func start(t *testing.T, args ...string) running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- serve.Command{Store: "nowhere", Memory: "memory", Stdout: in, Stderr: io.Discard}.Run(ctx, args)
		_ = in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		cancel()
		t.Fatalf("the command ends: %v", <-done)
	}
	_, url, _ := strings.Cut(strings.TrimSpace(line), " at ")
	r := running{t, url, func() error { cancel(); return <-done }}
	t.Cleanup(cancel)
	return r
}

func (r running) get(path string, headers ...string) *http.Response {
	r.Helper()
	request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, r.url+path, nil)
	if err != nil {
		r.Fatal(err)
	}
	return r.do(request, headers...)
}

func (r running) do(request *http.Request, headers ...string) *http.Response {
	r.Helper()
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	if host := request.Header.Get("Host"); host != "" {
		request.Host = host
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		r.Fatal(err)
	}
	r.Cleanup(func() { _ = response.Body.Close() })
	return response
}

func want(t *testing.T, response *http.Response, status int, code string) {
	t.Helper()
	if response.StatusCode != status || response.Header.Get("x-ms-error-code") != code {
		body, _ := io.ReadAll(response.Body)
		t.Errorf("status %d, code %q, want %d, %q: %s", response.StatusCode, response.Header.Get("x-ms-error-code"), status, code, body)
	}
}

func TestServe(t *testing.T) {
	t.Parallel()
	_, path := armtest.NewStore(t, armtest.Seed()...)
	r := start(t, "-store", path)
	if !strings.HasPrefix(r.url, "http://127.0.0.1:") {
		t.Errorf("it listens at %s", r.url)
	}
	response := r.get(network)
	want(t, response, http.StatusOK, "")
	for _, header := range []string{"X-Content-Type-Options", "X-Frame-Options", "Content-Security-Policy", "Referrer-Policy", "Cache-Control", "x-ms-request-id"} {
		if response.Header.Get(header) == "" {
			t.Errorf("no %s", header)
		}
	}
	page := r.get("/")
	want(t, page, http.StatusOK, "")
	if policy := page.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "style-src 'sha256-") {
		t.Errorf("the page's policy is %s", policy)
	}
	want(t, r.get("/subscriptions"), http.StatusBadRequest, "MissingApiVersionParameter")
	want(t, r.get(network, "Host", "localhost:1"), http.StatusOK, "")
	want(t, r.get(network, "Host", "[::1]:1"), http.StatusOK, "")
	want(t, r.get(network, "Host", "rebound.example"), http.StatusMisdirectedRequest, "InvalidHostName")
	want(t, r.get(network, "Host", "127.0.0.1.example:80"), http.StatusMisdirectedRequest, "InvalidHostName")

	upgrade := strings.Replace(network, "Microsoft.Network/virtualNetworks/vmssnic-vnet", "Microsoft.Compute/virtualMachineScaleSets/vmssnic/manualupgrade", 1)
	post := func(headers ...string) *http.Response {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.url+upgrade, strings.NewReader(`{"instanceIds": ["*"]}`))
		if err != nil {
			t.Fatal(err)
		}
		return r.do(request, headers...)
	}
	want(t, post("Origin", "https://elsewhere.example"), http.StatusForbidden, "AuthorizationFailed")
	want(t, post("Sec-Fetch-Site", "cross-site"), http.StatusForbidden, "AuthorizationFailed")
	want(t, post(), http.StatusOK, "")
	if err := r.stop(); err != nil {
		t.Errorf("it stops with %v", err)
	}
}

func TestToken(t *testing.T) {
	t.Parallel()
	_, path := armtest.NewStore(t, armtest.Seed()...)
	r := start(t, "-store", path, "-listen", "0.0.0.0:0", "-token", "secret")
	r.url = strings.NewReplacer("0.0.0.0", "127.0.0.1", "[::]", "127.0.0.1").Replace(r.url)
	for _, headers := range [][]string{nil, {"Authorization", "Bearer "}, {"Authorization", "Bearer secre"}, {"Authorization", "Bearer secretx"}, {"Authorization", "secret"}, {"Authorization", "Basic secret"}} {
		want(t, r.get(network, headers...), http.StatusUnauthorized, "AuthenticationFailed")
		want(t, r.get("/", headers...), http.StatusUnauthorized, "AuthenticationFailed")
	}
	want(t, r.get(network, "Authorization", "Bearer secret"), http.StatusOK, "")
	want(t, r.get(network, "Authorization", "Bearer secret", "Host", "fabric.example"), http.StatusOK, "")
}

func TestRefusedAtStart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, path := armtest.NewStore(t)
	newer := newerStore(t)
	foreign := filepath.Join(dir, "foreign.db")
	if err := os.WriteFile(foreign, []byte(strings.Repeat("text ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(dir, "missing", "fabric.db")
	for _, c := range []struct {
		args []string
		says string
	}{
		{nil, "there is no fabric store nowhere"},
		{[]string{"-store", missing}, "there is no fabric store " + missing},
		{[]string{"-store", "memory"}, "nothing to serve"},
		{[]string{"-store", foreign}, "not a fabric store"},
		{[]string{"-store", dir}, "not a fabric store"},
		{[]string{"-store", newer}, "newer version"},
		{[]string{"-store", path, "-listen", "0.0.0.0:0"}, "set a -token"},
		{[]string{"-store", path, "-listen", ":0"}, "set a -token"},
		{[]string{"-store", path, "-listen", "nowhere"}, "cannot listen at nowhere"},
		{[]string{"-store", path, "more"}, `no argument "more"`},
		{[]string{"-port", "80"}, "flag provided but not defined"},
	} {
		err := serve.Command{Store: "nowhere", Memory: "memory", Stdout: io.Discard, Stderr: io.Discard}.Run(t.Context(), c.args)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("serve %v: %v, want it to say %q", c.args, err, c.says)
		}
	}
	if _, err := os.Stat(filepath.Dir(missing)); err == nil {
		t.Error("a store was made")
	}
	if err := (serve.Command{Stdout: io.Discard, Stderr: io.Discard}).Run(t.Context(), []string{"-help"}); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-help: %v", err)
	}
}

// newerStore is one that a later version wrote.
func newerStore(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fabric.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteAt([]byte{0, 0, 1, 0}, 60) // SQLite's user_version
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// impatient are timeouts that a test can wait for.
var impatient = serve.Timeouts{Header: 200 * time.Millisecond, Read: 300 * time.Millisecond, Write: 300 * time.Millisecond, Idle: time.Second, Shutdown: 100 * time.Millisecond}

// TestStuckClients: clients that send no end of a request, or take no answer, hold nobody up, and are let go of.
func TestStuckClients(t *testing.T) {
	t.Parallel()
	s, _ := armtest.NewStore(t, armtest.Seed()...)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- serve.Until(ctx, serve.NewServer(serve.Site{ARM: arm.New(s, log), Log: log}.Handler(), impatient, log), listener)
	}()
	r := running{t, "http://" + listener.Addr().String(), nil}
	var stuck []net.Conn
	for _, sends := range []string{
		"", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
		"PUT /subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/vmssnic/virtualMachines/1?api-version=2019-07-01 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{",
	} {
		for range 25 {
			c, err := net.Dial("tcp", listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := fmt.Fprint(c, sends); err != nil {
				t.Fatal(err)
			}
			stuck = append(stuck, c)
		}
	}
	for range 10 {
		want(t, r.get(network), http.StatusOK, "")
	}
	for _, c := range stuck {
		if _, err := io.Copy(io.Discard, c); err != nil && !errors.Is(err, net.ErrClosed) && !strings.Contains(err.Error(), "reset") {
			t.Error(err)
		}
		_ = c.Close()
	}
	last, err := net.Dial("tcp", listener.Addr().String()) // one that is there when the server stops
	if err != nil {
		t.Fatal(err)
	}
	defer last.Close() //nolint:errcheck // the server is gone
	cancel()
	if err := <-done; err != nil {
		t.Errorf("it stops with %v", err)
	}
}

// TestAPage: a second handler has every path but ARM's, behind the same guards.
func TestAPage(t *testing.T) {
	t.Parallel()
	says := func(text string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/panic" {
				panic("no")
			}
			fmt.Fprint(w, text)
		})
	}
	log := slog.New(slog.DiscardHandler)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- serve.Until(ctx, serve.NewServer(serve.Site{ARM: says("arm"), Page: says("page"), Log: log}.Handler(), serve.DefaultTimeouts, log), listener)
	}()
	r := running{t, "http://" + listener.Addr().String(), nil}
	for path, text := range map[string]string{"/": "page", "/subscriptionsx": "page", "/instances?x=/subscriptions/": "page", "/subscriptions": "arm", "/Subscriptions/x": "arm"} {
		body, err := io.ReadAll(r.get(path).Body)
		if err != nil || string(body) != text {
			t.Errorf("%s: %q, %v", path, body, err)
		}
	}
	want(t, r.get("/panic"), http.StatusInternalServerError, "InternalServerError")
	want(t, r.get("/", "Host", "rebound.example"), http.StatusMisdirectedRequest, "InvalidHostName")
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
