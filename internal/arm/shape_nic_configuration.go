package arm

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

// networkInterfaceConfiguration is what a NIC is made from, in a scale set's model and in one instance's network profile. It
// is read as well as written: a pointer is nil where the request does not say. Source: SOURCES.md 11.3 (sure: SDK).
type networkInterfaceConfiguration struct {
	Name       string                                  `json:"name"`
	Properties networkInterfaceConfigurationProperties `json:"properties"`
}

type networkInterfaceConfigurationProperties struct {
	Primary                     *bool             `json:"primary,omitempty"`
	EnableAcceleratedNetworking bool              `json:"enableAcceleratedNetworking"`
	NetworkSecurityGroup        *SubResource      `json:"networkSecurityGroup,omitempty"`
	DNSSettings                 *nicDNSSettings   `json:"dnsSettings,omitempty"`
	EnableIPForwarding          bool              `json:"enableIPForwarding"`
	IPConfigurations            []ipConfiguration `json:"ipConfigurations"`
	unmodelledNIC
}

type nicDNSSettings struct {
	DNSServers []string `json:"dnsServers"`
}

type ipConfiguration struct {
	Name       string                    `json:"name"`
	Properties ipConfigurationProperties `json:"properties"`
}

type ipConfigurationProperties struct {
	PublicIPAddressConfiguration *publicIPAddressConfiguration `json:"publicIPAddressConfiguration,omitempty"`
	Primary                      *bool                         `json:"primary,omitempty"`
	Subnet                       *SubResource                  `json:"subnet,omitempty"`
	PrivateIPAddressVersion      string                        `json:"privateIPAddressVersion,omitempty"`
	ApplicationSecurityGroups    []SubResource                 `json:"applicationSecurityGroups,omitempty"`
	LoadBalancerBackendPools     []SubResource                 `json:"loadBalancerBackendAddressPools,omitempty"`
	LoadBalancerInboundNATPools  []SubResource                 `json:"loadBalancerInboundNatPools,omitempty"`
	ApplicationGatewayPools      []SubResource                 `json:"applicationGatewayBackendAddressPools,omitempty"`
}

type publicIPAddressConfiguration struct {
	Name       string                                 `json:"name"`
	SKU        *SKU                                   `json:"sku,omitempty"`
	Properties publicIPAddressConfigurationProperties `json:"properties"`
}

type publicIPAddressConfigurationProperties struct {
	IdleTimeoutInMinutes   *int         `json:"idleTimeoutInMinutes,omitempty"`
	IPTags                 []IPTag      `json:"ipTags"`
	PublicIPAddressVersion string       `json:"publicIPAddressVersion,omitempty"`
	DNSSettings            *DNSSettings `json:"dnsSettings,omitempty"`
	PublicIPPrefix         *SubResource `json:"publicIPPrefix,omitempty"`
	unmodelledPublicIP
}

func networkInterfaceConfigurations(nics []fabric.NICConfiguration) []networkInterfaceConfiguration {
	return mapped(nics, func(nic fabric.NICConfiguration) networkInterfaceConfiguration {
		return networkInterfaceConfiguration{nic.Name(), networkInterfaceConfigurationProperties{
			Primary: &nic.Primary, EnableAcceleratedNetworking: nic.AcceleratedNetworking, EnableIPForwarding: nic.IPForwarding,
			NetworkSecurityGroup: ref(nic.NetworkSecurityGroupID), DNSSettings: &nicDNSSettings{orNone(nic.DNSServers)},
			IPConfigurations: mapped(nic.IPConfigurations, ipConfigurationOf),
		}}
	})
}

// orNone is a list that JSON writes as [] where it is empty.
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func ipConfigurationOf(ip fabric.IPConfiguration) ipConfiguration {
	p := ipConfigurationProperties{
		Primary: &ip.Primary, Subnet: ref(ip.SubnetID), PrivateIPAddressVersion: string(ip.Version),
		ApplicationSecurityGroups: refs(ip.ApplicationSecurityGroupIDs), LoadBalancerBackendPools: refs(ip.LBBackendPoolIDs),
		LoadBalancerInboundNATPools: refs(ip.LBNATPoolIDs), ApplicationGatewayPools: refs(ip.AppGatewayPoolIDs),
	}
	if public := ip.PublicIP; public != nil {
		config := publicIPAddressConfiguration{Name: public.Name, Properties: publicIPAddressConfigurationProperties{
			IdleTimeoutInMinutes: &public.IdleTimeout, IPTags: orNone(ipTags(public.IPTags)), PublicIPAddressVersion: string(public.Version),
			PublicIPPrefix: ref(public.PrefixID),
		}}
		if public.SKU != "" {
			config.SKU = &SKU{Name: public.SKU, Tier: tierRegional}
		}
		if public.DomainNameLabel != "" {
			config.Properties.DNSSettings = &DNSSettings{DomainNameLabel: public.DomainNameLabel}
		}
		p.PublicIPAddressConfiguration = &config
	}
	return ipConfiguration{ip.Name, p}
}
