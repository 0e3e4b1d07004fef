package topology

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// detailers say what there is to say of an object, by its kind.
var detailers = map[fabric.Kind]func(*fabric.World, fabric.Object) []string{
	fabric.KindVirtualNetwork: detail(func(_ *fabric.World, v fabric.VirtualNetwork) []string { return v.AddressSpace }),
	fabric.KindSubnet: detail(func(_ *fabric.World, s fabric.Subnet) []string {
		if !s.DefaultOutboundAccess {
			return slices.Concat(s.AddressPrefixes, []string{"private"})
		}
		return s.AddressPrefixes
	}),
	fabric.KindNetworkSecurityGroup: detail(func(_ *fabric.World, n fabric.NetworkSecurityGroup) []string { return ruleDetails(n) }),
	fabric.KindPublicIP:             detail(func(_ *fabric.World, p fabric.PublicIP) []string { return texts(address(p.Address), p.FQDN()) }),
	fabric.KindPublicIPPrefix:       detail(func(_ *fabric.World, p fabric.PublicIPPrefix) []string { return texts(address(p.Prefix)) }),
	fabric.KindNATGateway:           detail(natGatewayDetails),
	fabric.KindNICConfiguration:     detail(func(_ *fabric.World, n fabric.NICConfiguration) []string { return templateDetails(n) }),
	fabric.KindScaleSet:             detail(func(_ *fabric.World, s fabric.ScaleSet) []string { return setDetails(s) }),
	fabric.KindLoadBalancer:         detail(func(_ *fabric.World, l fabric.LoadBalancer) []string { return []string{l.SKU + ", " + sideOf(l)} }),
	fabric.KindProbe:                detail(func(_ *fabric.World, p fabric.Probe) []string { return []string{probeText(p)} }),
	fabric.KindLoadBalancingRule: detail(func(_ *fabric.World, r fabric.LoadBalancingRule) []string {
		return flowDetails(ruleText(r), r.FloatingIP)
	}),
	fabric.KindInboundNATPool: detail(func(_ *fabric.World, p fabric.InboundNATPool) []string {
		return flowDetails(natPoolText(p), p.FloatingIP)
	}),
	fabric.KindInboundNATRule: detail(func(_ *fabric.World, r fabric.InboundNATRule) []string {
		return flowDetails(natRuleText(r), r.FloatingIP)
	}),
	fabric.KindOutboundRule:       detail(func(_ *fabric.World, r fabric.OutboundRule) []string { return []string{outboundText(r)} }),
	fabric.KindApplicationGateway: detail(func(_ *fabric.World, g fabric.ApplicationGateway) []string { return gatewayDetails(g) }),
	fabric.KindApplicationGatewayPool: detail(func(_ *fabric.World, p fabric.ApplicationGatewayPool) []string {
		return slices.Concat(p.IPAddresses, p.FQDNs)
	}),
	fabric.KindInstanceUpgrade:  detail(func(_ *fabric.World, u fabric.InstanceUpgrade) []string { return u.InstanceIDs }),
	fabric.KindConnectivityTest: detail(func(_ *fabric.World, t fabric.ConnectivityTest) []string { return testDetails(t) }),
}

// detail makes a row of the table of a func of one type.
func detail[O fabric.Object](of func(*fabric.World, O) []string) func(*fabric.World, fabric.Object) []string {
	return func(w *fabric.World, o fabric.Object) []string { return of(w, o.(O)) }
}

func detailsOf(w *fabric.World, o fabric.Object) []string {
	if of, ok := detailers[o.Kind()]; ok {
		return of(w, o)
	}
	return nil
}

// texts drops the empty ones of a list.
func texts(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// address is the text of an address or prefix; empty before it is known.
func address(a interface {
	IsValid() bool
	String() string
}) string {
	if !a.IsValid() {
		return ""
	}
	return a.String()
}

// ruleDetails lists a group's own rules by direction and priority, as they are looked at.
func ruleDetails(n fabric.NetworkSecurityGroup) []string {
	names := slices.SortedFunc(maps.Keys(n.SecurityRules), func(a, b string) int {
		x, y := n.SecurityRules[a], n.SecurityRules[b]
		return cmp.Or(cmp.Compare(x.Direction, y.Direction), cmp.Compare(x.Priority, y.Priority), cmp.Compare(a, b))
	})
	lines := make([]string, 0, len(names))
	for _, name := range names {
		r := n.SecurityRules[name]
		ports := cmp.Or(strings.Join(r.DestinationPortRanges, ","), "*")
		lines = append(lines, fmt.Sprintf("%s %d %s: %s %s %s", r.Direction, r.Priority, name, r.Access, r.Protocol, ports))
	}
	return lines
}

func natGatewayDetails(w *fabric.World, g fabric.NATGateway) []string {
	addresses, _ := g.Addresses(w)
	lines := make([]string, 0, len(addresses))
	for _, a := range addresses {
		lines = append(lines, a.String())
	}
	return lines
}

func templateDetails(n fabric.NICConfiguration) []string {
	var lines []string
	for _, ip := range n.IPConfigurations {
		lines = append(lines, ip.Name+" in "+ip.SubnetID.Name())
	}
	return lines
}

func setDetails(s fabric.ScaleSet) []string {
	lines := []string{strconv.Itoa(len(s.Instances)) + " × " + s.SKU, s.OrchestrationMode}
	if len(s.Zones) > 0 {
		lines = append(lines, "zones "+strings.Join(s.Zones, ", "))
	}
	return lines
}

func gatewayDetails(g fabric.ApplicationGateway) []string {
	return texts(strconv.Itoa(len(g.Addresses))+" × "+g.SKU, g.StaticAddress)
}

// sideOf says on which side a load balancer listens.
func sideOf(l fabric.LoadBalancer) string {
	if l.Internal() {
		return "internal"
	}
	return "public"
}

func frontendDetails(w *fabric.World, f fabric.FrontendIPConfiguration) []string {
	if prefix, ok := fabric.Get[fabric.PublicIPPrefix](w, f.PublicIPPrefixID); ok {
		return texts(address(prefix.Prefix))
	}
	return texts(fabric.FrontendAddress(w, f))
}

// instanceDetails lists an instance's addresses, each with its NIC and IP configuration.
func instanceDetails(v fabric.InstanceView) []string {
	lines := []string{}
	for _, nic := range v.NICs {
		for _, ip := range nic.IPConfigurations {
			lines = append(lines, strings.Join(texts(nic.Name+"/"+ip.Name, address(ip.PrivateAddress), address(ip.PublicAddress), ip.FQDN), " "))
		}
	}
	if v.Zone != "" {
		lines = append(lines, "zone "+v.Zone)
	}
	return lines
}

func testDetails(t fabric.ConnectivityTest) []string {
	port := ""
	if t.DestinationPort != 0 {
		port = strconv.Itoa(t.DestinationPort)
	}
	return texts(strings.Join(texts(endName(t.Source), "→", endName(t.Destination), t.Protocol, port), " "), string(t.Answer.Verdict))
}

// endName shortens the id of an end of a test to what tells it apart.
func endName(end string) string {
	parts := strings.Split(end, "/")
	if len(parts) < 3 {
		return end
	}
	if p, err := fabric.ParseID(end); err == nil && len(p.Segments) > 1 {
		return p.Segments[0].Name + "/" + p.Name()
	}
	return parts[len(parts)-1]
}
