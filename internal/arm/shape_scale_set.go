package arm

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

// networkAPIVersion is what Flexible sets say in their network profile. Source: SOURCES.md 2.1 (sure: SDK).
const networkAPIVersion = "2020-11-01"

// tierStandard is the tier of VM sizes.
const tierStandard = "Standard"

type scaleSetProperties struct {
	state
	OrchestrationMode        string          `json:"orchestrationMode"`
	SinglePlacementGroup     bool            `json:"singlePlacementGroup"`
	Overprovision            *bool           `json:"overprovision,omitempty"` // Uniform alone
	PlatformFaultDomainCount int             `json:"platformFaultDomainCount"`
	ZoneBalance              *bool           `json:"zoneBalance,omitempty"` // with zones
	UpgradePolicy            upgradePolicy   `json:"upgradePolicy"`
	ScaleInPolicy            scaleInPolicy   `json:"scaleInPolicy"`
	UniqueID                 string          `json:"uniqueId"`
	VirtualMachineProfile    machineTemplate `json:"virtualMachineProfile"`
}

type upgradePolicy struct {
	Mode                 string                `json:"mode"`
	RollingUpgradePolicy *rollingUpgradePolicy `json:"rollingUpgradePolicy,omitempty"`
}

type rollingUpgradePolicy struct {
	MaxBatchInstancePercent             int    `json:"maxBatchInstancePercent"`
	MaxUnhealthyInstancePercent         int    `json:"maxUnhealthyInstancePercent"`
	MaxUnhealthyUpgradedInstancePercent int    `json:"maxUnhealthyUpgradedInstancePercent"`
	PauseTimeBetweenBatches             string `json:"pauseTimeBetweenBatches"`
}

type scaleInPolicy struct {
	Rules []string `json:"rules"`
}

// machineTemplate is the model that instances are made from.
type machineTemplate struct {
	OSProfile      osProfile      `json:"osProfile"`
	StorageProfile storageProfile `json:"storageProfile"`
	NetworkProfile networkProfile `json:"networkProfile"`
}

type osProfile struct {
	ComputerNamePrefix string `json:"computerNamePrefix,omitempty"` // of a set
	ComputerName       string `json:"computerName,omitempty"`       // of an instance
}

type storageProfile struct {
	OSDisk osDisk `json:"osDisk"`
}

type osDisk struct {
	OSType string `json:"osType"`
}

type networkProfile struct {
	HealthProbe                    *SubResource                    `json:"healthProbe,omitempty"`
	NetworkAPIVersion              string                          `json:"networkApiVersion,omitempty"`
	NetworkInterfaceConfigurations []networkInterfaceConfiguration `json:"networkInterfaceConfigurations"`
}

func scaleSet(_ *view, s fabric.ScaleSet) Resource {
	model, _ := s.LatestModel()
	p := scaleSetProperties{
		state: succeeded, OrchestrationMode: s.OrchestrationMode, SinglePlacementGroup: s.SinglePlacementGroup, PlatformFaultDomainCount: s.EffectiveFaultDomains(),
		UpgradePolicy: upgradePolicy{Mode: s.UpgradeMode}, ScaleInPolicy: scaleInPolicy{[]string{s.ScaleIn.Rule}}, UniqueID: s.UniqueID(),
		VirtualMachineProfile: machineTemplate{
			OSProfile: osProfile{ComputerNamePrefix: s.ComputerNamePrefix}, StorageProfile: storageProfile{osDisk{s.OSType}},
			NetworkProfile: networkProfile{HealthProbe: ref(s.HealthProbeID), NetworkInterfaceConfigurations: networkInterfaceConfigurations(model.NICs)},
		},
	}
	if s.Flexible() {
		p.VirtualMachineProfile.NetworkProfile.NetworkAPIVersion = networkAPIVersion
	} else {
		p.Overprovision = &s.Overprovision
	}
	if len(s.Zones) > 0 {
		p.ZoneBalance = &s.ZoneBalance
	}
	if s.UpgradeMode == fabric.UpgradeRolling {
		p.UpgradePolicy.RollingUpgradePolicy = &rollingUpgradePolicy{
			s.Rolling.MaxBatchInstancePercent, s.Rolling.MaxUnhealthyInstancePercent, s.Rolling.MaxUnhealthyUpgradedInstancePercent, s.Rolling.PauseTimeBetweenBatches,
		}
	}
	return resource(s, p).with(func(r *Resource) {
		r.SKU, r.Zones = &SKU{Name: s.SKU, Tier: tierStandard, Capacity: &s.Capacity}, s.Zones
	})
}
