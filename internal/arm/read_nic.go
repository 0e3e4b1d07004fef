package arm

import (
	"fmt"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// unmodelledNIC are members that the fabric has no use for. They may be there with the value that changes nothing, as in what
// Azure itself gives. Source: SOURCES.md 11.3 (sure: SDK).
type unmodelledNIC struct {
	DisableTCPStateTracking bool   `json:"disableTcpStateTracking,omitempty"`
	EnableFPGA              bool   `json:"enableFpga,omitempty"`
	AuxiliaryMode           string `json:"auxiliaryMode,omitempty"`
	AuxiliarySKU            string `json:"auxiliarySku,omitempty"`
	DeleteOption            string `json:"deleteOption,omitempty"`
}

// unmodelledPublicIP is the like for a public IP address.
type unmodelledPublicIP struct {
	DeleteOption string `json:"deleteOption,omitempty"`
}

func (u unmodelledNIC) check(at string) *Error {
	for _, member := range []struct {
		name string
		set  bool
	}{
		{"disableTcpStateTracking", u.DisableTCPStateTracking},
		{"enableFpga", u.EnableFPGA},
		{"auxiliaryMode", u.AuxiliaryMode != "" && !strings.EqualFold(u.AuxiliaryMode, "None")},
		{"auxiliarySku", u.AuxiliarySKU != "" && !strings.EqualFold(u.AuxiliarySKU, "None")},
	} {
		if member.set {
			return invalidParameter(at+".properties."+member.name, "The fabric does not model '%s'. Leave it out.", member.name)
		}
	}
	return nil
}

// read makes a NIC of the fabric. The only NIC is the primary one, unless it says otherwise. Source: SOURCES.md 3.1 (likely).
func (n networkInterfaceConfiguration) read(at string, only bool) (fabric.NICConfiguration, *Error) {
	p := n.Properties
	nic := fabric.NICConfiguration{
		Meta: fabric.Meta{ID: fabric.ID(n.Name)}, Primary: orElse(p.Primary, only),
		AcceleratedNetworking: p.EnableAcceleratedNetworking, IPForwarding: p.EnableIPForwarding, NetworkSecurityGroupID: p.NetworkSecurityGroup.id(),
	}
	if p.DNSSettings != nil && len(p.DNSSettings.DNSServers) > 0 {
		nic.DNSServers = p.DNSSettings.DNSServers
	}
	for i, ip := range p.IPConfigurations {
		at := fmt.Sprintf("%s.properties.ipConfigurations[%d]", at, i)
		if ip.Properties.Subnet.id() == "" {
			e := badRequest(string(fabric.CodeMissingJSONReferenceID), "The IP configuration %s names no subnet.", ip.Name)
			e.Target = at + ".properties.subnet.id"
			return nic, e
		}
		nic.IPConfigurations = append(nic.IPConfigurations, ip.read())
	}
	return nic, nil
}

func orElse[T any](given *T, otherwise T) T {
	if given == nil {
		return otherwise
	}
	return *given
}

func (s *SubResource) id() fabric.ID {
	if s == nil {
		return ""
	}
	return fabric.ID(s.ID)
}

func ids(list []SubResource) []fabric.ID {
	return mapped(list, func(s SubResource) fabric.ID { return fabric.ID(s.ID) })
}

func (c ipConfiguration) read() fabric.IPConfiguration {
	p := c.Properties
	ip := fabric.IPConfiguration{
		Name: c.Name, Primary: orElse(p.Primary, false), Version: version(p.PrivateIPAddressVersion, fabric.IPv4), SubnetID: p.Subnet.id(),
		ApplicationSecurityGroupIDs: ids(p.ApplicationSecurityGroups), LBBackendPoolIDs: ids(p.LoadBalancerBackendPools),
		LBNATPoolIDs: ids(p.LoadBalancerInboundNATPools), AppGatewayPoolIDs: ids(p.ApplicationGatewayPools),
	}
	if p.PublicIPAddressConfiguration != nil {
		public := p.PublicIPAddressConfiguration.read(ip.Version)
		ip.PublicIP = &public
	}
	return ip
}

func (c publicIPAddressConfiguration) read(of fabric.IPVersion) fabric.PublicIPConfiguration {
	p := c.Properties
	public := fabric.PublicIPConfiguration{
		Name: c.Name, IdleTimeout: orElse(p.IdleTimeoutInMinutes, fabric.DefaultIdleTimeout), PrefixID: p.PublicIPPrefix.id(), Version: version(p.PublicIPAddressVersion, of),
	}
	if c.SKU != nil {
		public.SKU = c.SKU.Name
	}
	if p.DNSSettings != nil {
		public.DomainNameLabel = p.DNSSettings.DomainNameLabel
	}
	for _, tag := range p.IPTags {
		if public.IPTags == nil {
			public.IPTags = map[string]string{}
		}
		public.IPTags[tag.IPTagType] = tag.Tag
	}
	return public
}

// version reads an IP version in any casing; another text stays for the rules to refuse.
func version(text string, otherwise fabric.IPVersion) fabric.IPVersion {
	for _, v := range []fabric.IPVersion{fabric.IPv4, fabric.IPv6} {
		if strings.EqualFold(text, string(v)) {
			return v
		}
	}
	if text == "" {
		return otherwise
	}
	return fabric.IPVersion(text)
}
