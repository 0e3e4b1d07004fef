package explorer

import (
	"net/http"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// instance is the page of one instance.
type instance struct {
	member
	Health   health
	Pending  *named // what the rules and routes depend on, and is not known; nil for nothing
	NICs     []nic
	From, To string // pages that trace a packet from it and to it
}

// nic is a NIC with what decides over its packets.
type nic struct {
	fabric.NICView
	Group  *named // its network security group; nil for none
	Rules  []direction
	Routes routes
}

// direction are the rules of a NIC for packets of one direction.
type direction struct {
	Word  string // Inbound or Outbound
	NIC   string
	Rules []fabric.EffectiveRule
}

// routes are those that a NIC sees.
type routes struct {
	Table, Gateway *named // of the subnet; nil for none
	Rows           []routeRow
}

// routeRow is a line of the table of routes.
type routeRow struct {
	route.Route
	To, Via string
}

func instancePage(w *fabric.World, r *http.Request) page {
	id := fabric.ID(r.URL.Query().Get("id"))
	m, err := findInstance(w, id)
	if err != nil {
		return notice(http.StatusNotFound, "No such instance", err.Error()+".")
	}
	value := placesOf(w, fleetOf(w)).valueOf(m.VM.VMID)
	i := instance{
		member: m, Health: healthOf(fabric.NewProber(w), m),
		From: link(pathOverview, "source", value) + "#trace", To: link(pathOverview, "destination", value) + "#trace",
	}
	i.NICs, i.Pending = nicsOf(w, m.VM.NICs)
	return ok("instance", "Instance "+m.VM.Name, i)
}

func findInstance(w *fabric.World, id fabric.ID) (member, error) {
	m, err := fabric.FindMachine(w, id)
	return member{m.Set, m.VM}, err
}

func nicsOf(w *fabric.World, views []fabric.NICView) (list []nic, pending *named) {
	rules, missing := fabric.EffectiveSecurityRulesOf(w, views)
	seen, unknown := fabric.EffectiveRoutesOf(w, views)
	for n, view := range views {
		one := nic{NICView: view, Group: nameOf(view.NetworkSecurityGroupID)}
		if missing == "" {
			one.Rules = []direction{{string(acl.Inbound), view.Name, rules[n].Inbound}, {string(acl.Outbound), view.Name, rules[n].Outbound}}
		}
		if unknown == "" {
			one.Routes = routesOf(seen[n])
		}
		list = append(list, one)
	}
	if missing == "" {
		missing = unknown
	}
	return list, nameOf(missing)
}

func routesOf(seen fabric.EffectiveRoutes) routes {
	list := routes{Table: nameOf(seen.RouteTableID), Gateway: nameOf(seen.NATGatewayID)}
	for _, r := range seen.Routes {
		one := routeRow{Route: r, To: r.ServiceTag, Via: address(r.Address)}
		if r.Prefix.IsValid() {
			one.To = r.Prefix.String()
		}
		list.Rows = append(list.Rows, one)
	}
	return list
}
