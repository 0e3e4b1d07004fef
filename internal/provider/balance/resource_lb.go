// Package balance holds the resources of load balancers and application gateways.
package balance

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/loadBalancers with its frontends. Simplified: no Gateway SKU, no Global tier.

type lbModel struct {
	kit.Top
	kit.Lives
	SKU       types.String    `tfsdk:"sku"`
	Frontends []frontendModel `tfsdk:"frontend_ip_configurations"`
}

type frontendModel struct {
	Name                    types.String `tfsdk:"name"`
	PublicIPID              types.String `tfsdk:"public_ip_id"`
	PublicIPPrefixID        types.String `tfsdk:"public_ip_prefix_id"`
	SubnetID                types.String `tfsdk:"subnet_id"`
	PrivateIPAddress        types.String `tfsdk:"private_ip_address"`
	PrivateIPAddressVersion types.String `tfsdk:"private_ip_address_version"`
	Zones                   []string     `tfsdk:"zones"`
}

// LoadBalancer is the resource simfabric_lb.
var LoadBalancer = kit.Kind[lbModel, fabric.LoadBalancer]{
	Kind: fabric.KindLoadBalancer,
	Description: "A load balancer with its frontends, all public or all internal. Pools, probes, rules and NAT pools are resources " +
		"of their own. The addresses of internal frontends are known in the plan.",
	Lives: true,
	Attributes: map[string]schema.Attribute{
		"sku": kit.Defaulted("`Standard`, or `Basic`, which Azure has retired. Default: `Standard`. Changing this forces a replacement."),
		"frontend_ip_configurations": schema.ListNestedAttribute{
			Required: true,
			MarkdownDescription: "The addresses at which the load balancer listens. Each has exactly one of `public_ip_id`, `public_ip_prefix_id` and `subnet_id`. " +
				"An empty list is possible; pools, probes and rules need a frontend.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":                kit.RequiredInElement("The name, by which rules refer to the frontend, without regard to case."),
				"public_ip_id":        kit.Optional("The public IP address, of the load balancer's SKU."),
				"public_ip_prefix_id": kit.Optional("The public IP prefix; such a frontend is for outbound rules alone."),
				"subnet_id":           kit.Optional("The subnet of an internal frontend."),
				"private_ip_address": kit.Defaulted("The private address of an internal frontend. Default: the lowest free one of the subnet. " +
					"A frontend keeps its address: taking this argument away changes nothing. `terraform plan -generate-config-out` writes the address down; leave it out to let the fabric choose elsewhere."),
				"private_ip_address_version": kit.Defaulted("`IPv4` or `IPv6`. Default: `IPv4`."),
				"zones":                      kit.OptionalStrings("The zones of an internal frontend, of `1`, `2` and `3`."),
			}},
		},
	},
	Expand: func(m lbModel, head fabric.Meta) fabric.LoadBalancer {
		return fabric.LoadBalancer{Meta: head, SKU: kit.TextOr(m.SKU, fabric.SKUStandard), Frontends: kit.List(m.Frontends, expandFrontend)}
	},
	Flatten: func(l fabric.LoadBalancer, _ *fabric.World) lbModel {
		// Never null: a load balancer without frontends has an empty list.
		return lbModel{SKU: types.StringValue(l.SKU), Frontends: append([]frontendModel{}, kit.List(l.Frontends, flattenFrontend)...)}
	},
}

func expandFrontend(m frontendModel) fabric.FrontendIPConfiguration {
	return fabric.FrontendIPConfiguration{
		Name:             m.Name.ValueString(),
		PublicIPID:       fabric.ID(m.PublicIPID.ValueString()),
		PublicIPPrefixID: fabric.ID(m.PublicIPPrefixID.ValueString()),
		SubnetID:         fabric.ID(m.SubnetID.ValueString()),
		StaticAddress:    m.PrivateIPAddress.ValueString(),
		Version:          fabric.IPVersion(kit.TextOr(m.PrivateIPAddressVersion, string(fabric.IPv4))),
		Zones:            m.Zones,
	}
}

func flattenFrontend(c fabric.FrontendIPConfiguration) frontendModel {
	m := frontendModel{
		Name:                    types.StringValue(c.Name),
		PublicIPID:              kit.Text(c.PublicIPID),
		PublicIPPrefixID:        kit.Text(c.PublicIPPrefixID),
		SubnetID:                kit.Text(c.SubnetID),
		PrivateIPAddress:        kit.Address(c.Address),
		PrivateIPAddressVersion: types.StringValue(string(c.Version)),
		Zones:                   c.Zones,
	}
	if c.StaticAddress != "" {
		m.PrivateIPAddress = types.StringValue(c.StaticAddress)
	}
	return m
}
