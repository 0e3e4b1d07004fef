package fabric_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// A single instance's own NICs hold labels too, beside those of the models. A label that both versions share is one
// conflict.
func TestLabelsOfSingleInstances(t *testing.T) {
	t.Parallel()
	taken := func(label string) string {
		return "error: DnsRecordInUse at domain_name_label: The domain name label " + label + " of the public IP address pip is already used in koreacentral by the scale set set."
	}
	webSubnet := webIP.SubnetID
	own := nic("own", public(named("a"), "mine", ""), public(ipv6("b", webSubnet), "mine", ""))
	twice := nic("own", public(named("a"), "mine", ""), public(named("b"), "mine", ""))
	set := func(nics ...fabric.NICConfiguration) fabric.ScaleSet {
		return with(scaleSet("set", 3, "nic"), func(s *fabric.ScaleSet) {
			s.Models = []fabric.Model{
				{Version: 1, NICs: []fabric.NICConfiguration{nic("nic", public(webIP, "old", ""), public(named("b"), "web", ""))}},
				{Version: 2, NICs: []fabric.NICConfiguration{nic("nic", public(webIP, "web", ""), public(ipv6("b", webSubnet), "web", ""))}},
			}
			s.Instances = []fabric.Instance{{ID: 0, ModelVersion: 1}, {ID: 1, ModelVersion: 2}, {ID: 2, ModelVersion: 2, Own: nics}}
		})
	}
	for name, c := range map[string]struct {
		set   fabric.ScaleSet
		label string
		want  []string
	}{
		"the latest model's":       {set(), "web", []string{taken("web")}},
		"the older model's":        {set(), "old", []string{taken("old")}},
		"an instance's":            {set(own), "mine", []string{taken("mine")}},
		"that of no instance":      {set(), "mine", nil},
		"an instance's, for twice": {set(twice), "mine", []string{taken("mine")}},
	} {
		w := fabric.NewWorld(c.set)
		pip := labelled("pip", c.label, "koreacentral")
		if diff := cmp.Diff(c.want, texts(w.With(pip).Check(fabric.Change{After: pip}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	codes := func(s fabric.ScaleSet) (list []string) {
		for _, f := range fabric.NewWorld(s).Check(fabric.Change{After: s}) {
			if f.Code == fabric.CodeDNSRecordInUse {
				list = append(list, f.String())
			}
		}
		return list
	}
	if list := codes(set(own)); len(list) > 0 {
		t.Errorf("both versions with one label: %v", list)
	}
	want := []string{"error: DnsRecordInUse at nic_configuration_ids: The scale set set uses the domain name label mine for two IP configurations."}
	if diff := cmp.Diff(want, codes(set(twice))); diff != "" {
		t.Errorf("one instance with a label twice (-want +got):\n%s", diff)
	}
}
