package fabric

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// Limits of a NIC configuration. Source: SOURCES.md 1.4 (sure: LIM).
const (
	maxIPConfigurations = 256
	maxGroupsPerNIC     = 20
)

// NICConfiguration is one entry of a scale set's networkInterfaceConfigurations, as an object of its own: the template
// that each instance gets a NIC from. Each scale set keeps a copy (see Model), so a change here touches no instance
// before the scale set is updated.
type NICConfiguration struct {
	Meta
	Primary                bool
	AcceleratedNetworking  bool
	IPForwarding           bool
	DNSServers             []string // nil or empty: those of the virtual network
	NetworkSecurityGroupID ID       // empty for none
	IPConfigurations       []IPConfiguration
}

// IPConfiguration is one address of each NIC made from a configuration.
type IPConfiguration struct {
	Name                        string
	Primary                     bool
	Version                     IPVersion
	SubnetID                    ID
	ApplicationSecurityGroupIDs []ID
	LBBackendPoolIDs            []ID                   // load balancer pools that the address joins
	LBNATPoolIDs                []ID                   // NAT pools that it takes a port of
	AppGatewayPoolIDs           []ID                   // application gateway pools that it joins
	PublicIP                    *PublicIPConfiguration // nil for none
}

// PublicIPConfiguration asks for a public IP address of each instance.
type PublicIPConfiguration struct {
	Name            string
	SKU             string // empty: Standard
	DomainNameLabel string // empty for none
	IdleTimeout     int    // minutes
	IPTags          map[string]string
	PrefixID        ID // empty: the platform's own space
	Version         IPVersion
}

// Head implements Object.
func (n NICConfiguration) Head() Meta { return n.Meta }

// WithHead implements Object.
func (n NICConfiguration) WithHead(m Meta) Object { n.Meta = m; return n }

// Kind implements Object.
func (n NICConfiguration) Kind() Kind { return KindNICConfiguration }

// References implements Object. A NIC configuration does not outlive its subnets.
func (n NICConfiguration) References() []Reference {
	var refs []Reference
	if n.NetworkSecurityGroupID != "" {
		refs = append(refs, Reference{Field: At("network_security_group_id"), ID: n.NetworkSecurityGroupID, Kind: KindNetworkSecurityGroup})
	}
	for i, ip := range n.IPConfigurations {
		at := At("ip_configurations").Index(i)
		refs = append(refs, Reference{Field: at.Dot("subnet_id"), ID: ip.SubnetID, Kind: KindSubnet, Lives: true})
		for _, list := range []struct {
			name string
			ids  []ID
			kind Kind
		}{
			{"application_security_group_ids", ip.ApplicationSecurityGroupIDs, KindApplicationSecurityGroup},
			{"lb_backend_pool_ids", ip.LBBackendPoolIDs, KindBackendPool},
			{"lb_nat_pool_ids", ip.LBNATPoolIDs, KindInboundNATPool},
			{"app_gateway_pool_ids", ip.AppGatewayPoolIDs, KindApplicationGatewayPool},
		} {
			for j, id := range list.ids {
				refs = append(refs, Reference{Field: at.Dot(list.name).Index(j), ID: id, Kind: list.kind})
			}
		}
		if ip.PublicIP != nil && ip.PublicIP.PrefixID != "" {
			refs = append(refs, Reference{Field: at.Dot("public_ip_address").Dot("public_ip_prefix_id"), ID: ip.PublicIP.PrefixID, Kind: KindPublicIPPrefix})
		}
	}
	return slices.DeleteFunc(refs, func(r Reference) bool { return r.ID == "" })
}

// Hash identifies the configuration's content: it changes when what an instance would get from it changes, and not with
// tags.
func (n NICConfiguration) Hash() string {
	n.Meta = Meta{ID: ID(n.ID.Key())}
	n.NetworkSecurityGroupID = ID(n.NetworkSecurityGroupID.Key())
	n.IPConfigurations = slices.Clone(n.IPConfigurations)
	for i := range n.IPConfigurations {
		n.IPConfigurations[i] = n.IPConfigurations[i].normal()
	}
	body, err := json.Marshal(n)
	if err != nil {
		panic(err) // plain data always encodes
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8])
}

// normal is the configuration with all ids in the form in which they are compared.
func (ip IPConfiguration) normal() IPConfiguration {
	ip.SubnetID = ID(ip.SubnetID.Key())
	for _, list := range []*[]ID{&ip.ApplicationSecurityGroupIDs, &ip.LBBackendPoolIDs, &ip.LBNATPoolIDs, &ip.AppGatewayPoolIDs} {
		*list = slices.Clone(*list)
		for i, id := range *list {
			(*list)[i] = ID(id.Key())
		}
	}
	if ip.PublicIP != nil {
		public := *ip.PublicIP
		public.PrefixID = ID(public.PrefixID.Key())
		ip.PublicIP = &public
	}
	return ip
}

// Validate implements Object: the structural rules of SOURCES.md 3.1.
func (n NICConfiguration) Validate() []Finding {
	f := &findings{id: n.ID}
	checkHead(f, n.Kind(), n.Meta)
	return append(f.list, n.validateContent()...)
}

// validateContent is Validate without the head.
func (n NICConfiguration) validateContent() []Finding {
	f := &findings{id: n.ID}
	checkIPList(f, At("dns_servers"), n.DNSServers, maxDNSServers)
	n.checkPrimary(f)
	at := At("ip_configurations")
	if len(n.IPConfigurations) > maxIPConfigurations {
		f.add(CodeInvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount, at, "The NIC configuration %s has %d IP configurations; a NIC has at most %d.", n.Name(), len(n.IPConfigurations), maxIPConfigurations)
	}
	names, groups := map[string]int{}, map[Key]bool{}
	for i, ip := range n.IPConfigurations {
		ip.validate(f, at.Index(i))
		if first, ok := names[strings.ToLower(ip.Name)]; ok {
			f.add(CodeDuplicateIPConfigurationName, at.Index(i).Dot("name"), "The IP configurations %d and %d of the NIC configuration %s are both called %s.", first, i, n.Name(), ip.Name).
				reading(at.Index(first).Dot("name"))
		}
		names[strings.ToLower(ip.Name)] = i
		for _, id := range ip.ApplicationSecurityGroupIDs {
			groups[id.Key()] = true
		}
	}
	n.checkOneNetwork(f)
	if len(groups) > maxGroupsPerNIC {
		f.add(CodeApplicationSecurityGroupLimitExceeded, at, "The NIC configuration %s is in %d application security groups; a NIC is in at most %d.", n.Name(), len(groups), maxGroupsPerNIC)
	}
	return f.list
}

// checkPrimary wants exactly one primary IP configuration, and that of IPv4. Source: SOURCES.md 3.1 (sure:
// terraform-provider-azurerm#2035, TF virtual_machine_scale_set.go).
func (n NICConfiguration) checkPrimary(f *findings) {
	at := At("ip_configurations")
	var primaries []string
	for i, ip := range n.IPConfigurations {
		if !ip.Primary {
			continue
		}
		primaries = append(primaries, ip.Name)
		if ip.Version == IPv6 {
			f.add(CodeIPv6ConfigurationCannotBePrimary, at.Index(i), "The IP configuration %s of the NIC configuration %s is of IPv6 and primary; the primary one is of IPv4.", ip.Name, n.Name())
		}
	}
	if len(primaries) != 1 {
		f.add(CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary, at, "The NIC configuration %s has %d IP configurations marked as primary of %d; exactly one is.", n.Name(), len(primaries), len(n.IPConfigurations))
	}
}

// checkOneNetwork wants all subnets in one virtual network. Source: SOURCES.md 3.1 (sure: DEPERR).
func (n NICConfiguration) checkOneNetwork(f *findings) {
	network := networkOf(n)
	for i, ip := range n.IPConfigurations {
		if ip.SubnetID != "" && !ip.SubnetID.Parent().Is(network) {
			f.add(CodeSubnetsNotInSameVnet, At("ip_configurations").Index(i), "The IP configuration %s is in the virtual network %s, but another of the NIC configuration %s is in %s.", ip.Name, ip.SubnetID.Parent().Name(), n.Name(), network.Name())
		}
	}
}

func (ip IPConfiguration) validate(f *findings, at Field) {
	if !networkName.pattern.MatchString(ip.Name) {
		f.add(CodeInvalidResourceName, at.Dot("name"), "%q is no name for an IP configuration: it takes %s.", ip.Name, networkName.text)
	}
	checkOneOf(f, at.Dot("version"), string(ip.Version), string(IPv4), string(IPv6))
	if service := serviceOf(ip.SubnetID); service != "" {
		f.add(CodeSubnetReservedForService, at.Dot("subnet_id"), "The IP configuration %s is in the subnet %s, which belongs to %s.", ip.Name, ip.SubnetID.Name(), service)
	}
	if len(ip.ApplicationSecurityGroupIDs) > maxGroupsPerNIC {
		f.add(CodeApplicationSecurityGroupLimitExceeded, at.Dot("application_security_group_ids"), "The IP configuration %s is in %d application security groups; at most %d are possible.", ip.Name, len(ip.ApplicationSecurityGroupIDs), maxGroupsPerNIC)
	}
	if ip.PublicIP != nil {
		ip.PublicIP.validate(f, at.Dot("public_ip_address"), ip)
	}
}

// effectiveSKU is the SKU that an instance's address gets: that of the load balancer in front, else the one that is asked
// for. Source: SOURCES.md 4.3 (sure: seed).
func (p PublicIPConfiguration) effectiveSKU(balancer string) string {
	return cmp.Or(balancer, p.SKU, SKUStandard)
}

func (p PublicIPConfiguration) validate(f *findings, at Field, ip IPConfiguration) {
	if !networkName.pattern.MatchString(p.Name) {
		f.add(CodeInvalidResourceName, at.Dot("name"), "%q is no name for a public IP configuration: it takes %s.", p.Name, networkName.text)
	}
	checkDomainNameLabel(f, at.Dot("domain_name_label"), p.DomainNameLabel)
	checkIdleTimeout(f, at.Dot("idle_timeout_in_minutes"), p.IdleTimeout, maxInstanceIdleTimeout)
	if p.SKU != "" {
		checkOneOf(f, at.Dot("sku"), p.SKU, SKUBasic, SKUStandard)
	}
	if p.SKU == SKUBasic && p.PrefixID != "" {
		f.add(CodePublicIPPrefixNeedsStandardSku, at.Dot("public_ip_prefix_id"), "The public IP configuration %s is of the Basic SKU; only the Standard SKU can take addresses from a prefix.", p.Name)
	}
	if p.Version != ip.Version {
		f.add(CodePublicIPVersionMismatch, at.Dot("version"), "The public IP configuration %s is of %s, its IP configuration %s of %s.", p.Name, p.Version, ip.Name, ip.Version).reading(at[:len(at)-1].Dot("version"))
	}
}

// WithDefaultPrimary returns the configuration with its first IP configuration made primary, where that one does not say
// and none says that it is. unsaid tells which IP configurations do not say.
func (n NICConfiguration) WithDefaultPrimary(unsaid func(i int) bool) NICConfiguration {
	isPrimary := func(ip IPConfiguration) bool { return ip.Primary }
	if len(n.IPConfigurations) > 0 && unsaid(0) && !slices.ContainsFunc(n.IPConfigurations, isPrimary) {
		n.IPConfigurations = slices.Clone(n.IPConfigurations)
		n.IPConfigurations[0].Primary = true
	}
	return n
}
