package fabric

import (
	"net/netip"
	"slices"
	"strings"
)

// Limits of load balancers. Source: SOURCES.md 5.2 (sure: LBLIM).
const (
	maxFrontendsStandard = 600
	maxFrontendsBasic    = 200
	maxRulesStandard     = 1500 // load-balancing and inbound NAT rules together
	maxRulesBasic        = 250
	maxRulesPerNIC       = 300
)

// LoadBalancer is Microsoft.Network/loadBalancers with its frontends. Pools, probes and rules are kinds of their own, and
// need a frontend, which the load balancer alone does not.
type LoadBalancer struct {
	Meta
	SKU       string // Standard, or Basic, which Azure retired on 30 September 2025
	Frontends []FrontendIPConfiguration
}

// FrontendIPConfiguration is an address at which a load balancer listens. Exactly one of PublicIPID, PublicIPPrefixID
// and SubnetID is set.
type FrontendIPConfiguration struct {
	Name             string
	PublicIPID       ID
	PublicIPPrefixID ID
	SubnetID         ID
	StaticAddress    string // the private address that is asked for; empty for a dynamic one
	Version          IPVersion
	Zones            []string
	Address          netip.Addr // realized, of internal frontends
}

// Internal reports whether the frontend is in a subnet.
func (c FrontendIPConfiguration) Internal() bool { return c.SubnetID != "" }

// Head implements Object.
func (l LoadBalancer) Head() Meta { return l.Meta }

// WithHead implements Object.
func (l LoadBalancer) WithHead(m Meta) Object { l.Meta = m; return l }

// Kind implements Object.
func (l LoadBalancer) Kind() Kind { return KindLoadBalancer }

// References implements Object. A load balancer does not outlive the subnets of its frontends.
func (l LoadBalancer) References() []Reference {
	var refs []Reference
	for i, c := range l.Frontends {
		at := At("frontend_ip_configurations").Index(i)
		refs = append(refs,
			Reference{Field: at.Dot("public_ip_id"), ID: c.PublicIPID, Kind: KindPublicIP},
			Reference{Field: at.Dot("public_ip_prefix_id"), ID: c.PublicIPPrefixID, Kind: KindPublicIPPrefix},
			Reference{Field: at.Dot("subnet_id"), ID: c.SubnetID, Kind: KindSubnet, Lives: true},
		)
	}
	return slices.DeleteFunc(refs, func(r Reference) bool { return r.ID == "" })
}

// FrontendID returns the ARM id of a frontend. Source: SOURCES.md 11.1 (sure).
func (l LoadBalancer) FrontendID(name string) ID {
	return ID(string(l.ID) + "/frontendIPConfigurations/" + name)
}

// Frontend returns a frontend by its name; names compare without regard to case.
func (l LoadBalancer) Frontend(name string) (FrontendIPConfiguration, bool) {
	i := slices.IndexFunc(l.Frontends, func(c FrontendIPConfiguration) bool { return strings.EqualFold(c.Name, name) })
	if i < 0 {
		return FrontendIPConfiguration{}, false
	}
	return l.Frontends[i], true
}

// Internal reports whether the load balancer listens inside a virtual network. Its frontends are all of one type.
func (l LoadBalancer) Internal() bool { return len(l.Frontends) > 0 && l.Frontends[0].Internal() }

// typeName is internal or public, for messages.
func (l LoadBalancer) typeName() string {
	if l.Internal() {
		return "internal"
	}
	return "public"
}

// maxRules returns how many load-balancing and inbound NAT rules the SKU takes.
func (l LoadBalancer) maxRules() int {
	if l.SKU == SKUBasic {
		return maxRulesBasic
	}
	return maxRulesStandard
}

// Validate implements Object: the SKU and each frontend. Source: SOURCES.md 5.3.
func (l LoadBalancer) Validate() []Finding {
	f := &findings{id: l.ID}
	checkHead(f, l.Kind(), l.Meta)
	checkOneOf(f, At("sku"), l.SKU, SKUBasic, SKUStandard)
	if l.SKU == SKUBasic {
		f.add(CodeBasicSkuRetired, At("sku"), "The load balancer %s is of the Basic SKU, which Azure retired on 30 September 2025.", l.Name())
	}
	at := At("frontend_ip_configurations")
	most := map[string]int{SKUBasic: maxFrontendsBasic}[l.SKU]
	if most == 0 {
		most = maxFrontendsStandard
	}
	if len(l.Frontends) > most {
		f.add(CodeFrontendLimitExceeded, at, "The load balancer %s has %d frontends; the %s SKU takes at most %d.", l.Name(), len(l.Frontends), l.SKU, most)
	}
	names, publics, statics := map[string]int{}, map[Key]string{}, map[string]string{}
	for i, c := range l.Frontends {
		c.validate(f, at.Index(i), l)
		if first, twice := names[strings.ToLower(c.Name)]; twice {
			f.add(CodeDuplicateFrontendName, at.Index(i).Dot("name"), "The frontends %d and %d of the load balancer %s are both called %s.", first, i, l.Name(), c.Name).
				reading(at.Index(first).Dot("name"))
		}
		names[strings.ToLower(c.Name)] = i
		if first, twice := publics[c.PublicIPID.Key()]; twice && c.PublicIPID != "" {
			f.add(CodePublicIPReferencedByMultipleIPConfigs, at.Index(i).Dot("public_ip_id"), "The frontends %s and %s of the load balancer %s both use the public IP address %s.", first, c.Name, l.Name(), c.PublicIPID.Name())
		}
		publics[c.PublicIPID.Key()] = c.Name
		place := string(c.SubnetID.Key()) + "|" + c.StaticAddress
		if first, twice := statics[place]; twice && c.StaticAddress != "" {
			f.add(CodePrivateIPAddressIsAllocated, at.Index(i).Dot("private_ip_address"), "The frontends %s and %s of the load balancer %s both ask for the address %s.", first, c.Name, l.Name(), c.StaticAddress)
		}
		statics[place] = c.Name
		if c.sources() == 1 && l.Frontends[0].sources() == 1 && c.Internal() != l.Internal() {
			f.add(CodeLoadBalancerMixesPublicAndInternal, at.Index(i), "The load balancer %s has the %s frontend %s beside others that are not.", l.Name(), map[bool]string{true: "internal", false: "public"}[c.Internal()], c.Name).
				reading(at.Index(0))
		}
	}
	return f.list
}

// sources counts what the frontend says that its address comes from.
func (c FrontendIPConfiguration) sources() int {
	n := 0
	for _, id := range []ID{c.PublicIPID, c.PublicIPPrefixID, c.SubnetID} {
		if id != "" {
			n++
		}
	}
	return n
}

func (c FrontendIPConfiguration) validate(f *findings, at Field, l LoadBalancer) {
	if !networkName.pattern.MatchString(c.Name) {
		f.add(CodeInvalidResourceName, at.Dot("name"), "%q is no name for a frontend: it takes %s.", c.Name, networkName.text)
	}
	checkOneOf(f, at.Dot("private_ip_address_version"), string(c.Version), string(IPv4), string(IPv6))
	checkZones(f, at.Dot("zones"), c.Zones)
	sources := []Field{at.Dot("subnet_id"), at.Dot("public_ip_id"), at.Dot("public_ip_prefix_id")}
	switch {
	case c.sources() == 0:
		f.add(CodeMissingJSONReferenceID, at, "The frontend %s of the load balancer %s has no subnet, no public IP address and no public IP prefix.", c.Name, l.Name()).reading(sources...)
	case c.SubnetID != "" && c.sources() > 1:
		f.add(CodeFrontendIPConfigHasBothSubnetAndPublicIP, at, "The frontend %s of the load balancer %s has a subnet and a public address.", c.Name, l.Name()).reading(sources...)
	case c.sources() > 1:
		f.add(CodeFrontendHasSeveralPublicSources, at, "The frontend %s of the load balancer %s has a public IP address and a public IP prefix.", c.Name, l.Name()).reading(sources...)
	}
	if !c.Internal() && len(c.Zones) > 0 {
		f.add(CodeInvalidParameter, at.Dot("zones"), "The public frontend %s of the load balancer %s names zones; it takes those of its address.", c.Name, l.Name()).reading(sources...)
	}
	if l.SKU == SKUBasic && len(c.Zones) > 0 {
		f.add(CodeBasicSkuWithZones, at.Dot("zones"), "The frontend %s of the load balancer %s names zones, which the Basic SKU does not have.", c.Name, l.Name()).reading(At("sku"))
	}
	c.validateAddress(f, at.Dot("private_ip_address"), sources)
}

func (c FrontendIPConfiguration) validateAddress(f *findings, at Field, sources []Field) {
	if c.StaticAddress == "" {
		return
	}
	a, err := netip.ParseAddr(c.StaticAddress)
	switch {
	case err != nil || a.Zone() != "" || a.Is4In6():
		f.add(CodeInvalidParameter, at, "The private address %q of the frontend %s is no IP address.", c.StaticAddress, c.Name)
	case !c.Internal():
		f.add(CodeInvalidParameter, at, "The frontend %s asks for the private address %s without a subnet.", c.Name, a).reading(sources...)
	case versionOf(a) != c.Version:
		f.add(CodeInvalidParameter, at, "The private address %s of the frontend %s is not of %s.", a, c.Name, c.Version)
	}
}
