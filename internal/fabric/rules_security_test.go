package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

type rules = map[string]fabric.SecurityRule

// changedRule returns a group with one rule, r, changed.
func changedRule(change func(*fabric.SecurityRule)) fabric.NetworkSecurityGroup {
	r := rule(100)
	change(&r)
	return nsg("nsg", rules{"r": r})
}

func priority(n int) fabric.NetworkSecurityGroup {
	return changedRule(func(r *fabric.SecurityRule) { r.Priority = n })
}

func ports(list ...string) fabric.NetworkSecurityGroup {
	return changedRule(func(r *fabric.SecurityRule) { r.DestinationPortRanges = list })
}

func sources(list ...string) fabric.NetworkSecurityGroup {
	return changedRule(func(r *fabric.SecurityRule) { r.SourceAddressPrefixes = list })
}

func asgIDs(from, n int) []fabric.ID {
	var ids []fabric.ID
	for i := range n {
		ids = append(ids, idOf(fabric.KindApplicationSecurityGroup, fmt.Sprint("a", from+i)))
	}
	return ids
}

func asgs(n int) []fabric.Object {
	var list []fabric.Object
	for i := range n {
		list = append(list, asg(fmt.Sprint("a", i)))
	}
	return list
}

func badPort(field, side, text string) []string {
	return []string{fmt.Sprintf(`error: SecurityRuleInvalidPortRange at security_rules["r"].%s: The %s port range %q of the rule r is no port from 0 to 65535, no range such as 8000-8080 and not *.`, field, side, text)}
}

func badPrefix(index int, text, why string) []string {
	return []string{fmt.Sprintf(`error: SecurityRuleInvalidAddressPrefix at security_rules["r"].source_address_prefixes[%d]: The source prefix %q of the rule r %s.`, index, text, why)}
}

func unsupported(field, detail string) []string {
	return []string{fmt.Sprintf(`error: SecurityRuleParameterContainsUnsupportedValue at security_rules["r"].%s: %s`, field, detail)}
}

// ruleValueCases: what one security rule's own content decides.
var ruleValueCases = []ruleCase{
	{
		name: "rule name of 81 characters", code: fabric.CodeInvalidResourceName, breaks: nsg("nsg", rules{repeat("r", 81): rule(100)}), keeps: nsg("nsg", rules{"_" + repeat("r", 79): rule(100)}),
		says: []string{fmt.Sprintf("error: InvalidResourceName at security_rules[%[1]q]: %[1]q is no name for a security rule: it takes 1 to 80 letters, digits, underscores, periods and hyphens, starting and ending with a letter, digit or underscore.", repeat("r", 81))},
	},
	{
		name: "99", code: fabric.CodeSecurityRuleInvalidPriority, breaks: priority(99), keeps: priority(100),
		says: []string{`error: SecurityRuleInvalidPriority at security_rules["r"].priority: The rule r has the priority 99; priorities go from 100 to 4096.`},
	},
	{
		name: "4097", code: fabric.CodeSecurityRuleInvalidPriority, breaks: priority(4097), keeps: priority(4096),
		says: []string{`error: SecurityRuleInvalidPriority at security_rules["r"].priority: The rule r has the priority 4097; priorities go from 100 to 4096.`},
	},
	{name: "too high", code: fabric.CodeSecurityRuleInvalidPortRange, breaks: ports("65536"), keeps: ports("0", "65535"), says: badPort("destination_port_ranges[0]", "destination", "65536")},
	{name: "range too high", code: fabric.CodeSecurityRuleInvalidPortRange, breaks: ports("0-65536"), keeps: ports("0-65535"), says: badPort("destination_port_ranges[0]", "destination", "0-65536")},
	{name: "no number", code: fabric.CodeSecurityRuleInvalidPortRange, breaks: ports("443", "+80"), keeps: ports("443", "80"), says: badPort("destination_port_ranges[1]", "destination", "+80")},
	{name: "empty", code: fabric.CodeSecurityRuleInvalidPortRange, breaks: ports("80-"), keeps: ports("80-80"), says: badPort("destination_port_ranges[0]", "destination", "80-")},
	{
		name: "source", code: fabric.CodeSecurityRuleInvalidPortRange, breaks: changedRule(func(r *fabric.SecurityRule) { r.SourcePortRanges = []string{"http"} }),
		keeps: changedRule(func(r *fabric.SecurityRule) { r.SourcePortRanges = []string{"80"} }), says: badPort("source_port_ranges[0]", "source", "http"),
	},
	{
		name: "backwards", code: fabric.CodeSecurityRuleInvalidPortRange, breaks: ports("81-80"), keeps: ports("80-81"),
		says: []string{`error: SecurityRuleInvalidPortRange at security_rules["r"].destination_port_ranges[0]: The destination port range "81-80" of the rule r ends before it starts.`},
	},
	{
		name: "star beside another", code: fabric.CodeSecurityRuleInvalidPortRange, breaks: ports("80", "*"), keeps: ports("*"),
		says: []string{`error: SecurityRuleInvalidPortRange at security_rules["r"].destination_port_ranges[1]: The destination port range "*" of the rule r means all ports and cannot stand beside others.`},
	},
	{name: "no tag", code: fabric.CodeSecurityRuleInvalidAddressPrefix, breaks: sources("Storage."), keeps: sources("Storage.KoreaCentral"), says: badPrefix(0, "Storage.", "is no address, no CIDR, no service tag and not *")},
	{name: "host bits", code: fabric.CodeSecurityRuleInvalidAddressPrefix, breaks: sources("10.0.0.4/24"), keeps: sources("10.0.0.4/32"), says: badPrefix(0, "10.0.0.4/24", `cannot be used: "10.0.0.4/24" has host bits set; the network that it lies in is 10.0.0.0/24`)},
	{name: "octet", code: fabric.CodeSecurityRuleInvalidAddressPrefix, breaks: sources("10.0.0.1", "10.0.0.256"), keeps: sources("10.0.0.1", "10.0.0.255"), says: badPrefix(1, "10.0.0.256", "is no address, no CIDR, no service tag and not *")},
	{name: "zone", code: fabric.CodeSecurityRuleInvalidAddressPrefix, breaks: sources("fe80::1%eth0"), keeps: sources("fe80::1"), says: badPrefix(0, "fe80::1%eth0", "has a zone")},
	{name: "star beside another", code: fabric.CodeSecurityRuleInvalidAddressPrefix, breaks: sources("*", "10.0.0.0/8"), keeps: sources("*"), says: badPrefix(0, "*", "means all addresses and cannot stand beside others")},
	{
		name: "direction", code: fabric.CodeSecurityRuleParameterContainsUnsupportedValue, breaks: changedRule(func(r *fabric.SecurityRule) { r.Direction = "In" }),
		keeps: changedRule(func(r *fabric.SecurityRule) { r.Direction = "outBOUND" }), says: unsupported("direction", `The rule r has the direction "In"; possible are Inbound, Outbound.`),
	},
	{
		name: "access", code: fabric.CodeSecurityRuleParameterContainsUnsupportedValue, breaks: changedRule(func(r *fabric.SecurityRule) { r.Access = "Reject" }),
		keeps: changedRule(func(r *fabric.SecurityRule) { r.Access = "Deny" }), says: unsupported("access", `The rule r has the access "Reject"; possible are Allow, Deny.`),
	},
	{
		name: "protocol", code: fabric.CodeSecurityRuleParameterContainsUnsupportedValue, breaks: changedRule(func(r *fabric.SecurityRule) { r.Protocol = "Any" }),
		keeps: changedRule(func(r *fabric.SecurityRule) { r.Protocol = "*" }), says: unsupported("protocol", `The rule r has the protocol "Any"; possible are Tcp, Udp, Icmp, Esp, Ah, *.`),
	},
	{
		name: "description of 141", code: fabric.CodeSecurityRuleParameterContainsUnsupportedValue, breaks: changedRule(func(r *fabric.SecurityRule) { r.Description = repeat("d", 141) }),
		keeps: changedRule(func(r *fabric.SecurityRule) { r.Description = repeat("d", 140) }), says: unsupported("description", "The description of the rule r has 141 characters; at most 140 are possible."),
	},
	{
		name: "empty ports", code: fabric.CodeSecurityRuleParameterContainsUnsupportedValue, breaks: ports([]string{}...), keeps: ports(),
		says: unsupported("destination_port_ranges", "The rule r has an empty list of destination_port_ranges; leave it out to mean any."),
	},
	{
		name: "empty prefixes", code: fabric.CodeSecurityRuleParameterContainsUnsupportedValue, breaks: sources([]string{}...), keeps: sources(),
		says: unsupported("source_address_prefixes", "The rule r has an empty list of source_address_prefixes; leave it out to mean any."),
	},
	{
		name: "groups and a prefix", code: fabric.CodeSecurityRuleMixesGroupsAndPrefixes, given: asgs(1),
		breaks: changedRule(func(r *fabric.SecurityRule) {
			r.SourceApplicationSecurityGroupIDs, r.SourceAddressPrefixes = asgIDs(0, 1), []string{"*"}
		}),
		keeps: changedRule(func(r *fabric.SecurityRule) {
			r.SourceApplicationSecurityGroupIDs, r.SourceAddressPrefixes, r.DestinationAddressPrefixes = asgIDs(0, 1), []string{}, []string{"*"}
		}),
		says: []string{`error: SecurityRuleMixesGroupsAndPrefixes at security_rules["r"].source_application_security_group_ids: The rule r has both application security groups and address prefixes as its source.`},
	},
}

func manyRules(n int) rules {
	all := rules{}
	for i := range n {
		all[fmt.Sprint("r", i)] = rule(100 + i)
	}
	return all
}

func manyPrefixes(n int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf("10.%d.%d.0/24", i/256, i%256))
	}
	return list
}

// groupRules returns rules that name n groups in all, at most 10 each.
func groupRules(n int) rules {
	all := rules{}
	for i := 0; i < n; i += 10 {
		r := rule(100 + i)
		r.DestinationApplicationSecurityGroupIDs = asgIDs(i, min(10, n-i))
		all[fmt.Sprint("r", i)] = r
	}
	return all
}

// twoRules returns rules with the given priorities and directions.
func twoRules(name string, first, second int, direction string) rules {
	r := rule(second)
	r.Direction = direction
	return rules{"a": rule(first), name: r}
}

// ruleLimitCases: what the rules of a group break together, and how many there may be.
var ruleLimitCases = []ruleCase{
	{
		name: "same direction", code: fabric.CodeSecurityRuleConflict, breaks: nsg("nsg", twoRules("b", 100, 100, "inbound")), keeps: nsg("nsg", twoRules("b", 100, 100, "Outbound")),
		says: []string{`error: SecurityRuleConflict at security_rules["b"]: The rules a and b of the network security group nsg both have the priority 100 and the direction inbound.`},
	},
	{
		name: "next priority", code: fabric.CodeSecurityRuleConflict, breaks: nsg("nsg", twoRules("b", 200, 200, "Inbound")), keeps: nsg("nsg", twoRules("b", 200, 201, "Inbound")),
		says: []string{`error: SecurityRuleConflict at security_rules["b"]: The rules a and b of the network security group nsg both have the priority 200 and the direction Inbound.`},
	},
	{
		name: "case", code: fabric.CodeSecurityRuleNameConflict, breaks: nsg("nsg", twoRules("A", 100, 101, "Inbound")), keeps: nsg("nsg", twoRules("B", 100, 101, "Inbound")),
		says: []string{`error: SecurityRuleNameConflict at security_rules["a"]: The rules A and a of the network security group nsg have the same name; names compare without regard to case.`},
	},
	{
		name: "1001", code: fabric.CodeSecurityRuleLimitExceeded, breaks: nsg("nsg", manyRules(1001)), keeps: nsg("nsg", manyRules(1000)),
		says: []string{"error: SecurityRuleLimitExceeded at security_rules: The network security group nsg has 1001 rules; at most 1000 are possible."},
	},
	{
		name: "4001", code: fabric.CodeSecurityRuleInvalidAddressPrefix, breaks: sources(manyPrefixes(4001)...), keeps: sources(manyPrefixes(4000)...),
		says: []string{`error: SecurityRuleInvalidAddressPrefix at security_rules["r"].source_address_prefixes: The rule r has 4001 source prefixes; at most 4000 are possible.`},
	},
	{
		name: "11 on a side", code: fabric.CodeSecurityRuleGroupLimitExceeded, given: asgs(20),
		breaks: changedRule(func(r *fabric.SecurityRule) { r.DestinationApplicationSecurityGroupIDs = asgIDs(0, 11) }),
		keeps: changedRule(func(r *fabric.SecurityRule) {
			r.SourceApplicationSecurityGroupIDs, r.DestinationApplicationSecurityGroupIDs = asgIDs(0, 10), asgIDs(10, 10)
		}),
		says: []string{`error: SecurityRuleGroupLimitExceeded at security_rules["r"].destination_application_security_group_ids: The rule r names 11 application security groups as its destination; at most 10 are possible.`},
	},
	{
		name: "101 in a group", code: fabric.CodeSecurityRuleGroupLimitExceeded, given: asgs(101), breaks: nsg("nsg", groupRules(101)), keeps: nsg("nsg", groupRules(100)),
		says: []string{"error: SecurityRuleGroupLimitExceeded at security_rules: The rules of the network security group nsg name 101 application security groups; at most 100 are possible."},
	},
}
