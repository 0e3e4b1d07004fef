package compute

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Compute/virtualMachineScaleSets. Simplified: no disks, images, extensions or
// identities: nothing but the network and what decides about it.

type scaleSetModel struct {
	kit.Top
	kit.Lives
	SKU                  types.String             `tfsdk:"sku"`
	Capacity             types.Int64              `tfsdk:"capacity"`
	NICConfigurationIDs  []string                 `tfsdk:"nic_configuration_ids"`
	OrchestrationMode    types.String             `tfsdk:"orchestration_mode"`
	ComputerNamePrefix   types.String             `tfsdk:"computer_name_prefix"`
	Zones                []string                 `tfsdk:"zones"`
	ZoneBalance          types.Bool               `tfsdk:"zone_balance"`
	FaultDomains         types.Int64              `tfsdk:"platform_fault_domain_count"`
	SinglePlacementGroup types.Bool               `tfsdk:"single_placement_group"`
	Overprovision        types.Bool               `tfsdk:"overprovision"`
	UpgradePolicy        *upgradePolicyModel      `tfsdk:"upgrade_policy"`
	ScaleIn              *scaleInModel            `tfsdk:"scale_in"`
	HealthProbeID        types.String             `tfsdk:"health_probe_id"`
	Guest                *guestModel              `tfsdk:"guest"`
	UniqueID             types.String             `tfsdk:"unique_id"`
	ModelVersion         types.Int64              `tfsdk:"model_version"`
	RollingUpgrade       *rollingUpgradeModel     `tfsdk:"latest_rolling_upgrade"`
	Instances            map[string]instanceModel `tfsdk:"instances"`
	PrivateIPAddresses   []types.String           `tfsdk:"private_ip_addresses"`
	PublicIPAddresses    []types.String           `tfsdk:"public_ip_addresses"`
	FQDNs                []types.String           `tfsdk:"fqdns"`
}

// ScaleSet is the resource simfabric_scale_set.
var ScaleSet = kit.Kind[scaleSetModel, fabric.ScaleSet]{
	Kind: fabric.KindScaleSet,
	Description: "A scale set. The plan shows each instance with its addresses, names and groups before " +
		"anything exists. A set keeps a copy of its NIC configurations, its model; where they have changed, the plan shows the set's " +
		"update, with the next `model_version`.\n\n" +
		"With `orchestration_mode = \"Flexible\"` instances, NICs and public addresses are resources of their own, named with digits that " +
		"Azure draws by chance: here they follow from the ids. Such a set has no inbound NAT pools, no overprovisioning, no health probe and " +
		"nothing of the Basic SKU; its own name has at most 35 characters and its domain name labels 26. Its instances have no default " +
		"outbound access: the plan warns where none of a NAT gateway, a route to an appliance, a pool of a public Standard load balancer " +
		"and a public IP address gives them a way out, and so it does for instances in private subnets.",
	Lives:     true,
	FromNames: []string{"unique_id"},
	Bulk:      []string{"instances", "private_ip_addresses", "public_ip_addresses", "fqdns"},
	Derived:   []string{"single_placement_group", "computer_name_prefix", "platform_fault_domain_count"},
	Attributes: map[string]schema.Attribute{
		"sku":                         kit.Required("The VM size, such as `Standard_D2s_v5`. It limits the number of NICs and decides about accelerated networking."),
		"capacity":                    schema.Int64Attribute{Required: true, MarkdownDescription: "The number of instances, 0 to 1000; at most 100 in a single placement group, 200 in that of a Flexible set."},
		"nic_configuration_ids":       kit.RequiredIDs("The NIC configurations of each instance, in the order in which their addresses are allocated. All in one virtual network, exactly one of them primary."),
		"orchestration_mode":          kit.Defaulted("`Uniform` or `Flexible`. Default: `Uniform`. Changing this forces a replacement."),
		"computer_name_prefix":        kit.Defaulted("The host names' prefix, to which the instance id is added in base 36, with six digits, or in a Flexible set six digits that look drawn by chance: at most 58 characters, for Windows 9. Default: the name. Changing this forces a replacement."),
		"zones":                       kit.OptionalStrings("The zones that instances spread over evenly, of `1`, `2` and `3`. Where one is added, the instances that exist stay where they are, and new ones fill it first. Removing one forces a replacement."),
		"zone_balance":                kit.DefaultedBool("Whether a capacity that would leave the zones unbalanced by more than one instance is refused. Default: `false`. Changing this forces a replacement."),
		"platform_fault_domain_count": kit.DefaultedInt("Over how many fault domains instances spread, in each zone: 1, 2, 3 or 5; with zones 1 or 5; in a Flexible set 1, 2 or 3, with zones 1. 1 means as many as there are, and needs `single_placement_group = false`. Default: 5, or 1 with zones and without a single placement group, or in a Flexible set. A set that exists keeps what it has where this is left out, also where it gets zones. Changing this forces a replacement."),
		"single_placement_group":      kit.DefaultedBool("Whether all instances of a zone are in one placement group, which limits them to 100. Default: `true` without zones, `false` with. In a Flexible set it is for the VM sizes of the families G, H, L, M and N alone, which need it for several fault domains; its default is what the size needs. Going back to `true` forces a replacement."),
		"overprovision":               kit.DefaultedBool("Whether more machines start than are asked for, 20 % and at least two, and the surplus goes again. It leaves holes in the instance ids, and needs addresses and NAT ports for a while. Not with `Flexible`. Default: `false`."),
		"upgrade_policy":              upgradePolicyAttribute(),
		"scale_in":                    scaleInAttribute(),
		"health_probe_id":             kit.Optional("The load balancer's probe that tells which instances are healthy. It has to be on a rule that sends to them: add `depends_on` with that rule. The upgrade policy `Rolling` needs it. Not with `Flexible`, whose instances are taken to be healthy."),
		"guest":                       guestAttribute(),
		"unique_id":                   schema.StringAttribute{Computed: true, MarkdownDescription: "ARM's uniqueId."},
		"model_version":               schema.Int64Attribute{Computed: true, MarkdownDescription: "The version of the model that new instances are made from: 1, and one more with each change of `sku`, `nic_configuration_ids` or the content of the NIC configurations."},
		"latest_rolling_upgrade":      rollingUpgradeAttribute(),
		"instances":                   instancesAttribute(),
		"private_ip_addresses":        computedStrings("The private addresses of the instances' primary IP configurations, in the order of the instance ids."),
		"public_ip_addresses":         computedStrings("Their public addresses, those that have one."),
		"fqdns":                       computedStrings("Their public names, those that have one."),
	},
	Expand:  expandScaleSet,
	Flatten: flattenScaleSet,
}

func computedStrings(description string) schema.ListAttribute {
	return schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
}

func expandScaleSet(m scaleSetModel, head fabric.Meta) fabric.ScaleSet {
	s := fabric.ScaleSet{
		Meta:                head,
		SKU:                 m.SKU.ValueString(),
		Capacity:            int(m.Capacity.ValueInt64()),
		NICConfigurationIDs: kit.IDs(m.NICConfigurationIDs),
		OrchestrationMode:   kit.TextOr(m.OrchestrationMode, fabric.OrchestrationUniform),
		ComputerNamePrefix:  kit.TextOr(m.ComputerNamePrefix, head.Name()),
		Zones:               m.Zones,
		ZoneBalance:         m.ZoneBalance.ValueBool(),
		FaultDomains:        int(m.FaultDomains.ValueInt64()),
		Overprovision:       m.Overprovision.ValueBool(),
		HealthProbeID:       fabric.ID(m.HealthProbeID.ValueString()),
	}
	s.SinglePlacementGroup = kit.BoolOr(m.SinglePlacementGroup, s.DefaultSinglePlacementGroup())
	s.UpgradeMode, s.Rolling = expandUpgradePolicy(m.UpgradePolicy)
	s.ScaleIn = expandScaleIn(m.ScaleIn)
	s.HasGuest = m.Guest != nil
	s.OSType, s.Guest = expandGuest(m.Guest)
	return s
}

func flattenScaleSet(s fabric.ScaleSet, w *fabric.World) scaleSetModel {
	latest, _ := s.LatestModel()
	m := scaleSetModel{
		SKU:                  types.StringValue(s.SKU),
		Capacity:             types.Int64Value(int64(s.Capacity)),
		NICConfigurationIDs:  kit.Strings(s.NICConfigurationIDs),
		OrchestrationMode:    types.StringValue(s.OrchestrationMode),
		ComputerNamePrefix:   types.StringValue(s.ComputerNamePrefix),
		Zones:                s.Zones,
		SinglePlacementGroup: types.BoolValue(s.SinglePlacementGroup),
		ZoneBalance:          types.BoolValue(s.ZoneBalance),
		FaultDomains:         types.Int64Value(int64(s.EffectiveFaultDomains())),
		Overprovision:        types.BoolValue(s.Overprovision),
		UpgradePolicy:        flattenUpgradePolicy(s),
		ScaleIn:              flattenScaleIn(s.ScaleIn),
		Guest:                flattenGuest(s),
		RollingUpgrade:       flattenRollingUpgrade(s),
		HealthProbeID:        kit.Text(s.HealthProbeID),
		UniqueID:             types.StringValue(s.UniqueID()),
		ModelVersion:         types.Int64Value(int64(latest.Version)),
		PrivateIPAddresses:   []types.String{},
		PublicIPAddresses:    []types.String{},
		FQDNs:                []types.String{},
	}
	views := s.View(w)
	m.Instances = make(map[string]instanceModel, len(views))
	for _, view := range views {
		i := flattenInstance(view)
		m.Instances[i.InstanceID.ValueString()] = i
		for _, column := range []struct {
			list  *[]types.String
			value types.String
		}{{&m.PrivateIPAddresses, i.PrivateIPAddress}, {&m.PublicIPAddresses, i.PublicIPAddress}, {&m.FQDNs, i.FQDN}} {
			if !column.value.IsNull() {
				*column.list = append(*column.list, column.value)
			}
		}
	}
	return m
}
