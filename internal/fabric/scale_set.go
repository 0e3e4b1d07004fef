package fabric

import (
	"slices"
	"strings"
)

// Orchestration modes and upgrade policies, in ARM's words.
const (
	OrchestrationUniform = "Uniform"
	UpgradeManual        = "Manual"
	UpgradeAutomatic     = "Automatic"
	OSLinux              = "Linux"
	OSWindows            = "Windows"
)

// Capacities. Source: SOURCES.md 2.1 (sure: placement-groups.md).
const (
	maxCapacity               = 1000
	maxSinglePlacementGroup   = 100
	maxNetworkInterfacesPerVM = 8 // whatever the size: SOURCES.md 3.1 (sure: VMSSNET)
)

// ScaleSet is Microsoft.Compute/virtualMachineScaleSets, of Uniform orchestration.
type ScaleSet struct {
	Meta
	SKU                  string // VM size, such as Standard_D2s_v5
	Capacity             int
	NICConfigurationIDs  []ID
	OrchestrationMode    string
	ComputerNamePrefix   string
	Zones                []string // nil for a regional set
	SinglePlacementGroup bool
	UpgradeMode          string // Manual or Automatic
	OSType               string // Linux or Windows
	HasGuest             bool   // the arguments describe the guest
	HealthProbeID        ID     // a load balancer's probe, empty for none

	// What follows is realized.

	// Models holds the latest model, last, and before it the older ones that instances still have.
	Models []Model
	// Instances are in the order of their ids.
	Instances []Instance
	// NextInstanceID is the id of the next new instance: one above the highest that there ever was. Ids are never used
	// again. (Source: SOURCES.md 2.3; the documents disagree, the FAQ's reading is taken.)
	NextInstanceID int
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
// its NIC configurations, nor the subnets that its instances are in.
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
	for _, model := range s.Models {
		for _, nic := range model.NICs {
			for _, ref := range nic.References() {
				if !seen[ref.ID.Key()] {
					seen[ref.ID.Key()] = true
					refs = append(refs, Reference{Field: at, ID: ref.ID, Kind: ref.Kind, Lives: ref.Kind == KindSubnet, Derived: true})
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
	checkOneOf(f, At("orchestration_mode"), s.OrchestrationMode, OrchestrationUniform)
	checkOneOf(f, At("upgrade_policy").Dot("mode"), s.UpgradeMode, UpgradeManual, UpgradeAutomatic)
	checkOneOf(f, At("guest").Dot("os_type"), s.OSType, OSLinux, OSWindows)
	checkZones(f, At("zones"), s.Zones)
	s.checkComputerNamePrefix(f)
	s.checkCapacity(f)
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

// checkCapacity bounds the number of instances. Source: SOURCES.md 2.1 (sure: placement-groups.md); the code is the
// umbrella that public reports show for it (SOURCES.md 12, likely).
func (s ScaleSet) checkCapacity(f *findings) {
	at := At("capacity")
	switch {
	case s.Capacity < 0 || s.Capacity > maxCapacity:
		f.add(CodeInvalidParameter, at, "The scale set %s asks for %d instances; possible are 0 to %d.", s.Name(), s.Capacity, maxCapacity)
	case s.SinglePlacementGroup && s.Capacity > maxSinglePlacementGroup:
		f.add(CodeOperationNotAllowed, at, "The scale set %s asks for %d instances in a single placement group, which holds at most %d.", s.Name(), s.Capacity, maxSinglePlacementGroup).
			reading(At("single_placement_group"), At("zones")).Advice = "Set single_placement_group = false, or ask for fewer instances."
	}
}

// DefaultSinglePlacementGroup is what a set has that does not say: true for a regional one, false with zones. Source:
// SOURCES.md 2.2 (sure: use-availability-zones.md).
func DefaultSinglePlacementGroup(zones []string) bool { return len(zones) == 0 }

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
