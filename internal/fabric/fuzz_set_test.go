package fabric_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// FuzzGuest: what a guest is said to hold and to answer on is taken, and then means something, or refused where it stands.
func FuzzGuest(f *testing.F) {
	for _, s := range [][2]string{{"tcp/443", "10.0.0.4"}, {"UDP/53", "fd00::1"}, {"tcp/0", ""}, {"tcp/65536", "fe80::1%eth0"}, {"tcp/", "1.2.3"}, {"/", "::ffff:1.2.3.4"}, {"tcp/+1", "٣"}, {"tcp/00080", "0"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, port, address string) {
		set := with(scaleSet("set", 1, "nic"), func(s *fabric.ScaleSet) {
			s.HasGuest, s.Guest = true, fabric.Guest{ListeningPorts: []string{port}, LoopbackAddresses: []string{address}}
		})
		refused := map[string]bool{}
		for _, finding := range set.Validate() {
			refused[finding.Field.String()] = true
		}
		listens := 0
		for n := range 1 << 16 {
			for _, protocol := range []string{fabric.ProtocolTCP, fabric.ProtocolUDP} {
				if set.Guest.Listens(protocol, n) {
					listens++
				}
			}
		}
		if want := map[bool]int{false: 1, true: 0}[refused["guest.listening_ports"]]; listens != want {
			t.Fatalf("%q is refused (%t), and the guest answers on %d ports", port, refused["guest.listening_ports"], listens)
		}
	})
}

// FuzzPause: a pause that is taken is written as seconds that can be read again.
func FuzzPause(f *testing.F) {
	for _, s := range []string{"PT0S", "PT5M", "P30D", "P30DT1S", "P", "PT", "PT1.0S", "PT9999999H9999999M", "P1Y", "pt1s", "PT-1S", "PT1S ", "PT٣S", ""} {
		f.Add(s)
	}
	refused := func(text string) bool {
		set := with(scaleSet("set", 1, "nic"), func(s *fabric.ScaleSet) { s.Rolling.PauseTimeBetweenBatches = text })
		return len(set.Validate()) > 0
	}
	f.Fuzz(func(t *testing.T, text string) {
		if refused(text) {
			return
		}
		if text[0] != 'P' || strings.Trim(text, "PDTHMS.0123456789") != "" {
			t.Fatalf("%q is taken", text)
		}
		if text == "PT" || strings.HasSuffix(text, "T") {
			t.Fatalf("%q has no length and is taken", text)
		}
	})
	for _, seconds := range []int{0, 1, 59, 60, 3600, 86400, 2592000} {
		if text := fabric.FormatSeconds(seconds); refused(text) {
			f.Errorf("%s is written as %s, which is refused", strconv.Itoa(seconds), text)
		}
	}
}
