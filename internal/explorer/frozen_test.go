package explorer_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/explorer"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// frozen is a store that can be read alone: a change of it would end the test.
type frozen struct {
	store.Store
	store.Reader
	world *fabric.World // nil for a store that is broken
}

func (f frozen) View(_ context.Context, fn func(store.Reader) error) error { return fn(f) }

func (f frozen) World() (*fabric.World, error) {
	if f.world == nil {
		return nil, errors.New("the disk is gone")
	}
	return f.world, nil
}

func newFrozen(t testing.TB, w *fabric.World) lab {
	return lab{t, nil, explorer.New(frozen{world: w}, slog.New(slog.DiscardHandler))}
}

// hostile are names that no object can have, since names are checked, and that no page may trip over.
var hostile = []string{
	`<script>alert("1")</script>`, `<img src=x onerror=alert(1)>`, `" onfocus="alert(1)" autofocus="`, `' onclick='alert(1)`, `</title></style></svg><b>`,
	`javascript:alert(1)`, `{{.Style}}`, "👩‍🚀 ü 漢字", `a & b &lt; c`, "a\x00b\xff", `--><!--`, `%3Cscript%3E`,
}

// named is a world with one set, whose parts all have a name.
func named(t testing.TB, name string) *fabric.World {
	t.Helper()
	under := func(k fabric.Kind) fabric.ID { return ft.ID(k, name) }
	subnet := fabric.ChildID(fabric.KindSubnet, under(fabric.KindVirtualNetwork), name)
	rule := ft.Rule(100)
	rule.SourceAddressPrefixes = []string{name}
	nic := ft.NIC(name, ft.Behind(ft.IP(name, subnet), name, name))
	nic.NetworkSecurityGroupID = under(fabric.KindNetworkSecurityGroup)
	set := ft.Set(name, 1, name)
	set.Zones = []string{name}
	set.Models = []fabric.Model{{Version: 1, NICs: []fabric.NICConfiguration{nic}}}
	set.Instances = []fabric.Instance{{ModelVersion: 1, Zone: name, Addresses: []fabric.Assignment{{}}}}
	return fabric.NewWorld(
		ft.VNet(name, name), ft.VNet("other", "10.0.0.0/8"),
		fabric.Subnet{Meta: fabric.Meta{ID: subnet}, AddressPrefixes: []string{name}, RouteTableID: under(fabric.KindRouteTable), NetworkSecurityGroupID: nic.NetworkSecurityGroupID},
		ft.NSG(name, map[string]fabric.SecurityRule{name: rule}),
		ft.RouteTable(name, map[string]fabric.Route{name: {AddressPrefix: name, NextHopType: name}}),
		ft.LB(name, ft.InternalFrontend(name, subnet, "")), ft.BackendPool(name, name), set,
	)
}
