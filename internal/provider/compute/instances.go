package compute

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// instanceModel is one element of a scale set's instances.
type instanceModel struct {
	InstanceID         types.String                     `tfsdk:"instance_id"`
	ID                 types.String                     `tfsdk:"id"`
	Name               types.String                     `tfsdk:"name"`
	ComputerName       types.String                     `tfsdk:"computer_name"`
	Zone               types.String                     `tfsdk:"zone"`
	FaultDomain        types.Int64                      `tfsdk:"fault_domain"`
	LatestModelApplied types.Bool                       `tfsdk:"latest_model_applied"`
	ModelDefinition    types.String                     `tfsdk:"model_definition_applied"`
	PrivateIPAddress   types.String                     `tfsdk:"private_ip_address"`
	PublicIPAddress    types.String                     `tfsdk:"public_ip_address"`
	FQDN               types.String                     `tfsdk:"fqdn"`
	NetworkInterfaces  map[string]networkInterfaceModel `tfsdk:"network_interfaces"`
}

type networkInterfaceModel struct {
	ID                     types.String                    `tfsdk:"id"`
	MACAddress             types.String                    `tfsdk:"mac_address"`
	Primary                types.Bool                      `tfsdk:"primary"`
	AcceleratedNetworking  types.Bool                      `tfsdk:"accelerated_networking_enabled"`
	IPForwarding           types.Bool                      `tfsdk:"ip_forwarding_enabled"`
	DNSServers             []string                        `tfsdk:"dns_servers"`
	NetworkSecurityGroupID types.String                    `tfsdk:"network_security_group_id"`
	IPConfigurations       map[string]instanceAddressModel `tfsdk:"ip_configurations"`
}

type instanceAddressModel struct {
	Primary                     types.Bool       `tfsdk:"primary"`
	Version                     types.String     `tfsdk:"version"`
	SubnetID                    types.String     `tfsdk:"subnet_id"`
	PrivateIPAddress            types.String     `tfsdk:"private_ip_address"`
	PublicIPAddress             types.String     `tfsdk:"public_ip_address"`
	PublicIPID                  types.String     `tfsdk:"public_ip_id"`
	FQDN                        types.String     `tfsdk:"fqdn"`
	ApplicationSecurityGroupIDs []string         `tfsdk:"application_security_group_ids"`
	LBBackendPoolIDs            []string         `tfsdk:"lb_backend_pool_ids"`
	AppGatewayPoolIDs           []string         `tfsdk:"app_gateway_pool_ids"`
	NATPorts                    map[string]int64 `tfsdk:"nat_ports"`
}

func instancesAttribute() schema.MapNestedAttribute {
	return schema.MapNestedAttribute{
		Computed:            true,
		MarkdownDescription: "The instances, by instance id. Ids count up from 0 and are never used again. In a Flexible set an id is the name of the virtual machine, and lists are in the order in which instances came. What `simfabric_scale_set_instance_upgrade` and `simfabric_scale_set_instance_network` do shows here in the next plan, or after a refresh.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"instance_id":              kit.Computed("The id, a number as text; in a Flexible set the name."),
			"id":                       kit.Computed("The ARM id: below the scale set, or in a Flexible set of a virtual machine of its own."),
			"name":                     kit.Computed("The ARM name, `<scale set>_<id>`; in a Flexible set `<scale set>_` and eight hexadecimal digits, which Azure draws by chance and the fabric does not."),
			"computer_name":            kit.Computed("The host name."),
			"zone":                     kit.Computed("The zone, in a set with zones."),
			"fault_domain":             schema.Int64Attribute{Computed: true, MarkdownDescription: "The fault domain, from 0."},
			"latest_model_applied":     computedBool("Whether the instance is as the set's latest model says; `false` as well where it was given NICs of its own."),
			"model_definition_applied": kit.Computed("`VirtualMachineScaleSet`, or `VirtualMachine` where the instance was given NICs of its own."),
			"private_ip_address":       kit.Computed("The private address of the primary IP configuration of the primary NIC."),
			"public_ip_address":        kit.Computed("Its public address."),
			"fqdn":                     kit.Computed("Its public name."),
			"network_interfaces": schema.MapNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The NICs, by the name of their configuration.",
				NestedObject:        schema.NestedAttributeObject{Attributes: networkInterfaceAttributes()},
			},
		}},
	}
}

func networkInterfaceAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                             kit.Computed("The ARM id: below the instance, or in a Flexible set of a network interface of its own, whose name is the configuration's, a dash and eight hexadecimal digits."),
		"mac_address":                    kit.Computed("The MAC address."),
		"primary":                        computedBool("Whether this is the primary NIC."),
		"accelerated_networking_enabled": computedBool("Whether the NIC uses SR-IOV."),
		"ip_forwarding_enabled":          computedBool("Whether the NIC takes traffic for other addresses."),
		"dns_servers":                    computedStrings("The effective DNS servers: the NIC's, else the virtual network's, else Azure's."),
		"network_security_group_id":      kit.Computed("The network security group of the NIC."),
		"ip_configurations": schema.MapNestedAttribute{
			Computed:            true,
			MarkdownDescription: "The IP configurations, by name.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"primary":                        computedBool("Whether this is the primary configuration."),
				"version":                        kit.Computed("`IPv4` or `IPv6`."),
				"subnet_id":                      kit.Computed("The subnet."),
				"private_ip_address":             kit.Computed("The private address."),
				"public_ip_address":              kit.Computed("The public address."),
				"public_ip_id":                   kit.Computed("Its ARM id: below the IP configuration, or in a Flexible set of a public IP address of its own."),
				"fqdn":                           kit.Computed("The public name."),
				"application_security_group_ids": computedStrings("The application security groups."),
				"lb_backend_pool_ids":            computedStrings("The load balancer pools."),
				"app_gateway_pool_ids":           computedStrings("The application gateway pools."),
				"nat_ports":                      schema.MapAttribute{Computed: true, ElementType: types.Int64Type, MarkdownDescription: "The frontend ports that lead here alone, by the NAT pool's name, or by `<load balancer>/<pool>` where two pools have one name."},
			}},
		},
	}
}

func computedBool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{Computed: true, MarkdownDescription: description}
}

func flattenInstance(view fabric.InstanceView) instanceModel {
	m := instanceModel{
		InstanceID:         types.StringValue(view.InstanceID),
		ID:                 types.StringValue(string(view.VMID)),
		Name:               types.StringValue(view.Name),
		ComputerName:       types.StringValue(view.ComputerName),
		Zone:               kit.Text(view.Zone),
		FaultDomain:        types.Int64Value(int64(view.FaultDomain)),
		LatestModelApplied: types.BoolValue(view.LatestModelApplied),
		ModelDefinition:    types.StringValue(view.ModelDefinition),
		NetworkInterfaces:  make(map[string]networkInterfaceModel, len(view.NICs)),
	}
	if ip, ok := view.PrimaryIP(); ok {
		m.PrivateIPAddress, m.PublicIPAddress, m.FQDN = kit.Address(ip.PrivateAddress), kit.Address(ip.PublicAddress), kit.Text(ip.FQDN)
	}
	for _, nic := range view.NICs {
		m.NetworkInterfaces[nic.Name] = flattenNIC(nic)
	}
	return m
}

func flattenNIC(nic fabric.NICView) networkInterfaceModel {
	m := networkInterfaceModel{
		ID:                     types.StringValue(string(nic.ID)),
		MACAddress:             types.StringValue(nic.MACAddress),
		Primary:                types.BoolValue(nic.Primary),
		AcceleratedNetworking:  types.BoolValue(nic.AcceleratedNetworking),
		IPForwarding:           types.BoolValue(nic.IPForwarding),
		DNSServers:             nic.DNSServers,
		NetworkSecurityGroupID: kit.Text(nic.NetworkSecurityGroupID),
		IPConfigurations:       make(map[string]instanceAddressModel, len(nic.IPConfigurations)),
	}
	for _, ip := range nic.IPConfigurations {
		m.IPConfigurations[ip.Name] = instanceAddressModel{
			Primary:                     types.BoolValue(ip.Primary),
			Version:                     types.StringValue(string(ip.Version)),
			SubnetID:                    types.StringValue(string(ip.SubnetID)),
			PrivateIPAddress:            kit.Address(ip.PrivateAddress),
			PublicIPAddress:             kit.Address(ip.PublicAddress),
			PublicIPID:                  kit.Text(ip.PublicIPID),
			FQDN:                        kit.Text(ip.FQDN),
			ApplicationSecurityGroupIDs: listed(ip.ApplicationSecurityGroupIDs),
			LBBackendPoolIDs:            listed(ip.LBBackendPoolIDs),
			AppGatewayPoolIDs:           listed(ip.AppGatewayPoolIDs),
			NATPorts:                    kit.Map(ip.NATPortsByName(), func(port int) int64 { return int64(port) }),
		}
	}
	return m
}

// listed shows ids in what is computed: none are an empty list.
func listed(ids []fabric.ID) []string {
	if ids == nil {
		return []string{}
	}
	return kit.Strings(ids)
}
