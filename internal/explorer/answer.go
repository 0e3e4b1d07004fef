package explorer

import (
	"slices"
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// answer is what tracing a packet comes to, as the page says it.
type answer struct {
	Verdict     fabric.Verdict
	Why         why
	Steps       []step
	Backends    []backend
	Assumptions []string
}

// why is what decides.
type why struct {
	fabric.Why
	By *named // nil where it is no object
}

// step is one place on the way.
type step struct {
	fabric.TraceStep
	At      *named // nil where it is no object
	Decides bool
}

// backend is the answer by way of one member.
type backend struct {
	fabric.BackendReachability
	Name *named
	At   string // address and port
	Why  why
}

func answerOf(found trace.Answer) *answer {
	a := &answer{Verdict: found.Verdict, Why: why{found.Why, nameOf(found.Why.ID)}, Assumptions: found.Assumptions}
	for _, s := range found.Steps {
		decides := decided(found) && s.ID != "" && s.ID.Is(found.Why.ID) && s.Rule == found.Why.Rule
		a.Steps = append(a.Steps, step{s, nameOf(s.ID), decides})
	}
	for _, b := range found.Backends {
		at := address(b.Address)
		if b.Port != 0 {
			at += ", port " + strconv.Itoa(b.Port)
		}
		a.Backends = append(a.Backends, backend{b, nameOf(b.ID), at, why{b.Why, nameOf(b.Why.ID)}})
	}
	return a
}

// concerned are the ids of what an answer is about: what the packet and its answer meet, where they end up, the backends that
// may get the packet, and the ends that were asked for, also where it does not come that far.
func (f form) concerned(found trace.Answer, way topology.Highlight) []fabric.ID {
	ids := []fabric.ID{fabric.ID(f.Places.resolve(f.Source)), fabric.ID(f.Places.resolve(f.Destination))}
	acts := func(id fabric.ID, rule string) {
		ids = append(ids, id, topology.RouteID(id, rule)) // of a rule that is no route, the closest node is what has it
	}
	acts(found.Why.ID, found.Why.Rule)
	for _, s := range found.Steps {
		acts(s.ID, s.Rule)
	}
	for _, b := range found.Backends {
		ids = append(ids, b.ID)
	}
	return slices.Concat(ids, found.Met, way.Path) // the path has the internet
}

// decided reports whether something stands in the packet's way, which is shown in red.
func decided(found trace.Answer) bool { return found.Verdict != fabric.Reachable }

// wayOf is the way as the picture shows it: there, not back, and without the subnets whose system routes it follows, which
// frame what is on the way anyhow.
func wayOf(found trace.Answer) topology.Highlight {
	var way topology.Highlight
	if decided(found) {
		way.Decides, way.Rule = found.Why.ID, found.Why.Rule
	}
	for _, s := range found.Steps {
		switch {
		case s.Kind == fabric.StepReply:
		case s.Kind == fabric.StepStart && s.ID == "":
			way.Path = append(way.Path, topology.Internet)
		case s.Kind == fabric.StepRoute && s.Rule == "":
		case s.ID != "":
			way.Path = append(way.Path, s.ID)
		}
	}
	if found.Why.Reason == fabric.ReasonSentToInternet {
		way.Path = append(way.Path, topology.Internet)
	}
	return way
}
