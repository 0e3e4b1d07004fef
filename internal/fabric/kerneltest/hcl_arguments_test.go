//go:build linux

package kerneltest

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// arguments are what an object is made with, beside its name.
func arguments(w *fabric.World, o fabric.Object) attributes {
	parent := o.Head().ID.Parent()
	switch o := o.(type) {
	case fabric.VirtualNetwork:
		return attributes{{"address_space", o.AddressSpace}}
	case fabric.Subnet:
		return attributes{
			{"virtual_network_id", parent}, {"address_prefixes", o.AddressPrefixes}, {"network_security_group_id", o.NetworkSecurityGroupID},
			{"route_table_id", o.RouteTableID}, {"nat_gateway_id", o.NATGatewayID}, {"default_outbound_access_enabled", o.DefaultOutboundAccess},
		}
	case fabric.NetworkSecurityGroup:
		var rules attributes
		for _, name := range slices.Sorted(mapKeys(o.SecurityRules)) {
			rules = append(rules, attribute{name, securityRule(o.SecurityRules[name])})
		}
		return attributes{{"security_rules", rules}}
	case fabric.RouteTable:
		var routes attributes
		for _, name := range slices.Sorted(mapKeys(o.Routes)) {
			r := o.Routes[name]
			routes = append(routes, attribute{name, attributes{{"address_prefix", r.AddressPrefix}, {"next_hop_type", r.NextHopType}, {"next_hop_in_ip_address", r.NextHopIP}}})
		}
		return attributes{{"routes", routes}}
	case fabric.NATGateway:
		return attributes{{"public_ip_ids", o.PublicIPIDs}}
	case fabric.LoadBalancer:
		var fronts []attributes
		for _, f := range o.Frontends {
			fronts = append(fronts, attributes{{"name", f.Name}, {"public_ip_id", f.PublicIPID}, {"subnet_id", f.SubnetID}, {"private_ip_address", f.StaticAddress}})
		}
		return attributes{{"frontend_ip_configurations", fronts}}
	case fabric.BackendPool:
		return attributes{{"lb_id", parent}}
	case fabric.LoadBalancingRule:
		return attributes{
			{"lb_id", parent}, {"frontend_ip_configuration_name", o.FrontendName}, {"protocol", o.Protocol}, {"frontend_port", o.FrontendPort},
			{"backend_port", o.BackendPort}, {"backend_pool_ids", o.BackendPoolIDs}, {"floating_ip", o.FloatingIP}, {"disable_outbound_snat", o.DisableOutboundSNAT},
		}
	case fabric.InboundNATPool:
		return attributes{
			{"lb_id", parent}, {"frontend_ip_configuration_name", o.FrontendName}, {"protocol", o.Protocol}, {"frontend_port_start", o.FrontendPortStart},
			{"frontend_port_end", o.FrontendPortEnd}, {"backend_port", o.BackendPort}, {"floating_ip", o.FloatingIP},
		}
	case fabric.NICConfiguration:
		return nicArguments(o)
	case fabric.ScaleSet:
		return setArguments(w, o)
	}
	return nil
}

func securityRule(r fabric.SecurityRule) attributes {
	return attributes{
		{"priority", r.Priority}, {"direction", r.Direction}, {"access", r.Access}, {"protocol", r.Protocol},
		{"source_port_ranges", r.SourcePortRanges}, {"destination_port_ranges", r.DestinationPortRanges},
		{"source_address_prefixes", r.SourceAddressPrefixes}, {"destination_address_prefixes", r.DestinationAddressPrefixes},
		{"source_application_security_group_ids", r.SourceApplicationSecurityGroupIDs},
		{"destination_application_security_group_ids", r.DestinationApplicationSecurityGroupIDs},
	}
}

func nicArguments(n fabric.NICConfiguration) attributes {
	var ips []attributes
	for _, ip := range n.IPConfigurations {
		list := attributes{
			{"name", ip.Name}, {"subnet_id", ip.SubnetID}, {"application_security_group_ids", ip.ApplicationSecurityGroupIDs},
			{"lb_backend_pool_ids", ip.LBBackendPoolIDs}, {"lb_nat_pool_ids", ip.LBNATPoolIDs},
		}
		if ip.PublicIP != nil {
			list = append(list, attribute{"public_ip_address", attributes{{"name", ip.PublicIP.Name}}})
		}
		ips = append(ips, list)
	}
	return attributes{
		{"primary", n.Primary}, {"ip_forwarding_enabled", n.IPForwarding}, {"network_security_group_id", n.NetworkSecurityGroupID}, {"ip_configurations", ips},
	}
}

// setArguments are a scale set's, with the addresses of its instances as a comment.
func setArguments(w *fabric.World, s fabric.ScaleSet) attributes {
	guest := attributes{{"loopback_addresses", s.Guest.LoopbackAddresses}, {"listening_ports", s.Guest.ListeningPorts}}
	list := attributes{{"sku", s.SKU}, {"capacity", s.Capacity}, {"nic_configuration_ids", s.NICConfigurationIDs}, {"guest", guest}}
	for _, vm := range s.View(w) {
		for _, nic := range vm.NICs {
			for _, ip := range nic.IPConfigurations {
				list = append(list, attribute{"# instance " + vm.InstanceID + ", " + nic.Name + ", " + ip.Name + ": " + ip.PrivateAddress.String(), comment(ip)})
			}
		}
	}
	return list
}

// comment is an address that an instance is given beside its private one.
func comment(ip fabric.IPConfigurationView) string {
	if ip.PublicAddress.IsValid() {
		return ip.PublicAddress.String()
	}
	return "no public address"
}
