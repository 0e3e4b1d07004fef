package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// rule is a case that a rule refuses in the plan, and the nearest one that it does not.
type rule struct {
	name string
	file string
	bad  acctest.Vars
	code fabric.Code
	good acctest.Vars
}

type (
	vars = acctest.Vars
	list = []string
)

var rules = []rule{
	{"subnet outside its network", "network", vars{"prefixes": list{"10.1.0.0/24"}}, fabric.CodeNetcfgInvalidSubnet, vars{"prefixes": list{"10.0.255.0/24"}}},
	{"subnet larger than its network", "network", vars{"prefixes": list{"10.0.0.0/15"}, "sibling": list{"10.0.3.0/24"}}, fabric.CodeNetcfgInvalidSubnet, vars{"address_space": list{"10.0.0.0/15", "192.168.0.0/16"}, "prefixes": list{"10.0.0.0/15"}, "sibling": list{"192.168.0.0/24"}}},
	{"subnets overlap", "network", vars{"prefixes": list{"10.0.3.128/25"}}, fabric.CodeNetcfgSubnetRangesOverlap, vars{"prefixes": list{"10.0.4.0/25"}}},
	{"subnets overlap in IPv6", "network", vars{"prefixes": list{"10.0.2.0/24", "fd00:db8:0:3::/64"}, "sibling": list{"10.0.3.0/24", "fd00:db8:0:3::/64"}}, fabric.CodeNetcfgSubnetRangesOverlap, vars{"prefixes": list{"10.0.2.0/24", "fd00:db8:0:2::/64"}, "sibling": list{"10.0.3.0/24", "fd00:db8:0:3::/64"}}},
	{"host bits", "network", vars{"prefixes": list{"10.0.2.1/24"}}, fabric.CodeInvalidCIDRNotation, vars{"prefixes": list{"10.0.2.0/24"}}},
	{"no CIDR", "network", vars{"prefixes": list{"10.0.2.0"}}, fabric.CodeInvalidCIDRNotation, vars{"prefixes": list{"10.0.2.0/28"}}},
	{"too long a CIDR", "network", vars{"prefixes": list{"10.0.0.0/160"}}, fabric.CodeInvalidCIDRNotation, vars{"prefixes": list{"10.0.0.0/26"}}},
	{"too small", "network", vars{"prefixes": list{"10.0.2.0/30"}}, fabric.CodeNetcfgInvalidIPAddressPrefix, vars{"prefixes": list{"10.0.2.0/29"}}},
	{"too large", "space", vars{"address_space": list{"0.0.0.0/1"}}, fabric.CodeNetcfgInvalidIPAddressPrefix, vars{"address_space": list{"0.0.0.0/2"}}},
	{"IPv6 subnet not a /64", "network", vars{"prefixes": list{"10.0.2.0/24", "fd00:db8:0:2::/65"}}, fabric.CodeNetcfgInvalidIPAddressPrefix, vars{"prefixes": list{"10.0.2.0/24", "fd00:db8:0:2::/64"}}},
	{"two IPv4 prefixes", "network", vars{"prefixes": list{"10.0.2.0/24", "10.0.5.0/24"}}, fabric.CodeNetcfgInvalidIPAddressPrefix, vars{"prefixes": list{"10.0.2.0/24"}}},
	{"only IPv6", "network", vars{"prefixes": list{"fd00:db8:0:2::/64"}}, fabric.CodeNetcfgInvalidIPAddressPrefix, vars{"prefixes": list{"fd00:db8:0:2::/64", "10.0.2.0/24"}}},
	{"no prefix", "network", vars{"prefixes": list{}}, fabric.CodeNetcfgInvalidIPAddressPrefix, vars{}},
	{"no address space", "space", vars{"address_space": list{}}, fabric.CodeInvalidAddressPrefixFormat, vars{"address_space": list{"10.0.0.0/29"}}},
	{"address space overlaps itself", "space", vars{"address_space": list{"10.0.0.0/16", "10.0.128.0/17"}}, fabric.CodeNetcfgInvalidVirtualNetworkSite, vars{"address_space": list{"10.0.0.0/16", "10.1.128.0/17"}}},
	{"multicast", "space", vars{"address_space": list{"224.0.0.0/24"}}, fabric.CodeReservedAddressRange, vars{"address_space": list{"223.255.255.0/24"}}},
	{"loopback", "space", vars{"address_space": list{"127.0.0.0/8"}}, fabric.CodeReservedAddressRange, vars{"address_space": list{"126.0.0.0/8"}}},
	{"link-local", "space", vars{"address_space": list{"169.254.1.0/24"}}, fabric.CodeReservedAddressRange, vars{"address_space": list{"169.253.1.0/24"}}},
	{"platform address", "space", vars{"address_space": list{"168.63.129.0/24"}}, fabric.CodeReservedAddressRange, vars{"address_space": list{"168.63.130.0/24"}}},
	{"DNS server", "network", vars{"dns_servers": list{"dns.example"}}, fabric.CodeInvalidDNSServerAddress, vars{"dns_servers": list{"10.0.0.5"}}},
	{"DNS server twice", "network", vars{"dns_servers": list{"10.0.0.5", "10.0.0.5"}}, fabric.CodeInvalidDNSServerAddress, vars{"dns_servers": list{"10.0.0.5", "10.0.0.6"}}},
	{"DNS servers", "network", vars{"dns_servers": numbered(21, "10.0.0.")}, fabric.CodeTooManyDNSServers, vars{"dns_servers": numbered(20, "10.0.0.")}},
	{"subnet name", "network", vars{"name": "web-"}, fabric.CodeInvalidResourceName, vars{"name": "web_"}},
	{"location", "network", vars{"location": "korea/central"}, fabric.CodeLocationNotAvailable, vars{"location": "Korea Central"}},
	{"tag", "network", vars{"tags": map[string]string{"a<b": "c"}}, fabric.CodeInvalidTag, vars{"tags": map[string]string{"a-b": "c"}}},
	{"network that is missing", "network", vars{"network_id": acctest.ID(fabric.KindVirtualNetwork, "absent")}, fabric.CodeInvalidResourceReference, vars{"network_id": acctest.ID(fabric.KindVirtualNetwork, "net")}},
	{"network of the wrong kind", "network", vars{"network_id": acctest.ID(fabric.KindPublicIP, "net")}, fabric.CodeInvalidJSONReferenceWrongType, vars{"network_id": strings.ToUpper(acctest.ID(fabric.KindVirtualNetwork, "net"))}},
	{"network that is no id", "network", vars{"network_id": "net"}, fabric.CodeLinkedInvalidPropertyID, vars{}},

	{"rules of one priority", "security", vars{"priorities": []int{100, 100}}, fabric.CodeSecurityRuleConflict, vars{"priorities": []int{100, 100}, "direction": "Outbound"}},
	{"rules of one name", "security", vars{"names": list{"web", "WEB"}}, fabric.CodeSecurityRuleNameConflict, vars{"names": list{"web", "WEB2"}}},
	{"priority below", "security", vars{"priorities": []int{99, 110}}, fabric.CodeSecurityRuleInvalidPriority, vars{"priorities": []int{100, 110}}},
	{"priority above", "security", vars{"priorities": []int{100, 4097}}, fabric.CodeSecurityRuleInvalidPriority, vars{"priorities": []int{100, 4096}}},
	{"port", "security", vars{"ports": list{"65536"}}, fabric.CodeSecurityRuleInvalidPortRange, vars{"ports": list{"65535", "0"}}},
	{"port range", "security", vars{"ports": list{"8080-8000"}}, fabric.CodeSecurityRuleInvalidPortRange, vars{"ports": list{"8000-8000"}}},
	{"all ports and one", "security", vars{"ports": list{"*", "443"}}, fabric.CodeSecurityRuleInvalidPortRange, vars{"ports": list{"*"}}},
	{"source prefix", "security", vars{"sources": list{"10.0.0.1/24"}}, fabric.CodeSecurityRuleInvalidAddressPrefix, vars{"sources": list{"10.0.0.0/24", "10.0.0.1", "VirtualNetwork", "fd00::/8"}}},
	{"protocol", "security", vars{"protocol": "Sctp"}, fabric.CodeSecurityRuleParameterContainsUnsupportedValue, vars{"protocol": "icmp"}},
	{"empty list", "security", vars{"ports": list{}}, fabric.CodeSecurityRuleParameterContainsUnsupportedValue, vars{}},
	{"groups and prefixes", "security", vars{"groups": 1, "sources": list{"10.0.0.0/24"}}, fabric.CodeSecurityRuleMixesGroupsAndPrefixes, vars{"groups": 1}},
	{"groups of a rule", "security", vars{"groups": 11}, fabric.CodeSecurityRuleGroupLimitExceeded, vars{"groups": 10}},

	{"label with capitals", "public", vars{"label": "Web-1"}, fabric.CodeInvalidDomainNameLabel, vars{"label": "web-1"}},
	{"label too short", "public", vars{"label": "ab"}, fabric.CodeInvalidDomainNameLabel, vars{"label": "abc"}},
	{"label too long", "public", vars{"label": strings.Repeat("a", 64)}, fabric.CodeInvalidDomainNameLabel, vars{"label": strings.Repeat("a", 63)}},
	{"label ends with a hyphen", "public", vars{"label": "web-"}, fabric.CodeInvalidDomainNameLabel, vars{"label": "web-x"}},
	{"label taken", "public", vars{"label": "web", "other_label": "web"}, fabric.CodeDNSRecordInUse, vars{"label": "web", "other_label": "web", "other_location": "westeurope"}},
	{"label taken by a set", "set", vars{"label": "web", "public": true, "pip_label": "web"}, fabric.CodeDNSRecordInUse, vars{"label": "web", "public": true, "pip_label": "web2"}},
	{"Standard and Dynamic", "public", vars{"method": "Dynamic"}, fabric.CodeStandardSkuPublicIPMustBeStatic, vars{"method": "Dynamic", "sku": "Basic"}},
	{"Basic IPv6 and Static", "public", vars{"sku": "Basic", "ip_version": "IPv6"}, fabric.CodeBasicSkuIPv6MustBeDynamic, vars{"sku": "Basic", "ip_version": "IPv6", "method": "Dynamic"}},
	{"Basic with zones", "public", vars{"sku": "Basic", "zones": list{"1"}}, fabric.CodeBasicSkuWithZones, vars{"sku": "Standard", "zones": list{"1"}}},
	{"zone", "public", vars{"zones": list{"4"}}, fabric.CodeInvalidParameter, vars{"zones": list{"3"}}},
	{"SKU", "public", vars{"sku": "Premium"}, fabric.CodeInvalidParameter, vars{"sku": "Standard"}},
	{"idle timeout below", "public", vars{"idle": 3}, fabric.CodeInvalidParameter, vars{"idle": 4}},
	{"idle timeout above", "public", vars{"idle": 31}, fabric.CodeInvalidParameter, vars{"idle": 30}},
	{"prefix too long", "public", vars{"prefix_length": 32}, fabric.CodePublicIPPrefixLengthOutOfRange, vars{"prefix_length": 31}},
	{"prefix too short", "public", vars{"prefix_length": 27}, fabric.CodePublicIPPrefixLengthOutOfRange, vars{"prefix_length": 28}},
	{"IPv6 prefix too short", "public", vars{"prefix_length": 123, "prefix_version": "IPv6"}, fabric.CodePublicIPPrefixLengthOutOfRange, vars{"prefix_length": 124, "prefix_version": "IPv6"}},
	{"prefix of the Basic SKU", "public", vars{"prefix_sku": "Basic"}, fabric.CodePublicIPPrefixNeedsStandardSku, vars{"prefix_sku": "Standard"}},
	{"Basic address from a prefix", "public", vars{"sku": "Basic", "from_prefix": 1}, fabric.CodePublicIPPrefixNeedsStandardSku, vars{"sku": "Standard", "from_prefix": 1}},
	{"zones of the prefix", "public", vars{"prefix_zones": list{"1", "2"}, "zones": list{"1"}, "from_prefix": 1}, fabric.CodePublicIPPrefixZoneMismatch, vars{"prefix_zones": list{"1", "2"}, "zones": list{"2", "1"}, "from_prefix": 1}},
	{"version of the prefix", "public", vars{"ip_version": "IPv6", "from_prefix": 1}, fabric.CodePublicIPVersionMismatch, vars{"ip_version": "IPv6", "prefix_version": "IPv6", "prefix_length": 127, "from_prefix": 2}},
	{"prefix used up by addresses", "public", vars{"prefix_length": 31, "from_prefix": 3}, fabric.CodePublicIPPrefixOutOfIPAddresses, vars{"prefix_length": 31, "from_prefix": 2}},

	{"prefix used up by a set", "set", vars{"public": true, "prefix_length": 30, "capacity": 5}, fabric.CodePublicIPPrefixOutOfIPAddressesForVMScaleSet, vars{"public": true, "prefix_length": 30, "capacity": 4}},
	{"subnet full", "set", vars{"prefixes": list{"10.0.2.0/29"}, "capacity": 4}, fabric.CodeSubnetIsFull, vars{"prefixes": list{"10.0.2.0/29"}, "capacity": 3}},
	{"NICs in two networks", "set", vars{"nics": []bool{true, false}, "second_subnet": "other"}, fabric.CodeSubnetsNotInSameVnet, vars{"nics": []bool{true, false}, "second_subnet": "db"}},
	{"IP configurations in two networks", "set", vars{"subnets": list{"web", "other"}}, fabric.CodeSubnetsNotInSameVnet, vars{"subnets": list{"web", "db"}}},
	{"no primary NIC", "set", vars{"nics": []bool{false, false}}, fabric.CodeNetworkInterfaceMustHavePrimaryPropertySet, vars{"nics": []bool{false, true}}},
	{"two primary NICs", "set", vars{"nics": []bool{true, true}}, fabric.CodeMultiplePrimaryNetworkInterfaces, vars{"nics": []bool{true, false}}},
	{"no primary IP configuration", "set", vars{"primaries": []bool{false}}, fabric.CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary, vars{"primaries": []bool{true}}},
	{"two primary IP configurations", "set", vars{"subnets": list{"web", "web"}, "primaries": []bool{true, true}}, fabric.CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary, vars{"subnets": list{"web", "web"}, "primaries": []bool{false, true}}},
	{"IPv6 primary", "set", vars{"subnets": list{"db", "db"}, "versions": list{"IPv6", "IPv4"}, "primaries": []bool{true, false}}, fabric.CodeIPv6ConfigurationCannotBePrimary, vars{"subnets": list{"db", "db"}, "versions": list{"IPv6", "IPv4"}, "primaries": []bool{false, true}}},
	{"IPv6 alone", "set", vars{"subnets": list{"db"}, "versions": list{"IPv6"}}, fabric.CodeIPv6ConfigurationCannotBePrimary, vars{"subnets": list{"db"}, "versions": list{"IPv4"}}},
	{"IPv6 in a subnet without", "set", vars{"subnets": list{"web", "web"}, "versions": list{"IPv4", "IPv6"}}, fabric.CodeSubnetHasNoIPv6Prefix, vars{"subnets": list{"web", "db"}, "versions": list{"IPv4", "IPv6"}}},
	{"NIC configuration twice", "set", vars{"again": true}, fabric.CodeDuplicateNetworkInterfaceName, vars{"nics": []bool{true, false}}},
	{"IP configurations of one name", "set", vars{"subnets": list{"web", "web"}, "names": list{"ip", "IP"}}, fabric.CodeDuplicateIPConfigurationName, vars{"subnets": list{"web", "web"}, "names": list{"ip", "IP2"}}},
	{"NICs over the size's limit", "set", vars{"sku": "Standard_D2s_v5", "nics": []bool{true, false, false}}, fabric.CodeNetworkInterfaceCountExceeded, vars{"sku": "Standard_D2s_v5", "nics": []bool{true, false}}},
	{"accelerated networking", "set", vars{"sku": "Standard_B1s", "accelerated": true}, fabric.CodeVMSizeIsNotPermittedToEnableAcceleratedNetworking, vars{"sku": "Standard_D2s_v5", "accelerated": true}},
	{"groups of an IP configuration", "set", vars{"groups": 21}, fabric.CodeApplicationSecurityGroupLimitExceeded, vars{"groups": 20}},
	{"group in two networks", "groups", vars{"network": "b"}, fabric.CodeApplicationSecurityGroupSpansVirtualNetworks, vars{"network": "a"}},
	{"GatewaySubnet", "set", vars{"subnets": list{"GatewaySubnet"}}, fabric.CodeSubnetReservedForService, vars{"subnets": list{"GatewaySubnet2"}}},
	{"AzureBastionSubnet", "set", vars{"subnets": list{"AzureBastionSubnet"}}, fabric.CodeSubnetReservedForService, nil},
	{"AzureFirewallSubnet", "set", vars{"subnets": list{"AzureFirewallSubnet"}}, fabric.CodeSubnetReservedForService, nil},
	{"AzureFirewallManagementSubnet", "set", vars{"subnets": list{"AzureFirewallManagementSubnet"}}, fabric.CodeSubnetReservedForService, nil},
	{"RouteServerSubnet", "set", vars{"subnets": list{"RouteServerSubnet"}}, fabric.CodeSubnetReservedForService, nil},
	{"single placement group", "set", vars{"capacity": 101}, fabric.CodeOperationNotAllowed, vars{"capacity": 100}},
	{"capacity", "set", vars{"capacity": 1001, "single_placement_group": false, "prefixes": list{"10.0.64.0/21"}}, fabric.CodeInvalidParameter, vars{"capacity": 1000, "single_placement_group": false, "prefixes": list{"10.0.64.0/21"}}},
	{"negative capacity", "set", vars{"capacity": -1}, fabric.CodeInvalidParameter, vars{"capacity": 0}},
	{"computer name on Linux", "set", vars{"computer_name_prefix": strings.Repeat("a", 59)}, fabric.CodeInvalidComputerNamePrefix, vars{"computer_name_prefix": strings.Repeat("a", 58)}},
	{"computer name on Windows", "set", vars{"computer_name_prefix": strings.Repeat("a", 10), "os_type": "Windows"}, fabric.CodeInvalidComputerNamePrefix, vars{"computer_name_prefix": strings.Repeat("a", 9), "os_type": "Windows"}},
	{"characters of a computer name", "set", vars{"computer_name_prefix": "web_"}, fabric.CodeInvalidComputerNamePrefix, vars{"computer_name_prefix": "web-"}},
	{"digits as a computer name", "set", vars{"computer_name_prefix": "123", "os_type": "Windows"}, fabric.CodeInvalidComputerNamePrefix, vars{"computer_name_prefix": "123", "os_type": "Linux"}},
	{"IP configurations of a NIC", "set", manyIPConfigurations(257), fabric.CodeInvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount, manyIPConfigurations(256)},
	{"no NIC configuration", "set", vars{"nic_ids": list{}}, fabric.CodeInvalidParameter, vars{}},
	{"NIC configuration that is missing", "set", vars{"nic_ids": list{acctest.ID(fabric.KindNICConfiguration, "absent")}}, fabric.CodeInvalidResourceReference, vars{}},
	{"NIC configuration of the wrong kind", "set", vars{"nic_ids": list{acctest.ID(fabric.KindVirtualNetwork, "net")}}, fabric.CodeInvalidJSONReferenceWrongType, vars{}},
	{"security group that is missing", "set", vars{"group_id": acctest.ID(fabric.KindNetworkSecurityGroup, "absent")}, fabric.CodeInvalidResourceReference, vars{}},
	{"security group of the wrong kind", "set", vars{"group_id": acctest.ID(fabric.KindApplicationSecurityGroup, "absent")}, fabric.CodeInvalidJSONReferenceWrongType, vars{}},
}

// Each rule refuses its case in the plan with its code, leaves nothing behind, and lets the nearest case pass.
func TestRules(t *testing.T) { runRules(t, rules) }

func runRules(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			f := acctest.OneCLI(t)
			f.PlanRefuses("rules/"+r.file, r.bad, r.code)
			if r.good != nil {
				f.PlanPasses("rules/"+r.file, r.good)
			}
			if err := f.Empty(); err != nil {
				t.Error(err)
			}
		})
	}
}

func numbered(n int, prefix string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprint(prefix, i+5)
	}
	return all
}

// manyIPConfigurations are the variables of a NIC with so many of them, the first one primary.
func manyIPConfigurations(n int) acctest.Vars {
	subnets, versions, primaries := make([]string, n), make([]string, n), make([]bool, n)
	for i := range n {
		subnets[i], versions[i], primaries[i] = "web", "IPv4", i == 0
	}
	return acctest.Vars{"subnets": subnets, "names": numbered(n, "ip"), "versions": versions, "primaries": primaries}
}

// What is in use cannot be deleted: the plan passes with a warning (see TestRemovalWarnings), the apply is refused.
func TestRemovalInUse(t *testing.T) {
	steps := []resource.TestStep{acctest.Apply("rules/removal", nil)}
	for _, r := range []struct {
		without string
		code    fabric.Code
	}{
		{"subnet", fabric.CodeInUseSubnetCannotBeDeleted},
		{"network", fabric.CodeInUseSubnetCannotBeDeleted},
		{"group of a subnet", fabric.CodeInUseNetworkSecurityGroupCannotBeDeleted},
		{"group of a set", fabric.CodeNetworkSecurityGroupInUseByScaleSet},
		{"application group of a rule", fabric.CodeApplicationSecurityGroupInUse},
		{"application group of a set", fabric.CodeApplicationSecurityGroupInUse},
		{"prefix of an address", fabric.CodePublicIPPrefixInUse},
		{"prefix of a set", fabric.CodePublicIPPrefixInUse},
		{"NIC configuration", fabric.CodeNICConfigurationInUse},
	} {
		steps = append(steps, acctest.RefusesApply("rules/removal", acctest.Vars{"without": r.without}, r.code, "create_before_destroy"))
	}
	acctest.OneCLI(t).Run(append(steps, acctest.Unchanged("rules/removal", nil))...)
}
