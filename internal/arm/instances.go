package arm

import (
	"net/http"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// instanceEndpoints are what lies below a scale set: its instances, their NICs, IP configurations and public IP addresses, and
// the lists of all of them. Source: SOURCES.md 11.2 (sure: SDK).
func instanceEndpoints() map[string]endpoint {
	set := fabric.KindScaleSet.ARMType()
	instances := reads(getInstance, listInstances)
	instances.one[http.MethodPut] = putInstance
	table := map[string]endpoint{
		typeInstances:              instances,
		set + "/networkInterfaces": reads(nil, listOfSet(machine.allNICs)),
		set + "/publicIPAddresses": reads(nil, listOfSet(machine.publicIPs)),
		typeInstances + "/networkInterfaces/ipConfigurations/publicIPAddresses": lists(publicIPsOfIP),
	}
	addNICs(table, typeInstances+"/networkInterfaces", lists(nicsOfInstance), instanceNIC)
	return table
}

// flexibleEndpoints are what a Flexible set makes outside of itself, in lists with what else there is of the type.
func flexibleEndpoints() map[string]endpoint {
	table := map[string]endpoint{
		typeVirtualMachines:           resources(func(v *view) []Resource { return mapped(v.flexible(), machine.virtualMachine) }),
		fabric.KindPublicIP.ARMType(): resources(publicIPs),
	}
	addNICs(table, typeNetworkInterfaces, resources(flexibleNICs), flexibleNIC)
	return table
}

// resources is the endpoint of what lies in groups.
func resources(of func(*view) []Resource) endpoint {
	all := func(c *call) ([]Resource, error) {
		if e := c.checkGroup(); e != nil {
			return nil, e
		}
		var list []Resource
		for _, r := range of(c.view) {
			if inGroup(fabric.ID(r.ID), c.subscription, c.group) {
				list = append(list, r)
			}
		}
		return list, nil
	}
	return lists(all)
}

func publicIPs(v *view) []Resource {
	return append(mapped(fabric.Each[fabric.PublicIP](v.World), func(p fabric.PublicIP) Resource { return publicIP(v, p) }), flexiblePublicIPs(v)...)
}

func flexibleNICs(v *view) []Resource {
	var list []Resource
	for _, m := range v.flexible() {
		list = append(list, m.allNICs()...)
	}
	return list
}

// set returns the scale set at the head of the path.
func (c *call) set(v *view) (fabric.ScaleSet, error) {
	s, ok := fabric.Get[fabric.ScaleSet](v.World, c.id(1))
	if !ok {
		return s, c.missing(1)
	}
	return s, nil
}

// machine returns the instance in the path.
func (c *call) machine(v *view) (machine, error) {
	s, err := c.set(v)
	if err != nil {
		return machine{}, err
	}
	for _, m := range v.machinesOf(s) {
		if strings.EqualFold(m.VM.InstanceID, c.names[1]) {
			return m, nil
		}
	}
	return machine{}, c.missing(2)
}

func getInstance(c *call) (answer, error) {
	m, err := c.machine(c.view)
	if err != nil {
		return answer{}, err
	}
	view, e := c.expandsView(m.Set)
	if e != nil {
		return answer{}, e
	}
	return c.one(m.instance(view(m)))
}

func listInstances(c *call) (answer, error) {
	s, err := c.set(c.view)
	if err != nil {
		return answer{}, err
	}
	view, e := c.expandsView(s)
	if e != nil {
		return answer{}, e
	}
	takes, e := c.filter()
	if e != nil {
		return answer{}, e
	}
	var list []Resource
	for _, m := range c.view.machinesOf(s) {
		if takes(m) {
			list = append(list, m.instance(view(m)))
		}
	}
	return c.list(list)
}

// expandsView reads $expand, which for instances takes one value, and returns what makes the views of a set's instances: none
// where they are not asked for.
func (c *call) expandsView(s fabric.ScaleSet) (func(machine) *instanceView, *Error) {
	switch value := query(c.request, "$expand"); {
	case value == "":
		return func(machine) *instanceView { return nil }, nil
	case strings.EqualFold(value, "instanceView"):
		healths := s.Health(c.view.World)
		return func(m machine) *instanceView { return m.instanceView(healths) }, nil
	default:
		return nil, invalidParameter("$expand", "The value '%s' of $expand is not supported; possible is instanceView.", value)
	}
}

// filter reads $filter. One that is not understood is refused: a list that leaves nothing out would be wrong.
func (c *call) filter() (func(machine) bool, *Error) {
	text := query(c.request, "$filter")
	switch strings.ToLower(strings.Join(strings.Fields(text), " ")) {
	case "":
		return func(machine) bool { return true }, nil
	case "properties/latestmodelapplied eq true":
		return func(m machine) bool { return m.VM.LatestModelApplied }, nil
	case "properties/latestmodelapplied eq false":
		return func(m machine) bool { return !m.VM.LatestModelApplied }, nil
	}
	return nil, badRequest("InvalidFilterInQueryString", "The filter '%s' is not supported; possible is properties/latestModelApplied eq true, or false.", text)
}

// listOfSet lists what all instances of a set have.
func listOfSet(of func(machine) []Resource) handler {
	return func(c *call) (answer, error) {
		s, err := c.set(c.view)
		if err != nil {
			return answer{}, err
		}
		var list []Resource
		for _, m := range c.view.machinesOf(s) {
			list = append(list, of(m)...)
		}
		return c.list(list)
	}
}

// publicIPs are the public IP addresses of an instance.
func (m machine) publicIPs() []Resource {
	var list []Resource
	for _, nic := range m.VM.NICs {
		for _, ip := range nic.IPConfigurations {
			if ip.PublicAddress.IsValid() {
				list = append(list, publicIPOf(m, ip))
			}
		}
	}
	return list
}
