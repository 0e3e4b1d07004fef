package fabric

// Overprovisioning starts more machines than are asked for and drops the surplus when enough of them run. The ids of the
// dropped ones are not used again, so that ids have holes; their addresses and NAT ports are taken meanwhile, and have to
// be there. Source: SOURCES.md 2.1, 2.3 (sure: design-overview.md; how many, and which go, likely: documents advise room
// for 20 % more, and the networking page shows the ids 0 and 3 of a set of two).
const (
	surplusPercent = 20
	leastSurplus   = 2
)

// surplus returns how many more than n new machines start.
func surplus(n int) int {
	if n == 0 {
		return 0
	}
	return max(leastSurplus, (n*surplusPercent+99)/100)
}

// grown are the instances that a set adds.
type grown struct {
	kept  []Instance
	extra []Instance // dropped again
}

// grow adds instances of the latest model until there are as many as the capacity says. Of the machines that start, the
// surplus are those after the first one.
//
//	asked for 3:   0  1  2  3  4     started
//	               0        3  4     kept
func (s *ScaleSet) grow(instances []Instance) grown {
	latest, _ := s.LatestModel()
	missing, more := max(0, s.Capacity-len(instances)), 0
	if s.Overprovision {
		more = surplus(missing)
	}
	g := grown{kept: instances}
	add := func(list *[]Instance, id int) {
		zone, domain := s.place(append(g.kept[:len(g.kept):len(g.kept)], g.extra...))
		*list = append(*list, Instance{ID: id, Zone: zone, FaultDomain: domain, ModelVersion: latest.Version})
	}
	first := s.NextInstanceID
	for n := range missing {
		id := first + n
		if n > 0 {
			id += more
		}
		add(&g.kept, id)
	}
	for n := range more {
		add(&g.extra, first+1+n)
	}
	s.NextInstanceID += missing + more
	return g
}
