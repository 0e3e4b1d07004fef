// Package fabrictest helps to test the network model and what is built on it: builders of objects, a fabric in memory
// that realizes and checks as an apply does, a slow and obvious allocator, and random worlds.
package fabrictest

import (
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Where everything that the builders make is.
const (
	SubscriptionID = "sub"
	ResourceGroup  = "rg"
	Location       = "koreacentral"
)

// ID returns the id of a top-level object of the tests' resource group.
func ID(k fabric.Kind, name string) fabric.ID {
	return fabric.TopLevelID(k, SubscriptionID, ResourceGroup, name)
}

// SubnetID returns the id of a subnet.
func SubnetID(network, name string) fabric.ID {
	return fabric.ChildID(fabric.KindSubnet, ID(fabric.KindVirtualNetwork, network), name)
}

// With returns a changed copy of an object.
func With[O fabric.Object](o O, change func(*O)) O {
	change(&o)
	return o
}

func head(k fabric.Kind, name string) fabric.Meta {
	return fabric.Meta{ID: ID(k, name), Location: Location}
}

// VNet makes a virtual network.
func VNet(name string, space ...string) fabric.VirtualNetwork {
	return fabric.VirtualNetwork{Meta: head(fabric.KindVirtualNetwork, name), AddressSpace: space}
}

// Subnet makes a subnet.
func Subnet(network, name string, prefixes ...string) fabric.Subnet {
	return fabric.Subnet{Meta: fabric.Meta{ID: SubnetID(network, name)}, AddressPrefixes: prefixes, DefaultOutboundAccess: true}
}

// Rule makes a rule that allows HTTPS in from anywhere.
func Rule(priority int) fabric.SecurityRule {
	return fabric.SecurityRule{Priority: priority, Direction: "Inbound", Access: "Allow", Protocol: "Tcp", DestinationPortRanges: []string{"443"}}
}

// NSG makes a network security group.
func NSG(name string, rules map[string]fabric.SecurityRule) fabric.NetworkSecurityGroup {
	return fabric.NetworkSecurityGroup{Meta: head(fabric.KindNetworkSecurityGroup, name), SecurityRules: rules}
}

// ASG makes an application security group.
func ASG(name string) fabric.ApplicationSecurityGroup {
	return fabric.ApplicationSecurityGroup{Meta: head(fabric.KindApplicationSecurityGroup, name)}
}

// PublicIP makes a static IPv4 address of the Standard SKU.
func PublicIP(name string) fabric.PublicIP {
	return fabric.PublicIP{
		Meta: head(fabric.KindPublicIP, name), SKU: fabric.SKUStandard, AllocationMethod: fabric.AllocationStatic,
		Version: fabric.IPv4, IdleTimeout: fabric.DefaultIdleTimeout,
	}
}

// Prefix makes an IPv4 prefix of the Standard SKU.
func Prefix(name string, length int) fabric.PublicIPPrefix {
	return fabric.PublicIPPrefix{Meta: head(fabric.KindPublicIPPrefix, name), Length: length, Version: fabric.IPv4, SKU: fabric.SKUStandard}
}

// IP makes an IPv4 configuration in a subnet, not primary.
func IP(name string, subnet fabric.ID) fabric.IPConfiguration {
	return fabric.IPConfiguration{Name: name, Version: fabric.IPv4, SubnetID: subnet}
}

// IPv6 makes an IPv6 configuration in a subnet.
func IPv6(name string, subnet fabric.ID) fabric.IPConfiguration {
	return fabric.IPConfiguration{Name: name, Version: fabric.IPv6, SubnetID: subnet}
}

// Public gives an IP configuration a public address for each instance; label and prefix may be empty.
func Public(ip fabric.IPConfiguration, label string, prefix fabric.ID) fabric.IPConfiguration {
	ip.PublicIP = &fabric.PublicIPConfiguration{
		Name: "pub", DomainNameLabel: label, PrefixID: prefix, IdleTimeout: fabric.DefaultIdleTimeout, Version: ip.Version,
	}
	return ip
}

// NIC makes a primary NIC configuration; its first IP configuration is the primary one.
func NIC(name string, ips ...fabric.IPConfiguration) fabric.NICConfiguration {
	nic := fabric.NICConfiguration{Meta: head(fabric.KindNICConfiguration, name), Primary: true, IPConfigurations: ips}
	return nic.WithDefaultPrimary(func(int) bool { return true })
}

// SecondNIC makes a NIC configuration that is not primary.
func SecondNIC(name string, ips ...fabric.IPConfiguration) fabric.NICConfiguration {
	nic := NIC(name, ips...)
	nic.Primary = false
	return nic
}

// Set makes a regional Linux set of a size that takes 8 NICs, with the Manual policy.
func Set(name string, capacity int, nics ...string) fabric.ScaleSet {
	set := fabric.ScaleSet{
		Meta: head(fabric.KindScaleSet, name), SKU: "Standard_D16s_v5", Capacity: capacity,
		OrchestrationMode: fabric.OrchestrationUniform, ComputerNamePrefix: name,
		UpgradeMode: fabric.UpgradeManual, Rolling: fabric.DefaultRollingPolicy, ScaleIn: fabric.ScaleInPolicy{Rule: fabric.ScaleInDefault},
		OSType: fabric.OSLinux,
	}
	for _, nic := range nics {
		set.NICConfigurationIDs = append(set.NICConfigurationIDs, ID(fabric.KindNICConfiguration, nic))
	}
	return set
}
