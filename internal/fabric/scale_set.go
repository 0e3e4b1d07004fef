package fabric

import (
	"slices"
	"strings"
)

// Orchestration modes and operating systems, in ARM's words.
const (
	OrchestrationUniform  = "Uniform"
	OrchestrationFlexible = "Flexible"
	OSLinux               = "Linux"
	OSWindows             = "Windows"
)

// ScaleSet is Microsoft.Compute/virtualMachineScaleSets. Instances of Uniform orchestration are its children; those of
// Flexible orchestration are resources of their own, with less that is done for them: see Flexible.
type ScaleSet struct {
	Meta
	SKU                  string // VM size, such as Standard_D2s_v5
	Capacity             int
	NICConfigurationIDs  []ID
	OrchestrationMode    string
	ComputerNamePrefix   string
	Zones                []string // nil for a regional set
	ZoneBalance          bool     // strict: a change of the capacity that would leave the zones unbalanced is refused
	FaultDomains         int      // platformFaultDomainCount; 0 among arguments where the platform chooses, which it does once
	SinglePlacementGroup bool
	Overprovision        bool
	UpgradeMode          string // Manual, Automatic or Rolling
	Rolling              RollingPolicy
	ScaleIn              ScaleInPolicy
	OSType               string // Linux or Windows
	HasGuest             bool   // the arguments describe the guest
	Guest                Guest
	HealthProbeID        ID // a load balancer's probe, empty for none

	// What follows is realized.

	// Models holds the latest model, last, and before it the older ones that instances still have.
	Models []Model
	// Instances are in the order of their ids.
	Instances []Instance
	// NextInstanceID is the id of the next new instance: one above the highest that there ever was. Ids are never used
	// again. (Source: SOURCES.md 2.3; the documents disagree, the FAQ's reading is taken.)
	NextInstanceID int
	// LatestRollingUpgrade is nil where there was none.
	LatestRollingUpgrade *RollingUpgrade
}

// Head implements Object.
func (s ScaleSet) Head() Meta { return s.Meta }

// WithHead implements Object.
func (s ScaleSet) WithHead(m Meta) Object { s.Meta = m; return s }

// Kind implements Object.
func (s ScaleSet) Kind() Kind { return KindScaleSet }

// UniqueID is ARM's uniqueId.
func (s ScaleSet) UniqueID() string { return GUID(s.ID) }

// References implements Object: the NIC configurations, then what the models in use refer to. A set does not outlive
// its NIC configurations, nor the subnets that its models are in.
func (s ScaleSet) References() []Reference {
	at := At("nic_configuration_ids")
	var refs []Reference
	for i, id := range s.NICConfigurationIDs {
		refs = append(refs, Reference{Field: at.Index(i), ID: id, Kind: KindNICConfiguration, Lives: true})
	}
	if s.HealthProbeID != "" {
		refs = append(refs, Reference{Field: At("health_probe_id"), ID: s.HealthProbeID, Kind: KindProbe})
	}
	seen := map[Key]bool{}
	for _, p := range s.profiles() {
		for _, nic := range p.nics {
			for _, ref := range nic.References() {
				if !seen[ref.ID.Key()] {
					seen[ref.ID.Key()] = true
					refs = append(refs, Reference{Field: at, ID: ref.ID, Kind: ref.Kind, Lives: ref.Kind == KindSubnet && p.own < 0, Derived: true})
				}
			}
		}
	}
	return refs
}

// Validate implements Object: what the set's own arguments decide.
func (s ScaleSet) Validate() []Finding {
	f := &findings{id: s.ID}
	checkHead(f, s.Kind(), s.Meta)
	checkOneOf(f, At("orchestration_mode"), s.OrchestrationMode, OrchestrationUniform, OrchestrationFlexible)
	s.checkFlexible(f)
	s.checkUpgradePolicy(f)
	s.checkScaleIn(f)
	checkOneOf(f, At("guest").Dot("os_type"), s.OSType, OSLinux, OSWindows)
	s.Guest.validate(f, s.OSType)
	checkZones(f, At("zones"), s.Zones)
	s.checkComputerNamePrefix(f)
	s.checkCapacity(f)
	s.checkPlacement(f)
	at := At("nic_configuration_ids")
	if len(s.NICConfigurationIDs) == 0 {
		f.add(CodeInvalidParameter, at, "The scale set %s has no NIC configuration; it needs at least one.", s.Name())
	}
	seen := map[Key]int{}
	for i, id := range s.NICConfigurationIDs {
		if id == "" {
			continue
		}
		if first, ok := seen[id.Key()]; ok {
			f.add(CodeDuplicateNetworkInterfaceName, at.Index(i), "The scale set %s names the NIC configuration %s twice (indexes %d and %d).", s.Name(), id.Name(), first, i)
		}
		seen[id.Key()] = i
	}
	return f.list
}

// LatestModel returns the newest model; ok is false before the first realization.
func (s ScaleSet) LatestModel() (m Model, ok bool) {
	if len(s.Models) == 0 {
		return Model{}, false
	}
	return s.Models[len(s.Models)-1], true
}

// ModelOf returns the model that an instance was made from or last brought to.
func (s ScaleSet) ModelOf(i Instance) Model {
	for _, m := range s.Models {
		if m.Version == i.ModelVersion {
			return m
		}
	}
	m, _ := s.LatestModel()
	return m
}

// NICsOf returns what an instance's NICs are made from: its model's, or its own.
func (s ScaleSet) NICsOf(i Instance) []NICConfiguration {
	if i.Own != nil {
		return i.Own
	}
	return s.ModelOf(i).NICs
}

// withoutOwn is the set with all instances at their models.
func (s ScaleSet) withoutOwn() ScaleSet {
	s.Instances = slices.Clone(s.Instances)
	for n := range s.Instances {
		s.Instances[n] = s.Instances[n].withoutOwn()
	}
	return s
}

// profile is one list of NICs that instances are made from.
type profile struct {
	nics []NICConfiguration
	own  int // the only instance that has it; -1 for that of a model
}

// profiles lists what the set's instances are, or will be, made from: the latest model first, then the older models that
// instances still have, then what single instances have of their own.
func (s ScaleSet) profiles() []profile {
	var list []profile
	for n := len(s.Models) - 1; n >= 0; n-- {
		list = append(list, profile{s.Models[n].NICs, -1})
	}
	for _, i := range s.Instances {
		if i.Own != nil && !i.Ended {
			list = append(list, profile{i.Own, i.ID})
		}
	}
	return list
}

// Model is what new instances are made from: the size and a copy of the NIC configurations as they were when the set
// was last created or updated.
type Model struct {
	Version int // from 1, one more with each change of the content
	SKU     string
	NICs    []NICConfiguration
}

// sameContent reports whether two models make equal instances; versions aside.
func (m Model) sameContent(other Model) bool {
	return strings.EqualFold(m.SKU, other.SKU) && slices.EqualFunc(m.NICs, other.NICs, func(a, b NICConfiguration) bool {
		return a.Hash() == b.Hash()
	})
}

// PrimaryNIC returns the model's primary NIC configuration.
func (m Model) PrimaryNIC() (NICConfiguration, bool) {
	for _, nic := range m.NICs {
		if nic.Primary {
			return nic, true
		}
	}
	return NICConfiguration{}, false
}
