package insight

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// answerModel is the part of a model that says what became of a packet by one way. Embed it.
type answerModel struct {
	Reachable       types.Bool   `tfsdk:"reachable"`
	Verdict         types.String `tfsdk:"verdict"`
	Explanation     types.String `tfsdk:"explanation"`
	ExplanationCode types.String `tfsdk:"explanation_code"`
	DecidedByID     types.String `tfsdk:"decided_by_id"`
	DecidedByRule   types.String `tfsdk:"decided_by_rule"`
	Steps           []stepModel  `tfsdk:"steps"`
}

// reachabilityModel is the same over all ways. Embed it.
type reachabilityModel struct {
	answerModel
	Assumptions []string `tfsdk:"assumptions"`
}

type stepModel struct {
	Type        types.String `tfsdk:"type"`
	ResourceID  types.String `tfsdk:"resource_id"`
	Rule        types.String `tfsdk:"rule"`
	Source      types.String `tfsdk:"source"`
	Destination types.String `tfsdk:"destination"`
	Detail      types.String `tfsdk:"detail"`
}

type backendModel struct {
	ID      types.String `tfsdk:"id"`
	Address types.String `tfsdk:"address"`
	Port    types.Int64  `tfsdk:"port"`
	answerModel
}

func flattenAnswer(p fabric.Passage) answerModel {
	return answerModel{
		Reachable: types.BoolValue(p.Verdict == fabric.Reachable), Verdict: types.StringValue(string(p.Verdict)),
		Explanation: types.StringValue(p.Why.Detail), ExplanationCode: types.StringValue(string(p.Why.Reason)),
		DecidedByID: kit.Text(p.Why.ID), DecidedByRule: kit.Text(p.Why.Rule), Steps: flattenSteps(p.Steps),
	}
}

func flattenReachability(r fabric.Reachability) reachabilityModel {
	return reachabilityModel{flattenAnswer(r.Passage), append([]string{}, r.Assumptions...)}
}

func flattenSteps(steps []fabric.TraceStep) []stepModel {
	return append([]stepModel{}, kit.List(steps, func(s fabric.TraceStep) stepModel {
		return stepModel{
			Type: types.StringValue(string(s.Kind)), ResourceID: kit.Text(string(s.ID)), Rule: kit.Text(s.Rule),
			Source: kit.Text(s.Source), Destination: kit.Text(s.Destination), Detail: types.StringValue(s.Detail),
		}
	})...)
}

func flattenBackend(b fabric.BackendReachability) backendModel {
	return backendModel{kit.Text(b.ID), kit.Address(b.Address), types.Int64Value(int64(b.Port)), flattenAnswer(b.Passage)}
}

// What the attributes of both a test and a trace are, in Markdown.
const (
	endpoints = "`Internet`; an IP address; the id of an instance (`<scale set id>/virtualMachines/3`), for the primary IP configuration of its primary NIC, or of its NIC or IP configuration"

	aboutSource          = "Where the packet comes from: " + endpoints + "."
	aboutDestination     = "Where it is to go: " + endpoints + "; the id of a frontend (`<lb id>/frontendIPConfigurations/<name>`); or a domain name, which is asked for as the source would. An instance without a public IP address is looked for behind the public frontends that lead to it on this port, where the packet comes from the internet."
	aboutProtocol        = "`Tcp`, `Udp` or `Icmp`."
	aboutDestinationPort = "The port, with `Tcp` and `Udp`."
	aboutSourcePort      = "The source port, with `Tcp` and `Udp`. Default: a port of those that guests take, 49152."
	aboutReachable       = "Whether the packet gets through by every possible way, and the answer comes back."
	aboutVerdict         = "`Reachable`, by every possible way; `Unreachable`, by none; `Ambiguous`, over some backends of a load balancer or gateway and not over others; `Undetermined`, where what decides is not modelled."
	aboutExplanation     = "What decides, in one or two sentences, and what would change it."
	aboutCode            = "Why, in a word, such as `NetworkSecurityRule`, `UserDefinedRoute`, `ClosedByDefault`, `NoHealthyBackend` or `Delivered`: the guide \"Testing reachability\" lists them."
	aboutDecidedByID     = "The object that decides: a network security group, a route table, a rule of a load balancer, an instance's IP configuration. Null where it is none of the fabric's."
	aboutDecidedByRule   = "Its rule or route."
	aboutSteps           = "The way of the packet, in order; over several backends, that of the first which cannot be reached."
	aboutAssumptions     = "What the answer takes for granted."
)

// stepAttributes describe a step: name and description, all strings.
var stepAttributes = map[string]string{
	"type":        "`Start`, `ResolveName`, `SecurityRule`, `Route`, `Forward` (an appliance sends it on), `SourceNat`, `LoadBalancer`, `InboundNat`, `PublicIp`, `Proxy`, `Deliver`, `Reply`, `Drop` or `Abort`.",
	"resource_id": "The object that acts.",
	"rule":        "Its rule or route.",
	"source":      "The packet's source from here on.",
	"destination": "The packet's destination from here on.",
	"detail":      "What happens, in a sentence.",
}
