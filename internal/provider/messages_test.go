package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// messages are diagnostics in one line each: severity, attribute path, code, and the details beside.
type messages []message

type message struct {
	head   string
	detail string
}

func (m messages) heads() []string {
	var heads []string
	for _, one := range m {
		heads = append(heads, one.head)
	}
	slices.Sort(heads)
	return heads
}

func (m messages) detail(head string) string {
	for _, one := range m {
		if one.head == head {
			return one.detail
		}
	}
	return ""
}

func told(list []*tfprotov6.Diagnostic) messages {
	var m messages
	for _, d := range list {
		code, _, _ := strings.Cut(d.Summary, ":")
		m = append(m, message{strings.TrimSpace(fmt.Sprintf("%s %s %s", strings.ToLower(d.Severity.String()), pathText(d.Attribute), code)), d.Detail})
	}
	return m
}

func pathText(p *tftypes.AttributePath) string {
	if p == nil {
		return ""
	}
	var b strings.Builder
	for _, step := range p.Steps() {
		switch s := step.(type) {
		case tftypes.AttributeName:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(string(s))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&b, "[%d]", int64(s))
		case tftypes.ElementKeyString:
			fmt.Fprintf(&b, "[%q]", string(s))
		}
	}
	return b.String()
}

// text returns a planned string; "?" where it is not known, "-" where it is null.
func (p planned) text(t *testing.T, name string) string {
	t.Helper()
	v, ok := p.state[name]
	switch {
	case !ok:
		t.Fatalf("no attribute %s", name)
	case !v.IsKnown():
		return "?"
	case v.IsNull():
		return "-"
	}
	var s string
	if v.Type().Is(tftypes.String) {
		if err := v.As(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	if v.IsFullyKnown() {
		return "known"
	}
	return "partly known"
}

func wantHeads(t *testing.T, got messages, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got.heads(), want) {
		t.Errorf("got %q, want %q\n%v", got.heads(), want, got)
	}
}
