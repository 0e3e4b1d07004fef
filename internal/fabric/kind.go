package fabric

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Kind names a kind of object in Terraform's words, without the provider's prefix: virtual_network, subnet.
type Kind string

// The kinds. Each has a file of its own name.
const (
	KindVirtualNetwork           Kind = "virtual_network"
	KindSubnet                   Kind = "subnet"
	KindNetworkSecurityGroup     Kind = "network_security_group"
	KindApplicationSecurityGroup Kind = "application_security_group"
	KindPublicIP                 Kind = "public_ip"
	KindPublicIPPrefix           Kind = "public_ip_prefix"
	KindRouteTable               Kind = "route_table"
	KindNATGateway               Kind = "nat_gateway"
	KindNICConfiguration         Kind = "nic_configuration"
	KindScaleSet                 Kind = "scale_set"
	KindInstanceNetwork          Kind = "scale_set_instance_network"
	KindInstanceUpgrade          Kind = "scale_set_instance_upgrade"
	KindLoadBalancer             Kind = "lb"
	KindBackendPool              Kind = "lb_backend_pool"
	KindProbe                    Kind = "lb_probe"
	KindLoadBalancingRule        Kind = "lb_rule"
	KindInboundNATPool           Kind = "lb_nat_pool"
	KindInboundNATRule           Kind = "lb_nat_rule"
	KindOutboundRule             Kind = "lb_outbound_rule"
	KindApplicationGateway       Kind = "app_gateway"
	KindApplicationGatewayPool   Kind = "app_gateway_pool"
	KindConnectivityTest         Kind = "connectivity_test"
)

// kindFacts is one row of the table of kinds.
type kindFacts struct {
	armType string // ARM's type; Simfabric.Network is the namespace of kinds that ARM does not have
	title   string // for messages
	decode  func([]byte) (Object, error)
}

var kindTable = map[Kind]kindFacts{
	KindVirtualNetwork:           {"Microsoft.Network/virtualNetworks", "virtual network", decodeAs[VirtualNetwork]},
	KindSubnet:                   {"Microsoft.Network/virtualNetworks/subnets", "subnet", decodeAs[Subnet]},
	KindNetworkSecurityGroup:     {"Microsoft.Network/networkSecurityGroups", "network security group", decodeAs[NetworkSecurityGroup]},
	KindApplicationSecurityGroup: {"Microsoft.Network/applicationSecurityGroups", "application security group", decodeAs[ApplicationSecurityGroup]},
	KindPublicIP:                 {"Microsoft.Network/publicIPAddresses", "public IP address", decodeAs[PublicIP]},
	KindPublicIPPrefix:           {"Microsoft.Network/publicIPPrefixes", "public IP prefix", decodeAs[PublicIPPrefix]},
	KindRouteTable:               {"Microsoft.Network/routeTables", "route table", decodeAs[RouteTable]},
	KindNATGateway:               {"Microsoft.Network/natGateways", "NAT gateway", decodeAs[NATGateway]},
	KindNICConfiguration:         {"Simfabric.Network/nicConfigurations", "NIC configuration", decodeAs[NICConfiguration]},
	KindScaleSet:                 {"Microsoft.Compute/virtualMachineScaleSets", "scale set", decodeAs[ScaleSet]},
	KindInstanceNetwork:          {"Microsoft.Compute/virtualMachineScaleSets/virtualMachines", "instance network", decodeAs[InstanceNetwork]},
	KindInstanceUpgrade:          {"Simfabric.Network/instanceUpgrades", "instance upgrade", decodeAs[InstanceUpgrade]},
	KindLoadBalancer:             {"Microsoft.Network/loadBalancers", "load balancer", decodeAs[LoadBalancer]},
	KindBackendPool:              {"Microsoft.Network/loadBalancers/backendAddressPools", "backend pool", decodeAs[BackendPool]},
	KindProbe:                    {"Microsoft.Network/loadBalancers/probes", "probe", decodeAs[Probe]},
	KindLoadBalancingRule:        {"Microsoft.Network/loadBalancers/loadBalancingRules", "load-balancing rule", decodeAs[LoadBalancingRule]},
	KindInboundNATPool:           {"Microsoft.Network/loadBalancers/inboundNatPools", "inbound NAT pool", decodeAs[InboundNATPool]},
	KindInboundNATRule:           {"Microsoft.Network/loadBalancers/inboundNatRules", "inbound NAT rule", decodeAs[InboundNATRule]},
	KindOutboundRule:             {"Microsoft.Network/loadBalancers/outboundRules", "outbound rule", decodeAs[OutboundRule]},
	KindApplicationGateway:       {"Microsoft.Network/applicationGateways", "application gateway", decodeAs[ApplicationGateway]},
	KindApplicationGatewayPool:   {"Microsoft.Network/applicationGateways/backendAddressPools", "application gateway pool", decodeAs[ApplicationGatewayPool]},
	KindConnectivityTest:         {"Simfabric.Network/connectivityTests", "connectivity test", decodeAs[ConnectivityTest]},
}

// ARMType returns the kind's full ARM type, such as Microsoft.Network/virtualNetworks/subnets.
func (k Kind) ARMType() string { return kindTable[k].armType }

// Title returns the kind in words, for messages.
func (k Kind) Title() string { return kindTable[k].title }

// Kinds returns all kinds, sorted by name.
func Kinds() []Kind {
	kinds := make([]Kind, 0, len(kindTable))
	for k := range kindTable {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	return kinds
}

// Kind returns the kind of object that the id names. ok is false where the id is malformed or of a type that the
// fabric does not model.
func (id ID) Kind() (k Kind, ok bool) {
	p, err := ParseID(string(id))
	if err != nil {
		return "", false
	}
	for k, facts := range kindTable {
		if strings.EqualFold(facts.armType, p.Type()) {
			return k, true
		}
	}
	return "", false
}

// Decode reads an object that Encode wrote.
func Decode(k Kind, body []byte) (Object, error) {
	facts, ok := kindTable[k]
	if !ok {
		return nil, fmt.Errorf("the fabric has no kind %q", k)
	}
	return facts.decode(body)
}

// Encode writes an object in the form that a store keeps. Null and empty collections stay apart.
func Encode(o Object) ([]byte, error) { return json.Marshal(o) }

func decodeAs[O Object](body []byte) (Object, error) {
	var o O
	if err := json.Unmarshal(body, &o); err != nil {
		return nil, err
	}
	return o, nil
}
