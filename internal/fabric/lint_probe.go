package fabric

import "fmt"

// unanswered wants an answer to the probe of a load-balancing rule from each instance behind it. Source: SOURCES.md 5.4, 7
// (sure: outbound-rules.md).
func (l linter) unanswered(m member, f flow) (remark, bool) {
	probe, ok := Get[Probe](l.world, f.probe())
	if !ok {
		return remark{}, false
	}
	patient := l.prober.patient(probe, Probed{Guest: l.set.Guest, NetworkSecurityGroupID: m.nic.NetworkSecurityGroupID, IP: m.ip})
	instances := l.instancesOf(m)
	if !patient.known || patient.alike != nil && patient.alike.Healthy {
		return remark{}, false
	}
	var down []int
	why := ""
	for _, i := range instances {
		if health := patient.health(i.given.Private); !health.Healthy {
			if down = append(down, i.id); len(down) == 1 {
				why = health.Reason
			}
		}
	}
	if len(down) == 0 {
		return remark{}, false
	}
	return remark{
		code: CodeHealthProbeUnanswered, onFlow: At("probe_id"), reads: []Field{At("guest")},
		detail: fmt.Sprintf("The probe %s gets no answer from %d of the %d instances of the scale set %s behind %s, %s first. %s", probe.Name(), len(down), len(instances), l.set.Name(), f.title(), l.set.InstanceID(down[0]), why),
	}, true
}
