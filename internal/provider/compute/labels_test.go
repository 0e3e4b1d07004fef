package compute_test

import (
	"fmt"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const labelledSet = "simfabric_scale_set.web"

// named are the public names of instances: instance and label, in turns.
func named(instancesAndLabels ...any) []string {
	names := []string{}
	for n := 0; n < len(instancesAndLabels); n += 2 {
		names = append(names, fmt.Sprintf("vm%d.%s.koreacentral.cloudapp.azure.com", instancesAndLabels[n], instancesAndLabels[n+1]))
	}
	return names
}

// With the Automatic policy the names follow the label: added, changed, removed, in a set that is replaced.
func TestNamesFollowTheLabel(t *testing.T) {
	const file = "labels"
	vars := func(more acctest.Vars) acctest.Vars {
		more["mode"] = "Automatic"
		return more
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(file, vars(acctest.Vars{}), acctest.Is(labelledSet, "fqdns", []string{}), acctest.Is(labelledSet, "instances.0.fqdn", nil)),
		acctest.Apply(file, vars(acctest.Vars{"label": "one"}), acctest.Updates(labelledSet), acctest.Is(labelledSet, "fqdns", named(0, "one", 1, "one")),
			acctest.Is(labelledSet, "public_ip_addresses", []string{"198.19.0.1", "198.19.0.2"})),
		acctest.Apply(file, vars(acctest.Vars{"label": "two", "capacity": 3}), acctest.Updates(labelledSet), acctest.Is(labelledSet, "fqdns", named(0, "two", 1, "two", 2, "two")),
			acctest.Is(labelledSet, "public_ip_addresses", []string{"198.19.0.1", "198.19.0.2", "198.19.0.3"})),
		// Both versions may have one label: an A and an AAAA record.
		acctest.Apply(file, vars(acctest.Vars{"label": "two", "second_label": "two"}), acctest.Is(labelledSet, "fqdns", named(0, "two", 1, "two")),
			acctest.Is(labelledSet, "instances.1.network_interfaces.nic.ip_configurations.ip6.fqdn", "vm1.two.koreacentral.cloudapp.azure.com")),
		acctest.Apply(file, vars(acctest.Vars{}), acctest.Updates(labelledSet), acctest.Is(labelledSet, "fqdns", []string{})),
		acctest.Apply(file, vars(acctest.Vars{"label": "two"}), acctest.Is(labelledSet, "fqdns", named(0, "two", 1, "two"))),
		acctest.Apply(file, vars(acctest.Vars{"label": "two", "name": "shop"}), acctest.Replaces(labelledSet), acctest.Is(labelledSet, "fqdns", named(0, "two", 1, "two"))),
		acctest.Taint(acctest.Apply(file, vars(acctest.Vars{"label": "two", "name": "shop"}), acctest.Replaces(labelledSet), acctest.Is(labelledSet, "fqdns", named(0, "two", 1, "two"))), labelledSet),
		acctest.Apply(file, vars(acctest.Vars{"label": "two", "name": "shop", "location": "Japan East"}), acctest.Replaces(labelledSet),
			acctest.Is(labelledSet, "fqdns", []string{"vm0.two.japaneast.cloudapp.azure.com", "vm1.two.japaneast.cloudapp.azure.com"})),
	)
}

// With the Manual policy an instance keeps the name that it was made with, until the policy changes.
func TestNamesOfOlderModels(t *testing.T) {
	const file = "labels"
	acctest.OneCLI(t).Run(
		acctest.Apply(file, acctest.Vars{"label": "one"}, acctest.Is(labelledSet, "fqdns", named(0, "one", 1, "one"))),
		acctest.Apply(file, acctest.Vars{"label": "two"}, acctest.Updates(labelledSet), acctest.Is(labelledSet, "fqdns", named(0, "one", 1, "one")),
			acctest.Is(labelledSet, "instances.0.latest_model_applied", false)),
		acctest.Apply(file, acctest.Vars{"label": "two", "capacity": 3}, acctest.Is(labelledSet, "fqdns", named(0, "one", 1, "one", 2, "two"))),
		acctest.Apply(file, acctest.Vars{"capacity": 4}, acctest.Is(labelledSet, "fqdns", named(0, "one", 1, "one", 2, "two")),
			acctest.Is(labelledSet, "instances.3.fqdn", nil)),
		acctest.Apply(file, acctest.Vars{"label": "three", "capacity": 4, "mode": "Automatic"}, acctest.Is(labelledSet, "fqdns", named(0, "three", 1, "three", 2, "three", 3, "three"))),
	)
}

// A set holds the label of its model, and those that instances still have.
func TestLabelsThatASetHolds(t *testing.T) {
	const file = "labels"
	taken := func(label, taker string) []string {
		return []string{"The domain name label " + label + " of the " + taker + " is already used in koreacentral by the scale set web."}
	}
	const address, rival = "public IP address taker", "scale set rival"
	acctest.OneCLI(t).Run(
		acctest.Refuses(file, acctest.Vars{"label": "one", "taken": "one"}, fabric.CodeDNSRecordInUse, taken("one", address)...),
		acctest.Apply(file, acctest.Vars{"label": "one", "taken": "two"}),
		acctest.Refuses(file, acctest.Vars{"label": "one", "taken": "one"}, fabric.CodeDNSRecordInUse, taken("one", address)...),
		acctest.Refuses(file, acctest.Vars{"label": "one", "rival": "one"}, fabric.CodeDNSRecordInUse, taken("one", rival)...),
		acctest.Apply(file, acctest.Vars{"label": "one", "rival": "two"}),
		// Manual: one is the label of the instances, three that of the model.
		acctest.Apply(file, acctest.Vars{"label": "three", "rival": "two"}),
		acctest.Refuses(file, acctest.Vars{"label": "three", "rival": "two", "taken": "one"}, fabric.CodeDNSRecordInUse, taken("one", address)...),
		acctest.Refuses(file, acctest.Vars{"label": "three", "rival": "two", "taken": "three"}, fabric.CodeDNSRecordInUse, taken("three", address)...),
		acctest.Refuses(file, acctest.Vars{"label": "three", "rival": "one"}, fabric.CodeDNSRecordInUse, taken("one", rival)...),
		// Automatic: in the very plan in which the instances give one up, another may have it.
		acctest.Apply(file, acctest.Vars{"label": "three", "rival": "two", "taken": "one", "mode": "Automatic"}, acctest.Is("simfabric_public_ip.taker[0]", "fqdn", "one.koreacentral.cloudapp.azure.com")),
		acctest.Refuses(file, acctest.Vars{"label": "one", "rival": "two", "taken": "one", "mode": "Automatic"}, fabric.CodeDNSRecordInUse, taken("one", address)...),
	)
}
