package fabric

import "strings"

// Limits of a network security group. Source: SOURCES.md 1.4 (sure: LIM).
const (
	maxSecurityRules       = 1000
	maxGroupsPerRuleSide   = 10
	maxGroupsPerNSG        = 100
	maxPrefixesPerRuleSide = 4000
)

// NetworkSecurityGroup is Microsoft.Network/networkSecurityGroups with its own rules; the default rules are not stored.
type NetworkSecurityGroup struct {
	Meta
	SecurityRules map[string]SecurityRule // by name; nil where none were given
}

// Head implements Object.
func (n NetworkSecurityGroup) Head() Meta { return n.Meta }

// WithHead implements Object.
func (n NetworkSecurityGroup) WithHead(m Meta) Object { n.Meta = m; return n }

// Kind implements Object.
func (n NetworkSecurityGroup) Kind() Kind { return KindNetworkSecurityGroup }

// References implements Object: the application security groups of the rules.
func (n NetworkSecurityGroup) References() []Reference {
	var refs []Reference
	for _, name := range sortedKeys(n.SecurityRules) {
		r := n.SecurityRules[name]
		for _, side := range r.sides() {
			for i, id := range side.groups {
				refs = append(refs, Reference{
					Field: At("security_rules").Key(name).Dot(side.name + "_application_security_group_ids").Index(i),
					ID:    id, Kind: KindApplicationSecurityGroup,
				})
			}
		}
	}
	return refs
}

// Validate implements Object: each rule's own content, then what the rules of one group break together.
func (n NetworkSecurityGroup) Validate() []Finding {
	f := &findings{id: n.ID}
	checkHead(f, n.Kind(), n.Meta)
	at := At("security_rules")
	if len(n.SecurityRules) > maxSecurityRules {
		f.add(CodeSecurityRuleLimitExceeded, at, "The network security group %s has %d rules; at most %d are possible.", n.Name(), len(n.SecurityRules), maxSecurityRules)
	}
	type slot struct {
		direction string
		priority  int
	}
	names, slots := map[string]string{}, map[slot]string{}
	groups := map[Key]bool{}
	for _, name := range sortedKeys(n.SecurityRules) {
		r := n.SecurityRules[name]
		r.validate(f, at.Key(name), name)
		if first, ok := names[strings.ToLower(name)]; ok {
			f.add(CodeSecurityRuleNameConflict, at.Key(name), "The rules %s and %s of the network security group %s have the same name; names compare without regard to case.", first, name, n.Name())
		}
		names[strings.ToLower(name)] = name
		s := slot{strings.ToLower(r.Direction), r.Priority}
		if first, ok := slots[s]; ok {
			f.add(CodeSecurityRuleConflict, at.Key(name), "The rules %s and %s of the network security group %s both have the priority %d and the direction %s.", first, name, n.Name(), r.Priority, r.Direction).
				reading(at.Key(first).Dot("priority"), at.Key(first).Dot("direction"))
		}
		slots[s] = name
		for _, side := range r.sides() {
			for _, id := range side.groups {
				groups[id.Key()] = true
			}
		}
	}
	if len(groups) > maxGroupsPerNSG {
		f.add(CodeSecurityRuleGroupLimitExceeded, at, "The rules of the network security group %s name %d application security groups; at most %d are possible.", n.Name(), len(groups), maxGroupsPerNSG)
	}
	return f.list
}
