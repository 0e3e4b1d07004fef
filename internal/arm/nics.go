package arm

import (
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// place is a NIC of an instance.
type place struct {
	machine
	n int // in the instance's list
}

func (p place) view() fabric.NICView { return p.VM.NICs[p.n] }

// nicDepth is how many types the path of an instance's NIC has.
const nicDepth = 3

// addNICs adds what NICs answer, wherever they are: they themselves, their IP configurations, and what decides over their
// packets.
func addNICs(table map[string]endpoint, armType string, nics endpoint, find func(*call) (place, error)) {
	table[armType] = nics
	table[armType+"/ipConfigurations"] = lists(func(c *call) ([]Resource, error) {
		p, err := find(c)
		if err != nil {
			return nil, err
		}
		return mapped(p.view().IPConfigurations, p.ipConfiguration), nil
	})
	table[armType+"/effectiveNetworkSecurityGroups"] = action(ofNIC(find, effectiveSecurityGroups))
	table[armType+"/effectiveRouteTable"] = action(ofNIC(find, effectiveRoutes))
}

// ofNIC is an action on a NIC.
func ofNIC(find func(*call) (place, error), act func(*call, place) (answer, error)) handler {
	return func(c *call) (answer, error) {
		p, err := find(c)
		if err != nil {
			return answer{}, err
		}
		return act(c, p)
	}
}

func nicsOfInstance(c *call) ([]Resource, error) {
	m, err := c.machine(c.view)
	if err != nil {
		return nil, err
	}
	return m.allNICs(), nil
}

// instanceNIC finds the NIC in the path of an instance.
func instanceNIC(c *call) (place, error) {
	m, err := c.machine(c.view)
	if err != nil {
		return place{}, err
	}
	for n, nic := range m.VM.NICs {
		if strings.EqualFold(nic.Name, c.names[nicDepth-1]) {
			return place{m, n}, nil
		}
	}
	return place{}, c.missing(nicDepth)
}

// flexibleNIC finds a NIC that is a resource of its own.
func flexibleNIC(c *call) (place, error) {
	for _, m := range c.view.flexible() {
		for n, nic := range m.VM.NICs {
			if nic.ID.Is(c.id(1)) {
				return place{m, n}, nil
			}
		}
	}
	return place{}, c.missing(1)
}

// publicIPsOfIP lists the address of one IP configuration of an instance: one, or none.
func publicIPsOfIP(c *call) ([]Resource, error) {
	p, err := instanceNIC(c)
	if err != nil {
		return nil, err
	}
	for _, ip := range p.view().IPConfigurations {
		if !strings.EqualFold(ip.Name, c.names[nicDepth]) {
			continue
		}
		if !ip.PublicAddress.IsValid() {
			return nil, nil
		}
		return []Resource{publicIPOf(p.machine, ip)}, nil
	}
	return nil, c.missing(nicDepth + 1)
}
