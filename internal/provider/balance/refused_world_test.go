package balance_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

func TestRefusedFrontends(t *testing.T) {
	const this, at = "with simfabric_lb.this,", "frontend_ip_configurations = [for name, from in"
	fronts := func(fronts of) acctest.Vars { return acctest.Vars{"frontends": fronts} }
	static := func(address string) acctest.Vars {
		return acctest.Vars{"frontends": of{"one": "subnet"}, "address": address}
	}
	refuse(t, "refused/frontends",
		refusal{fabric.CodePublicIPAndLBSkuDoNotMatch, acctest.Vars{"ip_sku": "Basic"},
			[]string{this, at, "The Standard load balancer lb cannot use the public IP address first, which is Basic."}, acctest.Vars{"ip_sku": "Basic", "sku": "Basic"}},
		refusal{fabric.CodePublicIPAndLBSkuDoNotMatch, acctest.Vars{"sku": "Basic"},
			[]string{this, at, "The Basic load balancer lb cannot use the public IP address first, which is Standard."}, nil},
		refusal{fabric.CodePublicIPReferencedByMultipleIPConfigs, fronts(of{"one": "first", "two": "first"}),
			[]string{this, at, "The frontends one and two of the load balancer lb both use the public IP address first."}, nil},
		refusal{fabric.CodePublicIPAddressInUse, acctest.Vars{"other": "first"},
			[]string{"with simfabric_lb.other,", "frontend_ip_configurations = [{", "is already used by the load balancer lb."}, nil},
		refusal{fabric.CodeFrontendIPConfigHasBothSubnetAndPublicIP, fronts(of{"one": "subnet+first"}),
			[]string{this, at, "The frontend one of the load balancer lb has a subnet and a public address."}, nil},
		refusal{fabric.CodeMissingJSONReferenceID, fronts(of{"one": "none"}), []string{this, at, "has no subnet, no public IP address and no public IP prefix."}, nil},
		refusal{fabric.CodeLoadBalancerMixesPublicAndInternal, fronts(of{"one": "first", "two": "subnet"}), []string{this, at, "has the internal frontend two beside others that are not."}, nil},
		refusal{fabric.CodePrivateIPAddressNotInSubnet, static("10.0.2.4"), []string{this, at, "is not in the subnet web (10.0.1.0/24)."}, static("10.0.1.4")},
		refusal{fabric.CodePrivateIPAddressInReservedRange, static("10.0.1.3"), []string{this, at, "is one of those that the subnet web keeps for itself."}, static("10.0.1.254")},
		refusal{fabric.CodePrivateIPAddressIsAllocated, acctest.Vars{"frontends": of{"one": "subnet", "two": "subnet"}, "address": "10.0.1.9"}, []string{this, at, "10.0.1.9"}, nil},
		refusal{fabric.CodeDuplicateFrontendName, fronts(of{"one": "first", "One": "second"}), []string{this, at, "of the load balancer lb are both called"}, nil},
		refusal{fabric.CodeProbeRequestPath, acctest.Vars{"probe": of{"protocol": "Http"}}, []string{"with simfabric_lb_probe.this,", "request_path = lookup(", "is of Http and has no request path."},
			acctest.Vars{"probe": of{"protocol": "Http", "request_path": "/"}, "frontends": of{"one": "first", "two": "second"}}},
		refusal{fabric.CodeNeedsStandardLoadBalancer, acctest.Vars{"sku": "Basic", "ip_sku": "Basic", "probe": of{"protocol": "Https", "request_path": "/"}},
			[]string{"with simfabric_lb_probe.this,", "protocol = var.probe.protocol"}, nil},
	)
}

func TestRefusedSets(t *testing.T) {
	const this, nics = "with simfabric_scale_set.this,", "nic_configuration_ids = [simfabric_nic_configuration.this.id]"
	refuse(t, "refused/sets",
		refusal{fabric.CodeVMScaleSetCannotUseMultipleLoadBalancersOfSameType, acctest.Vars{"internal": false, "backend_port": 81},
			[]string{this, nics, "The scale set set stands behind two public load balancers, lb0 and lb1."}, acctest.Vars{"internal": true}},
		refusal{fabric.CodeRulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndVmssIPConfig, acctest.Vars{"internal": false}, []string{this, nics, "use the backend port 80 with the protocol Tcp"}, nil},
		refusal{fabric.CodeInvalidJSONReferenceWrongType, acctest.Vars{"join": "wrong"},
			[]string{"with simfabric_nic_configuration.this,", "ip_configurations = [{", "which is of the type Microsoft.Network/loadBalancers; expected is", "Microsoft.Network/loadBalancers/backendAddressPools."}, nil},
		refusal{fabric.CodeVMScaleSetCannotReferenceLoadbalancerWhenLargeScaleOrCrossAZ, acctest.Vars{"sku": "Basic", "zones": []string{"1"}, "join": "one"},
			[]string{this, nics, "cannot stand behind the Basic load balancer lb0."}, acctest.Vars{"sku": "Basic", "join": "one"}},
		refusal{fabric.CodeDifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS, acctest.Vars{"ip_sku": "Basic", "join": "one"},
			[]string{this, nics, "ask for public IP addresses of another SKU than that of the load balancer lb0 in front, Standard."}, acctest.Vars{"ip_sku": "Standard", "join": "one"}},
		refusal{fabric.CodeBackendPoolSpansVirtualNetworks, acctest.Vars{"networks": 2},
			[]string{"with simfabric_scale_set.other,", "nic_configuration_ids =", "The backend pool pool has members of the scale set other in the virtual network net1, and of set in net0."}, nil},
	)
}

func TestRefusedGateways(t *testing.T) {
	const this, subnet = "with simfabric_app_gateway.this,", "subnet_id = simfabric_subnet.gateway.id"
	small := func(capacity int) acctest.Vars {
		return acctest.Vars{"address_prefix": "10.0.1.0/29", "capacity": capacity}
	}
	refuse(t, "refused/gateways",
		// The first, because the addresses that a plan promises to another gateway might become free.
		refusal{fabric.CodeSubnetIsFull, small(4), []string{this, subnet, "finds no free address in the subnet gateway."}, small(3)},
		refusal{fabric.CodeApplicationGatewayGenerationsMixed, acctest.Vars{"skus": []string{"Standard_v2", "Standard_Small"}},
			[]string{"with simfabric_app_gateway.other[0],", subnet, "of different generations and share the subnet gateway."}, nil},
		refusal{fabric.CodeApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup, acctest.Vars{"open": "65201-65535"},
			[]string{this, subnet, "does not let the platform reach port 65200"}, nil},
		refusal{fabric.CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, acctest.Vars{"ip_addresses": []string{"10.0.9.9"}},
			[]string{"with simfabric_scale_set.this,", "nic_configuration_ids =", "cannot join the application gateway pool pool, which names addresses already."}, nil},
		refusal{fabric.CodeApplicationGatewayInOtherVirtualNetwork, acctest.Vars{"set_network": 1},
			[]string{"with simfabric_scale_set.this,", "nic_configuration_ids =", "is in the virtual network net1, the application gateway gw in net0."}, nil},
		refusal{fabric.CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, acctest.Vars{"lb_subnet": 0},
			[]string{"with simfabric_lb.this,", "frontend_ip_configurations = [{", "which the application gateway gw has to itself."},
			acctest.Vars{"skus": []string{"Standard_v2", "WAF_v2"}, "open": "65200-65535", "lb_subnet": 1}},
		refusal{fabric.CodeApplicationGatewayNeedsFrontend, acctest.Vars{"address": "none"}, []string{this, "public_ip_id = var.address", "has neither a public nor a private frontend."}, nil},
		refusal{fabric.CodeInvalidParameter, acctest.Vars{"capacity": 126}, []string{this, "sku.capacity of gw is 126; possible are 1 to 125."}, acctest.Vars{"capacity": 125}},
	)
}
