package dns_test

import (
	"net/netip"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/dns"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func TestRefusedNames(t *testing.T) {
	t.Parallel()
	w := fabric.NewWorld()
	label := strings.Repeat("a", 63)
	for name, why := range map[string]string{
		"":                      `"" is neither the name of a host nor an IP address`,
		".":                     `"." is neither the name of a host nor an IP address`,
		"web_0":                 `"web_0" is neither the name of a host nor an IP address`,
		"-web":                  `"-web" is neither the name of a host nor an IP address`,
		"web..net":              `"web..net" is neither the name of a host nor an IP address`,
		"web.net..":             `"web.net.." is neither the name of a host nor an IP address`,
		label + "a":             `"` + label + `a" is neither the name of a host nor an IP address`,
		"10.0.0.256":            `"10.0.0.256" ends with a number, and is no IP address`,
		"10.":                   `"10." ends with a number, and is no IP address`,
		"fe80::1%eth0":          `"fe80::1%eth0" has an IPv6 zone, which no name belongs to`,
		"10.0.0.0/24":           `"10.0.0.0/24" is neither the name of a host nor an IP address`,
		"4.1.0.10.in-addr.ARPA": `"4.1.0.10.in-addr.ARPA" is the name of a reverse lookup; the lookup takes the address itself`,
	} {
		_, list := dns.Lookup(w, name, dns.Internet)
		want := "The lookup cannot use its name: " + why + "."
		if len(list) != 1 || list[0].Detail != want || list[0].Code != fabric.CodeInvalidParameter || list[0].Field.String() != "name" || list[0].Severity != fabric.Error {
			t.Errorf("%q: %v, want %s", name, list, want)
		}
	}
	for _, name := range []string{label, strings.Repeat(label+".", 3) + label[2:], "10", "1.2.3.4", "::1", "web.", "a.arp", "xn--bcher-kva.example"} {
		if answer, list := dns.Lookup(w, name, dns.Internet); len(list) > 0 || answer.Explanation == "" {
			t.Errorf("%q: %v", name, list)
		}
	}
}

func TestRefusedFrom(t *testing.T) {
	t.Parallel()
	w := cloud(t)
	neither := " is neither Internet, nor the id of a virtual network, nor that of an instance of a scale set or of its NIC or IP configuration"
	gone := ft.ID(fabric.KindVirtualNetwork, "gone")
	for from, why := range map[string]string{
		"":                                   `""` + neither,
		"vnet":                               `"vnet"` + neither,
		"10.0.1.4":                           `"10.0.1.4"` + neither,
		string(ft.SubnetID("vnet", "front")): `"` + string(ft.SubnetID("vnet", "front")) + `"` + neither,
		string(ft.ID(fabric.KindScaleSet, "web")):                                              `"` + string(ft.ID(fabric.KindScaleSet, "web")) + `"` + neither,
		string(vnet) + "/virtualMachines/0":                                                    `"` + string(vnet) + `/virtualMachines/0"` + neither,
		machine("web", "0/ipConfigurations/ip4"):                                               `"` + machine("web", "0/ipConfigurations/ip4") + `"` + neither,
		machine("web", "0/networkInterfaces/front/ipConfigurations/ip4/publicIPAddresses/pub"): `"` + machine("web", "0/networkInterfaces/front/ipConfigurations/ip4/publicIPAddresses/pub") + `"` + neither,
		string(gone):                               "there is no virtual network " + string(gone),
		machine("gone", "0"):                       "there is no scale set " + string(ft.ID(fabric.KindScaleSet, "gone")),
		machine("web", "11"):                       "the scale set web has no instance 11",
		machine("web", "00"):                       "the scale set web has no instance 00",
		machine("web", "web_0"):                    "the scale set web has no instance web_0",
		machine("web", "0/networkInterfaces/side"): "the instance web_0 has no NIC side",
		machine("web", "0/networkInterfaces/front/ipConfigurations/ip5"): "the NIC front of the instance web_0 has no IP configuration ip5",
		machine("web", "0/networkInterfaces/back/ipConfigurations/more"): "the NIC back of the instance web_0 has no IP configuration more",
	} {
		_, list := dns.Lookup(w, "web000000", from)
		want := "The lookup cannot use its from: " + why + "."
		if len(list) != 1 || list[0].Detail != want || list[0].Code != fabric.CodeInvalidResourceReference || list[0].Field.String() != "from" {
			t.Errorf("%q: %v, want %s", from, list, want)
		}
	}
	if _, list := dns.Lookup(w, "", ""); len(list) != 2 {
		t.Errorf("both wrong: %v", list)
	}
}

func TestSubject(t *testing.T) {
	t.Parallel()
	w := cloud(t)
	for from, want := range map[string]fabric.Kind{
		dns.Internet: "", "": "", "x": "", string(ft.SubnetID("vnet", "front")): "", string(ft.ID(fabric.KindScaleSet, "web")): "",
		string(vnet): fabric.KindVirtualNetwork, machine("web", "0"): fabric.KindScaleSet, machine("web", "0/networkInterfaces/a/ipConfigurations/b"): fabric.KindScaleSet,
	} {
		id, kind, ok := dns.Subject(w, from)
		if ok != (want != "") || ok && kind != want || want == fabric.KindScaleSet && id != ft.ID(fabric.KindScaleSet, "web") {
			t.Errorf("%q: %s %s %t", from, id, kind, ok)
		}
	}
}

// A model is looked at as instances have it: with the Manual policy the label that they were made with is theirs.
func TestLookupFollowsTheModel(t *testing.T) {
	t.Parallel()
	nic := func(label string) fabric.NICConfiguration {
		return ft.NIC("nic", ft.Public(ft.IP("ip", ft.SubnetID("vnet", "web")), label, ""))
	}
	f := ft.New(t, ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "web", "10.0.1.0/24"), nic("old"), ft.Set("set", 1, "nic"), nic("new"))
	statuses := func() []dns.Status {
		var list []dns.Status
		for _, name := range []string{"vm0.old", "vm0.new", "vm1.old", "vm1.new"} {
			answer, _ := dns.Lookup(f.World, name+region, dns.Internet)
			list = append(list, answer.Status)
		}
		return list
	}
	check := func(when string, want ...dns.Status) {
		t.Helper()
		if diff := cmp.Diff(want, statuses()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", when, diff)
		}
	}
	check("before the set moves", dns.NoError, dns.NXDomain, dns.NXDomain, dns.NXDomain)
	f.Apply(t, ft.Set("set", 2, "nic"))
	check("Manual", dns.NoError, dns.NXDomain, dns.NXDomain, dns.NoError)
	f.Apply(t, ft.With(ft.Set("set", 2, "nic"), func(s *fabric.ScaleSet) { s.UpgradeMode = fabric.UpgradeAutomatic }))
	check("Automatic", dns.NXDomain, dns.NoError, dns.NXDomain, dns.NoError)
}

func FuzzLookup(f *testing.F) {
	w := cloud(f)
	for _, c := range append(append(hostCases(), publicCases()...), append(customCases(), reverseCases()...)...) {
		f.Add(c.name, c.from)
	}
	f.Add("10.in-addr.arpa", "")
	f.Add("fe80::1%x", machine("web", "-1"))
	f.Fuzz(func(t *testing.T, name, from string) {
		answer, list := dns.Lookup(w, name, from)
		if len(list) > 0 {
			if answer.Status != "" || answer.Answers != nil {
				t.Fatalf("%q from %q is refused and answered: %v %v", name, from, list, answer)
			}
			return
		}
		if (answer.Status == dns.NoError) != (len(answer.Answers) > 0) || answer.Resolver == "" || answer.Explanation == "" {
			t.Fatalf("%q from %q: %+v", name, from, answer)
		}
		_, err := netip.ParseAddr(name)
		for _, text := range answer.Answers {
			if _, bad := netip.ParseAddr(text); (bad == nil) == (err == nil) {
				t.Fatalf("%q is answered with %q", name, text)
			}
		}
		if again, _ := dns.Lookup(w, strings.ToUpper(name), strings.ToUpper(from)); err != nil && !cmp.Equal(again.Answers, answer.Answers) {
			t.Fatalf("%q from %q: %v, in upper case %v", name, from, answer.Answers, again.Answers)
		}
	})
}

func TestInternalDomainSuffix(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[a-z2-7]{26}\.[a-z]x\.internal\.cloudapp\.net$`)
	seen := map[string]bool{}
	for _, id := range []fabric.ID{vnet, corp, mixed} {
		suffix := fabric.InternalDomainSuffix(id)
		if !form.MatchString(suffix) || seen[suffix] || suffix != fabric.InternalDomainSuffix(fabric.ID(strings.ToUpper(string(id)))) {
			t.Errorf("%s has the suffix %s", id, suffix)
		}
		seen[suffix] = true
	}
}
