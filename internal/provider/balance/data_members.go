package balance

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// backendMembers is the data source simfabric_lb_backend_members: who stands in a backend pool.
type backendMembers struct {
	kit.DataSource
}

// NewBackendMembers makes the data source.
func NewBackendMembers() datasource.DataSource { return &backendMembers{} }

type backendMembersModel struct {
	BackendPoolID types.String      `tfsdk:"backend_pool_id"`
	Members       []poolMemberModel `tfsdk:"members"`
}

// poolMemberModel is a member with its health.
type poolMemberModel struct {
	memberModel
	Health       types.String `tfsdk:"health"`
	HealthReason types.String `tfsdk:"health_reason"`
}

// Health of a member, in ARM's words. Source: SDK LoadBalancerHealthPerRulePerBackendAddress.
const (
	healthUp   = "Up"
	healthDown = "Down"
)

// memberModel is one IP configuration behind a load balancer.
type memberModel struct {
	ScaleSetID       types.String `tfsdk:"scale_set_id"`
	InstanceID       types.String `tfsdk:"instance_id"`
	NetworkInterface types.String `tfsdk:"network_interface"`
	IPConfiguration  types.String `tfsdk:"ip_configuration"`
	PrivateIPAddress types.String `tfsdk:"private_ip_address"`
}

func computedString(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

func memberAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"scale_set_id":       computedString("The scale set."),
		"instance_id":        computedString("The instance."),
		"network_interface":  computedString("The NIC's name."),
		"ip_configuration":   computedString("The IP configuration's name."),
		"private_ip_address": computedString("Its private address."),
	}
}

func flattenMember(m fabric.PoolMember) memberModel {
	return memberModel{
		ScaleSetID:       types.StringValue(string(m.Set.ID)),
		InstanceID:       types.StringValue(m.VM.InstanceID),
		NetworkInterface: types.StringValue(m.NIC.Name),
		IPConfiguration:  types.StringValue(m.IP.Name),
		PrivateIPAddress: kit.Address(m.IP.PrivateAddress),
	}
}

func poolMemberAttributes() map[string]schema.Attribute {
	attributes := memberAttributes()
	attributes["health"] = computedString("`Up` where the probes of all load-balancing rules that send to the pool are answered, or none has a probe; else `Down`.")
	attributes["health_reason"] = computedString("Why: which probe is answered, or what keeps a probe from the member, by rule and network security group.")
	return attributes
}

func flattenPoolMember(m fabric.PoolMember, health fabric.Health) poolMemberModel {
	state := healthDown
	if health.Healthy {
		state = healthUp
	}
	return poolMemberModel{flattenMember(m), types.StringValue(state), types.StringValue(health.Reason)}
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *backendMembers) Model() any { return new(backendMembersModel) }

// Metadata implements datasource.DataSource.
func (d *backendMembers) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_lb_backend_members"
}

// Schema implements datasource.DataSource.
func (d *backendMembers) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The members of a load balancer's backend pool, and whether its probes find them up. A pool does not wait for its members: add `depends_on` with the scale sets and the rules, so that this is read after them.",
		Attributes: map[string]schema.Attribute{
			"backend_pool_id": schema.StringAttribute{Required: true, MarkdownDescription: "The backend pool."},
			"members": schema.ListNestedAttribute{Computed: true, MarkdownDescription: "The members, by scale set, instance, NIC and IP configuration.",
				NestedObject: schema.NestedAttributeObject{Attributes: poolMemberAttributes()}},
		},
	}
}

// Read implements datasource.DataSource.
func (d *backendMembers) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m backendMembersModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	pool, w, ok := kit.Find[fabric.BackendPool](ctx, d.Data, path.Root("backend_pool_id"), fabric.ID(m.BackendPoolID.ValueString()), fabric.KindBackendPool, &resp.Diagnostics)
	if !ok {
		return
	}
	m.Members = []poolMemberModel{}
	prober := fabric.NewProber(w)
	for _, member := range fabric.PoolMembers(w, pool.ID) {
		m.Members = append(m.Members, flattenPoolMember(member, prober.Member(pool.ID, member)))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
