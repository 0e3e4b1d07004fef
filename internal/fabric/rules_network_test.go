package fabric_test

import (
	"fmt"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

func dns(n int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprint("10.9.0.", i+1))
	}
	return list
}

func vnetDNS(servers ...string) fabric.VirtualNetwork {
	return with(vnet("vnet", "10.0.0.0/16"), func(v *fabric.VirtualNetwork) { v.DNSServers = servers })
}

const vnetSize = "IPv4 prefixes of virtual networks and subnets go from /2 to /29."

// virtualNetworkCases: what a virtual network's own content decides.
var virtualNetworkCases = []ruleCase{
	{
		name: "none", code: fabric.CodeInvalidAddressPrefixFormat, breaks: vnet("vnet"), keeps: vnet("vnet", "10.0.0.0/29"),
		says: []string{"error: InvalidAddressPrefixFormat at address_space: The virtual network vnet has no address space."},
	},
	{
		name: "host bits", code: fabric.CodeInvalidCIDRNotation, breaks: vnet("vnet", "10.0.1.0/16"), keeps: vnet("vnet", "10.1.0.0/16"),
		says: []string{`error: InvalidCIDRNotation at address_space[0]: The prefix of vnet cannot be used: "10.0.1.0/16" has host bits set; the network that it lies in is 10.0.0.0/16.`},
	},
	{
		name: "IPv6 host bits", code: fabric.CodeInvalidCIDRNotation, breaks: vnet("vnet", "fd00::1/48"), keeps: vnet("vnet", "fd00::/48"),
		says: []string{`error: InvalidCIDRNotation at address_space[0]: The prefix of vnet cannot be used: "fd00::1/48" has host bits set; the network that it lies in is fd00::/48.`},
	},
	{
		name: "no length", code: fabric.CodeInvalidCIDRNotation, breaks: vnet("vnet", "10.1.0.0/16", "10.0.0.0"), keeps: vnet("vnet", "10.1.0.0/16", "10.0.0.0/16"),
		says: []string{`error: InvalidCIDRNotation at address_space[1]: The prefix of vnet cannot be used: "10.0.0.0" is not a CIDR such as 10.0.0.0/16 or fd00:db8::/48.`},
	},
	{
		name: "IPv4 as IPv6", code: fabric.CodeInvalidCIDRNotation, breaks: vnet("vnet", "::ffff:10.0.0.0/112"), keeps: vnet("vnet", "::fffe:10.0.0.0/112"),
		says: []string{`error: InvalidCIDRNotation at address_space[0]: The prefix of vnet cannot be used: "::ffff:10.0.0.0/112" is an IPv4 prefix in IPv6 form; write it as IPv4.`},
	},
	{
		name: "too small", code: fabric.CodeNetcfgInvalidIPAddressPrefix, breaks: vnet("vnet", "10.0.0.0/30"), keeps: vnet("vnet", "10.0.0.0/29"),
		says: []string{"error: NetcfgInvalidIPAddressPrefix at address_space[0]: The prefix 10.0.0.0/30 of vnet has a size of /30; " + vnetSize},
	},
	{
		name: "too large", code: fabric.CodeNetcfgInvalidIPAddressPrefix, breaks: vnet("vnet", "0.0.0.0/1"), keeps: vnet("vnet", "0.0.0.0/2"),
		says: []string{"error: NetcfgInvalidIPAddressPrefix at address_space[0]: The prefix 0.0.0.0/1 of vnet has a size of /1; " + vnetSize},
	},
	{
		name: "inside", code: fabric.CodeNetcfgInvalidVirtualNetworkSite, breaks: vnet("vnet", "10.0.0.0/16", "10.0.255.0/24"), keeps: vnet("vnet", "10.0.0.0/16", "10.1.0.0/24"),
		says: []string{"error: NetcfgInvalidVirtualNetworkSite at address_space[1]: The prefixes 10.0.255.0/24 and 10.0.0.0/16 (index 0) of the virtual network vnet overlap."},
	},
	{
		name: "multicast", code: fabric.CodeReservedAddressRange, breaks: vnet("vnet", "224.0.0.0/29"), keeps: vnet("vnet", "223.255.255.0/29"),
		says: []string{"error: ReservedAddressRange at address_space[0]: The prefix 224.0.0.0/29 of the virtual network vnet overlaps 224.0.0.0/4, which is kept for multicast."},
	},
	{
		name: "loopback inside", code: fabric.CodeReservedAddressRange, breaks: vnet("vnet", "126.0.0.0/7"), keeps: vnet("vnet", "126.0.0.0/8"),
		says: []string{"error: ReservedAddressRange at address_space[0]: The prefix 126.0.0.0/7 of the virtual network vnet overlaps 127.0.0.0/8, which is kept for loopback."},
	},
	{
		name: "link-local", code: fabric.CodeReservedAddressRange, breaks: vnet("vnet", "169.254.0.0/24"), keeps: vnet("vnet", "169.253.255.0/24"),
		says: []string{"error: ReservedAddressRange at address_space[0]: The prefix 169.254.0.0/24 of the virtual network vnet overlaps 169.254.0.0/16, which is kept for link-local."},
	},
	{
		name: "platform", code: fabric.CodeReservedAddressRange, breaks: vnet("vnet", "168.63.129.16/29"), keeps: vnet("vnet", "168.63.129.8/29"),
		says: []string{"error: ReservedAddressRange at address_space[0]: The prefix 168.63.129.16/29 of the virtual network vnet overlaps 168.63.129.16/32, which is kept for Azure's DNS, DHCP and health probes."},
	},
	{
		name: "broadcast", code: fabric.CodeReservedAddressRange, breaks: vnet("vnet", "255.255.255.248/29"), keeps: vnet("vnet", "192.168.255.248/29"),
		says: []string{"error: ReservedAddressRange at address_space[0]: The prefix 255.255.255.248/29 of the virtual network vnet overlaps 255.255.255.255/32, which is kept for broadcast."},
	},
	{
		name: "name", code: fabric.CodeInvalidDNSServerAddress, breaks: vnetDNS("10.0.0.4", "dns.example"), keeps: vnetDNS("10.0.0.4", "fd00::4"),
		says: []string{`error: InvalidDnsServerAddress at dns_servers[1]: The DNS server "dns.example" of vnet is not an IP address.`},
	},
	{
		name: "zone", code: fabric.CodeInvalidDNSServerAddress, breaks: vnetDNS("fe80::1%eth0"), keeps: vnetDNS("fe80::1"),
		says: []string{`error: InvalidDnsServerAddress at dns_servers[0]: The DNS server "fe80::1%eth0" of vnet is not an IP address.`},
	},
	{
		name: "twice", code: fabric.CodeInvalidDNSServerAddress, breaks: vnetDNS("fd00::4", "FD00:0::4"), keeps: vnetDNS("fd00::4", "fd00::5"),
		says: []string{"error: InvalidDnsServerAddress at dns_servers[1]: The DNS server FD00:0::4 of vnet is listed twice."},
	},
	{
		name: "21 of a virtual network", code: fabric.CodeTooManyDNSServers, breaks: vnetDNS(dns(21)...), keeps: vnetDNS(dns(20)...),
		says: []string{"error: TooManyDnsServers at dns_servers: vnet has 21 DNS servers; at most 20 are possible."},
	},
	{
		name: "21 of a NIC", code: fabric.CodeTooManyDNSServers, given: oneSubnet,
		breaks: with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.DNSServers = dns(21) }),
		keeps:  with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.DNSServers = dns(20) }),
		says:   []string{"error: TooManyDnsServers at dns_servers: nic has 21 DNS servers; at most 20 are possible."},
	},
}

// manySubnets returns a network with n subnets of /29.
func manySubnets(n int) []fabric.Object {
	list := []fabric.Object{vnet("vnet", "10.0.0.0/16")}
	for i := range n {
		list = append(list, subnet("vnet", fmt.Sprint("s", i), fmt.Sprintf("10.0.%d.%d/29", i/32, i%32*8)))
	}
	return list
}

const oneV4 = "it takes exactly one IPv4 prefix and at most one IPv6 prefix."

var dualNetwork = []fabric.Object{vnet("vnet", "10.0.0.0/16", "fd00::/48")}

// subnetCases: a subnet's own content, and how it lies in its network.
var subnetCases = []ruleCase{
	{
		name: "subnet too small", code: fabric.CodeNetcfgInvalidIPAddressPrefix, given: dualNetwork,
		breaks: subnet("vnet", "web", "10.0.0.0/30"), keeps: subnet("vnet", "web", "10.0.0.0/29"),
		says: []string{"error: NetcfgInvalidIPAddressPrefix at address_prefixes[0]: The prefix 10.0.0.0/30 of web has a size of /30; " + vnetSize},
	},
	{
		name: "IPv6 /63", code: fabric.CodeNetcfgInvalidIPAddressPrefix, given: dualNetwork,
		breaks: subnet("vnet", "web", "10.0.0.0/24", "fd00::/63"), keeps: subnet("vnet", "web", "10.0.0.0/24", "fd00::/64"),
		says: []string{"error: NetcfgInvalidIPAddressPrefix at address_prefixes[1]: The IPv6 prefix fd00::/63 of the subnet web is a /63; an IPv6 subnet is always a /64."},
	},
	{
		name: "IPv6 /65", code: fabric.CodeNetcfgInvalidIPAddressPrefix, given: dualNetwork,
		breaks: subnet("vnet", "web", "10.0.0.0/24", "fd00::/65"), keeps: subnet("vnet", "web", "fd00::/64", "10.0.0.0/24"),
		says: []string{"error: NetcfgInvalidIPAddressPrefix at address_prefixes[1]: The IPv6 prefix fd00::/65 of the subnet web is a /65; an IPv6 subnet is always a /64."},
	},
	{
		name: "two IPv4", code: fabric.CodeNetcfgInvalidIPAddressPrefix, given: dualNetwork,
		breaks: subnet("vnet", "web", "10.0.0.0/24", "10.0.1.0/24"), keeps: subnet("vnet", "web", "10.0.0.0/23"),
		says: []string{"error: NetcfgInvalidIPAddressPrefix at address_prefixes: The subnet web has 2 IPv4 and 0 IPv6 prefixes; " + oneV4},
	},
	{
		name: "IPv6 only", code: fabric.CodeNetcfgInvalidIPAddressPrefix, given: dualNetwork,
		breaks: subnet("vnet", "web", "fd00::/64"), keeps: subnet("vnet", "web", "10.0.0.0/24", "fd00::/64"),
		says: []string{"error: NetcfgInvalidIPAddressPrefix at address_prefixes: The subnet web has 0 IPv4 and 1 IPv6 prefixes; " + oneV4},
	},
	{
		name: "two IPv6", code: fabric.CodeNetcfgInvalidIPAddressPrefix, given: dualNetwork,
		breaks: subnet("vnet", "web", "10.0.0.0/24", "fd00::/64", "fd00:0:0:1::/64"), keeps: subnet("vnet", "web", "10.0.0.0/24", "fd00:0:0:1::/64"),
		says: []string{"error: NetcfgInvalidIPAddressPrefix at address_prefixes: The subnet web has 1 IPv4 and 2 IPv6 prefixes; " + oneV4},
	},
	{
		name: "next to the space", code: fabric.CodeNetcfgInvalidSubnet, given: dualNetwork,
		breaks: subnet("vnet", "web", "10.1.0.0/29"), keeps: subnet("vnet", "web", "10.0.255.248/29"),
		says: []string{"error: NetcfgInvalidSubnet at address_prefixes[0]: The prefix 10.1.0.0/29 of the subnet web is not in the address space of the virtual network vnet (10.0.0.0/16, fd00::/48)."},
	},
	{
		name: "larger than the space", code: fabric.CodeNetcfgInvalidSubnet, given: dualNetwork,
		breaks: subnet("vnet", "web", "10.0.0.0/15"), keeps: subnet("vnet", "web", "10.0.0.0/16"),
		says: []string{"error: NetcfgInvalidSubnet at address_prefixes[0]: The prefix 10.0.0.0/15 of the subnet web is not in the address space of the virtual network vnet (10.0.0.0/16, fd00::/48)."},
	},
	{
		name: "space shrinks", code: fabric.CodeNetcfgInvalidSubnet, given: append(slices.Clip(dualNetwork), subnet("vnet", "web", "10.0.128.0/24")),
		breaks: vnet("vnet", "10.0.0.0/17"), keeps: vnet("vnet", "10.0.128.0/17"),
		says: []string{"error: NetcfgInvalidSubnet at address_space: The subnet web (10.0.128.0/24) would lie outside the address space of the virtual network vnet."},
	},
	{
		name: "inside another", code: fabric.CodeNetcfgSubnetRangesOverlap, given: append(slices.Clip(dualNetwork), subnet("vnet", "web", "10.0.0.0/24")),
		breaks: subnet("vnet", "db", "10.0.0.248/29"), keeps: subnet("vnet", "db", "10.0.1.0/29"),
		says: []string{"error: NetcfgSubnetRangesOverlap at address_prefixes[0]: The prefix 10.0.0.248/29 of the subnet db overlaps 10.0.0.0/24 of the subnet web in the virtual network vnet."},
	},
	{
		name: "around another", code: fabric.CodeNetcfgSubnetRangesOverlap,
		given: append(slices.Clip(dualNetwork), subnet("vnet", "web", "10.0.1.0/24", "fd00::/64")), breaks: subnet("vnet", "db", "10.0.0.0/22", "fd00::/64"), keeps: subnet("vnet", "db", "10.0.4.0/22", "fd00:0:0:1::/64"),
		says: []string{
			"error: NetcfgSubnetRangesOverlap at address_prefixes[0]: The prefix 10.0.0.0/22 of the subnet db overlaps 10.0.1.0/24 of the subnet web in the virtual network vnet.",
			"error: NetcfgSubnetRangesOverlap at address_prefixes[1]: The prefix fd00::/64 of the subnet db overlaps fd00::/64 of the subnet web in the virtual network vnet.",
		},
	},
	{
		name: "another network", code: fabric.CodeNetcfgSubnetRangesOverlap, given: []fabric.Object{vnet("vnet", "10.0.0.0/16"), vnet("vnet2", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/24")},
		breaks: subnet("VNET", "db", "10.0.0.0/24"), keeps: subnet("vnet2", "db", "10.0.0.0/24"),
		says: []string{"error: NetcfgSubnetRangesOverlap at address_prefixes[0]: The prefix 10.0.0.0/24 of the subnet db overlaps 10.0.0.0/24 of the subnet web in the virtual network vnet."},
	},
	{
		name: "3001", code: fabric.CodeSubnetLimitExceeded, asIs: true, given: manySubnets(3000), keepsGiven: manySubnets(2999),
		breaks: subnet("vnet", "one-more", "10.0.255.0/29"), keeps: subnet("vnet", "one-more", "10.0.255.0/29"),
		says: []string{"error: SubnetLimitExceeded at name: The virtual network vnet would have 3001 subnets; at most 3000 are possible."},
	},
	{
		name: "address outside", code: fabric.CodeInUsePrefixCannotBeDeleted,
		given:  append(slices.Clip(oneNIC), scaleSet("set", 3, "nic")), // 10.0.0.4 to .6
		breaks: subnet("vnet", "web", "10.0.1.0/24"), keeps: subnet("vnet", "web", "10.0.0.0/29"),
		says: []string{"error: InUsePrefixCannotBeDeleted at address_prefixes: The scale set set holds the address 10.0.0.4 in the subnet web, which its prefixes (10.0.1.0/24) would not contain."},
	},
}
