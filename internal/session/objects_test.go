package session_test

import (
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

func head(k fabric.Kind, name string) fabric.Meta {
	return fabric.Meta{ID: fabric.TopLevelID(k, "s", "rg", name), Location: "koreacentral"}
}

func network() fabric.VirtualNetwork {
	return fabric.VirtualNetwork{Meta: head(fabric.KindVirtualNetwork, "net"), AddressSpace: []string{"10.0.0.0/16"}}
}

func subnet(name, prefix string) fabric.Subnet {
	return fabric.Subnet{
		Meta:                  fabric.Meta{ID: fabric.ChildID(fabric.KindSubnet, network().ID, name)},
		AddressPrefixes:       []string{prefix},
		DefaultOutboundAccess: true, // as the provider has it by default; a private subnet has the plan warn
	}
}

// The subnets that most tests use, and their pools.
var (
	subnetA = subnet("a", "10.0.1.0/24")
	subnetB = subnet("b", "10.0.2.0/24")
)

func pool(s fabric.Subnet) string {
	p, _ := s.Pool(fabric.IPv4)
	return p.Name
}

// nic is a NIC configuration with one address in a subnet.
func nic(name string, s fabric.Subnet) fabric.NICConfiguration {
	return fabric.NICConfiguration{
		Meta: head(fabric.KindNICConfiguration, name), Primary: true,
		IPConfigurations: []fabric.IPConfiguration{{Name: "ip", Primary: true, Version: fabric.IPv4, SubnetID: s.ID}},
	}
}

// ground is what scale sets stand on.
func ground() []fabric.Object {
	return []fabric.Object{network(), subnetA, subnetB, nic("nic-a", subnetA), nic("nic-b", subnetB)}
}

// set is a scale set whose instances all follow its NIC configuration at once.
func set(name string, capacity int, nicName string) fabric.ScaleSet {
	return fabric.ScaleSet{
		Meta: head(fabric.KindScaleSet, name), SKU: "Standard_D2s_v5", Capacity: capacity,
		NICConfigurationIDs: []fabric.ID{head(fabric.KindNICConfiguration, nicName).ID},
		OrchestrationMode:   fabric.OrchestrationUniform, ComputerNamePrefix: name, SinglePlacementGroup: true,
		UpgradeMode: fabric.UpgradeAutomatic, Rolling: fabric.DefaultRollingPolicy, ScaleIn: fabric.ScaleInPolicy{Rule: fabric.ScaleInDefault},
		OSType: fabric.OSLinux,
	}
}

// renamed is the set with an argument that is fixed at creation changed.
func renamed(s fabric.ScaleSet) fabric.ScaleSet {
	s.ComputerNamePrefix += "x"
	return s
}

func prefix(length int) fabric.PublicIPPrefix {
	return fabric.PublicIPPrefix{Meta: head(fabric.KindPublicIPPrefix, "prefix"), Length: length, Version: fabric.IPv4, SKU: fabric.SKUStandard}
}

// addresses lists the private addresses of a scale set without their common beginning 10.0.: "1.4 1.5".
func addresses(o fabric.Object) string {
	var list []string
	s, _ := o.(fabric.ScaleSet)
	for _, i := range s.Instances {
		for _, a := range i.Addresses {
			list = append(list, strings.TrimPrefix(a.Private.String(), "10.0."))
		}
	}
	return strings.Join(list, " ")
}

func (a actor) addresses(what string, p session.Plan, want string) {
	a.Helper()
	if got := addresses(p.Object); got != want {
		a.Errorf("%s: the addresses are %q, want %q", what, got, want)
	}
}

// findings writes findings without their details: "error InvalidResourceReference nic_configuration_ids[0]".
func findings(list []fabric.Finding) []string {
	texts := []string{}
	for _, f := range list {
		severity, _, _ := strings.Cut(f.String(), ":")
		texts = append(texts, severity+" "+string(f.Code)+" "+f.Field.String())
	}
	return texts
}

func (l lab) found(what string, list []fabric.Finding, want ...string) {
	l.Helper()
	if got := findings(list); !slices.Equal(got, want) {
		l.Errorf("%s: the findings are %q, want %q; %v", what, got, want, list)
	}
}

// confirmed lists the addresses that an owner holds in a pool, and promised those of its promises.
func (l lab) confirmed(pool string, owner fabric.Object) string { return l.leased(pool, owner, true) }
func (l lab) promised(pool string, owner fabric.Object) string  { return l.leased(pool, owner, false) }

func (l lab) leased(pool string, owner fabric.Object, confirmed bool) string {
	l.Helper()
	var list []string
	for _, lease := range l.leases(pool) {
		if lease.Owner == string(owner.Head().ID.Key()) && lease.Confirmed == confirmed {
			text := strings.TrimSuffix(lease.Prefix.String(), "/32")
			list = append(list, strings.TrimPrefix(text, "10.0."))
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}
