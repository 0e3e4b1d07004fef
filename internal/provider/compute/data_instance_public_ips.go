package compute

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// instancePublicIPs is the data source simfabric_instance_public_ips: ARM's publicipaddresses call on a scale set.
type instancePublicIPs struct {
	kit.DataSource
}

// NewInstancePublicIPs makes the data source.
func NewInstancePublicIPs() datasource.DataSource { return &instancePublicIPs{} }

type instancePublicIPsModel struct {
	ScaleSetID types.String       `tfsdk:"scale_set_id"`
	Value      []armPublicIPModel `tfsdk:"value"`
	JSON       types.String       `tfsdk:"json"`
}

type armPublicIPModel struct {
	Name       types.String             `tfsdk:"name"`
	ID         types.String             `tfsdk:"id"`
	ETag       types.String             `tfsdk:"etag"`
	Properties armPublicPropertiesModel `tfsdk:"properties"`
}

type armPublicPropertiesModel struct {
	ProvisioningState        types.String         `tfsdk:"provisioning_state"`
	ResourceGUID             types.String         `tfsdk:"resource_guid"`
	IPAddress                types.String         `tfsdk:"ip_address"`
	PublicIPAddressVersion   types.String         `tfsdk:"public_ip_address_version"`
	PublicIPAllocationMethod types.String         `tfsdk:"public_ip_allocation_method"`
	IdleTimeoutInMinutes     types.Int64          `tfsdk:"idle_timeout_in_minutes"`
	IPConfiguration          armReferenceModel    `tfsdk:"ip_configuration"`
	DNSSettings              *armDNSSettingsModel `tfsdk:"dns_settings"`
}

type armReferenceModel struct {
	ID types.String `tfsdk:"id"`
}

type armDNSSettingsModel struct {
	DomainNameLabel types.String `tfsdk:"domain_name_label"`
	FQDN            types.String `tfsdk:"fqdn"`
}

// Model returns an empty model, for the test that compares it with the schema.
func (d *instancePublicIPs) Model() any { return new(instancePublicIPsModel) }

// Metadata implements datasource.DataSource.
func (d *instancePublicIPs) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_instance_public_ips"
}

// Schema implements datasource.DataSource.
func (d *instancePublicIPs) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	properties := map[string]schema.Attribute{
		"provisioning_state":          text("Always `Succeeded`."),
		"resource_guid":               text("ARM's resourceGuid."),
		"ip_address":                  text("The address."),
		"public_ip_address_version":   text("`IPv4` or `IPv6`."),
		"public_ip_allocation_method": text("`Static`, for the Basic SKU `Dynamic`."),
		"idle_timeout_in_minutes":     schema.Int64Attribute{Computed: true, MarkdownDescription: "In minutes."},
		"ip_configuration": schema.SingleNestedAttribute{Computed: true, MarkdownDescription: "The IP configuration that has the address.",
			Attributes: map[string]schema.Attribute{"id": text("Its id.")}},
		"dns_settings": schema.SingleNestedAttribute{Computed: true, MarkdownDescription: "The public name, with a label.",
			Attributes: map[string]schema.Attribute{"domain_name_label": text("The label."), "fqdn": text("The name.")}},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The public IP addresses of a scale set's instances, as ARM's `publicipaddresses` call lists them.",
		Attributes: map[string]schema.Attribute{
			"scale_set_id": schema.StringAttribute{Required: true, MarkdownDescription: "The scale set."},
			"json":         text("The list in ARM's JSON."),
			"value": schema.ListNestedAttribute{Computed: true, MarkdownDescription: "The list, by instance, NIC and IP configuration.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"name": text("The name of the public IP configuration."),
					"id":   text("The full ARM id."),
					"etag": text("Changes with the address and with the model that the instance has."),
					"properties": schema.SingleNestedAttribute{Computed: true, Attributes: properties,
						MarkdownDescription: "The properties."},
				}}},
		},
	}
}

// Read implements datasource.DataSource.
func (d *instancePublicIPs) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m instancePublicIPsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	set, w, ok := kit.Find[fabric.ScaleSet](ctx, d.Data, path.Root("scale_set_id"), fabric.ID(m.ScaleSetID.ValueString()), fabric.KindScaleSet, &resp.Diagnostics)
	if !ok {
		return
	}
	list := arm.PublicIPAddresses(set, w)
	body, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		resp.Diagnostics.AddError("The list cannot be written as JSON", err.Error())
		return
	}
	m.JSON, m.Value = types.StringValue(string(body)), kit.List(list.Value, flattenARMPublicIP)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func flattenARMPublicIP(p arm.PublicIPAddress) armPublicIPModel {
	m := armPublicIPModel{
		Name: types.StringValue(p.Name), ID: types.StringValue(p.ID), ETag: types.StringValue(p.ETag),
		Properties: armPublicPropertiesModel{
			ProvisioningState:        types.StringValue(p.Properties.ProvisioningState),
			ResourceGUID:             types.StringValue(p.Properties.ResourceGUID),
			IPAddress:                types.StringValue(p.Properties.IPAddress),
			PublicIPAddressVersion:   types.StringValue(p.Properties.PublicIPAddressVersion),
			PublicIPAllocationMethod: types.StringValue(p.Properties.PublicIPAllocationMethod),
			IdleTimeoutInMinutes:     types.Int64Value(int64(p.Properties.IdleTimeoutInMinutes)),
			IPConfiguration:          armReferenceModel{ID: types.StringValue(p.Properties.IPConfiguration.ID)},
		},
	}
	if dns := p.Properties.DNSSettings; dns != nil {
		m.Properties.DNSSettings = &armDNSSettingsModel{DomainNameLabel: types.StringValue(dns.DomainNameLabel), FQDN: types.StringValue(dns.FQDN)}
	}
	return m
}
