package provider_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// What is replaced takes all with it that cannot outlive it, in one apply.
func TestParentReplaced(t *testing.T) {
	file := hard("network", "set")
	f := acctest.OneCLI(t)
	all := []acctest.Expectation{acctest.Replaces(net), acctest.Replaces(subnet), acctest.Replaces(nic), acctest.Replaces(set)}
	f.Run(
		acctest.Apply(file, nil),
		acctest.Apply(file, vars{"location": "westeurope"}, append(all,
			acctest.Is(net, "location", "westeurope"), acctest.Ends(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}))...),
	)
}

func TestParentTainted(t *testing.T) {
	for name, c := range map[string]struct {
		tainted       string
		replaced, not []string
	}{
		"network":           {net, []string{net, subnet, nic, set}, nil},
		"subnet":            {subnet, []string{subnet, nic, set}, []string{net}},
		"NIC configuration": {nic, []string{nic, set}, []string{net, subnet}},
		"scale set":         {set, []string{set}, []string{net, subnet, nic}},
	} {
		t.Run(name, func(t *testing.T) {
			file := hard("network", "set")
			f := acctest.OneCLI(t)
			expect := []acctest.Expectation{acctest.Ends(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}), acctest.Ends(set, "instances.1.instance_id", "1")}
			for _, address := range c.replaced {
				expect = append(expect, acctest.Replaces(address))
			}
			for _, address := range c.not {
				expect = append(expect, acctest.Keeps(address))
			}
			f.Run(
				acctest.Apply(file, nil),
				acctest.Taint(acctest.Apply(file, nil, expect...), c.tainted),
				acctest.Unchanged(file, nil),
			)
		})
	}
}
