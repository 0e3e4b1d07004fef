package explorer

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// place is what a packet can come from or go to, as the form suggests it.
type place struct {
	Value string    // what the field takes: a short name where no other place has it, else the id
	Label string    // what it is
	id    fabric.ID // empty for the internet
}

// maxSuggestions bounds what a field suggests: the name of any other place is taken as well.
const maxSuggestions = 200

// places are all that the form can suggest.
type places struct {
	internet  place
	instances []place
	frontends []place
}

func placesOf(w *fabric.World, fleet []member) places {
	p := places{internet: place{Value: trace.Internet, Label: "any host on the internet"}}
	for _, m := range fleet {
		p.instances = append(p.instances, place{id: m.VM.VMID, Label: "instance " + strings.Join(append([]string{m.VM.Name}, m.privateAddresses()...), " ")})
	}
	for _, lb := range fabric.Each[fabric.LoadBalancer](w) {
		for _, f := range lb.Frontends {
			p.frontends = append(p.frontends, place{id: lb.FrontendID(f.Name), Label: "frontend of the load balancer " + lb.Name()})
		}
	}
	taken := map[string]int{}
	for _, list := range [][]place{p.instances, p.frontends} {
		for _, at := range list {
			taken[strings.ToLower(shortName(at.id))]++
		}
	}
	for _, list := range [][]place{p.instances, p.frontends} {
		for i, at := range list {
			list[i].Value = shortName(at.id)
			if taken[strings.ToLower(list[i].Value)] > 1 {
				list[i].Value = string(at.id)
			}
		}
	}
	return p
}

// Sources are suggestions for where a packet comes from; no frontend sends one.
func (p places) Sources() []place { return suggested(p.internet, p.instances) }

// Destinations are suggestions for where a packet goes to.
func (p places) Destinations() []place { return suggested(p.internet, p.frontends, p.instances) }

func suggested(first place, lists ...[]place) []place {
	all := []place{first}
	for _, list := range lists {
		all = append(all, list[:min(len(list), maxSuggestions)]...)
	}
	return all
}

// resolve returns the id of the place that has a name, or the text as it is.
func (p places) resolve(text string) string {
	for _, list := range [][]place{p.instances, p.frontends} {
		for _, at := range list {
			if strings.EqualFold(at.Value, text) {
				return string(at.id)
			}
		}
	}
	return text
}

// valueOf is the name that the form has for an id.
func (p places) valueOf(id fabric.ID) string {
	for _, at := range p.instances {
		if at.id.Is(id) {
			return at.Value
		}
	}
	return string(id)
}

// shortName is an id without where it is: web/virtualMachines/0. One that is no part of another keeps its type, so that no
// name could be taken for a domain name.
func shortName(id fabric.ID) string {
	p, err := fabric.ParseID(string(id))
	if err != nil {
		return string(id)
	}
	if len(p.Segments) == 1 {
		return p.Segments[0].Type + "/" + p.Segments[0].Name
	}
	words := []string{p.Segments[0].Name}
	for _, s := range p.Segments[1:] {
		words = append(words, s.Type, s.Name)
	}
	return strings.Join(words, "/")
}

// named is an object as pages name it.
type named struct {
	Kind, Name string
	ID         fabric.ID // in full
}

// nameOf names an object; nil for none.
func nameOf(id fabric.ID) *named {
	if id == "" {
		return nil
	}
	n := &named{Name: shortName(id), ID: id}
	if kind, ok := id.Kind(); ok && kind != fabric.KindInstanceNetwork {
		n.Kind = kind.Title()
		n.Name = id.Name()
	}
	return n
}

// address writes an address; empty for none.
func address(a netip.Addr) string {
	if !a.IsValid() {
		return ""
	}
	return a.String()
}

// link is a page's path with a query.
func link(path string, query ...string) string {
	values := url.Values{}
	for i := 0; i < len(query); i += 2 {
		values.Set(query[i], query[i+1])
	}
	return path + "?" + values.Encode()
}
