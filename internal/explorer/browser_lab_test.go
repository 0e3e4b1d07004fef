package explorer_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// programs are names of the browser: what SIMFABRIC_CHROMIUM names, Debian's, and others'.
var programs = []string{os.Getenv("SIMFABRIC_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome", "headless-shell"}

// patience bounds what a test does in the browser: its start takes most of it, on a machine that does other things.
const patience = 3 * time.Minute

// away is a name by which the browser reaches explorers as if they were on another machine: not over TLS, and so without the
// headers that browsers send to themselves alone.
const away = "fabric.example"

// browser is a headless Chromium at an explorer. What it complains of, and what it asks others for, fails the test.
type browser struct {
	testing.TB
	ctx context.Context
	url string

	mutex    sync.Mutex
	faults   []string
	expected string // a part of what it may complain of; empty for nothing
}

// open starts a browser; without one the test is skipped, loudly.
func open(t testing.TB, l lab) *browser {
	t.Helper()
	program := findProgram()
	if program == "" {
		banner := strings.Repeat("#", 80)
		fmt.Fprintf(os.Stderr, "\n%s\n##  SKIPPED: the explorer was NOT tested in a browser: there is no chromium.\n%s\n\n", banner, banner)
		t.Skip("there is no chromium")
	}
	server := httptest.NewServer(l)
	t.Cleanup(server.Close)
	b := &browser{TB: t, url: server.URL}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewExecAllocator(ctx, chromedp.ExecPath(program), chromedp.Headless, chromedp.NoFirstRun,
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1500, 1150), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("host-resolver-rules", "MAP "+away+" 127.0.0.1"))
	t.Cleanup(stop)
	b.ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(b.hear))
	t.Cleanup(cancel)
	b.do(command(log.Enable, cdp.Empty{}), command(network.Enable, network.EnableParams{}))
	return b
}

func findProgram() string {
	for _, name := range programs {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return ""
}

// hear notes what must not happen.
func (b *browser) hear(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		fault = fmt.Sprintf("the console says %s", e.Type)
	case *runtime.EventExceptionThrown:
		fault = "an exception: " + e.ExceptionDetails.Text
	case *log.EventEntryAdded:
		fault = fmt.Sprintf("the log says %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, b.url+"/") && !strings.HasPrefix(e.Request.URL, "data:") {
			fault = "a request to " + e.Request.URL
		}
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if fault != "" && (b.expected == "" || !strings.Contains(fault, b.expected)) {
		b.faults = append(b.faults, fault)
	}
}

// expect lets the browser complain of something.
func (b *browser) expect(text string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.expected = text
}

// unfaulted wants nothing to have been noted.
func (b *browser) unfaulted() {
	b.Helper()
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if len(b.faults) > 0 {
		b.Errorf("in the browser: %s", strings.Join(b.faults, "\n"))
	}
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// follow waits for the page that actions lead to.
func (b *browser) follow(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if _, err := chromedp.RunResponse(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// value is what an expression comes to in the page.
func value[T any](b *browser, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// count returns how many elements a selector finds.
func (b *browser) count(selector string) int {
	b.Helper()
	return value[int](b, fmt.Sprintf("document.querySelectorAll(%q).length", selector))
}

// text returns what an element says.
func (b *browser) text(selector string) string {
	b.Helper()
	return strings.TrimSpace(value[string](b, fmt.Sprintf("document.querySelector(%q)?.textContent ?? ''", selector)))
}
