package topology

import (
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// OfNetwork makes the graph of one virtual network and what touches it: what lives in it, what that refers to, and what
// lives in that in turn, such as the rules of a load balancer. A group or a prefix that another network shares does not
// bring that network along.
func OfNetwork(w *fabric.World, network fabric.ID) *Graph {
	s := &scope{world: w, network: network, kept: map[fabric.Key]fabric.Object{}, living: map[fabric.Key][]fabric.ID{}}
	for _, o := range fabric.Each[fabric.Object](w) {
		for _, ref := range o.References() {
			if ref.Lives {
				s.living[ref.ID.Key()] = append(s.living[ref.ID.Key()], o.Head().ID)
			}
		}
	}
	s.keep(network)
	for _, t := range fabric.Each[fabric.ConnectivityTest](w) {
		if s.touches(t.Source) || s.touches(t.Destination) {
			s.kept[t.ID.Key()] = t
		}
	}
	objects := make([]fabric.Object, 0, len(s.kept))
	for _, o := range s.kept {
		objects = append(objects, o)
	}
	return Of(fabric.NewWorld(objects...))
}

// scope collects the objects of one network.
type scope struct {
	world   *fabric.World
	network fabric.ID
	living  map[fabric.Key][]fabric.ID // who cannot outlive an object
	kept    map[fabric.Key]fabric.Object
}

func (s *scope) keep(id fabric.ID) {
	o, _ := s.world.Lookup(id)
	if o == nil || s.kept[id.Key()] != nil || s.elsewhere(o) {
		return
	}
	s.kept[id.Key()] = o
	for _, ref := range o.References() {
		s.keep(ref.ID)
	}
	for _, who := range s.living[id.Key()] {
		s.keep(who)
	}
}

// elsewhere reports whether an object is another network or a part of one.
func (s *scope) elsewhere(o fabric.Object) bool {
	switch o := o.(type) {
	case fabric.VirtualNetwork:
		return !o.ID.Is(s.network)
	case fabric.Subnet:
		return !o.VirtualNetworkID().Is(s.network)
	}
	return false
}

// touches reports whether the end of a test is a kept object or a part of one.
func (s *scope) touches(end string) bool {
	for id := fabric.ID(end); strings.Contains(string(id), "/"); id = id.Parent() {
		if s.kept[id.Key()] != nil {
			return true
		}
	}
	return false
}
