package explorer_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserSignsIn opens a page from another machine, mistakes the token once, and gets to the page.
func TestBrowserSignsIn(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, "secret", tiers()...))
	b.url = strings.Replace(b.url, "127.0.0.1", away, 1)
	b.expect("status of 401")
	b.follow(chromedp.Navigate(b.url + "/?q=web"))
	b.asked("")
	b.do(chromedp.SendKeys(chromedp.CSS("#token"), "mistaken"))
	b.follow(chromedp.SendKeys(chromedp.CSS("#token"), "\r"))
	b.asked("This is not the server's token.")
	b.do(chromedp.SendKeys(chromedp.CSS("#token"), "secret"))
	b.follow(chromedp.Click(chromedp.CSS("main button")))
	if at, n := value[string](b, "location.pathname+location.search"), b.count("tbody tr"); at != "/?q=web" || n != 2 {
		t.Errorf("signing in leads to %s with %d instances", at, n)
	}
	if cookies := value[string](b, "document.cookie"); cookies != "" {
		t.Errorf("scripts can read %s", cookies)
	}
	b.follow(chromedp.Click(chromedp.CSS("tbody a")))
	if got := b.text("h1"); got != "Instance web_0" {
		t.Errorf("then a link leads to %q", got)
	}
	b.unfaulted()
}

// asked wants the page to ask for the token, in a field that a screen reader calls by its name, with what is wrong with it.
func (b *browser) asked(problem string) {
	b.Helper()
	if name := value[string](b, `document.querySelector("#token").labels[0].textContent`); b.text("h1") != "Sign in" || name != "Token" {
		b.Errorf("the page %q asks for %q", b.text("h1"), name)
	}
	described := value[string](b, `document.querySelector("#token").getAttribute("aria-describedby").split(" ").map(id => document.getElementById(id).textContent).join("|")`)
	if _, got, _ := strings.Cut(described, "|"); got != problem {
		b.Errorf("the field is said to be wrong in that %q, want %q", got, problem)
	}
}
