package balance_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const (
	one   = "simfabric_lb_rule.one"
	two   = "simfabric_lb_rule.two"
	guest = "data.simfabric_floating_ip_guest_config."
)

// Two rules lead to one backend port of one pool: with floating IP on one of them at least, and not without.
func TestFloatingIPPair(t *testing.T) {
	vars := func(first, second bool) acctest.Vars {
		return acctest.Vars{"internal": true, "floating_ip": first, "second_floating_ip": second}
	}
	moved := func(first bool) acctest.Vars {
		return acctest.Vars{"internal": true, "floating_ip": first, "second_floating_ip": false, "backend_port": 1434}
	}
	clash := "The rules listener-b and listener-a of the load balancer lb, both without floating IP, use the backend port 1433 with the protocol Tcp on the backend pool a."
	acctest.OneCLI(t).Run(
		acctest.Refuses("stand+floating_ip", vars(false, false), fabric.CodeRulesUseSameBackendPortProtocolAndPool, "simfabric_lb_rule.two", "backend_port = var.backend_port", clash),
		acctest.Apply("stand+floating_ip", vars(true, true),
			acctest.Is(one, "floating_ip", true), acctest.Is(two, "floating_ip", true), acctest.Is(two, "backend_port", 1433)),
		acctest.Refuses("stand+floating_ip", vars(false, false), fabric.CodeRulesUseSameBackendPortProtocolAndPool, clash),
		acctest.Apply("stand+floating_ip", vars(true, false), acctest.Updates(two), acctest.Keeps(one), acctest.Is(two, "floating_ip", false)),
		acctest.Apply("stand+floating_ip", moved(true), acctest.Updates(two), acctest.Keeps(one), acctest.Is(two, "backend_port", 1434)),
		acctest.Apply("stand+floating_ip", moved(false), acctest.Updates(one), acctest.Keeps(two)),
		// One of them changes into the other's way.
		acctest.Refuses("stand+floating_ip", vars(false, false), fabric.CodeRulesUseSameBackendPortProtocolAndPool),
	)
}

// The same pair in front of a public load balancer.
func TestFloatingIPPublic(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply("stand+floating_ip", nil,
			acctest.Ends(guest+"one", "frontend_ip_address", "198.19.0.1"),
			acctest.Ends(guest+"two", "frontend_ip_address", "198.19.0.2")),
	)
}

func TestFloatingIPOnSecondaryIPConfiguration(t *testing.T) {
	secondary := func(floating bool) acctest.Vars {
		return acctest.Vars{"pool_of": "secondary", "floating_ip": floating, "second_floating_ip": floating, "backend_port": 1434}
	}
	pool := childOf(fabric.KindBackendPool, "lb", "a")
	nodes := "simfabric_scale_set.nodes"
	acctest.OneCLI(t).Run(
		acctest.Refuses("stand+floating_ip", secondary(true), fabric.CodeFloatingIPOnSecondaryIPConfiguration, "secondary"),
		acctest.Apply("stand+floating_ip", secondary(false),
			acctest.Is(nodes, at("0", "nic", "secondary", "lb_backend_pool_ids"), []string{pool}),
			acctest.Is(nodes, at("0", "nic", "primary", "lb_backend_pool_ids"), []string{})),
		acctest.Refuses("stand+floating_ip", secondary(true), fabric.CodeFloatingIPOnSecondaryIPConfiguration, "secondary"),
	)
}

func TestFloatingIPGuestConfig(t *testing.T) {
	linux := func(address string) []string {
		return []string{"ip addr add " + address + "/32 dev lo", "sysctl -w net.ipv4.conf.all.arp_ignore=1", "sysctl -w net.ipv4.conf.all.arp_announce=2"}
	}
	windows := func(address string) []string {
		return []string{
			`netsh interface ipv4 add address "Loopback" ` + address + ` 255.255.255.255`,
			`netsh interface ipv4 set interface "Ethernet" weakhostreceive=enabled`,
			`netsh interface ipv4 set interface "Loopback" weakhostreceive=enabled`,
			`netsh interface ipv4 set interface "Loopback" weakhostsend=enabled`,
		}
	}
	guests := func(os string, commands []string) []any {
		return []any{map[string]any{"scale_set_id": acctest.ID(fabric.KindScaleSet, "nodes"), "os_type": os, "commands": commands, "configured": false}}
	}
	vars := func(os string) acctest.Vars { return acctest.Vars{"internal": true, "os_type": os} }
	off := acctest.Vars{"internal": true, "os_type": "Windows", "second_floating_ip": false}
	acctest.OneCLI(t).Run(
		acctest.Apply("stand+floating_ip", vars("Linux"),
			acctest.Ends(guest+"one", "floating_ip", true),
			acctest.Ends(guest+"one", "frontend_ip_address", "10.0.2.4"),
			acctest.Ends(guest+"one", "linux_commands", linux("10.0.2.4")),
			acctest.Ends(guest+"one", "windows_commands", windows("10.0.2.4")),
			acctest.Ends(guest+"one", "guests", guests("Linux", linux("10.0.2.4"))),
			acctest.Ends(guest+"two", "guests", guests("Linux", linux("10.0.2.5"))),
		),
		acctest.Apply("stand+floating_ip", vars("Windows"),
			acctest.Replaces("simfabric_scale_set.nodes"),
			acctest.Ends(guest+"one", "guests", guests("Windows", windows("10.0.2.4"))),
			acctest.Ends(guest+"two", "guests", guests("Windows", windows("10.0.2.5"))),
		),
		acctest.Apply("stand+floating_ip", off,
			acctest.Ends(guest+"two", "floating_ip", false),
			acctest.Ends(guest+"two", "frontend_ip_address", "10.0.2.5"),
			acctest.Ends(guest+"two", "linux_commands", []string{}),
			acctest.Ends(guest+"two", "windows_commands", []string{}),
			acctest.Ends(guest+"two", "guests", []any{}),
		),
	)
}
