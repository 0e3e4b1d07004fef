package arm

import (
	"net/http"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// instanceView is the state of an instance. Of what ARM has in it, the fabric knows the fault domain, two of the statuses and,
// in a set with a health probe, the health; that an instance which is there runs is the fabric's own. Source: SOURCES.md 11.4
// (fields and statuses sure).
type instanceView struct {
	PlatformFaultDomain int              `json:"platformFaultDomain"`
	VMHealth            *vmHealth        `json:"vmHealth,omitempty"`
	Statuses            []instanceStatus `json:"statuses"`
}

type vmHealth struct {
	Status instanceStatus `json:"status"`
}

// instanceStatus is one status. ARM's has a time as well, which the fabric has not.
type instanceStatus struct {
	Code          string `json:"code"`
	Level         string `json:"level"`
	DisplayStatus string `json:"displayStatus"`
	Message       string `json:"message,omitempty"`
}

// statusSucceeded is the state of a set, and of each instance: the fabric has no operations in flight.
var statusSucceeded = instanceStatus{Code: "ProvisioningState/succeeded", Level: "Info", DisplayStatus: "Provisioning succeeded"}

var statusRunning = instanceStatus{Code: "PowerState/running", Level: "Info", DisplayStatus: "VM running"}

// The health of an instance as the set's probe finds it. Source: SOURCES.md 11.4 (code of the healthy one sure, all else likely).
var (
	statusHealthy   = instanceStatus{Code: "HealthState/healthy", Level: "Info", DisplayStatus: "Healthy"}
	statusUnhealthy = instanceStatus{Code: "HealthState/unhealthy", Level: "Error", DisplayStatus: "Unhealthy"}
)

// instanceView is the view of an instance of a set whose instances have these healths.
func (m machine) instanceView(healths map[int]fabric.Health) *instanceView {
	view := instanceView{PlatformFaultDomain: m.VM.FaultDomain, Statuses: []instanceStatus{statusSucceeded, statusRunning}}
	if health, ok := healths[m.VM.ID]; ok {
		status := statusHealthy
		if !health.Healthy {
			status = statusUnhealthy
			status.Message = health.Reason
		}
		view.VMHealth = &vmHealth{status}
	}
	return &view
}

// setInstanceView is the state of a set, and what states its instances are in: those of their provisioning alone. Extensions
// and orchestration services are not modelled. Source: SOURCES.md 11.4 (sure; of Flexible sets likely).
type setInstanceView struct {
	VirtualMachine statusesSummary  `json:"virtualMachine"`
	Statuses       []instanceStatus `json:"statuses"`
}

type statusesSummary struct {
	StatusesSummary []statusCount `json:"statusesSummary"`
}

// statusCount is how many instances are in a state.
type statusCount struct {
	Code  string `json:"code"`
	Count int    `json:"count"`
}

// viewEndpoints are the instance views of sets and of their instances.
func viewEndpoints() map[string]endpoint {
	return map[string]endpoint{
		fabric.KindScaleSet.ARMType() + "/instanceView": reads(nil, getSetInstanceView),
		typeInstances + "/instanceView":                 reads(nil, getInstanceView),
		typeRollingUpgrades:                             reads(getRollingUpgrade, nil),
	}
}

func getInstanceView(c *call) (answer, error) {
	m, err := c.machine(c.view)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: m.instanceView(m.Set.Health(c.view.World))}, nil
}

func getSetInstanceView(c *call) (answer, error) {
	s, err := c.set(c.view)
	if err != nil {
		return answer{}, err
	}
	view := setInstanceView{statusesSummary{[]statusCount{}}, []instanceStatus{statusSucceeded}}
	if n := len(s.Instances); n > 0 {
		view.VirtualMachine.StatusesSummary = []statusCount{{statusSucceeded.Code, n}}
	}
	return answer{status: http.StatusOK, body: view}, nil
}
