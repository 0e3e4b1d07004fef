package network_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const routeTable = "simfabric_route_table.this"

// oneRoute are the variables of a table with the route route1; an empty address is none.
func oneRoute(prefix, kind, address string) acctest.Vars {
	route := map[string]string{"prefix": prefix, "type": kind}
	if address != "" {
		route["address"] = address
	}
	return acctest.Vars{"routes": map[string]map[string]string{"route1": route}}
}

// shownRoute is how the route route1 comes back.
func shownRoute(prefix, kind string, address any) map[string]any {
	return map[string]any{"route1": map[string]any{"address_prefix": prefix, "next_hop_type": kind, "next_hop_in_ip_address": address}}
}

func TestRouteTable(t *testing.T) {
	id := acctest.ID(fabric.KindRouteTable, "table")
	f := acctest.OneCLI(t)
	appliance := oneRoute("0.0.0.0/0", "VirtualAppliance", "10.0.0.4")
	appliance["tags"] = map[string]string{"stage": "test"}
	f.Run(
		acctest.Apply("route_table", nil,
			acctest.Creates(routeTable), acctest.Is(routeTable, "id", id), acctest.Is(routeTable, "location", "koreacentral"), acctest.Is(routeTable, "routes", nil)),
		acctest.Apply("route_table", appliance,
			acctest.Updates(routeTable),
			acctest.Is(routeTable, "id", id),
			acctest.Is(routeTable, "tags", map[string]string{"stage": "test"}),
			acctest.Is(routeTable, "routes", shownRoute("0.0.0.0/0", "VirtualAppliance", "10.0.0.4")),
		),
		acctest.Import(routeTable, appliance),
		acctest.ImportBlock(t, routeTable, appliance),
		acctest.ImportIdentity(t, routeTable, appliance),
		acctest.ImportRefused(routeTable, appliance, acctest.ID(fabric.KindNATGateway, "table"), "LinkedInvalidPropertyId: not an id of the kind route table"),
		acctest.Refuses("route_table", oneRoute("0.0.0.0/0", "VirtualAppliance", ""), fabric.CodeRouteNextHopAddress, "routes = var.routes == null", "does not say at which address."),
		acctest.Plan("route_table", acctest.Vars{"name": "other"}, acctest.Replaces(routeTable)),
		acctest.Apply("route_table", acctest.Vars{"location": "westeurope"}, acctest.Replaces(routeTable), acctest.Is(routeTable, "routes", nil), acctest.Is(routeTable, "tags", nil)),
		acctest.Before(func() { f.Remove(id) }, acctest.Apply("route_table", acctest.Vars{"location": "westeurope"}, acctest.Creates(routeTable))),
	)
}

// TestRouteTableOfCorpus: basic, basicNilNextHopIPAddress, basicAppliance, complete, singleRoute, removeRoute and withTags.
func TestRouteTableOfCorpus(t *testing.T) {
	steps := []resource.TestStep{acctest.Apply("route_table", nil, acctest.Creates(routeTable))}
	for _, c := range []struct{ prefix, kind, address string }{
		{"101.1.0.0/16", "Internet", ""},
		{"10.1.0.0/16", "VirtualAppliance", "192.168.0.1"},
		{"10.1.0.0/16", "VnetLocal", ""},
	} {
		var address any
		if c.address != "" {
			address = c.address
		}
		steps = append(steps,
			acctest.Apply("route_table", oneRoute(c.prefix, c.kind, c.address), acctest.Updates(routeTable), acctest.Is(routeTable, "routes", shownRoute(c.prefix, c.kind, address))),
			acctest.Import(routeTable, oneRoute(c.prefix, c.kind, c.address)))
	}
	none := acctest.Vars{"routes": map[string]map[string]string{}}
	tagged := oneRoute("10.1.0.0/16", "VnetLocal", "")
	tagged["tags"] = map[string]string{"environment": "Production", "cost_center": "MSFT"}
	acctest.OneCLI(t).Run(append(steps,
		acctest.Apply("route_table", none, acctest.Updates(routeTable), acctest.Is(routeTable, "routes", map[string]any{})),
		acctest.Apply("route_table", tagged, acctest.Updates(routeTable), acctest.Is(routeTable, "tags", tagged["tags"])),
	)...)
}
