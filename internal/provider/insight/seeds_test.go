package insight_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// TestPageFloatingIP tells the page on floating IP: the guest takes what comes for the frontends' addresses when it holds them
// on a loopback interface, on Windows when the weak host model is on as well.
func TestPageFloatingIP(t *testing.T) {
	const file = "seed_floating_ip"
	both := []string{"198.19.0.1", "198.19.0.2"}
	both2 := func(verdict string) acctest.Expectation {
		return acctest.Outputs("verdicts", map[string]any{"one": verdict, "two": verdict})
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, both2("Unreachable GuestHoldsNoAddress")),
		acctest.Apply(file, acctest.Vars{"loopback": both[:1]}, acctest.Outputs("verdicts", map[string]any{"one": "Reachable Delivered", "two": "Unreachable GuestHoldsNoAddress"})),
		acctest.Apply(file, acctest.Vars{"loopback": both}, both2("Reachable Delivered"), acctest.Outputs("guest_sees", []any{"198.19.0.2:443"})),
		acctest.Apply(file, acctest.Vars{"loopback": both, "os_type": "Windows"}, both2("Unreachable WeakHostDisabled")),
		acctest.Apply(file, acctest.Vars{"loopback": both, "os_type": "Windows", "weak_host": true}, both2("Reachable Delivered")),
	)
}

// TestPageGroups tells the networking page on groups: rules between application security groups of one subnet.
func TestPageGroups(t *testing.T) {
	const file = "seed_groups"
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, acctest.Outputs("verdicts", map[string]any{"web": "Reachable ", "db": "Unreachable rest"})),
		acctest.Apply(file, acctest.Vars{"open": 1}, acctest.Outputs("verdicts", map[string]any{"web": "Unreachable rest", "db": "Reachable "})),
	)
}

// TestPageOutbound tells the networking page on explicit outbound: a Flexible instance has no way out until it is given one of
// the four, and a Uniform one has.
func TestPageOutbound(t *testing.T) {
	var steps []resource.TestStep
	for _, c := range []struct {
		vars     acctest.Vars
		reaches  bool
		code, as string
	}{
		{nil, false, "NoOutboundConnectivity", ""},
		{acctest.Vars{"way": "gateway"}, true, "SentToInternet", "198.19.0.1:49152"},
		{acctest.Vars{"way": "pool"}, true, "SentToInternet", "198.19.0.2:49152"},
		{acctest.Vars{"way": "public"}, true, "SentToInternet", "198.19.0.4:49152"},
		{acctest.Vars{"way": "firewall"}, true, "SentToInternet", "198.19.0.3:49152"},
		{acctest.Vars{"mode": "Uniform"}, true, "SentToInternet", "Internet"},
	} {
		seen := []any{}
		if c.reaches {
			seen = []any{c.as}
		}
		steps = append(steps, acctest.Apply("seed_outbound", c.vars, acctest.Is(reach, "reachable", c.reaches), acctest.Is(reach, "explanation_code", c.code), acctest.Outputs("seen_as", seen)))
	}
	acctest.OneCLI(t).Run(steps...)
}
