package fabric

import (
	"fmt"
	"slices"
	"strings"
)

// Machine is an instance as an id names it, whole or by one of its parts.
type Machine struct {
	Set ScaleSet
	VM  InstanceView
	NIC NICView             // the one that the id names, else the primary one
	IP  IPConfigurationView // likewise, of that NIC
	// IPs are the IP configurations that the id stands for: the one that it names, else all of the NIC, the primary first.
	IPs []IPConfigurationView
}

// machineTypes are the types below a scale set that an id of a machine goes through. Source: SOURCES.md 11.1 (sure).
var machineTypes = []string{"virtualMachines", "networkInterfaces", "ipConfigurations"}

// machinePath returns the set that an id of a machine belongs to, and the names below it. ok is false for every other id.
func machinePath(w *World, id ID) (set ID, names []string, ok bool) {
	if set, names, ok = pathInID(id); ok {
		return set, names, true
	}
	return flexibleNICPath(w, id)
}

// pathInID splits <scale set>/virtualMachines/<id>[/networkInterfaces/<NIC>[/ipConfigurations/<IP>]] into the set
// and the names below it; a virtual machine of a Flexible set may stand for itself. ok is false for every other id.
func pathInID(id ID) (set ID, names []string, ok bool) {
	if set, ok = setOfMachine(id); ok {
		return set, []string{id.Name()}, true
	}
	p, err := ParseID(string(id))
	if err != nil || len(p.Segments) < 2 || len(p.Segments) > 1+len(machineTypes) {
		return "", nil, false
	}
	set = id
	for n, segment := range p.Segments[1:] {
		if !strings.EqualFold(segment.Type, machineTypes[n]) {
			return "", nil, false
		}
		names, set = append(names, segment.Name), set.Parent()
	}
	kind, _ := set.Kind()
	return set, names, kind == KindScaleSet
}

// MachineSet returns the scale set of an instance, of a NIC or of an IP configuration that an id names. The id of a NIC of a
// Flexible set does not say it, so there has to be such a NIC. ok is false for every other id.
func MachineSet(w *World, id ID) (set ID, ok bool) {
	set, _, ok = machinePath(w, id)
	return set, ok
}

// SetInID is MachineSet where nothing but the id is known.
func SetInID(id ID) (set ID, ok bool) {
	set, _, ok = pathInID(id)
	return set, ok
}

// FindMachine returns the instance that an id names, or the error says what there is instead.
func FindMachine(w *World, id ID) (Machine, error) {
	setID, names, ok := machinePath(w, id)
	if !ok {
		return Machine{}, fmt.Errorf("%q is not the id of an instance, of its NIC or of its IP configuration", id)
	}
	set, ok := Get[ScaleSet](w, setID)
	if !ok {
		return Machine{}, fmt.Errorf("there is no scale set %s", setID)
	}
	m := Machine{Set: set}
	if m.VM, ok = set.viewOf(w, names[0]); !ok {
		return m, fmt.Errorf("the scale set %s has no instance %s", set.Name(), names[0])
	}
	m.NIC, _ = m.VM.PrimaryNIC()
	if len(names) > 1 {
		if m.NIC, ok = named(m.VM.NICs, names[1], func(nic NICView) string { return nic.Name }); !ok {
			return m, fmt.Errorf("the instance %s has no NIC %s", m.VM.Name, names[1])
		}
	}
	if len(names) > 2 {
		if m.IP, ok = named(m.NIC.IPConfigurations, names[2], func(ip IPConfigurationView) string { return ip.Name }); !ok {
			return m, fmt.Errorf("the NIC %s of the instance %s has no IP configuration %s", m.NIC.Name, m.VM.Name, names[2])
		}
		m.IPs = []IPConfigurationView{m.IP}
		return m, nil
	}
	m.IP, _ = m.NIC.PrimaryIP()
	for _, ip := range m.NIC.IPConfigurations {
		if ip.Primary {
			m.IPs = slices.Insert(m.IPs, 0, ip)
		} else {
			m.IPs = append(m.IPs, ip)
		}
	}
	return m, nil
}

// viewOf is View of one instance, whatever the casing of its id.
func (s ScaleSet) viewOf(w *World, instanceID string) (InstanceView, bool) {
	n := slices.IndexFunc(s.Instances, func(i Instance) bool { return strings.EqualFold(s.InstanceID(i.ID), instanceID) })
	if n < 0 {
		return InstanceView{}, false
	}
	s.Instances = s.Instances[n : n+1]
	return s.View(w)[0], true
}

// FindNICs returns the NICs of one of the set's instances, or of those the one that has a name; an empty name means all.
// Findings, at instance_id and network_interface, say what there is not.
func (s ScaleSet) FindNICs(w *World, instanceID, nic string) ([]NICView, []Finding) {
	f := &findings{id: s.ID}
	vm, ok := s.viewOf(w, instanceID)
	if !ok {
		f.add(CodeInvalidResourceReference, At("instance_id"), "The scale set %s has no instance %s.", s.Name(), instanceID)
		return nil, f.list
	}
	if nic == "" {
		return vm.NICs, nil
	}
	one, ok := named(vm.NICs, nic, func(nic NICView) string { return nic.Name })
	if !ok {
		f.add(CodeInvalidResourceReference, At("network_interface"), "The instance %s of the scale set %s has no NIC %s.", vm.InstanceID, s.Name(), nic)
		return nil, f.list
	}
	return []NICView{one}, nil
}

// named returns the part that has a name, whatever its casing.
func named[T any](list []T, name string, nameOf func(T) string) (part T, ok bool) {
	for _, part := range list {
		if strings.EqualFold(nameOf(part), name) {
			return part, true
		}
	}
	return part, false
}

// Network returns the id of the virtual network that the machine's NIC is in.
func (m Machine) Network() ID { return m.IP.SubnetID.Parent() }
