// Package provider puts the families of resources together and configures them.
package provider

import (
	"context"
	"os"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/provider/balance"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/compute"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/functions"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/insight"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/network"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// Store locations.
const (
	DefaultStore = ".simfabric/fabric.db"
	MemoryStore  = "memory"
)

// Environment variables that stand in for arguments.
const (
	EnvStore          = "SIMFABRIC_STORE"
	EnvSubscriptionID = "SIMFABRIC_SUBSCRIPTION_ID"
)

// Provider implements provider.Provider.
type Provider struct {
	version string
	run     func() store.Run
	store   store.Store // nil: open what the configuration names
	live    *session.Session
}

// New makes a provider of a version. Run tells which terraform process it works for: session.ParentRun for a process that
// terraform has started, session.OwnRun for one that it attaches to.
func New(version string, run func() store.Run) *Provider {
	return &Provider{version: version, run: run}
}

// NewWithStore makes a provider for tests that hold the store themselves.
func NewWithStore(s store.Store) *Provider {
	return &Provider{version: "test", run: session.OwnRun, store: s}
}

type model struct {
	Store             types.String `tfsdk:"store"`
	SubscriptionID    types.String `tfsdk:"subscription_id"`
	ResourceGroupName types.String `tfsdk:"resource_group_name"`
	Location          types.String `tfsdk:"location"`
}

// Metadata implements provider.Provider.
func (p *Provider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName, resp.Version = "simfabric", p.version
}

// Schema implements provider.Provider.
func (p *Provider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	segment := []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^[^/\s]+$`), "must not be empty or have slashes or spaces")}
	notEmpty := []validator.String{stringvalidator.LengthAtLeast(1)}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Models the network of Azure virtual machine scale sets in its own process: no account, no network, no second process.",
		Attributes: map[string]schema.Attribute{
			"store": schema.StringAttribute{Optional: true, Validators: notEmpty,
				MarkdownDescription: "The SQLite file that keeps the fabric, made with mode 0600, or `memory` for one that lives and dies with a command (for plan-only tests). Default: `" + DefaultStore + "`, or the environment variable `" + EnvStore + "`."},
			"subscription_id": schema.StringAttribute{Optional: true, Validators: segment,
				MarkdownDescription: "The subscription in all ids. Default: `" + kit.DefaultScope.SubscriptionID + "`, or the environment variable `" + EnvSubscriptionID + "`."},
			"resource_group_name": schema.StringAttribute{Optional: true, Validators: segment,
				MarkdownDescription: "The resource group of resources that name none. Default: `" + kit.DefaultScope.ResourceGroupName + "`."},
			"location": schema.StringAttribute{Optional: true, Validators: notEmpty,
				MarkdownDescription: "The location of resources that name none. Default: `" + kit.DefaultScope.Location + "`."},
		},
	}
}

// Configure implements provider.Provider. It starts from nothing each time: under -debug one process serves many walks.
func (p *Provider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	for name, v := range map[string]types.String{"store": m.Store, "subscription_id": m.SubscriptionID, "resource_group_name": m.ResourceGroupName, "location": m.Location} {
		if v.IsUnknown() {
			resp.Diagnostics.AddAttributeError(path.Root(name), "Provider argument not known yet",
				"The provider's "+name+" depends on something that is not known before apply, so nothing can be simulated.\n\nUse a value that is known in the plan.")
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	s, err := p.open(ctx, kit.TextOr(m.Store, envOr(EnvStore, DefaultStore)))
	if err != nil {
		kit.ReportStore(&resp.Diagnostics, err)
		return
	}
	live, err := session.New(ctx, s, p.run())
	if err != nil {
		kit.ReportStore(&resp.Diagnostics, err)
		return
	}
	if err := p.Leave(ctx); err != nil { // of the walk before, whose answers have been heard
		kit.ReportStore(&resp.Diagnostics, err)
		return
	}
	p.live = live
	data := &kit.Data{Session: live, Scope: kit.Scope{
		SubscriptionID:    kit.TextOr(m.SubscriptionID, envOr(EnvSubscriptionID, kit.DefaultScope.SubscriptionID)),
		ResourceGroupName: kit.TextOr(m.ResourceGroupName, kit.DefaultScope.ResourceGroupName),
		Location:          kit.TextOr(m.Location, kit.DefaultScope.Location),
	}}
	resp.ResourceData, resp.DataSourceData = data, data
}

// Leave says that the process ends in order, to be called when the last call has been answered.
func (p *Provider) Leave(ctx context.Context) error {
	if p.live == nil {
		return nil
	}
	return p.live.Leave(ctx)
}

func (p *Provider) open(ctx context.Context, location string) (store.Store, error) {
	switch {
	case p.store != nil:
		return p.store, nil
	case location == MemoryStore:
		return sqlite.OpenMemory(ctx)
	}
	return sqlite.Open(ctx, location)
}

func envOr(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}

// Resources implements provider.Provider.
func (p *Provider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		network.VirtualNetwork.Resource(),
		network.Subnet.Resource(),
		network.NetworkSecurityGroup.Resource(),
		network.ApplicationSecurityGroup.Resource(),
		network.PublicIP.Resource(),
		network.PublicIPPrefix.Resource(),
		network.RouteTable.Resource(),
		network.NATGateway.Resource(),
		compute.NICConfiguration.Resource(),
		compute.ScaleSet.Resource(),
		compute.InstanceNetwork.Resource(),
		compute.InstanceUpgrade.Resource(),
		balance.LoadBalancer.Resource(),
		balance.BackendPool.Resource(),
		balance.Probe.Resource(),
		balance.Rule.Resource(),
		balance.NATPool.Resource(),
		balance.NATRule.Resource(),
		balance.OutboundRule.Resource(),
		balance.ApplicationGateway.Resource(),
		balance.ApplicationGatewayPool.Resource(),
		insight.ConnectivityTest.Resource(),
	}
}

// DataSources implements provider.Provider.
func (p *Provider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		compute.NewScaleSetDataSource,
		compute.NewInstancePublicIPs,
		balance.NewBackendMembers,
		balance.NewNATPortMappings,
		balance.NewFloatingIPGuestConfig,
		insight.NewOutboundConnectivity,
		insight.NewDNSLookup,
		insight.NewPacketTrace,
		insight.NewEffectiveSecurityRules,
		insight.NewEffectiveRoutes,
		insight.NewTopology,
	}
}

// Functions implements provider.ProviderWithFunctions.
func (p *Provider) Functions(context.Context) []func() function.Function {
	return functions.All()
}
