package fabric

import (
	"net/netip"
)

// InstanceView is an instance with all that follows from its model, its addresses and the network that it is in.
type InstanceView struct {
	Instance
	InstanceID         string // ARM's instanceId
	VMID               ID
	Name               string
	ComputerName       string
	LatestModelApplied bool
	ModelDefinition    string    // what its NICs are made from: ModelOfScaleSet or ModelOfMachine
	NICs               []NICView // in the model's order
}

// ARM's modelDefinitionApplied. Source: SOURCES.md 2.6 (field sure: SDK; values likely).
const (
	ModelOfScaleSet = "VirtualMachineScaleSet"
	ModelOfMachine  = "VirtualMachine" // the instance was given NICs of its own
)

// NICView is one NIC of one instance.
type NICView struct {
	ID                     ID
	Name                   string
	MACAddress             string
	Primary                bool
	AcceleratedNetworking  bool
	IPForwarding           bool
	DNSServers             []string // effective
	NetworkSecurityGroupID ID
	IPConfigurations       []IPConfigurationView // in the model's order
}

// IPConfigurationView is one IP configuration of one instance.
type IPConfigurationView struct {
	ID ID
	IPConfiguration
	PrivateAddress netip.Addr
	PublicAddress  netip.Addr // invalid for none
	PublicIPID     ID         // empty for none
	PublicLabel    string     // of the public address, as its resource has it; empty for none
	FQDN           string     // empty without a label
	PublicSKU      string     // of the public address; empty for none
	NATPorts       []int      // frontend ports of LBNATPoolIDs, in their order
}

// NATPortsByName returns the frontend ports by the NAT pool's name, or, where two pools have one name, by
// <load balancer>/<pool>.
func (ip IPConfigurationView) NATPortsByName() map[string]int {
	ports, named := map[string]int{}, map[string]int{}
	for _, id := range ip.LBNATPoolIDs {
		named[id.Name()]++
	}
	for n, port := range ip.NATPorts {
		name := ip.LBNATPoolIDs[n].Name()
		if named[name] > 1 {
			name = ip.LBNATPoolIDs[n].Parent().Name() + "/" + name
		}
		ports[name] = port
	}
	return ports
}

// PrimaryNIC returns the NIC that stands for the instance.
func (i InstanceView) PrimaryNIC() (NICView, bool) {
	for _, nic := range i.NICs {
		if nic.Primary {
			return nic, true
		}
	}
	return NICView{}, false
}

// PrimaryIP returns the primary IP configuration of the primary NIC.
func (i InstanceView) PrimaryIP() (IPConfigurationView, bool) {
	nic, _ := i.PrimaryNIC()
	return nic.PrimaryIP()
}

// PrimaryIP returns the NIC's primary IP configuration.
func (n NICView) PrimaryIP() (IPConfigurationView, bool) {
	for _, ip := range n.IPConfigurations {
		if ip.Primary {
			return ip, true
		}
	}
	return IPConfigurationView{}, false
}

// View returns the set's instances in the order of their ids.
func (s ScaleSet) View(w *World) []InstanceView {
	latest, _ := s.LatestModel()
	names := s.naming()
	seen, skus := alike{map[Key][]string{}, map[string]macSeries{}}, map[int]string{}
	views := make([]InstanceView, 0, len(s.Instances))
	for _, i := range s.Instances {
		nics := s.NICsOf(i)
		sku, known := skus[i.ModelVersion]
		if !known || i.Own != nil {
			sku = balancerSKU(w, nics)
		}
		if i.Own == nil {
			skus[i.ModelVersion] = sku
		}
		view := InstanceView{
			Instance:           i,
			InstanceID:         names.instanceID(s, i.ID),
			VMID:               names.vmID(s, i.ID),
			Name:               names.vmName(s, i.ID),
			ComputerName:       names.computerName(s, i.ID),
			LatestModelApplied: i.ModelVersion == latest.Version && i.Own == nil,
			ModelDefinition:    i.modelDefinition(),
			NICs:               make([]NICView, 0, len(nics)),
		}
		addresses := i.Addresses
		for _, nic := range nics {
			n := min(len(nic.IPConfigurations), len(addresses))
			view.NICs = append(view.NICs, s.viewNIC(w, seen, view, nic, addresses[:n], sku))
			addresses = addresses[n:]
		}
		views = append(views, view)
	}
	return views
}

func (i Instance) modelDefinition() string {
	if i.Own != nil {
		return ModelOfMachine
	}
	return ModelOfScaleSet
}

// alike is what the NICs of many instances have in common, and is found once.
type alike struct {
	dns  map[Key][]string     // by virtual network
	macs map[string]macSeries // by the NIC's name
}

func (s ScaleSet) viewNIC(w *World, seen alike, vm InstanceView, nic NICConfiguration, given []Assignment, sku string) NICView {
	names := s.naming()
	macs, known := seen.macs[nic.Name()]
	if !known {
		macs = macsOf(s.ID, nic.Name())
		seen.macs[nic.Name()] = macs
	}
	view := NICView{
		ID:                     names.nicID(s, vm.ID, nic.Name()),
		Name:                   nic.Name(),
		MACAddress:             macs.of(vm.ID),
		Primary:                nic.Primary,
		AcceleratedNetworking:  nic.AcceleratedNetworking,
		IPForwarding:           nic.IPForwarding,
		DNSServers:             effectiveDNS(w, seen.dns, nic),
		NetworkSecurityGroupID: nic.NetworkSecurityGroupID,
		IPConfigurations:       make([]IPConfigurationView, 0, len(given)),
	}
	for n, assignment := range given {
		ip := IPConfigurationView{
			ID:              ID(string(view.ID) + "/ipConfigurations/" + nic.IPConfigurations[n].Name),
			IPConfiguration: nic.IPConfigurations[n],
			PrivateAddress:  assignment.Private,
			PublicAddress:   assignment.Public,
			NATPorts:        assignment.NATPorts,
		}
		if p := ip.PublicIP; p != nil {
			place := publicPlace{vm.ID, nic.Name(), ip.IPConfiguration, ip.ID}
			ip.PublicIPID, ip.PublicSKU = names.publicIPID(s, place), p.effectiveSKU(sku)
			if p.DomainNameLabel != "" {
				ip.PublicLabel, ip.FQDN = names.label(s, place), names.fqdn(s, place)
			}
		}
		view.IPConfigurations = append(view.IPConfigurations, ip)
	}
	return view
}

// effectiveDNS returns the servers that a NIC hands to its guest: its own, else those of its virtual network, else
// Azure's. A NIC's list replaces the network's, it does not add to it. Source: SOURCES.md 1.3 (sure).
func effectiveDNS(w *World, cache map[Key][]string, nic NICConfiguration) []string {
	if len(nic.DNSServers) > 0 {
		return nic.DNSServers
	}
	if len(nic.IPConfigurations) == 0 {
		return []string{PlatformDNS}
	}
	network := nic.IPConfigurations[0].SubnetID.Parent()
	servers, ok := cache[network.Key()]
	if !ok {
		v, _ := Get[VirtualNetwork](w, network)
		servers = v.EffectiveDNS()
		cache[network.Key()] = servers
	}
	return servers
}
