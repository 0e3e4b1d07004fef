package explorer

import (
	"slices"
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// member is an instance with its scale set.
type member struct {
	Set fabric.ScaleSet
	VM  fabric.InstanceView
}

// fleetOf returns the instances of all sets.
func fleetOf(w *fabric.World) []member {
	var fleet []member
	for _, set := range fabric.Each[fabric.ScaleSet](w) {
		for _, vm := range set.View(w) {
			fleet = append(fleet, member{set, vm})
		}
	}
	return fleet
}

// Href is the instance's page.
func (m member) Href() string { return instanceHref(m.VM.VMID) }

func instanceHref(id fabric.ID) string { return link(pathInstance, "id", string(id)) }

// Model says which model the instance is at.
func (m member) Model() string {
	switch {
	case m.VM.Own != nil:
		return "own network"
	case m.VM.LatestModelApplied:
		return "latest"
	}
	return "model " + strconv.Itoa(m.VM.ModelVersion)
}

// Behind reports whether the instance is not as its set says.
func (m member) Behind() bool { return !m.VM.LatestModelApplied }

// Pairs are the addresses of the instance's IP configurations.
func (m member) Pairs() []pair {
	var list []pair
	for _, nic := range m.VM.NICs {
		for _, ip := range nic.IPConfigurations {
			list = append(list, pair{address(ip.PrivateAddress), address(ip.PublicAddress)})
		}
	}
	return list
}

// pair are the addresses of one IP configuration; the public one may be empty.
type pair struct{ Private, Public string }

func (m member) privateAddresses() []string {
	var list []string
	for _, p := range m.Pairs() {
		list = append(list, p.Private)
	}
	return list
}

// health is what load balancers find of an instance.
type health struct {
	Word    string   // up, down, or empty where no load balancer looks
	Reasons []string // of an instance that is down, what keeps probes from it
}

// healthOf asks for the health of an instance in each backend pool of load balancers that it stands in. It is up where it is
// in all of them.
func healthOf(p *fabric.Prober, m member) health {
	up, down := health{Word: "up"}, health{Word: "down"}
	asked := false
	for _, nic := range m.VM.NICs {
		for _, ip := range nic.IPConfigurations {
			for _, pool := range ip.LBBackendPoolIDs {
				found := p.Member(pool, fabric.PoolMember{ID: ip.ID, Set: m.Set, VM: m.VM, NIC: nic, IP: ip})
				asked = true
				if found.Healthy {
					up.add(found.Reason)
				} else {
					down.add(found.Reason)
				}
			}
		}
	}
	switch {
	case len(down.Reasons) > 0:
		return down
	case asked:
		return up
	}
	return health{}
}

// add notes a reason, once.
func (h *health) add(reason string) {
	if !slices.Contains(h.Reasons, reason) {
		h.Reasons = append(h.Reasons, reason)
	}
}
