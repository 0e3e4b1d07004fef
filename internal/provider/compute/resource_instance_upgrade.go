package compute

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// A POST of Microsoft.Compute/virtualMachineScaleSets/manualupgrade, kept as an object so that it happens again when the
// model moves on. Simplified: no reimage.

type instanceUpgradeModel struct {
	kit.Part
	kit.Lives
	ScaleSetID   types.String `tfsdk:"scale_set_id"`
	InstanceIDs  []string     `tfsdk:"instance_ids"`
	ModelVersion types.Int64  `tfsdk:"model_version"`
	Upgraded     []string     `tfsdk:"upgraded_instance_ids"`
}

// InstanceUpgrade is the resource simfabric_scale_set_instance_upgrade.
var InstanceUpgrade = kit.Kind[instanceUpgradeModel, fabric.InstanceUpgrade]{
	Kind: fabric.KindInstanceUpgrade,
	Description: "Brings instances of a scale set to its latest model, as ARM's manualupgrade does. It acts when it is created, and each time " +
		"that the set's model moves on. A set may have several, such as one for a first instance and one for all. Destroying it changes no " +
		"instance. The set's `instances` show the upgrade in the next plan, or after a refresh; `upgraded_instance_ids` shows it at once.",
	Parent: "scale_set_id",
	Names:  []string{"instance_ids"},
	Lives:  true,
	Attributes: map[string]schema.Attribute{
		"instance_ids": schema.ListAttribute{Optional: true, Computed: true, ElementType: types.StringType,
			MarkdownDescription: "The ids of instances that the set has, numbers as text, in a Flexible set names, or `*` for all. Default: `[\"*\"]`. Changing this forces a replacement, which upgrades those named then."},
		"model_version":         schema.Int64Attribute{Required: true, MarkdownDescription: "The model to bring them to: the set's attribute `model_version`, and no other value."},
		"upgraded_instance_ids": computedStrings("The instances that were brought to the model the last time that this acted: of those named, the ones that were behind. Known in the plan."),
	},
	Expand: func(m instanceUpgradeModel, head fabric.Meta) fabric.InstanceUpgrade {
		u := fabric.InstanceUpgrade{Meta: head, SetID: head.ID, InstanceIDs: m.InstanceIDs, ModelVersion: int(m.ModelVersion.ValueInt64())}
		if u.InstanceIDs == nil {
			u.InstanceIDs = []string{fabric.AllInstances}
		}
		u.ID = fabric.InstanceUpgradeID(u.SetID, u.InstanceIDs)
		return u
	},
	Flatten: func(u fabric.InstanceUpgrade, _ *fabric.World) instanceUpgradeModel {
		m := instanceUpgradeModel{
			ScaleSetID:   types.StringValue(string(u.SetID)),
			InstanceIDs:  u.InstanceIDs,
			ModelVersion: types.Int64Value(int64(u.ModelVersion)),
			Upgraded:     u.Upgraded,
		}
		if m.Upgraded == nil {
			m.Upgraded = []string{}
		}
		return m
	},
}
