package fabric

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// patient is an instance that its set's health probe does not reach.
type patient struct {
	instance int
	why      string
}

// unhealthyOf returns the instances, of those named or of all where none is, that the health probe does not reach: what
// it asks for is not answered by the guest, or a network security group keeps it out. Instances of one profile are alike.
func (s ScaleSet) unhealthyOf(w *World, ids []int) []patient {
	probe, ok := Get[Probe](w, s.HealthProbeID)
	if !ok {
		return nil
	}
	byModel := map[int]string{}
	var list []patient
	for _, i := range s.Instances {
		if ids != nil && !slices.Contains(ids, i.ID) {
			continue
		}
		why, known := byModel[i.ModelVersion]
		if !known || i.Own != nil {
			why = s.deafness(w, probe, s.NICsOf(i))
		}
		if i.Own == nil {
			byModel[i.ModelVersion] = why
		}
		if why != "" {
			list = append(list, patient{i.ID, why})
		}
	}
	return list
}

// deafness says why a probe gets no answer from an instance with certain NICs; empty where it does. All probes are Tcp
// connections from the platform's address.
func (s ScaleSet) deafness(w *World, probe Probe, nics []NICConfiguration) string {
	if !s.Guest.Listens(ProtocolTCP, probe.Port) {
		return fmt.Sprintf("its guest does not listen on tcp/%d, which the probe %s asks", probe.Port, probe.Name())
	}
	probed := false
	for _, nic := range nics {
		for _, ip := range nic.IPConfigurations {
			if !behindProbe(w, probe, ip) {
				continue
			}
			probed = true
			subnet, _ := Get[Subnet](w, ip.SubnetID)
			for _, id := range []ID{subnet.NetworkSecurityGroupID, nic.NetworkSecurityGroupID} {
				nsg, ok := Get[NetworkSecurityGroup](w, id)
				if name, denies := nsg.deniesProbe(probe.Port, subnet, ip); ok && denies {
					return fmt.Sprintf("the rule %s of the network security group %s keeps the probe %s from port %d", name, nsg.Name(), probe.Name(), probe.Port)
				}
			}
		}
	}
	if !probed {
		return fmt.Sprintf("none of its NICs is behind a rule that uses the probe %s", probe.Name())
	}
	return ""
}

// behindProbe reports whether a rule with the probe sends to an IP configuration.
func behindProbe(w *World, probe Probe, ip IPConfiguration) bool {
	return slices.ContainsFunc(Each[LoadBalancingRule](w), func(r LoadBalancingRule) bool {
		return r.ProbeID.Is(probe.ID) && ruleFlow(r).reaches(ip)
	})
}

// deniesProbe returns the rule that keeps the platform's probes from a port of an address in a subnet. Without a rule of
// its own that takes them, a group lets them in (AllowAzureLoadBalancerInBound). Source: SOURCES.md 7 (sure: NSG page).
func (n NetworkSecurityGroup) deniesProbe(port int, subnet Subnet, ip IPConfiguration) (rule string, denies bool) {
	first := 0
	for _, name := range sortedKeys(n.SecurityRules) {
		r := n.SecurityRules[name]
		takes := r.takesInboundTCP() && r.takesPort(port) && r.fromProbes() && r.toMember(subnet, ip)
		if takes && (first == 0 || r.Priority < first) {
			first, rule, denies = r.Priority, name, strings.EqualFold(r.Access, accessDeny)
		}
	}
	return rule, denies
}

// fromProbes reports whether a rule's source holds the address that probes come from.
func (r SecurityRule) fromProbes() bool {
	if r.SourceAddressPrefixes == nil {
		return len(r.SourceApplicationSecurityGroupIDs) == 0
	}
	from := netip.MustParseAddr(PlatformDNS)
	return slices.ContainsFunc(r.SourceAddressPrefixes, func(s string) bool {
		p, isPrefix := rulePrefix(s)
		return s == anyValue || strings.EqualFold(s, "AzureLoadBalancer") || isPrefix && p.Contains(from)
	})
}

// toMember reports whether a rule's destination can be an address of an IP configuration.
func (r SecurityRule) toMember(subnet Subnet, ip IPConfiguration) bool {
	if r.DestinationAddressPrefixes == nil {
		groups := r.DestinationApplicationSecurityGroupIDs
		return len(groups) == 0 || slices.ContainsFunc(groups, func(g ID) bool { return slices.ContainsFunc(ip.ApplicationSecurityGroupIDs, g.Is) })
	}
	return slices.ContainsFunc(r.DestinationAddressPrefixes, func(s string) bool {
		p, isPrefix := rulePrefix(s)
		return s == anyValue || strings.EqualFold(s, "VirtualNetwork") || isPrefix && slices.ContainsFunc(subnet.Prefixes(), p.Overlaps)
	})
}
