package functions

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

var usableAddresses = pure{
	name: "usable_addresses",
	definition: function.Definition{
		Summary:             "Addresses of a subnet that instances can get",
		MarkdownDescription: "The number of addresses of a CIDR that a subnet has for instances: all but the first four and, in IPv4, the last. A prefix of more than 2^62 addresses, such as an IPv6 `/64`, gives 2^62.",
		Parameters:          []function.Parameter{function.StringParameter{Name: "cidr", MarkdownDescription: "The subnet's CIDR, such as `10.0.2.0/24`."}},
		Return:              function.Int64Return{},
	},
	run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
		var cidr string
		if resp.Error = req.Arguments.Get(ctx, &cidr); resp.Error != nil {
			return
		}
		p, err := fabric.ParsePrefix(cidr)
		if err != nil {
			resp.Error = function.NewArgumentFuncError(0, err.Error())
			return
		}
		n, ok := fabric.UsableAddresses(p)
		if !ok {
			n = 1 << 62
		}
		resp.Error = resp.Result.Set(ctx, n)
	},
}

var publicIPPrefixCapacity = pure{
	name: "public_ip_prefix_capacity",
	definition: function.Definition{
		Summary:             "Addresses of a public IP prefix",
		MarkdownDescription: "The number of addresses of a public IP prefix of a length, all of which can be used.",
		Parameters: []function.Parameter{
			function.Int64Parameter{Name: "length", MarkdownDescription: "28 to 31 for IPv4, 124 to 127 for IPv6."},
			function.StringParameter{Name: "version", MarkdownDescription: "`IPv4` or `IPv6`."},
		},
		Return: function.Int64Return{},
	},
	run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
		var length int64
		var version string
		if resp.Error = req.Arguments.Get(ctx, &length, &version); resp.Error != nil {
			return
		}
		v := fabric.IPVersion(version)
		shortest, longest := fabric.PublicPrefixLengths(v)
		if longest == 0 {
			resp.Error = function.NewArgumentFuncError(1, fmt.Sprintf("The version is IPv4 or IPv6, got %q.", version))
			return
		}
		n, ok := fabric.PublicPrefixCapacity(int(length), v)
		if !ok {
			resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("A public %s prefix has a length from %d to %d, got %d.", v, shortest, longest, length))
			return
		}
		resp.Error = resp.Result.Set(ctx, int64(n))
	},
}

var snatPortsPerInstance = pure{
	name: "snat_ports_per_instance",
	definition: function.Definition{
		Summary:             "SNAT ports of an instance behind a load balancer",
		MarkdownDescription: "The SNAT ports that each member of a backend pool gets where no rule allocates them: Azure's table by the pool's size, once for each frontend address, and no more than the addresses' 64,000 ports each give.",
		Parameters: []function.Parameter{
			function.Int64Parameter{Name: "frontend_ips", MarkdownDescription: "The number of frontend addresses, 1 to 600."},
			function.Int64Parameter{Name: "pool_size", MarkdownDescription: "The number of members, 1 to 1000."},
		},
		Return: function.Int64Return{},
	},
	run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
		var addresses, members int64
		if resp.Error = req.Arguments.Get(ctx, &addresses, &members); resp.Error != nil {
			return
		}
		if addresses < 1 || addresses > 600 {
			resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("A load balancer has 1 to 600 frontend addresses, got %d.", addresses))
			return
		}
		n, ok := fabric.SNATPortsPerInstance(int(addresses), int(members))
		if !ok {
			resp.Error = function.NewArgumentFuncError(1, fmt.Sprintf("The table goes from 1 to 1000 members, got %d.", members))
			return
		}
		resp.Error = resp.Result.Set(ctx, int64(n))
	},
}

var instanceFQDN = pure{
	name: "instance_fqdn",
	definition: function.Definition{
		Summary:             "Public name of an instance",
		MarkdownDescription: "The name of an instance's public IP address in a Uniform scale set: `vm<id>.<label>.<location>.cloudapp.azure.com`.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "label", MarkdownDescription: "The domain name label."},
			function.Int64Parameter{Name: "instance_id", MarkdownDescription: "The instance id."},
			function.StringParameter{Name: "location", MarkdownDescription: "The region, such as `koreacentral`."},
		},
		Return: function.StringReturn{},
	},
	run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
		var label, location string
		var instance int64
		if resp.Error = req.Arguments.Get(ctx, &label, &instance, &location); resp.Error != nil {
			return
		}
		switch {
		case !fabric.IsDomainNameLabel(label):
			resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("%q is no domain name label: it takes 3 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.", label))
		case instance < 0:
			resp.Error = function.NewArgumentFuncError(1, fmt.Sprintf("An instance id is 0 or more, got %d.", instance))
		case !fabric.IsLocation(location):
			resp.Error = function.NewArgumentFuncError(2, fmt.Sprintf("%q is no location.", location))
		default:
			resp.Error = resp.Result.Set(ctx, fabric.InstanceFQDN(label, int(instance), location))
		}
	},
}

var parsedIDTypes = map[string]attr.Type{
	"subscription_id":     types.StringType,
	"resource_group_name": types.StringType,
	"provider_namespace":  types.StringType,
	"type":                types.StringType,
	"name":                types.StringType,
	"parent_id":           types.StringType,
	"names":               types.MapType{ElemType: types.StringType},
}

type parsedID struct {
	SubscriptionID    string            `tfsdk:"subscription_id"`
	ResourceGroupName string            `tfsdk:"resource_group_name"`
	ProviderNamespace string            `tfsdk:"provider_namespace"`
	Type              string            `tfsdk:"type"`
	Name              string            `tfsdk:"name"`
	ParentID          *string           `tfsdk:"parent_id"`
	Names             map[string]string `tfsdk:"names"`
}

var parseResourceID = pure{
	name: "parse_resource_id",
	definition: function.Definition{
		Summary:             "Parts of an ARM resource id",
		MarkdownDescription: "Takes an ARM resource id apart: `subscription_id`, `resource_group_name`, `provider_namespace`, `type` (such as `Microsoft.Network/virtualNetworks/subnets`), `name`, `parent_id` (null for a top-level resource) and `names`, the name of each type segment.",
		Parameters:          []function.Parameter{function.StringParameter{Name: "id", MarkdownDescription: "The id, in any casing."}},
		Return:              function.ObjectReturn{AttributeTypes: parsedIDTypes},
	},
	run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
		var id string
		if resp.Error = req.Arguments.Get(ctx, &id); resp.Error != nil {
			return
		}
		p, err := fabric.ParseID(id)
		if err != nil {
			resp.Error = function.NewArgumentFuncError(0, err.Error())
			return
		}
		out := parsedID{
			SubscriptionID: p.SubscriptionID, ResourceGroupName: p.ResourceGroupName, ProviderNamespace: p.Provider,
			Type: p.Type(), Name: p.Name(), Names: map[string]string{},
		}
		for _, s := range p.Segments {
			out.Names[s.Type] = s.Name
		}
		if len(p.Segments) > 1 {
			parent := string(fabric.ID(id).Parent())
			out.ParentID = &parent
		}
		resp.Error = resp.Result.Set(ctx, out)
	},
}
