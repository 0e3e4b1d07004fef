package arm

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Types of what a scale set makes. Source: SOURCES.md 11.1 (sure).
const (
	typeInstances         = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines"
	typeVirtualMachines   = "Microsoft.Compute/virtualMachines"
	typeNetworkInterfaces = "Microsoft.Network/networkInterfaces"
)

// instanceProperties are those of an instance. Source: SOURCES.md 11.4.
type instanceProperties struct {
	state
	LatestModelApplied          bool                         `json:"latestModelApplied"`
	ModelDefinitionApplied      string                       `json:"modelDefinitionApplied"`
	VMID                        string                       `json:"vmId"`
	StorageProfile              storageProfile               `json:"storageProfile"`
	OSProfile                   osProfile                    `json:"osProfile"`
	NetworkProfile              machineNICs                  `json:"networkProfile"`
	NetworkProfileConfiguration *networkProfileConfiguration `json:"networkProfileConfiguration,omitempty"`
	ProtectionPolicy            *protectionPolicy            `json:"protectionPolicy,omitempty"`
	InstanceView                *instanceView                `json:"instanceView,omitempty"`
}

type hardwareProfile struct {
	VMSize string `json:"vmSize"`
}

type machineNICs struct {
	NetworkInterfaces []machineNIC `json:"networkInterfaces"`
}

type machineNIC struct {
	ID         string    `json:"id"`
	Properties isPrimary `json:"properties"`
}

type isPrimary struct {
	Primary bool `json:"primary"`
}

type networkProfileConfiguration struct {
	NetworkInterfaceConfigurations []networkInterfaceConfiguration `json:"networkInterfaceConfigurations"`
}

type protectionPolicy struct {
	ProtectFromScaleIn bool `json:"protectFromScaleIn"`
}

func (m machine) nics() machineNICs {
	return machineNICs{mapped(m.VM.NICs, func(nic fabric.NICView) machineNIC {
		return machineNIC{string(nic.ID), isPrimary{nic.Primary}}
	})}
}

// zonesOf is the zone of an instance.
func zonesOf(vm fabric.InstanceView) []string {
	if vm.Zone == "" {
		return nil
	}
	return []string{vm.Zone}
}

// instance is an instance of a Uniform set, and one of a Flexible set as the set lists it, with its view or, for nil, without.
func (m machine) instance(view *instanceView) Resource {
	p := instanceProperties{
		state: succeeded, LatestModelApplied: m.VM.LatestModelApplied, ModelDefinitionApplied: m.VM.ModelDefinition, VMID: fabric.GUID(m.VM.VMID),
		StorageProfile: storageProfile{osDisk{m.Set.OSType}}, OSProfile: osProfile{ComputerName: m.VM.ComputerName}, NetworkProfile: m.nics(),
		NetworkProfileConfiguration: &networkProfileConfiguration{networkInterfaceConfigurations(m.Set.NICsOf(m.VM.Instance))},
	}
	if slices.Contains(m.Set.ScaleIn.Protected, m.VM.InstanceID) {
		p.ProtectionPolicy = &protectionPolicy{true}
	}
	r := m.resource(typeInstances, p)
	if view != nil { // the entity tag stays that of the instance
		p.InstanceView = view
		r.Properties = p
	}
	return r
}

// virtualMachine is an instance of a Flexible set as a resource of its own.
func (m machine) virtualMachine() Resource {
	return m.resource(typeVirtualMachines, virtualMachineProperties{
		state: succeeded, VMID: fabric.GUID(m.VM.VMID), HardwareProfile: hardwareProfile{m.Set.ModelOf(m.VM.Instance).SKU},
		StorageProfile: storageProfile{osDisk{m.Set.OSType}}, OSProfile: osProfile{ComputerName: m.VM.ComputerName},
		NetworkProfile: m.nics(), VirtualMachineScaleSet: ref(m.Set.ID), PlatformFaultDomain: m.VM.FaultDomain,
	}).with(func(r *Resource) { r.InstanceID, r.SKU = "", nil })
}

// virtualMachineProperties are those of a virtual machine that stands alone (likely: recall).
type virtualMachineProperties struct {
	state
	VMID                   string          `json:"vmId"`
	HardwareProfile        hardwareProfile `json:"hardwareProfile"`
	StorageProfile         storageProfile  `json:"storageProfile"`
	OSProfile              osProfile       `json:"osProfile"`
	NetworkProfile         machineNICs     `json:"networkProfile"`
	VirtualMachineScaleSet *SubResource    `json:"virtualMachineScaleSet"`
	PlatformFaultDomain    int             `json:"platformFaultDomain"`
}

func (m machine) resource(armType string, properties any) Resource {
	return Resource{
		Name: m.VM.Name, ID: string(m.VM.VMID), Type: armType, Location: fabric.NormalLocation(m.Set.Location), Tags: m.Set.Tags, Zones: zonesOf(m.VM),
		SKU: &SKU{Name: m.Set.ModelOf(m.VM.Instance).SKU, Tier: tierStandard}, InstanceID: m.VM.InstanceID, Properties: properties,
	}.sealed()
}

// flexible are the instances of all Flexible sets.
func (v *view) flexible() []machine {
	return slices.DeleteFunc(v.machines(), func(m machine) bool { return !m.Set.Flexible() })
}
