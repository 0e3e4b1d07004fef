package insight

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// A question to the network that is asked in every plan; ARM has nothing like it. A resource, and no data source, because a
// data source that waits for what is planned is read only during apply.

type connectivityTestModel struct {
	kit.Top
	Source          types.String `tfsdk:"source"`
	Destination     types.String `tfsdk:"destination"`
	Protocol        types.String `tfsdk:"protocol"`
	DestinationPort types.Int64  `tfsdk:"destination_port"`
	SourcePort      types.Int64  `tfsdk:"source_port"`
	Expect          types.String `tfsdk:"expect"`
	reachabilityModel
}

// ConnectivityTest is the resource simfabric_connectivity_test.
var ConnectivityTest = kit.Kind[connectivityTestModel, fabric.ConnectivityTest]{
	Kind: fabric.KindConnectivityTest,
	Description: "Whether a packet gets through, asked in every plan on the network that is planned. With `expect`, a network that does otherwise is an error in the plan, which says which rule or route decides.\n\n" +
		"A test waits for what its arguments refer to, and for nothing else: add `depends_on` with what stands in the way, such as the security groups, route tables and load-balancing rules, or with the module that holds the network. " +
		"A test that was planned too early keeps the answer of its plan, says so when it is applied, and shows the new one at the next refresh.\n\n" +
		"A violated expectation is a warning where the change that is planned is not to blame: it was violated before.",
	Attributes: map[string]schema.Attribute{
		"source":           kit.Required(aboutSource),
		"destination":      kit.Required(aboutDestination),
		"protocol":         kit.Required(aboutProtocol),
		"destination_port": schema.Int64Attribute{Optional: true, MarkdownDescription: aboutDestinationPort},
		"source_port":      schema.Int64Attribute{Optional: true, MarkdownDescription: aboutSourcePort},
		"expect":           kit.Optional("`reachable` or `unreachable`: the plan is refused where the verdict is another. `Ambiguous` and `Undetermined` are neither. Default: no expectation."),
		"reachable":        schema.BoolAttribute{Computed: true, MarkdownDescription: aboutReachable},
		"verdict":          kit.Computed(aboutVerdict),
		"explanation":      kit.Computed(aboutExplanation),
		"explanation_code": kit.Computed(aboutCode),
		"decided_by_id":    kit.Computed(aboutDecidedByID),
		"decided_by_rule":  kit.Computed(aboutDecidedByRule),
		"assumptions":      schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: aboutAssumptions},
		"steps":            steps(aboutSteps),
	},
	Expand: func(m connectivityTestModel, head fabric.Meta) fabric.ConnectivityTest {
		return fabric.ConnectivityTest{
			Meta: head, Source: m.Source.ValueString(), Destination: m.Destination.ValueString(), Protocol: m.Protocol.ValueString(),
			DestinationPort: int(m.DestinationPort.ValueInt64()), SourcePort: int(m.SourcePort.ValueInt64()), Expect: m.Expect.ValueString(),
		}
	},
	Flatten: func(t fabric.ConnectivityTest, _ *fabric.World) connectivityTestModel {
		return connectivityTestModel{
			Source: types.StringValue(t.Source), Destination: types.StringValue(t.Destination), Protocol: types.StringValue(t.Protocol),
			DestinationPort: portOrNull(t.DestinationPort), SourcePort: portOrNull(t.SourcePort), Expect: kit.Text(t.Expect),
			reachabilityModel: flattenReachability(t.Answer),
		}
	},
}

// portOrNull is a port's value, null for none.
func portOrNull(n int) types.Int64 {
	if n == 0 {
		return types.Int64Null()
	}
	return types.Int64Value(int64(n))
}

func steps(description string) schema.ListNestedAttribute {
	attributes := map[string]schema.Attribute{}
	for name, text := range stepAttributes {
		attributes[name] = kit.Computed(text)
	}
	return schema.ListNestedAttribute{Computed: true, MarkdownDescription: description, NestedObject: schema.NestedAttributeObject{Attributes: attributes}}
}
