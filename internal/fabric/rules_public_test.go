package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

const labelForm = "^[a-z][a-z0-9-]{1,61}[a-z0-9]$"

func address(change func(*fabric.PublicIP)) fabric.PublicIP { return with(publicIP("pip"), change) }

func block(change func(*fabric.PublicIPPrefix)) fabric.PublicIPPrefix {
	return with(prefix("pre", 28), change)
}

func labelled(name, label, location string) fabric.PublicIP {
	return with(publicIP(name), func(p *fabric.PublicIP) { p.DomainNameLabel, p.Location = label, location })
}

func badLabel(label string) []string {
	return []string{fmt.Sprintf("error: InvalidDomainNameLabel at domain_name_label: The domain name label %q does not match %s.", label, labelForm)}
}

func parameter(field, of, value, possible string) []string {
	return []string{fmt.Sprintf("error: InvalidParameter at %[1]s: %[1]s of %[2]s is %[3]s; possible are %[4]s.", field, of, value, possible)}
}

func lengthOf(version fabric.IPVersion, length int) fabric.PublicIPPrefix {
	return block(func(p *fabric.PublicIPPrefix) { p.Version, p.Length = version, length })
}

func badLength(version fabric.IPVersion, length, from, to int) []string {
	return []string{fmt.Sprintf("error: PublicIpPrefixLengthOutOfRange at prefix_length: The public IP prefix pre has a length of /%d; %s prefixes go from /%d to /%d.", length, version, from, to)}
}

// publicIPCases: public IP addresses and prefixes by their own content.
var publicIPCases = []ruleCase{
	{
		name: "SKU", code: fabric.CodeInvalidParameter, breaks: address(func(p *fabric.PublicIP) { p.SKU = "StandardV2" }),
		keeps: address(func(p *fabric.PublicIP) { p.SKU = "Basic" }), says: parameter("sku", "pip", `"StandardV2"`, "Basic, Standard"),
	},
	{
		name: "allocation method", code: fabric.CodeInvalidParameter, breaks: address(func(p *fabric.PublicIP) { p.AllocationMethod = "static" }),
		keeps: publicIP("pip"), says: parameter("allocation_method", "pip", `"static"`, "Static, Dynamic"),
	},
	{
		name: "zone 4", code: fabric.CodeInvalidParameter, breaks: address(func(p *fabric.PublicIP) { p.Zones = []string{"1", "4"} }), keeps: address(func(p *fabric.PublicIP) { p.Zones = []string{"3", "1", "2"} }),
		says: []string{`error: InvalidParameter at zones[1]: pip names the zone "4"; a region has the zones 1, 2, 3.`},
	},
	{
		name: "zone twice", code: fabric.CodeInvalidParameter, breaks: block(func(p *fabric.PublicIPPrefix) { p.Zones = []string{"1", "2", "1"} }), keeps: block(func(p *fabric.PublicIPPrefix) { p.Zones = []string{"1", "2"} }),
		says: []string{"error: InvalidParameter at zones[2]: pre names the zone 1 twice."},
	},
	{
		name: "timeout of 3", code: fabric.CodeInvalidParameter, breaks: address(func(p *fabric.PublicIP) { p.IdleTimeout = 3 }),
		keeps: address(func(p *fabric.PublicIP) { p.IdleTimeout = 4 }), says: parameter("idle_timeout_in_minutes", "pip", "3", "4 to 30 minutes"),
	},
	{
		name: "timeout of 31", code: fabric.CodeInvalidParameter, breaks: address(func(p *fabric.PublicIP) { p.IdleTimeout = 31 }),
		keeps: address(func(p *fabric.PublicIP) { p.IdleTimeout = 30 }), says: parameter("idle_timeout_in_minutes", "pip", "31", "4 to 30 minutes"),
	},
	{
		name: "dynamic", code: fabric.CodeStandardSkuPublicIPMustBeStatic, breaks: address(func(p *fabric.PublicIP) { p.AllocationMethod = "Dynamic" }),
		keeps: address(func(p *fabric.PublicIP) { p.SKU, p.AllocationMethod = "Basic", "Dynamic" }),
		says:  []string{"error: StandardSkuPublicIpMustBeStatic at allocation_method: The public IP address pip is of the Standard SKU, which is always Static, but asks for Dynamic."},
	},
	{
		name: "static", code: fabric.CodeBasicSkuIPv6MustBeDynamic, breaks: address(func(p *fabric.PublicIP) { p.SKU, p.Version = "Basic", fabric.IPv6 }),
		keeps: address(func(p *fabric.PublicIP) { p.Version = fabric.IPv6 }),
		says:  []string{"error: BasicSkuIpv6MustBeDynamic at allocation_method: The public IP address pip is an IPv6 address of the Basic SKU, which is always Dynamic, but asks for Static."},
	},
	{
		name: "two zones", code: fabric.CodeBasicSkuWithZones, breaks: address(func(p *fabric.PublicIP) { p.SKU, p.Zones = "Basic", []string{"1", "2"} }),
		keeps: address(func(p *fabric.PublicIP) { p.SKU, p.Zones = "Basic", []string{} }),
		says:  []string{"error: BasicSkuWithZones at zones: The public IP address pip is of the Basic SKU, which has no zones, but names 1, 2."},
	},
	{name: "64 characters", code: fabric.CodeInvalidDomainNameLabel, breaks: labelled("pip", repeat("w", 64), "koreacentral"), keeps: labelled("pip", repeat("w", 63), "koreacentral"), says: badLabel(repeat("w", 64))},
	{name: "2 characters", code: fabric.CodeInvalidDomainNameLabel, breaks: labelled("pip", "ww", "koreacentral"), keeps: labelled("pip", "www", "koreacentral"), says: badLabel("ww")},
	{name: "starts with a digit", code: fabric.CodeInvalidDomainNameLabel, breaks: labelled("pip", "1web", "koreacentral"), keeps: labelled("pip", "web1", "koreacentral"), says: badLabel("1web")},
	{name: "upper case", code: fabric.CodeInvalidDomainNameLabel, breaks: labelled("pip", "Web", "koreacentral"), keeps: labelled("pip", "w-b", "koreacentral"), says: badLabel("Web")},
	{
		name: "SKU of a prefix", code: fabric.CodePublicIPPrefixNeedsStandardSku, breaks: block(func(p *fabric.PublicIPPrefix) { p.SKU = "Basic" }), keeps: prefix("pre", 28),
		says: []string{`error: PublicIpPrefixNeedsStandardSku at sku: The public IP prefix pre asks for the SKU "Basic"; prefixes are always Standard.`},
	},
	{
		name: "SKU of an address", code: fabric.CodePublicIPPrefixNeedsStandardSku, given: []fabric.Object{prefix("pre", 31)},
		breaks: with(fromPrefix(), func(p *fabric.PublicIP) { p.SKU = "Basic" }), keeps: fromPrefix(),
		says: []string{"error: PublicIpPrefixNeedsStandardSku at public_ip_prefix_id: The public IP address pip is of the Basic SKU; only the Standard SKU can take its address from a prefix."},
	},
	{name: "/27", code: fabric.CodePublicIPPrefixLengthOutOfRange, breaks: lengthOf(fabric.IPv4, 27), keeps: lengthOf(fabric.IPv4, 28), says: badLength(fabric.IPv4, 27, 28, 31)},
	{name: "/32", code: fabric.CodePublicIPPrefixLengthOutOfRange, breaks: lengthOf(fabric.IPv4, 32), keeps: lengthOf(fabric.IPv4, 31), says: badLength(fabric.IPv4, 32, 28, 31)},
	{name: "/123", code: fabric.CodePublicIPPrefixLengthOutOfRange, breaks: lengthOf(fabric.IPv6, 123), keeps: lengthOf(fabric.IPv6, 124), says: badLength(fabric.IPv6, 123, 124, 127)},
	{name: "/128", code: fabric.CodePublicIPPrefixLengthOutOfRange, breaks: lengthOf(fabric.IPv6, 128), keeps: lengthOf(fabric.IPv6, 127), says: badLength(fabric.IPv6, 128, 124, 127)},
}

func fromPrefix() fabric.PublicIP {
	return address(func(p *fabric.PublicIP) { p.PrefixID = idOf(fabric.KindPublicIPPrefix, "pre") })
}

func fromPrefixAs(name string) fabric.PublicIP {
	return with(fromPrefix(), func(p *fabric.PublicIP) { p.ID = idOf(fabric.KindPublicIP, name) })
}

func zonal(p fabric.PublicIP, zones ...string) fabric.PublicIP {
	p.Zones = zones
	return p
}

// publicPoolCases: labels, and where public addresses come from.
var publicPoolCases = []ruleCase{
	{
		name: "another address", code: fabric.CodeDNSRecordInUse, given: []fabric.Object{labelled("old", "web", "Korea Central")},
		breaks: labelled("pip", "web", "koreacentral"), keeps: labelled("pip", "web", "koreasouth"),
		says: []string{"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the public IP address old."},
	},
	{
		name: "a scale set", code: fabric.CodeDNSRecordInUse, given: labelledSet,
		breaks: labelled("pip", "web", "koreacentral"), keeps: labelled("pip", "web2", "koreacentral"),
		says: []string{"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the scale set set."},
	},
	{
		name: "a set that moves on", code: fabric.CodeDNSRecordInUse, given: append(labelledSet[:4:4], nic("nic", public(webIP, "next", "")), scaleSet("set", 2, "nic")),
		// With the Manual policy the instances keep the label that they were made with; with Automatic it is free.
		keepsGiven: append(labelledSet[:4:4], nic("nic", public(webIP, "next", "")), automatic(scaleSet("set", 2, "nic"))),
		breaks:     labelled("pip", "web", "koreacentral"), keeps: labelled("pip", "web", "koreacentral"),
		says: []string{"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the scale set set."},
	},
	{
		name: "the label that a set moves to", code: fabric.CodeDNSRecordInUse, given: append(labelledSet[:4:4], nic("nic", public(webIP, "next", "")), scaleSet("set", 2, "nic")), keepsGiven: labelledSet,
		breaks: labelled("pip", "next", "koreacentral"), keeps: labelled("pip", "next", "koreacentral"),
		says: []string{"error: DnsRecordInUse at domain_name_label: The domain name label next of the public IP address pip is already used in koreacentral by the scale set set."},
	},
	{
		name: "a set without instances", code: fabric.CodeDNSRecordInUse, given: append(labelledSet[:3:3], scaleSet("set", 0, "nic")), keepsGiven: labelledSet[:3],
		breaks: labelled("pip", "web", "koreacentral"), keeps: labelled("pip", "web", "koreacentral"),
		says: []string{"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the scale set set."},
	},
	{
		// One name with an A and an AAAA record, as Microsoft's own sample of a dual-stack load balancer has it.
		name: "IPv4 and IPv6", code: fabric.CodeDNSRecordInUse, given: []fabric.Object{labelled("old", "web", "koreacentral")},
		breaks: labelled("pip", "web", "koreacentral"), keeps: with(labelled("pip", "web", "koreacentral"), func(p *fabric.PublicIP) { p.Version = fabric.IPv6 }),
		says: []string{"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the public IP address old."},
	},
	{
		// The names of instances are below the label, whose owner is the set alone.
		name: "IPv6 and a set", code: fabric.CodeDNSRecordInUse, given: labelledSet,
		breaks: with(labelled("pip", "web", "koreacentral"), func(p *fabric.PublicIP) { p.Version = fabric.IPv6 }), keeps: labelled("pip", "web", "koreasouth"),
		says: []string{"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the scale set set."},
	},
	{
		name: "three users", code: fabric.CodeDNSRecordInUse, asIs: true,
		given:  []fabric.Object{labelled("c", "web", "koreacentral"), labelled("a", "web", "koreacentral"), labelled("b", "web", "koreacentral"), labelled("d", "web", "koreasouth")},
		breaks: labelled("pip", "web", "koreacentral"), keeps: labelled("pip", "db1", "koreacentral"),
		says: []string{
			"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the public IP address a.",
			"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the public IP address b.",
			"error: DnsRecordInUse at domain_name_label: The domain name label web of the public IP address pip is already used in koreacentral by the public IP address c.",
		},
	},
	{
		name: "zones", code: fabric.CodePublicIPPrefixZoneMismatch, given: []fabric.Object{with(prefix("pre", 31), func(p *fabric.PublicIPPrefix) { p.Zones = []string{"1", "2"} })},
		breaks: zonal(fromPrefix(), "1"), keeps: zonal(fromPrefix(), "2", "1"),
		says: []string{"error: PublicIpPrefixZoneMismatch at zones: The public IP address pip has the zones (1), its prefix pre has (1, 2)."},
	},
	{
		name: "address and prefix", code: fabric.CodePublicIPVersionMismatch, given: []fabric.Object{prefix("pre", 31)},
		breaks: with(fromPrefix(), func(p *fabric.PublicIP) { p.Version = fabric.IPv6 }), keeps: fromPrefix(),
		says: []string{"error: PublicIpVersionMismatch at public_ip_prefix_id: The public IP address pip is of IPv6, its prefix pre of IPv4."},
	},
	{
		name: "third of a /31", code: fabric.CodePublicIPPrefixOutOfIPAddresses,
		given:      []fabric.Object{prefix("pre", 31), fromPrefixAs("p0"), fromPrefixAs("p1")},
		keepsGiven: []fabric.Object{prefix("pre", 31), fromPrefixAs("p0")},
		breaks:     fromPrefix(), keeps: fromPrefix(),
		says: []string{"error: PublicIpPrefixOutOfIpAddresses at public_ip_prefix_id: The public IP address pip finds no free address in the public IP prefix pre."},
	},
	{
		name: "no address", code: fabric.CodePublicIPCountLimitReached, full: publicIP("pip"), breaks: publicIP("pip"), keeps: publicIP("pip"),
		says: []string{"error: PublicIPCountLimitReached at name: The public IP address pip finds no free address."},
	},
	{
		name: "no block", code: fabric.CodePublicIPCountLimitReached, full: prefix("pre", 31), breaks: prefix("pre", 31), keeps: prefix("pre", 31),
		says: []string{"error: PublicIPCountLimitReached at prefix_length: The public IP prefix pre finds no free block of /31."},
	},
}
