package dns_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/dns"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// TestFlexible: instances of Flexible sets are found by the names that they have, and ask by the ids that they have.
func TestFlexible(t *testing.T) {
	t.Parallel()
	w := ft.New(t, network("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "web", "10.0.1.0/24"), ft.NIC("nic", ft.Public(ft.IP("ip", ft.SubnetID("vnet", "web")), "shop", "")),
		ft.With(ft.Set("set", 2, "nic"), func(s *fabric.ScaleSet) { s.OrchestrationMode = fabric.OrchestrationFlexible })).World
	set, _ := fabric.Get[fabric.ScaleSet](w, ft.ID(fabric.KindScaleSet, "set"))
	second := set.View(w)[1]
	ip, _ := second.PrimaryIP()
	for _, c := range []lookupCase{
		{second.ComputerName, string(second.VMID), yes(fabric.PlatformDNS, "", "10.0.1.5")},
		{second.ComputerName + inVNet, machine("set", second.Name), yes(fabric.PlatformDNS, "", "10.0.1.5")},
		{second.ComputerName, string(second.NICs[0].ID), yes(fabric.PlatformDNS, "", "10.0.1.5")},
		{second.ComputerName, string(ip.ID), yes(fabric.PlatformDNS, "", "10.0.1.5")},
		{ip.FQDN, dns.Internet, yes(dns.Internet, "", "198.19.0.2")},
		{"shop" + region, dns.Internet, no(dns.Internet, "No public IP address and no instance has the name shop"+region+".")},
		{region[1:], dns.Internet, no(dns.Internet, "No public IP address and no instance has the name "+region[1:]+".")},
	} {
		got, list := dns.Lookup(w, c.name, c.from)
		if c.want.Explanation == "" {
			got.Explanation = ""
		}
		if diff := cmp.Diff(c.want, got); diff != "" || len(list) > 0 {
			t.Errorf("%s from %s: %v (-want +got):\n%s", c.name, c.from, list, diff)
		}
	}
	nobody := string(second.NICs[0].ID) + "0"
	if _, list := dns.Lookup(w, "vm", nobody); len(list) != 1 || !strings.Contains(list[0].Detail, "is neither Internet") {
		t.Errorf("a NIC that is not there: %v", list)
	}
	for from, want := range map[string]bool{string(second.NICs[0].ID): true, string(ip.ID): true, nobody: false} {
		if id, kind, ok := dns.Subject(w, from); ok != want || ok && (id != set.ID || kind != fabric.KindScaleSet) {
			t.Errorf("%s is of %s %s, %t", from, kind, id, ok)
		}
	}
}
