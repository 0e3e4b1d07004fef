package provider_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// TestLintsAtTheirAttributes plans a network that Azure makes without a word and that does not work, and the same mended.
func TestLintsAtTheirAttributes(t *testing.T) {
	s := newServer(t)
	s.plan(fabric.KindVirtualNetwork, vnetConfig)
	p := s.plan(fabric.KindRouteTable, attrs{"name": "rt", "routes": attrs{"all": attrs{"address_prefix": "0.0.0.0/0", "next_hop_type": "None"}}})
	wantHeads(t, p.messages)
	p = s.plan(fabric.KindSubnet, with(subnetConfig, attrs{"route_table_id": acctest.ID(fabric.KindRouteTable, "rt")}))
	wantHeads(t, p.messages)
	s.planBalancer()
	card := with(nicConfig, attrs{"dns_servers": []string{"10.0.0.9"}, "ip_configurations": []any{with(nicConfig["ip_configurations"].([]any)[0].(attrs), attrs{"lb_backend_pool_ids": []string{lbChild(fabric.KindBackendPool, "pool")}})}})
	p = s.plan(fabric.KindNICConfiguration, card)
	wantHeads(t, p.messages, "warning dns_servers DnsServersHideVirtualNetworkNames")
	p = s.plan(fabric.KindScaleSet, with(setConfig, attrs{"guest": attrs{"listening_ports": []string{"tcp/22"}}}))
	wantHeads(t, p.messages, "warning guest FloatingIpWithoutLoopback", "warning nic_configuration_ids[0] AsymmetricRouting",
		"warning nic_configuration_ids[0] HealthProbeUnanswered", "warning nic_configuration_ids[0] InboundClosedByDefault")

	mended := newServer(t)
	mended.plan(fabric.KindVirtualNetwork, vnetConfig)
	mended.plan(fabric.KindNetworkSecurityGroup, attrs{"name": "nsg", "security_rules": attrs{"web": attrs{"priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "destination_port_ranges": []string{"80"}}}})
	mended.plan(fabric.KindSubnet, with(subnetConfig, attrs{"network_security_group_id": acctest.ID(fabric.KindNetworkSecurityGroup, "nsg")}))
	mended.planBalancer()
	p = mended.plan(fabric.KindNICConfiguration, with(card, attrs{"dns_servers": []string{"168.63.129.16"}}))
	wantHeads(t, p.messages)
	p = mended.plan(fabric.KindScaleSet, with(setConfig, attrs{"guest": attrs{"listening_ports": []string{"tcp/80"}, "loopback_addresses": []string{"198.19.0.1"}}}))
	wantHeads(t, p.messages)
}

func lbChild(k fabric.Kind, name string) string {
	return string(fabric.ChildID(k, fabric.ID(acctest.ID(fabric.KindLoadBalancer, "lb")), name))
}

// planBalancer plans a public load balancer whose rule for port 80 has floating IP and a probe.
func (s *server) planBalancer() {
	s.t.Helper()
	lb := acctest.ID(fabric.KindLoadBalancer, "lb")
	for _, c := range []struct {
		kind   fabric.Kind
		config attrs
	}{
		{fabric.KindPublicIP, attrs{"name": "ip"}},
		{fabric.KindLoadBalancer, attrs{"name": "lb", "frontend_ip_configurations": []any{attrs{"name": "front", "public_ip_id": acctest.ID(fabric.KindPublicIP, "ip")}}}},
		{fabric.KindBackendPool, attrs{"name": "pool", "lb_id": lb}},
		{fabric.KindProbe, attrs{"name": "probe", "lb_id": lb, "port": 80}},
		{fabric.KindLoadBalancingRule, attrs{
			"name": "rule", "lb_id": lb, "frontend_ip_configuration_name": "front", "protocol": "Tcp", "frontend_port": 80, "backend_port": 80,
			"floating_ip": true, "backend_pool_ids": []string{lbChild(fabric.KindBackendPool, "pool")}, "probe_id": lbChild(fabric.KindProbe, "probe"),
		}},
	} {
		if p := s.plan(c.kind, c.config); len(p.messages) > 0 {
			s.t.Fatal(p.messages)
		}
	}
}
