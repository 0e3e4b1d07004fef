package arm

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

// nicProperties are those of an instance's NIC. Source: SOURCES.md 11.5 (sure: SDK).
type nicProperties struct {
	state
	MACAddress                  string       `json:"macAddress"`
	Primary                     bool         `json:"primary"`
	EnableAcceleratedNetworking bool         `json:"enableAcceleratedNetworking"`
	EnableIPForwarding          bool         `json:"enableIPForwarding"`
	DNSSettings                 nicNames     `json:"dnsSettings"`
	NetworkSecurityGroup        *SubResource `json:"networkSecurityGroup,omitempty"`
	VirtualMachine              *SubResource `json:"virtualMachine"`
	IPConfigurations            []Resource   `json:"ipConfigurations"`
}

// nicNames are the servers that the NIC was given, and those that it hands to its guest.
type nicNames struct {
	DNSServers               []string `json:"dnsServers"`
	AppliedDNSServers        []string `json:"appliedDnsServers"`
	InternalDomainNameSuffix string   `json:"internalDomainNameSuffix,omitempty"`
}

// nic is the NIC of a place in the instance's list. That of a Flexible set's instance is a resource like others.
func (m machine) nic(n int) Resource {
	nic, own := m.VM.NICs[n], m.Set.NICsOf(m.VM.Instance)[n]
	p := nicProperties{
		state: stateOf(nic.ID), MACAddress: nic.MACAddress, Primary: nic.Primary, EnableAcceleratedNetworking: nic.AcceleratedNetworking, EnableIPForwarding: nic.IPForwarding,
		DNSSettings:          nicNames{DNSServers: orNone(own.DNSServers), AppliedDNSServers: orNone(nic.DNSServers)},
		NetworkSecurityGroup: ref(nic.NetworkSecurityGroupID), VirtualMachine: ref(m.VM.VMID),
		IPConfigurations: mapped(nic.IPConfigurations, m.ipConfiguration),
	}
	if ip, ok := nic.PrimaryIP(); ok {
		p.DNSSettings.InternalDomainNameSuffix = fabric.InternalDomainSuffix(ip.SubnetID.Parent())
	}
	r := part(nic.ID, "", p)
	if m.Set.Flexible() {
		return r.with(func(r *Resource) { r.Type, r.Location = typeNetworkInterfaces, fabric.NormalLocation(m.Set.Location) })
	}
	return r
}

type nicIPProperties struct {
	state
	PrivateIPAddress               string        `json:"privateIPAddress,omitempty"`
	PrivateIPAllocationMethod      string        `json:"privateIPAllocationMethod"`
	PrivateIPAddressVersion        string        `json:"privateIPAddressVersion"`
	Primary                        bool          `json:"primary"`
	Subnet                         *SubResource  `json:"subnet"`
	PublicIPAddress                *SubResource  `json:"publicIPAddress,omitempty"`
	ApplicationSecurityGroups      []SubResource `json:"applicationSecurityGroups,omitempty"`
	LoadBalancerBackendPools       []SubResource `json:"loadBalancerBackendAddressPools,omitempty"`
	LoadBalancerInboundNATRules    []SubResource `json:"loadBalancerInboundNatRules,omitempty"`
	ApplicationGatewayBackendPools []SubResource `json:"applicationGatewayBackendAddressPools,omitempty"`
}

func (m machine) ipConfiguration(ip fabric.IPConfigurationView) Resource {
	p := nicIPProperties{
		state: succeeded, PrivateIPAllocationMethod: fabric.AllocationDynamic, PrivateIPAddressVersion: string(ip.Version), Primary: ip.Primary,
		Subnet: ref(ip.SubnetID), PublicIPAddress: ref(ip.PublicIPID), ApplicationSecurityGroups: refs(ip.ApplicationSecurityGroupIDs),
		LoadBalancerBackendPools: refs(ip.LBBackendPoolIDs), ApplicationGatewayBackendPools: refs(ip.AppGatewayPoolIDs),
		LoadBalancerInboundNATRules: mapped(ip.LBNATPoolIDs, func(pool fabric.ID) SubResource { return SubResource{string(poolNATRuleID(pool, m.VM, ip.ID))} }),
	}
	if ip.PrivateAddress.IsValid() {
		p.PrivateIPAddress = ip.PrivateAddress.String()
	}
	return part(ip.ID, "", p)
}

// allNICs are the NICs of an instance.
func (m machine) allNICs() []Resource {
	list := []Resource{}
	for n := range m.VM.NICs {
		list = append(list, m.nic(n))
	}
	return list
}
