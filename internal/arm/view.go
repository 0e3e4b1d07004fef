package arm

import (
	"slices"
	"strings"
	"sync"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// view is a world with what is looked up in it time and again: ARM's resources name those that use them.
type view struct {
	*fabric.World
	joined func() map[fabric.Key][]fabric.ID // by what is used: the IP configurations and NICs that name it
}

func newView(w *fabric.World) *view {
	v := &view{World: w}
	v.joined = sync.OnceValue(v.join)
	return v
}

// join walks all instances once.
func (v *view) join() map[fabric.Key][]fabric.ID {
	joined := map[fabric.Key][]fabric.ID{}
	add := func(user fabric.ID, used ...fabric.ID) {
		for _, id := range used {
			if id != "" {
				joined[id.Key()] = append(joined[id.Key()], user)
			}
		}
	}
	for _, lb := range fabric.Each[fabric.LoadBalancer](v.World) {
		for _, c := range lb.Frontends {
			add(lb.FrontendID(c.Name), c.SubnetID, c.PublicIPID, c.PublicIPPrefixID)
		}
	}
	for _, g := range fabric.Each[fabric.ApplicationGateway](v.World) {
		add(gatewayPart(g, typeGatewayFrontends, publicGatewayFrontend), g.PublicIPID)
	}
	for _, m := range v.machines() {
		for _, nic := range m.VM.NICs {
			add(nic.ID, nic.NetworkSecurityGroupID)
			for _, ip := range nic.IPConfigurations {
				add(ip.ID, ip.SubnetID)
				add(ip.ID, slices.Concat(ip.LBBackendPoolIDs, ip.AppGatewayPoolIDs)...)
				if ip.PublicIP != nil {
					add(ip.PublicIPID, ip.PublicIP.PrefixID)
				}
			}
		}
	}
	for _, p := range fabric.Each[fabric.PublicIP](v.World) {
		add(p.ID, p.PrefixID)
	}
	return joined
}

// users are the IP configurations and NICs that name an object, those of load balancers first.
func (v *view) users(id fabric.ID) []SubResource { return refs(v.joined()[id.Key()]) }

// machines are the instances of all sets.
func (v *view) machines() []machine {
	var list []machine
	for _, set := range fabric.Each[fabric.ScaleSet](v.World) {
		list = append(list, v.machinesOf(set)...)
	}
	return list
}

// machine is an instance with its set.
type machine struct {
	Set fabric.ScaleSet
	VM  fabric.InstanceView
}

func (v *view) machinesOf(set fabric.ScaleSet) []machine {
	return mapped(set.View(v.World), func(vm fabric.InstanceView) machine { return machine{set, vm} })
}

// referrers are the objects of a kind that name an object.
func (v *view) referrers(id fabric.ID, kind fabric.Kind) []SubResource {
	var list []SubResource
	for _, r := range v.Referrers(id) {
		if r.Object.Kind() == kind {
			list = append(list, SubResource{string(r.Object.Head().ID)})
		}
	}
	return list
}

// ofKind are the objects of a kind, in the order of their ids.
func (v *view) ofKind(kind fabric.Kind) []fabric.Object {
	var list []fabric.Object
	for o := range v.All() {
		if o.Kind() == kind {
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b fabric.Object) int {
		return strings.Compare(string(a.Head().ID.Key()), string(b.Head().ID.Key()))
	})
	return list
}

// children are the objects of a type that live below another.
func children[O fabric.Object](v *view, parent fabric.ID, shape func(*view, O) Resource) []Resource {
	list := []Resource{}
	for _, o := range fabric.Each[O](v.World) {
		if o.Head().ID.Parent().Is(parent) {
			list = append(list, shape(v, o))
		}
	}
	return list
}

// inGroup reports whether an id lies in a subscription, and in a resource group where one is given.
func inGroup(id fabric.ID, subscription, group string) bool {
	p, err := fabric.ParseID(string(id))
	return err == nil && strings.EqualFold(p.SubscriptionID, subscription) && (group == "" || strings.EqualFold(p.ResourceGroupName, group))
}

// hasGroup reports whether anything is in a resource group: the fabric has the groups that something is in.
func (v *view) hasGroup(subscription, group string) bool {
	for o := range v.All() {
		if inGroup(o.Head().ID, subscription, group) {
			return true
		}
	}
	return false
}
