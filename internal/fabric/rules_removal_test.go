package fabric_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func inUse(code, going, user string) string {
	return fmt.Sprintf("error: %s at name: The %s is in use by the %s and cannot be deleted.", code, going, user)
}

func withNSG(s fabric.Subnet, name string) fabric.Subnet {
	s.NetworkSecurityGroupID = idOf(fabric.KindNetworkSecurityGroup, name)
	return s
}

func ruleOn(group string) fabric.NetworkSecurityGroup {
	return changedRule(func(r *fabric.SecurityRule) {
		r.SourceApplicationSecurityGroupIDs = []fabric.ID{idOf(fabric.KindApplicationSecurityGroup, group)}
	})
}

var (
	twoSubnets   = append(oneNIC[:3:3], subnet("vnet", "db", "10.0.1.0/24"), nic("other", ip("ip1", subnetID("vnet", "db"))))
	twoGroups    = append(oneSubnet[:1:1], nsg("g", nil), nsg("h", nil))
	groupedNICs  = append(oneSubnet[:2:2], nsg("g", nil), nicNSG(idOf(fabric.KindNetworkSecurityGroup, "G")), nic("other", webIP))
	asgNICs      = append(oneSubnet[:2:2], asg("a0"), asg("a1"), nic("nic", inGroups(webIP, asgIDs(0, 1)...)), nic("other", inGroups(webIP, asgIDs(1, 1)...)))
	prefixedNICs = append(prefixedNIC[:4:4], nic("other", webIP))
)

var removalCases = []removalCase{
	{
		name: "subnet", code: fabric.CodeInUseSubnetCannotBeDeleted, given: twoSubnets, goes: subnet("vnet", "web"),
		user: scaleSet("set", 1, "nic"), other: scaleSet("set", 1, "other"), says: inUse("InUseSubnetCannotBeDeleted", "subnet web", "scale set set"),
	},
	{
		name: "virtual network", code: fabric.CodeInUseSubnetCannotBeDeleted, given: append(twoNetworks[:5:5], nic("nic", webIP), nic("other", ip("ip1", subnetID("vnet2", "web")))), goes: vnet("vnet"),
		user: scaleSet("set", 1, "nic"), other: scaleSet("set", 1, "other"), says: inUse("InUseSubnetCannotBeDeleted", "subnet web", "scale set set"),
	},
	{
		name: "subnet", code: fabric.CodeInUseNetworkSecurityGroupCannotBeDeleted, given: twoGroups, goes: nsg("g", nil),
		user: withNSG(subnet("vnet", "db", "10.0.9.0/24"), "G"), other: withNSG(subnet("vnet", "db", "10.0.9.0/24"), "h"), says: inUse("InUseNetworkSecurityGroupCannotBeDeleted", "network security group g", "subnet db"),
	},
	{
		name: "set", code: fabric.CodeNetworkSecurityGroupInUseByScaleSet, given: groupedNICs, goes: nsg("g", nil),
		user: scaleSet("set", 1, "nic"), other: scaleSet("set", 1, "other"), says: inUse("NetworkSecurityGroupInUseByVirtualMachineScaleSet", "network security group g", "scale set set"),
	},
	{
		name: "rule", code: fabric.CodeApplicationSecurityGroupInUse, given: asgs(2), goes: asg("a0"), user: ruleOn("a0"), other: ruleOn("a1"),
		says: inUse("ApplicationSecurityGroupInUse", "application security group a0", "network security group nsg"),
	},
	{
		name: "set", code: fabric.CodeApplicationSecurityGroupInUse, given: asgNICs, goes: asg("a0"), user: scaleSet("set", 1, "nic"), other: scaleSet("set", 1, "other"),
		says: inUse("ApplicationSecurityGroupInUse", "application security group a0", "scale set set"),
	},
	{
		name: "address", code: fabric.CodePublicIPPrefixInUse, given: []fabric.Object{prefix("pre", 31)}, goes: prefix("pre", 31), user: fromPrefix(), other: publicIP("pip"),
		says: inUse("PublicIpPrefixInUse", "public IP prefix pre", "public IP address pip"),
	},
	{
		name: "set", code: fabric.CodePublicIPPrefixInUse, given: prefixedNICs, goes: prefix("pre", 31), user: scaleSet("set", 1, "nic"), other: scaleSet("set", 1, "other"),
		says: inUse("PublicIpPrefixInUse", "public IP prefix pre", "scale set set"),
	},
	{
		name: "set", code: fabric.CodeNICConfigurationInUse, given: twoSubnets, goes: nic("nic"), user: scaleSet("set", 0, "nic"), other: scaleSet("set", 0, "other"),
		says: inUse("NicConfigurationInUse", "NIC configuration nic", "scale set set"),
	},
}

func TestRemoval(t *testing.T) {
	t.Parallel()
	for _, c := range allRemovalCases() {
		t.Run(string(c.code)+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			used := fabrictest.New(t, append(c.given[:len(c.given):len(c.given)], c.user)...)
			goes, _ := used.World.Lookup(c.goes.Head().ID)
			list := used.World.Check(fabric.Change{Before: goes})
			if diff := cmp.Diff([]string{c.says}, texts(list)); diff != "" {
				t.Fatalf("findings (-want +got):\n%s", diff)
			}
			if list[0].Code != c.code || !list[0].Against[0].Is(c.user.Head().ID) {
				t.Errorf("the finding is %s against %v; want %s against %s", list[0].Code, list[0].Against, c.code, c.user.Head().ID)
			}
			unused := fabrictest.New(t, append(c.given[:len(c.given):len(c.given)], c.other)...)
			if list := unused.World.Check(fabric.Change{Before: goes}); len(list) > 0 {
				t.Errorf("findings where nobody uses it: %q", texts(list))
			}
		})
	}
}

// TestRemovalOfTemplates: a NIC configuration that no set names holds nothing, and stands in nobody's way.
func TestRemovalOfTemplates(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, append(groupedNICs[:5:5], asg("a0"), prefix("pre", 31))...)
	for o := range f.World.All() {
		if list := f.World.Check(fabric.Change{Before: o}); len(list) > 0 {
			t.Errorf("%s: %q", o.Head().ID, texts(list))
		}
	}
}
