package fabric_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func upper(id fabric.ID) fabric.ID { return fabric.ID(strings.ToUpper(string(id))) }

func names[O fabric.Object](list []O) string {
	var all []string
	for _, o := range list {
		all = append(all, o.Head().Name())
	}
	return strings.Join(all, " ")
}

func TestLookup(t *testing.T) {
	t.Parallel()
	w := fabric.NewWorld(asg("stored"), asg("going"), asg("changing"), asg("opening"))
	var plan, later fabric.Overlay
	plan.Plan(asg("new"))
	plan.Plan(with(asg("changing"), func(a *fabric.ApplicationSecurityGroup) { a.Revision = 2 }))
	plan.Remove(asg("GOING").ID)
	plan.Pend(asg("opening").ID, fabric.KindApplicationSecurityGroup)
	plan.Plan(asg("forgotten"))
	plan.Forget(asg("Forgotten").ID)
	plan.Plan(asg("dropped"))
	later.Remove(asg("dropped").ID)
	planned := w.WithOverlays(&plan, &later)
	for name, want := range map[string]struct {
		presence fabric.Presence
		planned  bool
		revision int
	}{
		"stored": {fabric.Found, false, 0}, "STORED": {fabric.Found, false, 0}, "going": {fabric.Missing, true, 0}, "changing": {fabric.Found, true, 2},
		"opening": {fabric.Pending, true, 0}, "new": {fabric.Found, true, 0}, "forgotten": {fabric.Missing, false, 0}, "dropped": {fabric.Missing, true, 0}, "never": {fabric.Missing, false, 0},
	} {
		id := asg(name).ID
		o, presence := planned.Lookup(id)
		if presence != want.presence || planned.IsPlanned(id) != want.planned || (o != nil) != (want.presence == fabric.Found) {
			t.Errorf("%s: presence %d, planned %t, object %v", name, presence, planned.IsPlanned(id), o)
		}
		if o != nil && o.Head().Revision != want.revision {
			t.Errorf("%s: revision %d, want %d", name, o.Head().Revision, want.revision)
		}
	}
	expect(t, "with the plan", names(fabric.Each[fabric.ApplicationSecurityGroup](planned)), "changing new stored")
	expect(t, "without", names(fabric.Each[fabric.Object](w)), "changing going opening stored")
	expect(t, "of another kind", names(fabric.Each[fabric.Subnet](planned)), "")
	if _, ok := fabric.Get[fabric.Subnet](w, asg("stored").ID); ok {
		t.Error("an ASG is got as a subnet")
	}
	next := planned.With(asg("top")).Stored([]fabric.Object{asg("put")}, []fabric.Key{asg("Stored").ID.Key()})
	expect(t, "the store's next revision", names(fabric.Each[fabric.Object](next)), "changing going opening put")
}

func TestAllStopsEarly(t *testing.T) {
	t.Parallel()
	w := fabric.NewWorld(asgs(3)...).With(asg("a0")).With(asg("a3"))
	n := 0
	for range w.All() {
		n++
	}
	if n != 4 {
		t.Errorf("%d objects, want 4", n)
	}
	for stop := 1; stop <= 4; stop++ {
		n = 0
		for range w.All() {
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("stopped after %d, want %d", n, stop)
		}
	}
}

func TestLocationIsTheParents(t *testing.T) {
	t.Parallel()
	w := fabric.NewWorld(with(vnet("vnet", "10.0.0.0/16"), func(v *fabric.VirtualNetwork) { v.Location = "Korea Central" }))
	expect(t, "of a subnet", w.Location(subnet("vnet", "web")), "koreacentral")
	expect(t, "of a subnet without a network", w.Location(subnet("none", "web")), "")
}

func TestReferrersAndCascade(t *testing.T) {
	t.Parallel()
	w := fabrictest.New(t, append(twoNetworks[:5:5], nic("b", webIP, ip("ip2", subnetID("VNET", "WEB"))), nic("a", webIP), scaleSet("set", 1, "a"))...).World
	var got []string
	for _, r := range w.Referrers(upper(subnetID("vnet", "web"))) {
		got = append(got, r.Object.Head().Name()+" "+r.Reference.Field.String())
	}
	if diff := cmp.Diff([]string{"set nic_configuration_ids", "a ip_configurations[0].subnet_id", "b ip_configurations[0].subnet_id"}, got); diff != "" {
		t.Errorf("referrers of the subnet (-want +got):\n%s", diff)
	}
	network, _ := w.Lookup(idOf(fabric.KindVirtualNetwork, "vnet"))
	expect(t, "cascade of a network", names(fabric.Cascade(w, network)), "db web")
	expect(t, "cascade of a subnet", names(fabric.Cascade(w, subnet("vnet", "web"))), "")
}

func TestDependsOn(t *testing.T) {
	t.Parallel()
	w := fabrictest.New(t, append(oneNIC[:3:3], subnet("vnet", "db", "10.0.1.0/24"))...).World
	set := scaleSet("set", 1, "nic")
	for id, want := range map[fabric.ID]bool{
		upper(idOf(fabric.KindNICConfiguration, "nic")): true, subnetID("vnet", "web"): true, idOf(fabric.KindVirtualNetwork, "vnet"): true,
		subnetID("vnet", "db"): false, set.ID: false,
	} {
		if got := w.DependsOn(set, id); got != want {
			t.Errorf("depends on %s: %t, want %t", id, got, want)
		}
	}
}

// TestDependsOnACycle: a kind whose references go round does not exist, so one is made of ids of the wrong kind.
func TestDependsOnACycle(t *testing.T) {
	t.Parallel()
	a, b := nic("a", ip("ip1", nic("b").ID)), nic("b", ip("ip1", nic("a").ID))
	w := fabric.NewWorld(a, b)
	if !w.DependsOn(a, a.ID) || w.DependsOn(a, asg("a").ID) {
		t.Error("the cycle is not followed, or something else is found in it")
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	id := fabric.ID("/subscriptions/S/resourcegroups/RG/providers/microsoft.network/VirtualNetworks/v/subnets/web")
	k, ok := id.Kind()
	if k != fabric.KindSubnet || !ok || id.Name() != "web" || id.Parent().Name() != "v" || !id.Is(upper(id)) || id.Key() != upper(id).Key() {
		t.Errorf("kind %q, %t; name %q, parent %q", k, ok, id.Name(), id.Parent())
	}
	p, err := fabric.ParseID(string(id))
	if err != nil || p.Name() != "web" || p.Type() != "microsoft.network/VirtualNetworks/subnets" || p.ResourceGroupName != "RG" || p.SubscriptionID != "S" {
		t.Errorf("%+v, %v", p, err)
	}
	for _, k := range fabric.Kinds() {
		types := strings.Split(k.ARMType(), "/")
		x := "/subscriptions/S/resourceGroups/RG/providers/" + types[0]
		for _, name := range types[1:] {
			x += "/" + name + "/x"
		}
		if got, ok := fabric.ID(x).Kind(); got != k || !ok {
			t.Errorf("the kind of %s is %q, %t", x, got, ok)
		}
	}
	if _, ok := fabric.ID("/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/n").Kind(); ok {
		t.Error("a kind that the fabric does not have is known")
	}
}

func TestParseIDSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	const form = "; the form is " + idForm
	for in, want := range map[string]string{
		"":                                    `"" is not an ARM resource id; expected ` + idForm,
		"web":                                 `"web" is not an ARM resource id; expected ` + idForm,
		inRG:                                  `"` + inRG + `" is not an ARM resource id; expected ` + idForm,
		"a" + inRG + "Microsoft.Network/x/y":  `"a` + inRG + `Microsoft.Network/x/y" is not an ARM resource id; expected ` + idForm,
		inRG + "Microsoft.Network/x/y/z":      `"` + inRG + `Microsoft.Network/x/y/z" is not an ARM resource id: the type "z" has no name` + form,
		inRG + "Microsoft.Network/x/":         `"` + inRG + `Microsoft.Network/x/" is not an ARM resource id: it has an empty segment` + form,
		"/a/s/b/g/c/n/t/x":                    `"/a/s/b/g/c/n/t/x" is not an ARM resource id: expected "subscriptions" where it says "a"` + form,
		"/Subscriptions/s/groups/g/p/n/t/x":   `"/Subscriptions/s/groups/g/p/n/t/x" is not an ARM resource id: expected "resourceGroups" where it says "groups"` + form,
		"/subscriptions/" + repeat("s", 2048): "an ARM id has at most 2048 characters, got 2063",
	} {
		if _, err := fabric.ParseID(in); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
}
