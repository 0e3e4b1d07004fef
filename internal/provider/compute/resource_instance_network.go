package compute

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// A PUT of Microsoft.Compute/virtualMachineScaleSets/virtualMachines with a networkProfileConfiguration. Simplified: it
// needs no deallocated instance, and gives nothing but the network.

type instanceNetworkModel struct {
	kit.Part
	kit.Lives
	ScaleSetID        types.String            `tfsdk:"scale_set_id"`
	InstanceID        types.String            `tfsdk:"instance_id"`
	NetworkInterfaces []networkInterfaceGiven `tfsdk:"network_interfaces"`
	ModelVersion      types.Int64             `tfsdk:"model_version"`
}

type networkInterfaceGiven struct {
	Name types.String `tfsdk:"name"`
	nicContentModel
}

// InstanceNetwork is the resource simfabric_scale_set_instance_network.
var InstanceNetwork = kit.Kind[instanceNetworkModel, fabric.InstanceNetwork]{
	Kind: fabric.KindInstanceNetwork,
	Description: "The whole network profile of one instance of a Uniform scale set, in the place of the model's. With it one instance has a NIC " +
		"or an IP configuration more or less than the others, or leaves a backend pool. NICs and IP configurations that keep their names " +
		"keep their addresses. The instance then has `latest_model_applied = false`. Each time that the set's model moves on, this is " +
		"updated: an upgrade takes the profile away, and it is put again. Destroying this returns the instance to the model that it " +
		"had. The set's `instances` show all of that in the next plan, or after a refresh.",
	Parent: "scale_set_id",
	Names:  []string{"instance_id"},
	Lives:  true,
	Attributes: map[string]schema.Attribute{
		"instance_id": kit.Segment("The id of an instance that the set has, a number as text. A capacity without that instance is refused."),
		"network_interfaces": schema.ListNestedAttribute{
			Required:            true,
			MarkdownDescription: "All NICs of the instance, in the order in which their addresses are allocated. All in one virtual network, exactly one of them primary.",
			NestedObject: schema.NestedAttributeObject{Attributes: nicAttributes("Whether this is the primary NIC. Default: the first, where none says so.", map[string]schema.Attribute{
				"name": kit.RequiredInElement("The name, unique on the instance. A NIC of the model keeps its addresses by keeping its name and those of its IP configurations."),
			})},
		},
		"model_version": schema.Int64Attribute{Computed: true, MarkdownDescription: "The set's latest model at the time when the profile was put."},
	},
	Expand: func(m instanceNetworkModel, head fabric.Meta) fabric.InstanceNetwork {
		head.ID = fabric.ChildID(fabric.KindInstanceNetwork, head.ID, m.InstanceID.ValueString())
		n := fabric.InstanceNetwork{Meta: head}
		none := !slices.ContainsFunc(m.NetworkInterfaces, func(g networkInterfaceGiven) bool { return g.Primary.ValueBool() })
		for i, given := range m.NetworkInterfaces {
			of := fabric.Meta{ID: fabric.InstanceNICID(head.ID, given.Name.ValueString())}
			n.NICs = append(n.NICs, expandNIC(given.nicContentModel, of, none && i == 0))
		}
		return n
	},
	Flatten: func(n fabric.InstanceNetwork, _ *fabric.World) instanceNetworkModel {
		return instanceNetworkModel{
			ScaleSetID: types.StringValue(string(n.SetID())),
			InstanceID: types.StringValue(n.ID.Name()),
			NetworkInterfaces: kit.List(n.NICs, func(nic fabric.NICConfiguration) networkInterfaceGiven {
				return networkInterfaceGiven{Name: kit.Text(nic.Name()), nicContentModel: flattenNICContent(nic)}
			}),
			ModelVersion: types.Int64Value(int64(n.ModelVersion)),
		}
	},
}
