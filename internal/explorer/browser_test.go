package explorer_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestBrowser goes the way of somebody who looks for what keeps the web tier off the database.
func TestBrowser(t *testing.T) {
	t.Parallel()
	b := open(t, newLab(t, tiers()...))
	b.do(chromedp.Navigate(b.url + "/"))
	if n := b.count("#picture svg [data-kind=instance]"); n != 5 {
		t.Errorf("the picture has %d instances", n)
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "web zone"))
	b.follow(chromedp.SendKeys(chromedp.CSS("#q"), "\r"))
	if n := b.count("tbody tr"); n != 2 {
		t.Errorf("the filter finds %d instances", n)
	}
	b.follow(chromedp.Click(chromedp.CSS("tbody a")))
	if got := b.text("h1"); got != "Instance web_0" {
		t.Errorf("the page of the instance is called %q", got)
	}
	if n := b.count("table.rules"); n != 2 {
		t.Errorf("%d tables of rules", n)
	}
	b.follow(chromedp.Click(chromedp.CSS("a[href*='source=']")))
	b.do(
		chromedp.SendKeys(chromedp.CSS("#destination"), "db/virtualMachines/0"),
		chromedp.SetValue(chromedp.CSS("#destination_port"), "5432"),
	)
	b.follow(chromedp.Click(chromedp.CSS("form.trace button")))
	b.denied()
	b.dark()
	b.screenshots()
	b.whole()
	b.pictureLinks()
	b.keyboard()
	b.unfaulted()
}

// denied wants the page to show that the group of the database's subnet denies the packet, in red.
func (b *browser) denied() {
	b.Helper()
	if got := b.text(".verdict strong"); got != "Unreachable" {
		b.Errorf("the packet is %q", got)
	}
	decides := value[string](b, `document.querySelector("svg .path .deciding")?.dataset.id ?? ""`)
	if !strings.HasSuffix(decides, "/networkSecurityGroups/db") || b.text("li.decides .rule") != "rest" {
		b.Errorf("%q decides, by the rule %q", decides, b.text("li.decides .rule"))
	}
	if frame := value[string](b, `getComputedStyle(document.querySelector("svg .deciding .decides")).stroke`); frame != "rgb(220, 38, 38)" {
		b.Errorf("what decides is framed in %s", frame)
	}
}

// dark wants the page to follow the reader's choice of colours, and back.
func (b *browser) dark() {
	b.Helper()
	for scheme, ground := range map[string]string{"dark": "rgb(11, 17, 32)", "light": "rgb(248, 250, 252)"} {
		b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}))
		for _, of := range []string{`document.body).backgroundColor`, `document.querySelector("svg .page")).fill`} {
			if got := value[string](b, "getComputedStyle("+of); got != ground {
				b.Errorf("in %s, %s is %s", scheme, of, got)
			}
		}
	}
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}))
}

// whole wants the picture to have the packet's way alone, until the whole network is asked for.
func (b *browser) whole() {
	b.Helper()
	const instances = "#picture svg [data-kind=instance]"
	if n := b.count(instances); n != 2 {
		b.Errorf("the way has %d instances", n)
	}
	b.follow(chromedp.Click(chromedp.CSS("#picture a[href*='whole=true']")))
	if n := b.count(instances); n != 5 {
		b.Errorf("the whole network has %d instances", n)
	}
	b.denied()
}

// pictureLinks wants an instance in the picture to lead to its page, by a click and by the keyboard.
func (b *browser) pictureLinks() {
	b.Helper()
	b.follow(chromedp.Click(chromedp.CSS("svg a[aria-label='instance db_0'] .text")))
	if got := b.text("h1"); got != "Instance db_0" {
		b.Errorf("a click on db_0 leads to %q", got)
	}
	b.do(chromedp.Navigate(b.url+"/"), chromedp.Focus(chromedp.CSS(".picture")), chromedp.KeyEvent("\t"))
	if at := value[string](b, "document.activeElement.getAttribute('aria-label')"); at != "instance web_0" {
		b.Errorf("the first key in the picture leads to %q", at)
	}
	if frame := value[string](b, `getComputedStyle(document.activeElement.querySelector(".vm")).strokeWidth`); frame != "2.5px" {
		b.Errorf("the frame of what has the focus is %s wide", frame)
	}
	b.follow(chromedp.KeyEvent("\r"))
	if got := b.text("h1"); got != "Instance web_0" {
		b.Errorf("the key leads to %q", got)
	}
}

// keyboard wants the first key to show the link that skips to the content.
func (b *browser) keyboard() {
	b.Helper()
	b.do(chromedp.Navigate(b.url+"/"), chromedp.KeyEvent("\t"))
	if at := value[string](b, "document.activeElement.className"); at != "skip" {
		b.Errorf("the first key leads to %q", at)
	}
}

// screenshots writes the page to the folder that SIMFABRIC_SCREENSHOTS names.
func (b *browser) screenshots() {
	b.Helper()
	dir := os.Getenv("SIMFABRIC_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "explorer.png"), png, 0o644); err != nil {
		b.Fatal(err)
	}
}

// command is a command of the browser's own.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (v chromedp.Void, err error) {
		_, err = chromedp.Call(ctx, c, params)
		return v, err
	}
}
