package compute

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

type upgradePolicyModel struct {
	Mode                 types.String `tfsdk:"mode"`
	MaxBatch             types.Int64  `tfsdk:"max_batch_instance_percent"`
	MaxUnhealthy         types.Int64  `tfsdk:"max_unhealthy_instance_percent"`
	MaxUnhealthyUpgraded types.Int64  `tfsdk:"max_unhealthy_upgraded_instance_percent"`
	Pause                types.String `tfsdk:"pause_time_between_batches"`
}

func upgradePolicyAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: "Which of the instances that exist follow when the model moves on. The guide Upgrading instances has examples.",
		Attributes: map[string]schema.Attribute{
			"mode":                                    kit.Defaulted("`Manual`: they keep the model that they have, until `simfabric_scale_set_instance_upgrade` names them. `Automatic`: all of them follow in the same apply. `Rolling`: they follow in batches, while enough of them are healthy; those of a Flexible set are taken to be. Where it becomes `Automatic` or `Rolling`, those that are behind follow. Default: `Manual`."),
			"max_batch_instance_percent":              kit.DefaultedInt("Rolling: the size of a batch in percent of all instances, 5 to 100; rounded down, and at least one instance. Default: 20."),
			"max_unhealthy_instance_percent":          kit.DefaultedInt("Rolling: how many of all instances may be unhealthy, in percent, 5 to 100. Where more are, the next batch does not start. Default: 20."),
			"max_unhealthy_upgraded_instance_percent": kit.DefaultedInt("Rolling: how many of the upgraded instances may be unhealthy, in percent, 0 to 100. Where more are, the upgrade stops. Default: 20."),
			"pause_time_between_batches":              kit.Defaulted("Rolling: the pause between two batches, an ISO 8601 duration such as `PT5M`. Nobody waits for it; it shows in `starts_after` of the batches. Default: `PT0S`."),
		},
	}
}

func expandUpgradePolicy(m *upgradePolicyModel) (mode string, policy fabric.RollingPolicy) {
	mode, policy = fabric.UpgradeManual, fabric.DefaultRollingPolicy
	if m == nil {
		return mode, policy
	}
	return kit.TextOr(m.Mode, mode), fabric.RollingPolicy{
		MaxBatchInstancePercent:             kit.IntOr(m.MaxBatch, policy.MaxBatchInstancePercent),
		MaxUnhealthyInstancePercent:         kit.IntOr(m.MaxUnhealthy, policy.MaxUnhealthyInstancePercent),
		MaxUnhealthyUpgradedInstancePercent: kit.IntOr(m.MaxUnhealthyUpgraded, policy.MaxUnhealthyUpgradedInstancePercent),
		PauseTimeBetweenBatches:             kit.TextOr(m.Pause, policy.PauseTimeBetweenBatches),
	}
}

func flattenUpgradePolicy(s fabric.ScaleSet) *upgradePolicyModel {
	return &upgradePolicyModel{
		Mode:                 types.StringValue(s.UpgradeMode),
		MaxBatch:             types.Int64Value(int64(s.Rolling.MaxBatchInstancePercent)),
		MaxUnhealthy:         types.Int64Value(int64(s.Rolling.MaxUnhealthyInstancePercent)),
		MaxUnhealthyUpgraded: types.Int64Value(int64(s.Rolling.MaxUnhealthyUpgradedInstancePercent)),
		Pause:                types.StringValue(s.Rolling.PauseTimeBetweenBatches),
	}
}

type rollingUpgradeModel struct {
	ModelVersion types.Int64         `tfsdk:"model_version"`
	Status       types.String        `tfsdk:"status"`
	Batches      []rollingBatchModel `tfsdk:"batches"`
}

type rollingBatchModel struct {
	Zone        types.String `tfsdk:"zone"`
	InstanceIDs []string     `tfsdk:"instance_ids"`
	StartsAfter types.String `tfsdk:"starts_after"`
}

func rollingUpgradeAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed:            true,
		MarkdownDescription: "The last upgrade that the policy `Rolling` made; null before the first. What `simfabric_scale_set_instance_upgrade` does is not in it.",
		Attributes: map[string]schema.Attribute{
			"model_version": schema.Int64Attribute{Computed: true, MarkdownDescription: "The model that it brought the instances to."},
			"status":        kit.Computed("`Completed`, or `Cancelled` where it stopped because too many instances were unhealthy."),
			"batches": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The batches that were upgraded, in order. Instances in none of them kept the model that they had.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"zone":         kit.Computed("Their zone, in a set with zones: a batch stays inside one."),
					"instance_ids": computedStrings("The instances."),
					"starts_after": kit.Computed("How long after the start of the upgrade: the pauses so far, as an ISO 8601 duration."),
				}},
			},
		},
	}
}

func flattenRollingUpgrade(s fabric.ScaleSet) *rollingUpgradeModel {
	u := s.LatestRollingUpgrade
	if u == nil {
		return nil
	}
	m := &rollingUpgradeModel{ModelVersion: types.Int64Value(int64(u.ModelVersion)), Status: types.StringValue(u.Status), Batches: []rollingBatchModel{}}
	for _, b := range u.Batches {
		m.Batches = append(m.Batches, rollingBatchModel{
			Zone: kit.Text(b.Zone), InstanceIDs: kit.List(b.Instances, s.InstanceID), StartsAfter: types.StringValue(fabric.FormatSeconds(b.Start)),
		})
	}
	return m
}

type scaleInModel struct {
	Rule      types.String `tfsdk:"rule"`
	Protected []string     `tfsdk:"protected_instance_ids"`
}

func scaleInAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: "Which instances go first when the capacity shrinks. Those of a zone with the most instances go before all others; the rule decides among them.",
		Attributes: map[string]schema.Attribute{
			"rule":                   kit.Defaulted("`Default`: an instance of a fault domain with the most, and of those the highest id. `NewestVM`: the highest id. `OldestVM`: the lowest id. In a Flexible set the order of creation stands for the ids. Default: `Default`."),
			"protected_instance_ids": schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "The ids of instances that stay, in a Flexible set names, whatever the rule says. A capacity that cannot be reached without them is refused. An id that no instance has protects nothing."},
		},
	}
}

func expandScaleIn(m *scaleInModel) fabric.ScaleInPolicy {
	if m == nil {
		return fabric.ScaleInPolicy{Rule: fabric.ScaleInDefault}
	}
	return fabric.ScaleInPolicy{Rule: kit.TextOr(m.Rule, fabric.ScaleInDefault), Protected: m.Protected}
}

func flattenScaleIn(p fabric.ScaleInPolicy) *scaleInModel {
	return &scaleInModel{Rule: types.StringValue(p.Rule), Protected: p.Protected}
}

type guestModel struct {
	OSType            types.String `tfsdk:"os_type"`
	LoopbackAddresses []string     `tfsdk:"loopback_addresses"`
	WeakHost          types.Bool   `tfsdk:"weak_host_enabled"`
	ListeningPorts    []string     `tfsdk:"listening_ports"`
}

func guestAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "What the guest operating system is, and what it does with the network.",
		Attributes: map[string]schema.Attribute{
			"os_type":            kit.Defaulted("`Linux` or `Windows`. Default: `Linux`. Changing this forces a replacement."),
			"loopback_addresses": kit.OptionalStrings("Addresses that the guest holds on a loopback interface, as floating IP wants it: the frontends' addresses."),
			"weak_host_enabled":  kit.DefaultedBool("Windows: whether weakhostreceive and weakhostsend are enabled; without them the guest drops what comes for a loopback address. Default: `false`."),
			"listening_ports":    schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "The ports that the guest answers on, such as `tcp/443` and `udp/53`. Default: every port. A health probe that asks for another port finds the instances unhealthy."},
		},
	}
}

func expandGuest(m *guestModel) (os string, guest fabric.Guest) {
	if m == nil {
		return fabric.OSLinux, guest
	}
	return kit.TextOr(m.OSType, fabric.OSLinux), fabric.Guest{LoopbackAddresses: m.LoopbackAddresses, WeakHost: m.WeakHost.ValueBool(), ListeningPorts: m.ListeningPorts}
}

func flattenGuest(s fabric.ScaleSet) *guestModel {
	if !s.HasGuest {
		return nil
	}
	return &guestModel{
		OSType: types.StringValue(s.OSType), LoopbackAddresses: s.Guest.LoopbackAddresses,
		WeakHost: types.BoolValue(s.Guest.WeakHost), ListeningPorts: s.Guest.ListeningPorts,
	}
}
