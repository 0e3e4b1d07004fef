package dns

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// none is an answer without answers.
func (l lookup) none(status Status, why string, args ...any) Answer {
	return Answer{[]string{}, l.asker.resolver(), status, fmt.Sprintf(why, args...)}
}

// found is an answer of records; the explanation names their owners.
func (l lookup) found(list []record, more string) Answer {
	var answers, owners []string
	for _, r := range list {
		answers, owners = append(answers, r.address.String()), append(owners, r.owner)
	}
	asked := l.text
	if !l.whole {
		asked += ", asked for as " + l.name + ","
	}
	return Answer{answers, l.asker.resolver(), NoError, asked + " is " + strings.Join(slices.Compact(owners), " and ") + more + "."}
}

// unforwarded is the answer of a custom server to what Azure's DNS alone knows.
func (l lookup) unforwarded(what string) Answer {
	return l.none(NXDomain, "Only Azure's DNS knows %s, and %s asks %s: there is no answer unless that server forwards to %s.", what, l.asker.words, l.server(), fabric.PlatformDNS)
}

// butCustom adds to an explanation what a custom server means; the first verb of the format is the server. It is empty
// where none is asked.
func (l lookup) butCustom(format string, args ...any) string {
	if !l.asker.custom() {
		return ""
	}
	return "; " + fmt.Sprintf(format, append([]any{l.server()}, args...)...)
}

// server names the custom server that is asked: its address, who has that, and its place in the list.
func (l lookup) server() string {
	var more []string
	if address, err := netip.ParseAddr(l.asker.resolver()); err == nil {
		for _, r := range holders(l.w, l.asker.network, address) {
			more = append(more, r.owner)
		}
	}
	if n := len(l.asker.servers); n > 1 {
		more = append(more, fmt.Sprintf("the first of %d servers", n))
	}
	text := "the custom server " + l.asker.resolver()
	if len(more) > 0 {
		text += " (" + strings.Join(more, ", ") + ")"
	}
	return text
}
