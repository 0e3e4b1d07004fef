package compute_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The cases of azurerm's linux_virtual_machine_scale_set_resource_network_test.go (v5.2.0) that concern these kinds, under
// their names there. azurerm asserts that the set exists; here the plan and the state show each address.

const (
	set = "simfabric_scale_set.test"
	nic = "simfabric_nic_configuration.test"
)

func corpus(name string) string { return "corpus/template+corpus/" + name }

// at is the path of a NIC of instance 0, and of its IP configuration where one is named.
func at(nic, ip, attribute string) string { return of("0", nic, ip, attribute) }

func TestNetworkPrivate(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("private"), nil,
			acctest.Is(set, "id", acctest.ID(fabric.KindScaleSet, "acctvmss")),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4"}),
			acctest.Is(set, "public_ip_addresses", []string{}),
			acctest.Is(set, "fqdns", []string{}),
			acctest.Is(set, "instances.0.private_ip_address", "10.0.2.4"),
			acctest.Is(set, at("example", "internal", "private_ip_address"), "10.0.2.4"),
			acctest.Is(set, at("example", "internal", "subnet_id"), acctest.SubnetID("acctvn", "internal")),
			acctest.Is(set, at("example", "internal", "public_ip_address"), nil),
			acctest.Is(set, at("example", "", "dns_servers"), []string{"168.63.129.16"}),
		),
		acctest.Import(set),
	)
}

func TestNetworkMultipleIPConfigurations(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("multiple_ip_configurations"), acctest.Vars{"capacity": 2},
			acctest.Is(set, at("primary", "primary", "private_ip_address"), "10.0.2.4"),
			acctest.Is(set, at("primary", "secondary", "private_ip_address"), "10.0.2.5"),
			acctest.Is(set, at("primary", "primary", "primary"), true),
			acctest.Is(set, at("primary", "secondary", "primary"), false),
			acctest.Is(set, "instances.1.network_interfaces.primary.ip_configurations.secondary.private_ip_address", "10.0.2.7"),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.6"}),
		),
		acctest.Import(set, acctest.Vars{"capacity": 2}),
		acctest.Import(nic, acctest.Vars{"capacity": 2}),
	)
}

func TestNetworkMultipleIPConfigurationsIPv6(t *testing.T) {
	dual := acctest.Vars{"address_space": []string{"10.0.0.0/16", "ace:cab:deca::/48"}, "address_prefixes": []string{"10.0.2.0/24", "ace:cab:deca:deed::/64"}}
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("ipv6"), dual,
			acctest.Is(set, at("primary", "ipv4", "private_ip_address"), "10.0.2.4"),
			acctest.Is(set, at("primary", "ipv6", "private_ip_address"), "ace:cab:deca:deed::4"),
			acctest.Is(set, at("primary", "ipv6", "version"), "IPv6"),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4"}),
		),
		acctest.Import(set, dual),
		acctest.Import(nic, dual),
	)
}

func TestNetworkIPv6(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Refuses(corpus("ipv6"), acctest.Vars{"only": true, "address_space": []string{"10.0.0.0/16", "ace:cab:deca::/48"}, "address_prefixes": []string{"10.0.2.0/24", "ace:cab:deca:deed::/64"}},
			fabric.CodeIPv6ConfigurationCannotBePrimary, "Add an IPv4 IP configuration and make it the primary one."),
	)
}

func TestNetworkPublicIPVersion(t *testing.T) {
	dual := acctest.Vars{"public": true, "address_space": []string{"10.0.0.0/16", "ace:cab:deca::/48"}, "address_prefixes": []string{"10.0.2.0/24", "ace:cab:deca:deed::/64"}}
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("ipv6"), dual,
			acctest.Is(set, at("primary", "ipv4", "public_ip_address"), "198.19.0.1"),
			acctest.Is(set, at("primary", "ipv6", "public_ip_address"), "2001:db8:8000::1"),
			acctest.Is(set, "public_ip_addresses", []string{"198.19.0.1"}),
		),
		acctest.Import(nic, dual),
	)
}

func TestNetworkMultipleNICs(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("multiple_nics"), nil,
			acctest.Is(set, at("primary", "primary", "private_ip_address"), "10.0.2.4"),
			acctest.Is(set, at("secondary", "secondary", "private_ip_address"), "10.0.2.5"),
			acctest.Is(set, at("primary", "", "primary"), true),
			acctest.Is(set, at("secondary", "", "primary"), false),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4"}),
		),
		acctest.Import(set),
	)
}

func TestNetworkMultipleNICsMultipleIPConfigurations(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("multiple_nics_multiple_ip_configurations"), acctest.Vars{"capacity": 2},
			acctest.Is(set, at("primary", "first", "private_ip_address"), "10.0.2.4"),
			acctest.Is(set, at("primary", "second", "private_ip_address"), "10.0.2.5"),
			acctest.Is(set, at("secondary", "third", "private_ip_address"), "10.0.2.6"),
			acctest.Is(set, at("secondary", "fourth", "private_ip_address"), "10.0.2.7"),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.8"}),
		),
		acctest.Import(set, acctest.Vars{"capacity": 2}),
	)
}

func TestNetworkMultipleNICsMultiplePublicIPs(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("multiple_nics_multiple_public_ips"), acctest.Vars{"capacity": 2},
			acctest.Is(set, at("primary", "first", "public_ip_address"), "198.19.0.1"),
			acctest.Is(set, at("primary", "first", "fqdn"), "vm0.acctest1.koreacentral.cloudapp.azure.com"),
			acctest.Is(set, at("secondary", "second", "public_ip_address"), "198.19.0.2"),
			acctest.Is(set, at("secondary", "second", "fqdn"), "vm0.acctest2.koreacentral.cloudapp.azure.com"),
			acctest.Is(set, "instances.1.network_interfaces.secondary.ip_configurations.second.fqdn", "vm1.acctest2.koreacentral.cloudapp.azure.com"),
			acctest.Is(set, "public_ip_addresses", []string{"198.19.0.1", "198.19.0.3"}),
			acctest.Is(set, "fqdns", []string{"vm0.acctest1.koreacentral.cloudapp.azure.com", "vm1.acctest1.koreacentral.cloudapp.azure.com"}),
		),
		acctest.Import(set, acctest.Vars{"capacity": 2}),
	)
}

func TestNetworkDNSServers(t *testing.T) {
	servers := at("example", "", "dns_servers")
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("private"), acctest.Vars{"dns_servers": []string{"8.8.8.8"}}, acctest.Is(set, servers, []string{"8.8.8.8"})),
		acctest.Apply(corpus("private"), acctest.Vars{"dns_servers": []string{"1.1.1.1", "8.8.8.8"}},
			acctest.Updates(nic), acctest.Updates(set), acctest.Is(set, "model_version", 2), acctest.Is(set, servers, []string{"1.1.1.1", "8.8.8.8"})),
		// They replace the network's, and without them the network's count.
		acctest.Apply(corpus("private"), acctest.Vars{"dns_servers": []string{"1.1.1.1", "8.8.8.8"}, "network_dns_servers": []string{"10.0.0.5"}},
			acctest.Keeps(set), acctest.Is(set, servers, []string{"1.1.1.1", "8.8.8.8"})),
		acctest.Apply(corpus("private"), acctest.Vars{"network_dns_servers": []string{"10.0.0.5"}},
			acctest.Updates(nic), acctest.Updates(set), acctest.Is(set, servers, []string{"10.0.0.5"})),
	)
}

func TestNetworkMultipleNICsWithDifferentDNSServers(t *testing.T) {
	vars := acctest.Vars{"dns_servers": []string{"8.8.8.8"}, "second_dns_servers": []string{"1.1.1.1"}}
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("multiple_nics"), vars,
			acctest.Is(set, at("primary", "", "dns_servers"), []string{"8.8.8.8"}),
			acctest.Is(set, at("secondary", "", "dns_servers"), []string{"1.1.1.1"}),
		),
		acctest.Import(set, vars),
	)
}

func TestNetworkIPForwarding(t *testing.T) {
	forwarding := at("example", "", "ip_forwarding_enabled")
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("private"), acctest.Vars{"forwarding": true}, acctest.Is(set, forwarding, true)),
		acctest.Apply(corpus("private"), acctest.Vars{"forwarding": false}, acctest.Updates(set), acctest.Is(set, forwarding, false), acctest.Is(set, "model_version", 2)),
		acctest.Apply(corpus("private"), acctest.Vars{"forwarding": true}, acctest.Updates(set), acctest.Is(set, forwarding, true), acctest.Is(set, "model_version", 3)),
		acctest.Apply(corpus("private"), nil, acctest.Updates(nic), acctest.Updates(set), acctest.Is(nic, "ip_forwarding_enabled", false), acctest.Is(set, forwarding, false)),
	)
}

func TestNetworkAcceleratedNetworking(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("private"), acctest.Vars{"accelerated": true}, acctest.Is(set, at("example", "", "accelerated_networking_enabled"), true)),
		acctest.Import(set, acctest.Vars{"accelerated": true}),
	)
}

// With the Manual policy instances keep the model that they have; new ones take the latest.
func TestNetworkAcceleratedNetworkingUpdated(t *testing.T) {
	flag := func(instance string) string {
		return "instances." + instance + ".network_interfaces.example.accelerated_networking_enabled"
	}
	manual := func(accelerated bool, capacity int) acctest.Vars {
		return acctest.Vars{"mode": "Manual", "accelerated": accelerated, "capacity": capacity}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("private"), manual(false, 1), acctest.Is(set, flag("0"), false), acctest.Is(set, "instances.0.latest_model_applied", true)),
		acctest.Apply(corpus("private"), manual(true, 1),
			acctest.Updates(nic), acctest.Updates(set),
			acctest.Is(set, "model_version", 2), acctest.Is(set, flag("0"), false), acctest.Is(set, "instances.0.latest_model_applied", false)),
		acctest.Apply(corpus("private"), manual(true, 2),
			acctest.Updates(set), acctest.Keeps(nic), acctest.Is(set, "model_version", 2),
			acctest.Is(set, flag("0"), false), acctest.Is(set, "instances.0.latest_model_applied", false),
			acctest.Is(set, flag("1"), true), acctest.Is(set, "instances.1.latest_model_applied", true)),
		acctest.Import(set, manual(true, 2)),
		// Back: the content is that of version 1, the version counts on.
		acctest.Apply(corpus("private"), manual(false, 2),
			acctest.Is(set, "model_version", 3), acctest.Is(set, flag("0"), false), acctest.Is(set, flag("1"), true)),
		acctest.Apply(corpus("private"), acctest.Vars{"mode": "Automatic", "accelerated": false, "capacity": 2},
			acctest.Updates(set), acctest.Is(set, "model_version", 3),
			acctest.Is(set, flag("0"), false), acctest.Is(set, flag("1"), false),
			acctest.Is(set, "instances.0.latest_model_applied", true), acctest.Is(set, "instances.1.latest_model_applied", true)),
		acctest.Apply(corpus("private"), acctest.Vars{"mode": "Automatic", "accelerated": true, "capacity": 2},
			acctest.Is(set, "model_version", 4), acctest.Is(set, flag("0"), true), acctest.Is(set, flag("1"), true)),
	)
}

func TestNetworkNetworkSecurityGroup(t *testing.T) {
	a, b := acctest.ID(fabric.KindNetworkSecurityGroup, "acctestnsg-a"), acctest.ID(fabric.KindNetworkSecurityGroup, "acctestnsg-b")
	group := at("example", "", "network_security_group_id")
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("security_group"), nil, acctest.Is(set, group, nil)),
		acctest.Apply(corpus("security_group"), acctest.Vars{"group": "a"}, acctest.Updates(set), acctest.Is(set, group, a)),
		acctest.Import(nic, acctest.Vars{"group": "a"}),
		acctest.Apply(corpus("security_group"), acctest.Vars{"group": "b"}, acctest.Updates(set), acctest.Is(set, group, b)),
		acctest.Apply(corpus("security_group"), nil, acctest.Updates(set), acctest.Is(set, group, nil), acctest.Is(set, "model_version", 4)),
	)
}

func TestNetworkApplicationSecurityGroup(t *testing.T) {
	first, second := acctest.ID(fabric.KindApplicationSecurityGroup, "first"), acctest.ID(fabric.KindApplicationSecurityGroup, "second")
	groups := at("example", "internal", "application_security_group_ids")
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("application_security_group"), nil, acctest.Is(set, groups, []string{})),
		acctest.Apply(corpus("application_security_group"), acctest.Vars{"groups": 1}, acctest.Updates(set), acctest.Is(set, groups, []string{first})),
		acctest.Apply(corpus("application_security_group"), acctest.Vars{"groups": 2}, acctest.Updates(set), acctest.Is(set, groups, []string{first, second})),
		acctest.Import(nic, acctest.Vars{"groups": 2}),
		acctest.Apply(corpus("application_security_group"), nil, acctest.Updates(set), acctest.Is(set, groups, []string{}), acctest.Is(set, "model_version", 4)),
	)
}

func TestNetworkPublicIP(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("public_ip"), nil,
			acctest.Is(set, at("primary", "first", "public_ip_address"), "198.19.0.1"),
			acctest.Is(set, at("primary", "first", "fqdn"), nil),
			acctest.Is(set, "instances.0.public_ip_address", "198.19.0.1"),
			acctest.Is(nic, "ip_configurations[0].public_ip_address.version", "IPv4"),
		),
		acctest.Import(set),
		acctest.Import(nic),
	)
}

func TestNetworkPublicIPDomainNameLabel(t *testing.T) {
	label := acctest.Vars{"label": "acctestdnl"}
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("public_ip"), label,
			acctest.Is(set, "instances.0.fqdn", "vm0.acctestdnl.koreacentral.cloudapp.azure.com"),
			acctest.Is(set, "fqdns", []string{"vm0.acctestdnl.koreacentral.cloudapp.azure.com"}),
		),
		acctest.Import(set, label),
		acctest.Apply(corpus("public_ip"), acctest.Vars{"label": "updated-label"}, acctest.Updates(set),
			acctest.Is(set, "instances.0.public_ip_address", "198.19.0.1"),
			acctest.Is(set, "fqdns", []string{"vm0.updated-label.koreacentral.cloudapp.azure.com"}),
		),
	)
}

// The prefix, and the address from it, survive an update of the idle timeout (azurerm#8758).
func TestNetworkPublicIPFromPrefix(t *testing.T) {
	prefix := acctest.ID(fabric.KindPublicIPPrefix, "acctestpublicipprefix")
	vars := func(idle int) acctest.Vars { return acctest.Vars{"from_prefix": true, "idle": idle, "capacity": 2} }
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("public_ip"), vars(4),
			acctest.Is("simfabric_public_ip_prefix.test", "ip_prefix", "198.18.0.0/28"),
			acctest.Is(set, "public_ip_addresses", []string{"198.18.0.0", "198.18.0.1"}),
			acctest.Is(nic, "ip_configurations[0].public_ip_address.public_ip_prefix_id", prefix),
		),
		acctest.Apply(corpus("public_ip"), vars(5),
			acctest.Updates(nic), acctest.Updates(set),
			acctest.Is(nic, "ip_configurations[0].public_ip_address.idle_timeout_in_minutes", 5),
			acctest.Is(nic, "ip_configurations[0].public_ip_address.public_ip_prefix_id", prefix),
			acctest.Is(set, "public_ip_addresses", []string{"198.18.0.0", "198.18.0.1"}),
			acctest.Is(set, "model_version", 2),
		),
		acctest.Import(set, vars(5)),
	)
}

func TestNetworkPublicIPTags(t *testing.T) {
	vars := acctest.Vars{"ip_tags": map[string]string{"RoutingPreference": "Internet"}, "idle": 15, "zones": []string{"1"}}
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("public_ip"), vars,
			acctest.Is(nic, "ip_configurations[0].public_ip_address.ip_tags", map[string]string{"RoutingPreference": "Internet"}),
			acctest.Is(nic, "ip_configurations[0].public_ip_address.idle_timeout_in_minutes", 15),
			acctest.Is(set, "instances.0.zone", "1"),
			acctest.Is(set, "instances.0.public_ip_address", "198.19.0.1"),
			acctest.Is(set, "single_placement_group", false),
		),
		acctest.Import(nic, vars),
		acctest.Import(set, vars),
	)
}
