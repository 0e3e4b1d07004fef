package fabric

import (
	"slices"
	"strings"
)

// InstanceNetwork is what a PUT of Microsoft.Compute/virtualMachineScaleSets/virtualMachines gives one instance of a
// Uniform set: its whole network profile, in the place of its model's. Its id is the instance's.
//
// The instance then deviates from the set's model. An upgrade takes back what was put before the latest model, which is
// why a new model has it put again. Source: SOURCES.md 2.6 (sure: the networking page; the take-back likely).
type InstanceNetwork struct {
	Meta
	NICs []NICConfiguration // in order; their ids lie beneath the instance's
	// ModelVersion is realized: the set's latest model when this was put.
	ModelVersion int
}

// SetID returns the id of the scale set.
func (n InstanceNetwork) SetID() ID { return n.ID.Parent() }

// Instance returns the number of the instance; ok is false where the id has none.
func (n InstanceNetwork) Instance() (number int, ok bool) { return instanceNumber(n.ID.Name()) }

// InstanceNICID is the id of an instance's NIC. Source: SOURCES.md 11.1 (sure).
func InstanceNICID(instance ID, nic string) ID {
	return ID(string(instance) + "/networkInterfaces/" + nic)
}

// Head implements Object.
func (n InstanceNetwork) Head() Meta { return n.Meta }

// WithHead implements Object.
func (n InstanceNetwork) WithHead(m Meta) Object { n.Meta = m; return n }

// Kind implements Object.
func (n InstanceNetwork) Kind() Kind { return KindInstanceNetwork }

var (
	fieldScaleSet          = At("scale_set_id")
	fieldInstanceID        = At("instance_id")
	fieldNetworkInterfaces = At("network_interfaces")
)

// References implements Object.
func (n InstanceNetwork) References() []Reference {
	refs := []Reference{{Field: fieldScaleSet, ID: n.SetID(), Kind: KindScaleSet, Lives: true}}
	for i, nic := range n.NICs {
		for _, ref := range nic.References() {
			ref.Field = fieldNetworkInterfaces.Index(i).Join(ref.Field)
			refs = append(refs, ref)
		}
	}
	return refs
}

// Validate implements Object: the rules of each NIC, and of the instance's NICs together.
func (n InstanceNetwork) Validate() []Finding {
	f := &findings{id: n.ID}
	if _, ok := n.Instance(); !ok {
		f.add(CodeInvalidParameter, fieldInstanceID, "%q is no instance id: ids are numbers from 0.", n.ID.Name())
	}
	if len(n.NICs) == 0 {
		f.add(CodeInvalidParameter, fieldNetworkInterfaces, "The instance %s has no network interface; it needs at least one.", n.ID.Name())
	}
	names := map[string]int{}
	for i, nic := range n.NICs {
		at := fieldNetworkInterfaces.Index(i)
		if !networkName.pattern.MatchString(nic.Name()) {
			f.add(CodeInvalidResourceName, at.Dot("name"), "%q is no name for a network interface: it takes %s.", nic.Name(), networkName.text)
		}
		if first, twice := names[strings.ToLower(nic.Name())]; twice {
			f.add(CodeDuplicateNetworkInterfaceName, at.Dot("name"), "The network interfaces %d and %d of the instance %s are both called %s.", first, i, n.ID.Name(), nic.Name())
		}
		names[strings.ToLower(nic.Name())] = i
		for _, found := range nic.validateContent() {
			f.list = append(f.list, n.about(found, at))
		}
	}
	return f.list
}

// about makes a finding about one of the NICs one about this object.
func (n InstanceNetwork) about(f Finding, at Field) Finding {
	f.ID, f.Field = n.ID, at.Join(f.Field)
	reads := slices.Clone(f.Reads)
	for i := range reads {
		reads[i] = at.Join(reads[i])
	}
	f.Reads = reads
	return f
}

// realizeInstanceNetwork notes the model beside which the profile is put. The instance itself changes in React.
func realizeInstanceNetwork(w *World, n InstanceNetwork) Realized {
	set, ok := Get[ScaleSet](w, n.SetID())
	if !ok {
		return Realized{Object: n, Deferred: true} // pending, or missing, which checkReferences reports
	}
	latest, _ := set.LatestModel()
	n.ModelVersion = latest.Version
	return Realized{Object: n}
}

// endOn takes the NICs away from the instance again. It goes back to its model later.
func (n InstanceNetwork) endOn(s ScaleSet) (after ScaleSet, ok bool) {
	at := n.place(s)
	if at < 0 || s.Instances[at].Own == nil {
		return s, false
	}
	s.Instances = slices.Clone(s.Instances)
	s.Instances[at].Ended = true
	return s, true
}

// place returns where the instance is in its set's list; -1 where it is not.
func (n InstanceNetwork) place(s ScaleSet) int {
	number, _ := n.Instance()
	return slices.IndexFunc(s.Instances, func(i Instance) bool { return i.ID == number })
}

// putOn gives the instance its NICs. ok is false where there is no such instance.
func (n InstanceNetwork) putOn(s ScaleSet) (after ScaleSet, ok bool) {
	at := n.place(s)
	if at < 0 {
		return s, false
	}
	s.Instances = slices.Clone(s.Instances)
	i := s.Instances[at].withoutOwn()
	i.Own, i.OwnModel = make([]NICConfiguration, 0, len(n.NICs)), n.ModelVersion
	for _, nic := range n.NICs {
		i.Own = append(i.Own, withoutHistory(nic))
	}
	s.Instances[at] = i
	return s, true
}
