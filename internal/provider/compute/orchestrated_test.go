package compute_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The cases of azurerm's orchestrated_virtual_machine_scale_set_resource_network_test.go (v5.2.0) that concern these kinds,
// under their names there: sets of Flexible orchestration. azurerm asserts that the set exists; here the plan and the state
// show each name and address.

func orchestrated(name string) string { return "corpus/orchestrated+corpus/" + name }

// The names of the set's first instances and of what belongs to them. They follow from ids, so they never move.
const (
	firstVM, secondVM = "acctestOVMSS_b08c1d46", "acctestOVMSS_4ec396f7"
	thirdVM, fourthVM = "acctestOVMSS_ecfb10a8", "acctestOVMSS_8b328a59"
	firstFQDN         = "-78c8694c-7838-8399-9a8f-67ac0bfe199f.koreacentral.cloudapp.azure.com" // behind the label
	secondFQDN        = "-d2eaded3-7e0e-8401-b7a1-4480abee572f.koreacentral.cloudapp.azure.com"
	flexibleNICs      = acctest.Group + "Microsoft.Network/networkInterfaces/"
	flexibleMachines  = acctest.Group + "Microsoft.Compute/virtualMachines/"
	flexibleAddresses = acctest.Group + "Microsoft.Network/publicIPAddresses/"
	orchestratedNIC   = "TestNetworkProfile"
	orchestratedIP    = "TestIPConfiguration"
)

// of is the path of a NIC of an instance, and of its IP configuration where one is named.
func of(instance, nic, ip, attribute string) string {
	p := "instances." + instance + ".network_interfaces." + nic
	if ip != "" {
		p += ".ip_configurations." + ip
	}
	return p + "." + attribute
}

func TestOrchestratedBasicPublicIP(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), nil,
			acctest.Is(set, "orchestration_mode", "Flexible"),
			acctest.Is(set, "single_placement_group", false),
			acctest.Is(set, "platform_fault_domain_count", 2),
			acctest.Is(set, "instances."+firstVM+".instance_id", firstVM),
			acctest.Is(set, "instances."+firstVM+".name", firstVM),
			acctest.Is(set, "instances."+firstVM+".id", flexibleMachines+firstVM),
			acctest.Is(set, "instances."+firstVM+".computer_name", "testvm0G2KQW"),
			acctest.Is(set, "instances."+firstVM+".fault_domain", 0),
			acctest.Is(set, "instances."+secondVM+".fault_domain", 1),
			acctest.Is(set, of(firstVM, orchestratedNIC, "", "id"), flexibleNICs+"TestNetworkProfile-9c3ce776"),
			acctest.Is(set, of(firstVM, orchestratedNIC, orchestratedIP, "public_ip_id"), flexibleAddresses+"TestPublicIPConfiguration-9e2a1cb3"),
			acctest.Is(set, of(secondVM, orchestratedNIC, orchestratedIP, "public_ip_address"), "198.19.0.3"),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.5"}),
			acctest.Is(set, "public_ip_addresses", []string{"198.19.0.2", "198.19.0.3"}),
			acctest.Is(set, "fqdns", []string{"test-domain-label" + firstFQDN, "test-domain-label" + secondFQDN}),
		),
		acctest.Import(set),
		acctest.Import(nic),
		acctest.ImportBlock(t, set),
		acctest.ImportIdentity(t, set),
	)
}

func TestOrchestratedBasicPublicIPSimpleUpdate(t *testing.T) {
	tags := func(state string) acctest.Vars {
		return acctest.Vars{"capacity": 0, "tags": map[string]string{"state": state}}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), tags("create"), acctest.Is(set, "instances", map[string]any{})),
		acctest.Apply(orchestrated("orchestrated_nic"), tags("update"), acctest.Updates(set), acctest.Keeps(nic),
			acctest.Is(set, "tags", map[string]string{"state": "update"}), acctest.Is(set, "model_version", 1)),
		acctest.Import(set, tags("update")),
	)
}

func TestOrchestratedUpdateDNSNameLabel(t *testing.T) {
	label := func(label string, capacity int) acctest.Vars {
		return acctest.Vars{"capacity": capacity, "label": label, "upgrade_policy": map[string]string{"mode": "Automatic"}}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), label("test-domain-label", 0), acctest.Is(set, "fqdns", []string{})),
		acctest.Apply(orchestrated("orchestrated_nic"), label("updated-domain-label", 0), acctest.Updates(nic), acctest.Updates(set),
			acctest.Is(set, "fqdns", []string{}), acctest.Is(set, "model_version", 2)),
		acctest.Apply(orchestrated("orchestrated_nic"), label("updated-domain-label", 1), acctest.Updates(set), acctest.Keeps(nic),
			acctest.Is(set, "fqdns", []string{"updated-domain-label" + firstFQDN})),
		// One more character than compute leaves room for.
		acctest.Apply(orchestrated("orchestrated_nic"), label("twenty-six-characters-long", 1), acctest.Updates(set),
			acctest.Is(set, "fqdns", []string{"twenty-six-characters-long" + firstFQDN})),
		acctest.Refuses(orchestrated("orchestrated_nic"), label("twenty-seven-characters-lon", 1), fabric.CodeInvalidDomainNameLabel,
			"has 27 characters; in the Flexible scale set acctestOVMSS at most 26 are possible"),
	)
}

func TestOrchestratedUpdateNetworkProfile(t *testing.T) {
	automatic := acctest.Vars{"capacity": 1, "upgrade_policy": map[string]string{"mode": "Automatic"}}
	forwarding := acctest.Vars{"capacity": 1, "forwarding": true, "upgrade_policy": map[string]string{"mode": "Automatic"}}
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), automatic, acctest.Is(set, of(firstVM, orchestratedNIC, "", "ip_forwarding_enabled"), false)),
		acctest.Apply(orchestrated("orchestrated_nic"), forwarding, acctest.Updates(nic), acctest.Updates(set),
			acctest.Is(set, of(firstVM, orchestratedNIC, "", "ip_forwarding_enabled"), true), acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4"})),
		acctest.Import(set, forwarding),
	)
}

func TestOrchestratedBasicIPForwarding(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), acctest.Vars{"forwarding": true},
			acctest.Is(set, of(firstVM, orchestratedNIC, "", "ip_forwarding_enabled"), true), acctest.Is(set, of(secondVM, orchestratedNIC, "", "ip_forwarding_enabled"), true)),
	)
}

func TestOrchestratedBasicDNSSettings(t *testing.T) {
	servers := []string{"8.8.8.8", "8.8.4.4"}
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), acctest.Vars{"dns_servers": servers},
			acctest.Is(set, of(firstVM, orchestratedNIC, "", "dns_servers"), servers), acctest.Is(set, of(secondVM, orchestratedNIC, "", "dns_servers"), servers)),
		acctest.Import(nic, acctest.Vars{"dns_servers": servers}),
	)
}

func TestOrchestratedBasicAcceleratedNetworking(t *testing.T) {
	flag := of(firstVM, orchestratedNIC, "", "accelerated_networking_enabled")
	accelerated := func(on bool) acctest.Vars {
		return acctest.Vars{"accelerated": on, "upgrade_policy": map[string]string{"mode": "Automatic"}}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), accelerated(false), acctest.Is(set, flag, false)),
		acctest.Apply(orchestrated("orchestrated_nic"), accelerated(true), acctest.Updates(set), acctest.Is(set, flag, true), acctest.Is(set, "public_ip_addresses", []string{"198.19.0.2", "198.19.0.3"})),
		acctest.Apply(orchestrated("orchestrated_nic"), accelerated(false), acctest.Updates(set), acctest.Is(set, flag, false), acctest.Is(set, "model_version", 3)),
		acctest.Refuses(orchestrated("orchestrated_nic"), acctest.Vars{"accelerated": true, "sku": "Standard_D1_v2"}, fabric.CodeVMSizeIsNotPermittedToEnableAcceleratedNetworking),
	)
}

func TestOrchestratedPublicIPSkuName(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), acctest.Vars{"public_sku": "Standard"}, acctest.Is(nic, "ip_configurations[0].public_ip_address.sku", "Standard"),
			acctest.Is(set, "public_ip_addresses", []string{"198.19.0.2", "198.19.0.3"})),
		acctest.Import(nic, acctest.Vars{"public_sku": "Standard"}),
		acctest.Refuses(orchestrated("orchestrated_nic"), acctest.Vars{"public_sku": "Basic", "explicit_outbound": false}, fabric.CodeNotSupportedByFlexibleOrchestration,
			"which has no Basic public IP addresses; the IP configuration TestIPConfiguration of the NIC TestNetworkProfile asks for one."),
	)
}

func TestOrchestratedNetworkPublicIPVersion(t *testing.T) {
	dual := acctest.Vars{"public": true, "capacity": 1, "address_space": []string{"10.0.0.0/16", "ace:cab:deca::/48"}, "address_prefixes": []string{"10.0.2.0/24", "ace:cab:deca:deed::/64"}}
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("ipv6"), dual,
			acctest.Is(set, of(firstVM, "primary", "ipv4", "public_ip_address"), "198.19.0.2"),
			acctest.Is(set, of(firstVM, "primary", "ipv6", "public_ip_address"), "2001:db8:8000::1"),
			acctest.Is(set, of(firstVM, "primary", "ipv6", "private_ip_address"), "ace:cab:deca:deed::4"),
		),
		acctest.Import(set, dual),
	)
}
