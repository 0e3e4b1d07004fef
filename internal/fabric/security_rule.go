package fabric

import (
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// Bounds of a security rule. Source: SOURCES.md 7 (sure: NSG overview page; description TF).
const (
	maxRuleDescription   = 140
	maxPort              = 65535
	anyValue             = "*"
	directionIn          = string(acl.Inbound)
	directionOut         = string(acl.Outbound)
	accessAllow          = "Allow"
	accessDeny           = "Deny"
	sideNameSource       = "source"
	sideNameDestination  = "destination"
	suffixPortRanges     = "_port_ranges"
	suffixPrefixes       = "_address_prefixes"
	suffixSecurityGroups = "_application_security_group_ids"
)

// Values that ARM takes, compared without regard to case. Source: SOURCES.md 7 (sure: SDK).
var (
	ruleDirections = []string{directionIn, directionOut}
	ruleAccesses   = []string{accessAllow, accessDeny}
	ruleProtocols  = []string{"Tcp", "Udp", "Icmp", "Esp", "Ah", anyValue}
)

var ruleName = nameRule{
	// SOURCES.md 7 (sure): at most 80, starts with a word character, ends with one or an underscore.
	regexp.MustCompile(`^[0-9A-Za-z_]([0-9A-Za-z_.-]{0,78}[0-9A-Za-z_])?$`),
	"1 to 80 letters, digits, underscores, periods and hyphens, starting and ending with a letter, digit or underscore",
}

// serviceTag is the form of a tag such as VirtualNetwork, Storage.KoreaCentral or AzureFrontDoor.Backend. Which tags
// exist changes weekly, so only the form is checked.
var serviceTag = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$`)

// SecurityRule is one rule of a network security group. Its lists are what the user wrote; a nil list means any value,
// unless application security groups stand in its place.
type SecurityRule struct {
	Priority    int
	Direction   string // Inbound or Outbound
	Access      string // Allow or Deny
	Protocol    string // Tcp, Udp, Icmp, Esp, Ah or *
	Description string

	SourcePortRanges      []string // "443", "8000-8080", "*"
	DestinationPortRanges []string

	SourceAddressPrefixes      []string // addresses, CIDRs, service tags, "*"; IPv4 and IPv6
	DestinationAddressPrefixes []string

	SourceApplicationSecurityGroupIDs      []ID
	DestinationApplicationSecurityGroupIDs []ID
}

// ruleSide is the source or the destination of a rule.
type ruleSide struct {
	name     string
	ports    []string
	prefixes []string
	groups   []ID
}

func (r SecurityRule) sides() [2]ruleSide {
	return [2]ruleSide{
		{sideNameSource, r.SourcePortRanges, r.SourceAddressPrefixes, r.SourceApplicationSecurityGroupIDs},
		{sideNameDestination, r.DestinationPortRanges, r.DestinationAddressPrefixes, r.DestinationApplicationSecurityGroupIDs},
	}
}

// validate reports what the rule's own content breaks.
func (r SecurityRule) validate(f *findings, at Field, name string) {
	if !ruleName.pattern.MatchString(name) {
		f.add(CodeInvalidResourceName, at, "%q is no name for a security rule: it takes %s.", name, ruleName.text)
	}
	if r.Priority < acl.MinPriority || r.Priority > acl.MaxPriority {
		f.add(CodeSecurityRuleInvalidPriority, at.Dot("priority"), "The rule %s has the priority %d; priorities go from %d to %d.", name, r.Priority, acl.MinPriority, acl.MaxPriority)
	}
	if len(r.Description) > maxRuleDescription {
		f.add(CodeSecurityRuleParameterContainsUnsupportedValue, at.Dot("description"), "The description of the rule %s has %d characters; at most %d are possible.", name, len(r.Description), maxRuleDescription)
	}
	for _, v := range []struct {
		field, value string
		possible     []string
	}{{"direction", r.Direction, ruleDirections}, {"access", r.Access, ruleAccesses}, {"protocol", r.Protocol, ruleProtocols}} {
		if !slices.ContainsFunc(v.possible, func(p string) bool { return strings.EqualFold(p, v.value) }) {
			f.add(CodeSecurityRuleParameterContainsUnsupportedValue, at.Dot(v.field), "The rule %s has the %s %q; possible are %s.", name, v.field, v.value, strings.Join(v.possible, ", "))
		}
	}
	for _, s := range r.sides() {
		s.validate(f, at, name)
	}
}

func (s ruleSide) validate(f *findings, at Field, rule string) {
	for i, text := range s.ports {
		if why := badPortRange(text, len(s.ports)); why != "" {
			f.add(CodeSecurityRuleInvalidPortRange, at.Dot(s.name+suffixPortRanges).Index(i), "The %s port range %q of the rule %s %s.", s.name, text, rule, why)
		}
	}
	for i, text := range s.prefixes {
		if why := badRulePrefix(text, len(s.prefixes)); why != "" {
			f.add(CodeSecurityRuleInvalidAddressPrefix, at.Dot(s.name+suffixPrefixes).Index(i), "The %s prefix %q of the rule %s %s.", s.name, text, rule, why)
		}
	}
	prefixes, groups := at.Dot(s.name+suffixPrefixes), at.Dot(s.name+suffixSecurityGroups)
	switch {
	case len(s.prefixes) > maxPrefixesPerRuleSide:
		f.add(CodeSecurityRuleInvalidAddressPrefix, prefixes, "The rule %s has %d %s prefixes; at most %d are possible.", rule, len(s.prefixes), s.name, maxPrefixesPerRuleSide)
	case len(s.groups) > maxGroupsPerRuleSide:
		f.add(CodeSecurityRuleGroupLimitExceeded, groups, "The rule %s names %d application security groups as its %s; at most %d are possible.", rule, len(s.groups), s.name, maxGroupsPerRuleSide)
	case len(s.groups) > 0 && len(s.prefixes) > 0:
		f.add(CodeSecurityRuleMixesGroupsAndPrefixes, groups, "The rule %s has both application security groups and address prefixes as its %s.", rule, s.name).reading(prefixes)
	}
	for _, empty := range []struct {
		list  []string
		field string
	}{{s.ports, suffixPortRanges}, {s.prefixes, suffixPrefixes}} {
		if empty.list != nil && len(empty.list) == 0 && (empty.field == suffixPortRanges || len(s.groups) == 0) {
			f.add(CodeSecurityRuleParameterContainsUnsupportedValue, at.Dot(s.name+empty.field), "The rule %s has an empty list of %s; leave it out to mean any.", rule, s.name+empty.field)
		}
	}
}

// badPortRange says what is wrong with a port range; empty where nothing is.
func badPortRange(text string, listed int) string {
	if text == anyValue {
		if listed > 1 {
			return "means all ports and cannot stand beside others"
		}
		return ""
	}
	from, to, isRange := strings.Cut(text, "-")
	low, ok := port(from)
	if !ok {
		return "is no port from 0 to 65535, no range such as 8000-8080 and not *"
	}
	if !isRange {
		return ""
	}
	high, ok := port(to)
	if !ok {
		return "is no port from 0 to 65535, no range such as 8000-8080 and not *"
	}
	if low > high {
		return "ends before it starts"
	}
	return ""
}

func port(s string) (int, bool) {
	if s == "" || len(s) > 5 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n <= maxPort
}

// badRulePrefix says what is wrong with an address prefix of a rule; empty where nothing is.
func badRulePrefix(text string, listed int) string {
	if text == anyValue {
		if listed > 1 {
			return "means all addresses and cannot stand beside others"
		}
		return ""
	}
	if a, err := netip.ParseAddr(text); err == nil {
		if a.Zone() != "" {
			return "has a zone"
		}
		return ""
	}
	if strings.Contains(text, "/") {
		if _, err := ParsePrefix(text); err != nil {
			return "cannot be used: " + err.Error()
		}
		return ""
	}
	if !serviceTag.MatchString(text) {
		return "is no address, no CIDR, no service tag and not *"
	}
	return ""
}
