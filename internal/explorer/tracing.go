package explorer

import (
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// form asks for the way of a packet. Its fields are named as those of a connectivity test.
type form struct {
	Places      places
	Source      string
	Destination string
	Protocol    string
	Port        string
	Errors      map[string]string // by field
}

// Protocols are what the form offers.
func (f form) Protocols() []string { return []string{"Tcp", "Udp", "Icmp"} }

// withDefaults fills in a question that many ask.
func (f form) withDefaults() form {
	f.Protocol, f.Port = "Tcp", "443"
	if f.Source == "" {
		f.Source = trace.Internet
	}
	return f
}

// tracing is the page of a packet's way.
type tracing struct {
	Form    form
	Answer  *answer // nil where the form has errors
	Pending *named  // what is not known, and decides; nil for nothing
	Picture template.HTML
	Whole   string // the page that shows the whole network, where this one shows a part; empty for none
	Part    string // likewise the other way round
}

func tracePage(w *fabric.World, r *http.Request) page {
	query := r.URL.Query()
	t := tracing{Form: form{Places: placesOf(w, fleetOf(w))}}
	if len(query) == 0 {
		t.Form = t.Form.withDefaults()
		t.Picture = picture(topology.Of(w), topology.Highlight{})
		return ok("trace", "Trace a packet", t)
	}
	t.Form.Source, t.Form.Destination = strings.TrimSpace(query.Get("source")), strings.TrimSpace(query.Get("destination"))
	t.Form.Protocol, t.Form.Port = strings.TrimSpace(query.Get("protocol")), strings.TrimSpace(query.Get("destination_port"))
	graph, title := topology.Of(w), "Trace a packet"
	var way topology.Highlight
	switch found, failed := t.Form.trace(w); {
	case len(failed) > 0:
		t.Form.Errors = failed
	case found.Pending != "":
		t.Pending = nameOf(found.Pending)
	default:
		t.Answer, way = answerOf(found), wayOf(found)
		title = t.Form.question()
		graph = t.choose(graph, graph.Around(t.Form.concerned(found, way)...), query.Get("whole") != "")
	}
	t.Picture = picture(graph, way)
	return ok("trace", title, t)
}

// choose returns the graph that the picture is of, and makes the link to the page with the other, unless both are the same.
func (t *tracing) choose(all, part *topology.Graph, whole bool) *topology.Graph {
	switch {
	case part == all:
		return all
	case whole:
		t.Part = t.Form.href()
		return all
	}
	t.Whole = t.Form.href("whole", "true")
	return part
}

// href is the page that asks the same.
func (f form) href(more ...string) string {
	return link(pathTrace, append(more, "source", f.Source, "destination", f.Destination, "protocol", f.Protocol, "destination_port", f.Port)...) + "#picture"
}

// question is the packet in words.
func (f form) question() string {
	return strings.TrimSpace(f.Source + " → " + f.Destination + ", " + f.Protocol + " " + f.Port)
}

// trace asks, and returns the answer or what is wrong with the fields.
func (f form) trace(w *fabric.World) (trace.Answer, map[string]string) {
	port, err := strconv.Atoi(f.Port)
	found, list := trace.NewNetwork(w).Trace(trace.Query{
		Source: f.Places.resolve(f.Source), Destination: f.Places.resolve(f.Destination), Protocol: f.Protocol, DestinationPort: port,
	})
	failed := map[string]string{}
	for _, finding := range list {
		failed[finding.Field[0].Name] = finding.Detail
	}
	if err != nil && f.Port != "" {
		failed["destination_port"] = fmt.Sprintf("The destination port is %q, which is no number.", f.Port)
	}
	for field, text := range map[string]string{"source": f.Source, "destination": f.Destination} {
		if text == "" {
			failed[field] = "The packet has no " + field + "."
		}
	}
	return found, failed
}
