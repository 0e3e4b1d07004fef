package explorer

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
)

// overview is the first page.
type overview struct {
	Networks  []network // to choose from; nil where there is one at most
	Picture   template.HTML
	Form      form
	Instances list
}

// network is a virtual network that the picture can be of.
type network struct {
	ID     fabric.ID
	Name   string
	Chosen bool
}

func overviewPage(w *fabric.World, r *http.Request) page {
	query := r.URL.Query()
	fleet := fleetOf(w)
	o := overview{
		Form:      form{Places: placesOf(w, fleet), Source: query.Get("source"), Destination: query.Get("destination")}.withDefaults(),
		Instances: listOf(w, fleet, query.Get("q"), query.Get("page")),
	}
	var chosen fabric.ID
	networks := fabric.Each[fabric.VirtualNetwork](w)
	for _, v := range networks {
		n := network{v.ID, v.Name(), v.ID.Is(fabric.ID(query.Get("network")))}
		if n.Chosen {
			chosen = v.ID
		}
		if len(networks) > 1 {
			o.Networks = append(o.Networks, n)
		}
	}
	o.Instances.Network = chosen
	graph := topology.Of(w)
	if chosen != "" {
		graph = topology.OfNetwork(w, chosen)
	}
	o.Picture = picture(graph, topology.Highlight{})
	return ok("overview", "Network topology", o)
}

// pageSize is how many instances one page lists.
const pageSize = 50

// list is the table of instances, or the part of it that is asked for.
type list struct {
	Query    string
	Network  fabric.ID // that the picture is of; empty for all
	All      int       // instances
	Found    int       // by the query
	From, To int       // of those, what is shown; from 1
	Rows     []row
	page     int
}

// row is a line of the table.
type row struct {
	member
	Health health
}

// listOf returns the page of those instances that a query finds. Health is asked for what is shown alone: it takes the rules
// of all groups on a probe's way.
func listOf(w *fabric.World, fleet []member, query, number string) list {
	found := fleet
	if words := strings.Fields(strings.ToLower(query)); len(words) > 0 {
		found = slices.DeleteFunc(slices.Clone(fleet), func(m member) bool { return !m.has(words) })
	}
	n, _ := strconv.Atoi(number)
	l := list{Query: query, All: len(fleet), Found: len(found), page: max(1, min(n, (len(found)+pageSize-1)/pageSize))}
	first := (l.page - 1) * pageSize
	shown := found[first:min(first+pageSize, len(found))]
	l.From, l.To = first+1, first+len(shown)
	prober := fabric.NewProber(w)
	for _, m := range shown {
		l.Rows = append(l.Rows, row{m, healthOf(prober, m)})
	}
	return l
}

// has reports whether each of some words in lower case is a part of what the table says of the instance.
func (m member) has(words []string) bool {
	texts := []string{m.Set.Name(), m.VM.Name, m.VM.InstanceID, m.VM.ComputerName, m.Model(), "zone " + cmp.Or(m.VM.Zone, "none")}
	for _, p := range m.Pairs() {
		texts = append(texts, p.Private, p.Public)
	}
	text := strings.ToLower(strings.Join(texts, "\n"))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}

// Previous is the page before; empty for none.
func (l list) Previous() string { return l.href(l.page-1, l.page > 1) }

// Next is the page behind; empty for none.
func (l list) Next() string { return l.href(l.page+1, l.To < l.Found) }

func (l list) href(number int, there bool) string {
	if !there {
		return ""
	}
	query := []string{"page", strconv.Itoa(number)}
	if l.Query != "" {
		query = append(query, "q", l.Query)
	}
	if l.Network != "" {
		query = append(query, "network", string(l.Network))
	}
	return link(pathOverview, query...) + "#instances"
}
