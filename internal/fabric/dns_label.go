package fabric

import (
	"regexp"
	"strconv"
)

// PublicDNSSuffix is the zone of all public names, in the public cloud. Source: SOURCES.md 4.2 (sure).
const PublicDNSSuffix = "cloudapp.azure.com"

// domainNameLabel is the form of a label. Source: SOURCES.md 4.2 (sure: TF validate/public_ip.go).
var domainNameLabel = regexp.MustCompile(`^[a-z][a-z0-9-]{1,61}[a-z0-9]$`)

func checkDomainNameLabel(f *findings, at Field, label string) {
	if label != "" && !domainNameLabel.MatchString(label) {
		f.add(CodeInvalidDomainNameLabel, at, "The domain name label %q does not match %s.", label, domainNameLabel)
	}
}

// LabelFQDN returns the name of a public IP address with a label in a region.
func LabelFQDN(label, location string) string {
	return label + "." + NormalLocation(location) + "." + PublicDNSSuffix
}

// InstanceFQDN returns the name of an instance's public IP address: vm<id>.<label>.<region>.cloudapp.azure.com. Source:
// SOURCES.md 4.2 (short form sure: VMSSNET; full form likely).
func InstanceFQDN(label string, instance int, location string) string {
	return "vm" + strconv.Itoa(instance) + "." + LabelFQDN(label, location)
}

// IsDomainNameLabel reports whether a text can be a domain name label.
func IsDomainNameLabel(s string) bool { return domainNameLabel.MatchString(s) }

// domainName is the form of a host's name, whole or a single label (RFC 1123).
var domainName = regexp.MustCompile(`^[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?(\.[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?)*$`)

// maxDomainName is the length of the longest name in text, without a period at its end (RFC 1035, 2.3.4).
const maxDomainName = 253

// IsDomainName reports whether a text can be a host's name, whole or a single label.
func IsDomainName(s string) bool { return len(s) <= maxDomainName && domainName.MatchString(s) }
