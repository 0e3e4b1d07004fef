package arm

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

// IPTag is a tag of an address.
type IPTag struct {
	IPTagType string `json:"ipTagType"`
	Tag       string `json:"tag"`
}

func ipTags(tags map[string]string) []IPTag {
	return mapped(sortedNames(tags), func(name string) IPTag { return IPTag{name, tags[name]} })
}

// tierRegional is the tier of network resources that are not global.
const tierRegional = "Regional"

func publicIP(v *view, p fabric.PublicIP) Resource {
	properties := PublicIPAddressProperties{
		ProvisioningState: Succeeded, ResourceGUID: fabric.GUID(p.ID), PublicIPAddressVersion: string(p.Version), PublicIPAllocationMethod: p.AllocationMethod,
		IdleTimeoutInMinutes: p.IdleTimeout, PublicIPPrefix: ref(p.PrefixID), IPTags: ipTags(p.IPTags),
	}
	if p.Address.IsValid() {
		properties.IPAddress = p.Address.String()
	}
	if p.DomainNameLabel != "" {
		properties.DNSSettings = &DNSSettings{p.DomainNameLabel, p.FQDN()}
	}
	if users := v.users(p.ID); len(users) > 0 {
		properties.IPConfiguration = &users[0]
	}
	if gateways := v.referrers(p.ID, fabric.KindNATGateway); len(gateways) > 0 {
		properties.NATGateway = &gateways[0]
	}
	return resource(p, properties).with(func(r *Resource) { r.SKU, r.Zones = &SKU{Name: p.SKU, Tier: tierRegional}, p.Zones })
}

// flexiblePublicIPs are the addresses of instances of Flexible sets, which are resources like others.
func flexiblePublicIPs(v *view) []Resource {
	var list []Resource
	for _, m := range v.flexible() {
		for _, nic := range m.VM.NICs {
			for _, ip := range nic.IPConfigurations {
				if ip.PublicAddress.IsValid() {
					list = append(list, publicIPOf(m, ip).with(func(r *Resource) {
						r.Type, r.Location = fabric.KindPublicIP.ARMType(), fabric.NormalLocation(m.Set.Location)
						r.SKU, r.Zones = &SKU{Name: ip.PublicSKU, Tier: tierRegional}, zonesOf(m.VM)
					}))
				}
			}
		}
	}
	return list
}

// publicIPOf is an instance's address. Its entity tag is that of the list of the set's addresses.
func publicIPOf(m machine, ip fabric.IPConfigurationView) Resource {
	p := publicIPAddress(m.VM, ip)
	return Resource{Name: p.Name, ID: p.ID, ETag: p.ETag, Properties: p.Properties}
}

type publicIPPrefixProperties struct {
	state
	PrefixLength           int           `json:"prefixLength"`
	PublicIPAddressVersion string        `json:"publicIPAddressVersion"`
	IPPrefix               string        `json:"ipPrefix,omitempty"`
	PublicIPAddresses      []SubResource `json:"publicIPAddresses,omitempty"`
	LoadBalancerFrontend   *SubResource  `json:"loadBalancerFrontendIpConfiguration,omitempty"`
	NATGateway             *SubResource  `json:"natGateway,omitempty"`
}

func publicIPPrefix(v *view, p fabric.PublicIPPrefix) Resource {
	properties := publicIPPrefixProperties{state: stateOf(p.ID), PrefixLength: p.Length, PublicIPAddressVersion: string(p.Version)}
	if p.Prefix.IsValid() {
		properties.IPPrefix = p.Prefix.String()
	}
	for _, user := range v.users(p.ID) {
		if typeOf(fabric.ID(user.ID)) == keyOf(typeFrontends) {
			properties.LoadBalancerFrontend = &user
		} else {
			properties.PublicIPAddresses = append(properties.PublicIPAddresses, user)
		}
	}
	if gateways := v.referrers(p.ID, fabric.KindNATGateway); len(gateways) > 0 {
		properties.NATGateway = &gateways[0]
	}
	return resource(p, properties).with(func(r *Resource) { r.SKU, r.Zones = &SKU{Name: p.SKU, Tier: tierRegional}, p.Zones })
}
