package insight

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/dns"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// dnsLookup is the data source simfabric_dns_lookup: what a name is, for a machine in a virtual network or the internet.
type dnsLookup struct {
	kit.DataSource
}

// NewDNSLookup makes the data source.
func NewDNSLookup() datasource.DataSource { return &dnsLookup{} }

type dnsLookupModel struct {
	Name        types.String `tfsdk:"name"`
	From        types.String `tfsdk:"from"`
	Answers     []string     `tfsdk:"answers"`
	Resolver    types.String `tfsdk:"resolver"`
	Status      types.String `tfsdk:"status"`
	Explanation types.String `tfsdk:"explanation"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *dnsLookup) Model() any { return new(dnsLookupModel) }

// Metadata implements datasource.DataSource.
func (d *dnsLookup) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_dns_lookup"
}

// Schema implements datasource.DataSource.
func (d *dnsLookup) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A name as a machine in a virtual network, or the internet, gets it answered: the names of instances inside their virtual network, and public names with a domain name label. " +
			"A name does not wait for the machines that may have it: add `depends_on` with the scale sets and public IP addresses, so that this is read after them. " +
			"Azure's DNS 168.63.129.16 alone knows the names of instances. The fabric does not know the records of a custom DNS server: it is taken to resolve public names and not to forward to 168.63.129.16.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{Required: true,
				MarkdownDescription: "A host name, which the machine completes with the suffix of its virtual network unless a period ends it; a whole name; or an IP address, whose name is wanted. Casing means nothing."},
			"from": schema.StringAttribute{Optional: true,
				MarkdownDescription: "Who asks: `Internet`; the id of a virtual network, for a machine in it; or the id of an instance (`<scale set id>/virtualMachines/3`), of its NIC or of its IP configuration. The DNS servers are those of the NIC, for an instance the primary one. Default: `Internet`."},
			"answers": schema.ListAttribute{Computed: true, ElementType: types.StringType,
				MarkdownDescription: "The addresses, IPv4 first; for an address its names. Empty unless `status` is `NoError`."},
			"resolver": schema.StringAttribute{Computed: true,
				MarkdownDescription: "The address of the DNS server that is asked: the first of the list, because others are asked only where it fails. `Internet` on the internet."},
			"status": schema.StringAttribute{Computed: true,
				MarkdownDescription: "`NoError`: there are answers. `NXDomain`: who asks is told that there is no such name. `Unknown`: the answer depends on what the fabric does not model, such as names outside Azure."},
			"explanation": schema.StringAttribute{Computed: true,
				MarkdownDescription: "In words: which name is asked for and whose it is, or why there is no answer."},
		},
	}
}

// Read implements datasource.DataSource.
func (d *dnsLookup) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m dnsLookupModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	from := kit.TextOr(m.From, dns.Internet)
	w, ok := d.world(ctx, from, &resp.Diagnostics)
	if !ok {
		return
	}
	answer, list := dns.Lookup(w, m.Name.ValueString(), from)
	if kit.Report(&resp.Diagnostics, list); len(list) > 0 {
		return
	}
	m.Answers, m.Resolver = answer.Answers, types.StringValue(answer.Resolver)
	m.Status, m.Explanation = types.StringValue(string(answer.Status)), types.StringValue(answer.Explanation)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// world returns the fabric, and reports where the object that asks is missing or not known yet.
func (d *dnsLookup) world(ctx context.Context, from string, diags *diag.Diagnostics) (*fabric.World, bool) {
	w, err := d.Data.Session.World(ctx)
	if err != nil {
		kit.ReportStore(diags, err)
		return nil, false
	}
	ok := true
	if id, kind, isObject := dns.Subject(w, from); isObject {
		_, ok = kit.FindIn[fabric.Object](w, path.Root("from"), id, kind, diags)
	}
	return w, ok
}
