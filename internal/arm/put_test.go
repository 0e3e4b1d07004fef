package arm_test

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm/armtest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

const firstNIC = "properties.networkProfileConfiguration.networkInterfaceConfigurations[0]"

// profile is the body of a PUT with NICs.
func profile(nics ...string) string {
	return `{"properties": {"networkProfileConfiguration": {"networkInterfaceConfigurations": [` + strings.Join(nics, ",") + `]}}}`
}

// nicWith is a NIC with members beside its name and IP configurations; ipWith an IP configuration in the document's subnet.
func nicWith(members string, ips ...string) string {
	return `{"name": "vmssnic-vnet-nic01", "properties": {` + members + `"ipConfigurations": [` + strings.Join(ips, ",") + `]}}`
}

func ipWith(name, members string) string {
	return fmt.Sprintf(`{"name": %q, "properties": {%s "subnet": {"id": %q}}}`, name, members, ft.SubnetID("vmssnic-vnet", "default"))
}

// TestRefusedPuts: a PUT that breaks a rule gets the rule's code and leaves the fabric as it was.
func TestRefusedPuts(t *testing.T) {
	t.Parallel()
	flexible := ft.Set("flex", 1, "vmssnic-vnet-nic01")
	flexible.OrchestrationMode = fabric.OrchestrationFlexible
	l := newLab(t, append(armtest.Seed(), flexible)...)
	before := l.encoded()
	primary := ipWith("ip", `"primary": true,`)
	for name, c := range map[string]struct {
		body   string
		status int
		code   string
		target string
	}{
		"nothing":           {"", 400, "InvalidRequestContent", ""},
		"no JSON":           {"<vm/>", 400, "InvalidRequestContent", ""},
		"two values":        {profile(nicWith("", primary)) + "{}", 400, "InvalidRequestContent", ""},
		"an early end":      {`{"properties": {`, 400, "InvalidRequestContent", ""},
		"no text":           {"{\"properties\": \"\xff\"}", 400, "InvalidRequestContent", ""},
		"another type":      {`{"properties": {"networkProfileConfiguration": []}}`, 400, "InvalidRequestContent", ""},
		"a wrong type":      {profile(nicWith(`"primary": "yes",`, primary)), 400, "InvalidRequestContent", ""},
		"an empty object":   {"{}", 400, "InvalidParameter", "properties.networkProfileConfiguration"},
		"null":              {`{"properties": {"networkProfileConfiguration": null}}`, 400, "InvalidParameter", "properties.networkProfileConfiguration"},
		"a typing mistake":  {profile(nicWith(`"enableIPForwading": true,`, primary)), 400, "BadRequest", ""},
		"an address":        {profile(nicWith("", ipWith("ip", `"primary": true, "privateIPAddress": "10.0.0.9",`))), 400, "BadRequest", ""},
		"no NIC":            {profile(), 400, "InvalidParameter", "properties.networkProfileConfiguration.networkInterfaceConfigurations"},
		"no primary":        {profile(nicWith("", ipWith("ip", ""))), 400, "VMScaleSetNetworkInterfaceConfigurationMustHaveOneIpConfigAsPrimary", firstNIC + ".properties.ipConfigurations"},
		"no subnet":         {profile(nicWith("", `{"name": "ip", "properties": {"primary": true}}`)), 400, "MissingJsonReferenceId", firstNIC + ".properties.ipConfigurations[0].properties.subnet.id"},
		"a missing subnet":  {profile(nicWith("", `{"name": "ip", "properties": {"primary": true, "subnet": {"id": "`+string(ft.SubnetID("vmssnic-vnet", "other"))+`"}}}`)), 400, "InvalidResourceReference", firstNIC + ".properties.ipConfigurations[0].properties.subnet.id"},
		"no id":             {profile(nicWith("", `{"name": "ip", "properties": {"primary": true, "subnet": {"id": "default"}}}`)), 400, "", ""},
		"IPv6 and primary":  {profile(nicWith("", ipWith("ip", `"primary": true, "privateIPAddressVersion": "ipv6",`))), 400, "Ipv6ConfigurationCannotBePrimary", firstNIC + ".properties.ipConfigurations[0]"},
		"IPv5":              {profile(nicWith("", ipWith("ip", `"primary": true, "privateIPAddressVersion": "IPv5",`))), 400, "InvalidParameter", firstNIC + ".properties.ipConfigurations[0].properties.privateIPAddressVersion"},
		"no name":           {profile(nicWith("", ipWith("", `"primary": true,`))), 400, "InvalidResourceName", firstNIC + ".properties.ipConfigurations[0].name"},
		"no FPGA here":      {profile(nicWith(`"enableFpga": true,`, primary)), 400, "InvalidParameter", firstNIC + ".properties.enableFpga"},
		"two of a name":     {profile(nicWith(`"primary": true,`, primary), nicWith("", primary)), 400, "DuplicateNetworkInterfaceName", "properties.networkProfileConfiguration.networkInterfaceConfigurations[1].name"},
		"a wild NIC's name": {profile(`{"name": "../<b>", "properties": {"ipConfigurations": [` + primary + `]}}`), 400, "InvalidResourceName", firstNIC + ".name"},
		"too long":          {`{"properties": "` + strings.Repeat("x", 5<<20) + `"}`, 413, "RequestContentTooLarge", ""},
	} {
		r := l.ask(http.MethodPut, string(armtest.SetID)+"/virtualMachines/1?"+version, c.body)
		if c.code == "" {
			if r.status != c.status {
				t.Errorf("%s: status %d: %s", name, r.status, r.body)
			}
			continue
		}
		if e := r.refused(c.status, c.code); e.Target != c.target {
			t.Errorf("%s: the target is %q, want %q", name, e.Target, c.target)
		}
	}
	good := profile(nicWith("", primary))
	put := func(path string) reply { return l.ask(http.MethodPut, path+"?"+version, good) }
	put(string(armtest.SetID)+"/virtualMachines/9").refused(http.StatusNotFound, "ResourceNotFound")
	put(string(armtest.SetID)+"x/virtualMachines/1").refused(http.StatusNotFound, "ParentResourceNotFound")
	set, _ := fabric.Get[fabric.ScaleSet](armtest.World(t, l.store), flexible.ID)
	put(string(flexible.ID)+"/virtualMachines/"+set.InstanceID(0)).refused(http.StatusBadRequest, "OperationNotAllowed")
	if diff := cmp.Diff(before, l.encoded()); diff != "" {
		t.Errorf("something has changed:\n%s", diff)
	}
}

// TestSeveralRulesBroken: the first is the answer, all are its details.
func TestSeveralRulesBroken(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	e := l.ask(http.MethodPut, string(armtest.SetID)+"/virtualMachines/1?"+version, profile(nicWith("", ipWith("-", ""), ipWith("-", "")))).
		refused(http.StatusBadRequest, "VMScaleSetNetworkInterfaceConfigurationMustHaveOneIpConfigAsPrimary")
	if len(e.Details) < 3 || e.Details[0].Code != e.Code {
		t.Errorf("the details are %+v", e.Details)
	}
}

// TestPutOverTerraforms: what terraform holds is changed, so that terraform finds drift; the object keeps its id and tags.
func TestPutOverTerraforms(t *testing.T) {
	t.Parallel()
	l := newLab(t, armtest.Seed()...)
	held := fabric.InstanceNetwork{Meta: fabric.Meta{ID: fabric.ChildID(fabric.KindInstanceNetwork, armtest.SetID, "1")}}
	nic := armtest.SeedNIC()
	nic.Meta, nic.IPForwarding = fabric.Meta{ID: fabric.InstanceNICID(held.ID, nic.Name())}, true
	held.NICs = []fabric.NICConfiguration{nic}
	armtest.Apply(t, l.store, held)
	before := l.encoded()

	l.ask(http.MethodPut, string(held.ID)+"?"+version, testdata(t, "seed_put.json")).ok(http.StatusOK)
	now, ok := fabric.Get[fabric.InstanceNetwork](armtest.World(t, l.store), held.ID)
	if !ok || now.NICs[0].IPForwarding || len(now.NICs[0].IPConfigurations) != 2 || now.Revision != 2 || now.Incarnation != 1 {
		t.Errorf("terraform's object is %+v", now)
	}
	changed := l.encoded()
	if !maps.EqualFunc(before, changed, func(string, string) bool { return true }) {
		t.Error("there are other objects than before")
	}
	l.ask(http.MethodPut, string(held.ID)+"?"+version, testdata(t, "seed_put.json")).ok(http.StatusOK)
	if diff := cmp.Diff(changed, l.encoded()); diff != "" {
		t.Errorf("the same once more changes:\n%s", diff)
	}
}
