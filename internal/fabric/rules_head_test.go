package fabric_test

import (
	"fmt"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

const (
	networkNameText  = "1 to 80 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore"
	vnetNameText     = "2 to 64 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore"
	scaleSetNameText = "1 to 64 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore"
	groupNameText    = "1 to 90 letters, digits, underscores, parentheses, periods and hyphens, not ending with a period"
)

func repeat(s string, n int) string { return strings.Repeat(s, n) }

func asgIn(subscription, group, name string) fabric.ApplicationSecurityGroup {
	return with(asg("a"), func(a *fabric.ApplicationSecurityGroup) {
		a.ID = fabric.TopLevelID(fabric.KindApplicationSecurityGroup, subscription, group, name)
	})
}

func asgAt(location string) fabric.ApplicationSecurityGroup {
	return with(asg("a"), func(a *fabric.ApplicationSecurityGroup) { a.Location = location })
}

func tagged(tags map[string]string) fabric.ApplicationSecurityGroup {
	return with(asg("a"), func(a *fabric.ApplicationSecurityGroup) { a.Tags = tags })
}

func manyTags(n int) map[string]string {
	tags := map[string]string{}
	for i := range n {
		tags[fmt.Sprint("t", i)] = "v"
	}
	return tags
}

func badTagName(name string) string {
	return fmt.Sprintf(`error: InvalidTag at tags[%q]: The tag name %q of a is empty, longer than 512 characters, or has one of <>%%&\?/.`, name, name)
}

// headCases: names, resource groups, locations and tags, which every kind has.
var headCases = []ruleCase{
	{
		name: "81 characters", code: fabric.CodeInvalidResourceName,
		breaks: asg(repeat("a", 81)), keeps: asg(repeat("a", 80)),
		says: []string{fmt.Sprintf("error: InvalidResourceName at name: %q is not a possible application security group name: it takes %s.", repeat("a", 81), networkNameText)},
	},
	{
		name: "ends with a hyphen", code: fabric.CodeInvalidResourceName,
		breaks: nsg("web-", nil), keeps: nsg("web-_", nil),
		says: []string{`error: InvalidResourceName at name: "web-" is not a possible network security group name: it takes ` + networkNameText + "."},
	},
	{
		name: "virtual network of one character", code: fabric.CodeInvalidResourceName,
		breaks: vnet("v", "10.0.0.0/16"), keeps: vnet("vn", "10.0.0.0/16"),
		says: []string{`error: InvalidResourceName at name: "v" is not a possible virtual network name: it takes ` + vnetNameText + "."},
	},
	{
		name: "virtual network of 65 characters", code: fabric.CodeInvalidResourceName,
		breaks: vnet(repeat("v", 65), "10.0.0.0/16"), keeps: vnet(repeat("v", 64), "10.0.0.0/16"),
		says: []string{fmt.Sprintf("error: InvalidResourceName at name: %q is not a possible virtual network name: it takes %s.", repeat("v", 65), vnetNameText)},
	},
	{
		name: "scale set of 65 characters", code: fabric.CodeInvalidResourceName, given: oneNIC,
		breaks: with(scaleSet(repeat("s", 65), 0, "nic"), shortPrefix), keeps: with(scaleSet(repeat("s", 64), 0, "nic"), shortPrefix),
		says: []string{fmt.Sprintf("error: InvalidResourceName at name: %q is not a possible scale set name: it takes %s.", repeat("s", 65), scaleSetNameText)},
	},
	{
		name: "subscription", code: fabric.CodeInvalidResourceName,
		breaks: asgIn("a.b", "rg", "a"), keeps: asgIn("a-b", "rg", "a"),
		says: []string{`error: InvalidResourceName at name: The subscription id "a.b" is not a GUID.`},
	},
	{
		name: "91 characters", code: fabric.CodeInvalidResourceGroupName,
		breaks: asgIn("sub", repeat("g", 91), "a"), keeps: asgIn("sub", repeat("g", 90), "a"),
		says: []string{fmt.Sprintf("error: InvalidResourceGroupName at resource_group_name: %q is no name for a resource group: it takes %s.", repeat("g", 91), groupNameText)},
	},
	{
		name: "ends with a period", code: fabric.CodeInvalidResourceGroupName,
		breaks: asgIn("sub", "rg.", "a"), keeps: asgIn("sub", "rg.(1)", "a"),
		says: []string{`error: InvalidResourceGroupName at resource_group_name: "rg." is no name for a resource group: it takes ` + groupNameText + "."},
	},
	{
		name: "hyphen", code: fabric.CodeLocationNotAvailable,
		breaks: asgAt("korea-central"), keeps: asgAt("Korea Central"),
		says: []string{`error: LocationNotAvailableForResourceType at location: "korea-central" is not a region's name such as koreacentral or Korea Central.`},
	},
	{
		name: "51 tags", code: fabric.CodeInvalidTag,
		breaks: tagged(manyTags(51)), keeps: tagged(manyTags(50)),
		says: []string{"error: InvalidTag at tags: a has 51 tags; at most 50 are possible."},
	},
	{
		name: "name of 513 characters", code: fabric.CodeInvalidTag,
		breaks: tagged(map[string]string{repeat("n", 513): ""}), keeps: tagged(map[string]string{repeat("n", 512): ""}),
		says: []string{badTagName(repeat("n", 513))},
	},
	{
		name: "bad names", code: fabric.CodeInvalidTag,
		breaks: tagged(map[string]string{"": "v", "a/b": "v", "a%b": "v"}), keeps: tagged(map[string]string{"a:b": "v"}),
		says: []string{badTagName(""), badTagName("a%b"), badTagName("a/b")},
	},
	{
		name: "value of 257 characters", code: fabric.CodeInvalidTag,
		breaks: tagged(map[string]string{"n": repeat("v", 257)}), keeps: tagged(map[string]string{"n": repeat("v", 256)}),
		says: []string{`error: InvalidTag at tags["n"]: The value of the tag "n" of a has 257 characters; at most 256 are possible.`},
	},
}
