package arm_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// The requests of Azure's page on the networking of scale sets, word for word below the host's name.

func testdata(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestThePublicIPAddressesOfASet(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	const path = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/vmssnic/publicipaddresses?api-version=2017-03-30"
	l.ask(http.MethodGet, path, "").ok(http.StatusOK).golden("seed_publicipaddresses")
}

// TestASecondIPConfigurationForOneInstance: GET, add the configuration, PUT, as the page has it.
func TestASecondIPConfigurationForOneInstance(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	const path = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/vmssnic/virtualMachines/1/?api-version=2019-07-01"
	l.ask(http.MethodGet, path, "").ok(http.StatusOK).golden("seed_instance")
	l.ask(http.MethodPut, path, testdata(t, "seed_put.json"), "Content-Type", "application/json").ok(http.StatusOK).golden("seed_instance_after")
	l.ask(http.MethodGet, path, "").ok(http.StatusOK).golden("seed_instance_after")

	set, _ := fabric.Get[fabric.ScaleSet](armtest.World(t, l.store), armtest.SetID)
	if got := len(set.Instances[1].Addresses); got != 2 {
		t.Errorf("the instance has %d addresses, want 2", got)
	}
	if got := len(set.Instances[0].Addresses); got != 1 {
		t.Errorf("the other instance has %d addresses, want 1", got)
	}
}

// TestGivingBackWhatWasGot: a PUT of what GET gave changes nothing, in any form of the path.
func TestGivingBackWhatWasGot(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Rich()...)
	before := l.encoded()
	for _, path := range []string{
		"/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/2",
		"/SUBSCRIPTIONS/Sub/resourcegroups/RG/Providers/microsoft.compute/VIRTUALMACHINESCALESETS/WEB/virtualmachines/2/",
	} {
		got := l.get(path).ok(http.StatusOK)
		put := l.ask(http.MethodPut, path+"?"+version, string(got.body), "If-Match", got.header.Get("ETag")).ok(http.StatusOK)
		if string(put.body) != string(got.body) {
			t.Errorf("PUT answers\n%s\nGET\n%s", put.body, got.body)
		}
	}
	if after := l.encoded(); len(after) != len(before) {
		t.Errorf("there are %d objects, were %d", len(after), len(before))
	}
}

// TestManualUpgrade brings instances to the latest model, and leaves no object behind.
func TestManualUpgrade(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	nic := armtest.SeedNIC()
	nic.AcceleratedNetworking = true
	set, _ := fabric.Get[fabric.ScaleSet](armtest.World(t, l.store), armtest.SetID)
	armtest.Apply(t, l.store, nic, set)
	objects := len(l.encoded())

	path := string(armtest.SetID)
	latest := func() (list []bool) {
		var page struct {
			Value []struct {
				Properties struct {
					LatestModelApplied bool `json:"latestModelApplied"`
				} `json:"properties"`
			} `json:"value"`
		}
		l.get(path + "/virtualMachines").ok(http.StatusOK).into(&page)
		for _, vm := range page.Value {
			list = append(list, vm.Properties.LatestModelApplied)
		}
		return list
	}
	want := func(a, b bool) {
		t.Helper()
		if got := latest(); len(got) != 2 || got[0] != a || got[1] != b {
			t.Fatalf("latestModelApplied is %v, want %t and %t", got, a, b)
		}
	}
	post := func(body string) reply { return l.ask(http.MethodPost, path+"/manualupgrade?"+version, body) }
	want(false, false)
	post(`{"instanceIds": ["1"]}`).ok(http.StatusOK)
	want(false, true)
	post(`{"instanceIds": ["7"]}`).refused(http.StatusBadRequest, "InvalidParameter")
	post(`{}`).refused(http.StatusBadRequest, "InvalidParameter")
	post(`{"instanceIds": []}`).refused(http.StatusBadRequest, "InvalidParameter")
	want(false, true)
	if got := string(l.ask(http.MethodGet, path+"/virtualMachines?"+version+"&$filter=properties/latestModelApplied%20eq%20false", "").ok(http.StatusOK).body); strings.Count(got, `"instanceId"`) != 1 {
		t.Errorf("the filter leaves %s", got)
	}
	post(`{"instanceIds": ["*"]}`).ok(http.StatusOK)
	want(true, true)
	if got := len(l.encoded()); got != objects {
		t.Errorf("there are %d objects, were %d", got, objects)
	}
}
