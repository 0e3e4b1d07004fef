package fabric

import (
	"regexp"
	"strings"
)

// nameRule is what a kind asks of a name. Characters and lengths: Azure's naming rules for resources (likely: recall);
// the NIC's are SOURCES.md 3.2.
type nameRule struct {
	pattern *regexp.Regexp
	text    string
}

// maxNetworkName is the length of networkName.
const maxNetworkName = 80

var (
	networkName = nameRule{
		regexp.MustCompile(`^[0-9A-Za-z]([0-9A-Za-z_.-]{0,78}[0-9A-Za-z_])?$`),
		"1 to 80 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore",
	}
	virtualNetworkName = nameRule{
		regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z_.-]{0,62}[0-9A-Za-z_]$`),
		"2 to 64 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore",
	}
	scaleSetName = nameRule{
		regexp.MustCompile(`^[0-9A-Za-z]([0-9A-Za-z_.-]{0,62}[0-9A-Za-z_])?$`),
		"1 to 64 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore",
	}
)

var nameRules = map[Kind]nameRule{
	KindVirtualNetwork: virtualNetworkName,
	KindScaleSet:       scaleSetName,
}

var resourceGroupName = nameRule{
	regexp.MustCompile(`^[0-9A-Za-z_().-]{0,89}[0-9A-Za-z_()-]$`),
	"1 to 90 letters, digits, underscores, parentheses, periods and hyphens, not ending with a period",
}

var locationName = nameRule{
	regexp.MustCompile(`^[a-z][a-z0-9]{1,49}$`),
	"a region's name such as koreacentral or Korea Central",
}

// subscriptionID is any plain segment: real ones are GUIDs, prototypes use what they like.
var subscriptionID = nameRule{
	regexp.MustCompile(`^[0-9A-Za-z-]{1,64}$`),
	"a GUID",
}

// NormalLocation returns a region's name in the form that ids and DNS names use: "Korea Central" is koreacentral.
func NormalLocation(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }

// IsLocation reports whether a text can be a region's name.
func IsLocation(s string) bool { return locationName.pattern.MatchString(NormalLocation(s)) }

// checkHead reports a bad name, resource group or location. Top-level kinds have all three, children a name.
func checkHead(f *findings, k Kind, m Meta) {
	rule, ok := nameRules[k]
	if !ok {
		rule = networkName
	}
	if name := m.Name(); !rule.pattern.MatchString(name) {
		f.add(CodeInvalidResourceName, At("name"), "%q is not a possible %s name: it takes %s.", name, k.Title(), rule.text)
	}
	if p, err := ParseID(string(m.ID)); err == nil && len(p.Segments) == 1 {
		if !resourceGroupName.pattern.MatchString(p.ResourceGroupName) {
			f.add(CodeInvalidResourceGroupName, At("resource_group_name"), "%q is no name for a resource group: it takes %s.", p.ResourceGroupName, resourceGroupName.text)
		}
		if !subscriptionID.pattern.MatchString(p.SubscriptionID) {
			f.add(CodeInvalidResourceName, At("name"), "The subscription id %q is not %s.", p.SubscriptionID, subscriptionID.text)
		}
	}
	if m.Location != "" && !IsLocation(m.Location) {
		f.add(CodeLocationNotAvailable, At("location"), "%q is not %s.", m.Location, locationName.text)
	}
	checkTags(f, m.Tags)
}

// Limits of tags. Source: none in SOURCES.md; Azure Resource Manager's tag limits (likely: recall).
const (
	maxTags           = 50
	maxTagNameLength  = 512
	maxTagValueLength = 256
)

func checkTags(f *findings, tags map[string]string) {
	if len(tags) > maxTags {
		f.add(CodeInvalidTag, At("tags"), "%s has %d tags; at most %d are possible.", f.id.Name(), len(tags), maxTags)
	}
	for _, name := range sortedKeys(tags) {
		switch value := tags[name]; {
		case name == "" || len(name) > maxTagNameLength || strings.ContainsAny(name, `<>%&\?/`):
			f.add(CodeInvalidTag, At("tags").Key(name), `The tag name %q of %s is empty, longer than %d characters, or has one of <>%%&\?/.`, name, f.id.Name(), maxTagNameLength)
		case len(value) > maxTagValueLength:
			f.add(CodeInvalidTag, At("tags").Key(name), "The value of the tag %q of %s has %d characters; at most %d are possible.", name, f.id.Name(), len(value), maxTagValueLength)
		}
	}
}
