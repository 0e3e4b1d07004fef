package fabric_test

import (
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// TestFindFlexibleMachine: an instance is found by the id that it has, and below its set.
func TestFindFlexibleMachine(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, flexibleTwins(2)...)
	second := viewOf(f, "set")[1]
	below := idOf(fabric.KindScaleSet, "set") + "/virtualMachines/" + fabric.ID(second.Name)
	for id, nic := range map[fabric.ID]string{
		second.VMID:                                   "front",
		upper(second.VMID):                            "front",
		below:                                         "front",
		below + "/networkInterfaces/back":             "back",
		second.NICs[1].ID:                             "back",
		upper(second.NICs[0].ID):                      "front",
		second.NICs[1].ID + "0":                       "",
		second.NICs[1].IPConfigurations[1].ID:         "back",
		second.NICs[1].ID + "/ipConfigurations/other": "",
		second.NICs[1].ID + "/ipConfigurations/ip2/subnets/web": "",
		idOf(fabric.KindScaleSet, "set"):                        "",
		second.VMID + "0":                                       "",
		second.VMID[:len(second.VMID)-1]:                        "",
		idOf(fabric.KindPublicIP, "pub_1234"):                   "",
	} {
		m, err := fabric.FindMachine(f.World, id)
		if found := err == nil && m.VM.ID == 1 && m.NIC.Name == nic; found != (nic != "") {
			t.Errorf("%s: %s of %s, %v", id, m.NIC.Name, m.VM.Name, err)
		}
	}
	m, _ := fabric.FindMachine(f.World, second.NICs[1].ID)
	one, _ := fabric.FindMachine(f.World, second.NICs[1].IPConfigurations[1].ID)
	if len(m.IPs) != 2 || m.IPs[0].ID != m.IP.ID || !m.IP.Primary || len(one.IPs) != 1 || one.IP.Name != "ip2" || one.IPs[0].ID != one.IP.ID {
		t.Errorf("a NIC stands for %v, its IP configuration for %v", m.IPs, one.IPs)
	}
	absent := second.VMID[:len(second.VMID)-8] + "00000000"
	if _, err := fabric.FindMachine(f.World, absent); err == nil || err.Error() != "the scale set set has no instance set_00000000" {
		t.Errorf("an instance that is not there: %v", err)
	}
	if set, ok := fabric.SetInID(absent); !ok || set != idOf(fabric.KindScaleSet, "set") {
		t.Errorf("its set is %s, %t", set, ok)
	}
	if set, ok := fabric.MachineSet(f.World, second.NICs[0].ID); !ok || set != idOf(fabric.KindScaleSet, "set") {
		t.Errorf("the set of a NIC is %s, %t", set, ok)
	}
	if set, ok := fabric.SetInID(second.NICs[0].ID); ok {
		t.Errorf("the id of a NIC says the set %s", set)
	}
}

func upgradeOf(version int, ids ...string) fabric.InstanceUpgrade {
	set := idOf(fabric.KindScaleSet, "set")
	return fabric.InstanceUpgrade{Meta: fabric.Meta{ID: fabric.InstanceUpgradeID(set, ids)}, SetID: set, InstanceIDs: ids, ModelVersion: version}
}

// TestFlexibleUpgrade: manualupgrade names virtual machines.
func TestFlexibleUpgrade(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(oneNIC, flexibleOf(2))...)
	f.Apply(t, forwarding(nic("nic", webIP)))
	s := f.Set(t, flexibleOf(2))
	first, second := s.InstanceID(0), s.InstanceID(1)
	after, list := f.Try(t, upgradeOf(2, strings.ToUpper(second)))
	if u := after.(fabric.InstanceUpgrade); len(list) > 0 || len(u.Upgraded) != 1 || u.Upgraded[0] != second {
		t.Errorf("%v are upgraded, %q", u.Upgraded, texts(list))
	}
	for id, want := range map[string]string{
		"0":            "error: InvalidParameter at instance_ids[0]: The scale set set has no instance 0; it has " + first + ", " + second + ".",
		"set_00000000": "error: InvalidParameter at instance_ids[0]: The scale set set has no instance set_00000000; it has " + first + ", " + second + ".",
		"web_00000000": `error: InvalidParameter at instance_ids[0]: "web_00000000" is no instance id: ids are numbers from 0, in a Flexible set names, or "*" for all.`,
	} {
		_, list := f.Try(t, upgradeOf(2, id))
		if len(list) == 0 || list[0].String() != want {
			t.Errorf("%s: %q, want %s", id, texts(list), want)
		}
	}
}
