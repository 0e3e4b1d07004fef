// Package armtest helps to test what is served from a store: a store in a file with objects that were applied to it, and the
// networks of the documents.
package armtest

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// NewStore makes a store in a file and returns it with its path.
func NewStore(t testing.TB, objects ...fabric.Object) (*sqlite.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fabric.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	Apply(t, s, objects...)
	return s, path
}

// Apply creates objects, or updates those that there are, as terraform would, in order.
func Apply(t testing.TB, s store.Store, objects ...fabric.Object) {
	t.Helper()
	live, err := session.New(t.Context(), s, session.CallRun())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range objects {
		plan, err := live.Call(t.Context(), session.CallRequest{Change: func(*fabric.World) (fabric.Object, error) { return o, nil }})
		if err != nil || plan.Failed() {
			t.Fatalf("applying the %s %s: %v %v", o.Kind().Title(), o.Head().Name(), err, plan.Findings)
		}
	}
}

// NewServer serves a store's calls, on the loopback interface.
func NewServer(t testing.TB, s store.Store) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(arm.New(s, slog.New(slog.DiscardHandler)))
	t.Cleanup(server.Close)
	return server
}

// World returns what a store holds.
func World(t testing.TB, s store.Store) (w *fabric.World) {
	t.Helper()
	err := s.View(context.Background(), func(tx store.Reader) (err error) {
		w, err = tx.World()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// SetName is the document's scale set, of two instances.
const SetName = "vmssnic"

// SetID is its id.
var SetID = ft.ID(fabric.KindScaleSet, SetName)

// SeedNIC is the document's NIC configuration.
func SeedNIC() fabric.NICConfiguration {
	ip := ft.IP("vmssnic-vnet-nic01-defaultIpConfiguration", ft.SubnetID("vmssnic-vnet", "default"))
	ip.PublicIP = &fabric.PublicIPConfiguration{Name: "publicIp-vmssnic-vnet-nic01", IdleTimeout: 15, Version: fabric.IPv4}
	nic := ft.NIC("vmssnic-vnet-nic01", ip)
	nic.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, "basicNsgvmssnic-vnet-nic01")
	return nic
}

// Seed are the objects of the document's network.
func Seed() []fabric.Object {
	return []fabric.Object{
		ft.VNet("vmssnic-vnet", "10.0.0.0/16"),
		ft.Subnet("vmssnic-vnet", "default", "10.0.0.0/24"),
		ft.NSG("basicNsgvmssnic-vnet-nic01", map[string]fabric.SecurityRule{"https": ft.Rule(300)}),
		SeedNIC(),
		ft.Set(SetName, 2, "vmssnic-vnet-nic01"),
	}
}

// Rich are objects of every kind that ARM has, and of both orchestration modes.
func Rich() []fabric.Object {
	subnet := ft.SubnetID("vnet", "web")
	web := ft.Public(ft.NATed(ft.Behind(ft.IP("ip", subnet), "lb", "pool"), "lb", "ssh"), "shop-web", "")
	web.ApplicationSecurityGroupIDs = []fabric.ID{ft.ID(fabric.KindApplicationSecurityGroup, "web")}
	web.AppGatewayPoolIDs = []fabric.ID{ft.ChildID(fabric.KindApplicationGatewayPool, "gw", "members")}
	nic := ft.NIC("nic", web)
	nic.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, "nsg")
	rules := map[string]fabric.SecurityRule{
		"https": ft.Rule(300),
		"app": {
			Priority: 310, Direction: "Inbound", Access: "Allow", Protocol: "*", DestinationPortRanges: []string{"80", "8000-8080"},
			SourceAddressPrefixes:                  []string{"10.1.0.0/16", "AzureLoadBalancer"},
			DestinationApplicationSecurityGroupIDs: []fabric.ID{ft.ID(fabric.KindApplicationSecurityGroup, "web")},
		},
		"ssh": {Priority: 320, Direction: "Inbound", Access: "Deny", Protocol: "Tcp", DestinationPortRanges: []string{"22"}},
	}
	subnetGroup := map[string]fabric.SecurityRule{"all": {Priority: 100, Direction: "Inbound", Access: "Allow", Protocol: "*"}}
	webSubnet := ft.Routed(ft.Subnet("vnet", "web", "10.1.1.0/24", "fd00:1::/64"), "rt")
	webSubnet.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, "subnet-nsg")
	flexible := ft.Set("flex", 2, "flex-nic")
	flexible.OrchestrationMode = fabric.OrchestrationFlexible
	rule := ft.LBRule("lb", "http", "front", 80, "pool", 80)
	rule.ProbeID, rule.DisableOutboundSNAT = ft.ChildID(fabric.KindProbe, "lb", "tcp"), true
	set := ft.Set("web", 3, "nic")
	set.Zones, set.HealthProbeID = []string{"1", "2", "3"}, rule.ProbeID
	set.Tags = map[string]string{"team": "shop"}
	address := ft.PublicIP("lb-ip")
	address.DomainNameLabel = "shop"
	fromPrefix := ft.PublicIP("from-prefix")
	fromPrefix.PrefixID = ft.ID(fabric.KindPublicIPPrefix, "prefix")
	return []fabric.Object{
		ft.VNet("vnet", "10.1.0.0/16", "fd00:1::/48"),
		ft.ASG("web"), ft.NSG("nsg", rules), ft.NSG("subnet-nsg", subnetGroup),
		ft.RouteTable("rt", map[string]fabric.Route{"to-fw": ft.Appliance("10.9.0.0/16", "10.1.2.100"), "drop": ft.Hop("192.0.2.0/24", "None")}),
		ft.PublicIP("nat-ip"), address, ft.PublicIP("gw-ip"), ft.Prefix("prefix", 30), fromPrefix,
		ft.NATGateway("nat", "nat-ip"),
		webSubnet, ft.Translated(ft.Subnet("vnet", "flex", "10.1.2.0/24"), "nat"), ft.Subnet("vnet", "gateway", "10.1.3.0/24"),
		ft.LB("lb", ft.PublicFrontend("front", "lb-ip")), ft.BackendPool("lb", "pool"), ft.Probe("lb", "tcp"), rule,
		ft.NATPool("lb", "ssh", "front", 50000, 50099, 22), ft.NATRule("lb", "rdp", "front", 3400, 3499, "pool", 3389),
		ft.OutboundRule("lb", "out", "pool", 1024, "front"),
		ft.LB("internal", ft.InternalFrontend("in", ft.SubnetID("vnet", "flex"), "10.1.2.100")),
		ft.Gateway("gw", ft.SubnetID("vnet", "gateway"), 2, "gw-ip"), ft.GatewayPool("gw", "members"), ft.GatewayPool("gw", "named", "10.1.3.200"),
		nic, set,
		ft.NIC("flex-nic", ft.Public(ft.IP("ip", ft.SubnetID("vnet", "flex")), "", "")), flexible,
	}
}
