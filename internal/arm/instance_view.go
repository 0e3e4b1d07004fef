package arm

import (
	"net/http"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// instanceView is the state of an instance. Of what ARM has in it, the fabric knows the fault domain and two of the statuses;
// that an instance which is there runs is the fabric's own. Source: SOURCES.md 11.4 (fields and statuses sure).
type instanceView struct {
	PlatformFaultDomain int              `json:"platformFaultDomain"`
	Statuses            []instanceStatus `json:"statuses"`
}

// instanceStatus is one status. ARM's has a time as well, which the fabric has not.
type instanceStatus struct {
	Code          string `json:"code"`
	Level         string `json:"level"`
	DisplayStatus string `json:"displayStatus"`
}

// statusSucceeded is the state of a set, and of each instance: the fabric has no operations in flight.
var statusSucceeded = instanceStatus{"ProvisioningState/succeeded", "Info", "Provisioning succeeded"}

var statusRunning = instanceStatus{"PowerState/running", "Info", "VM running"}

func (m machine) instanceView() *instanceView {
	return &instanceView{m.VM.FaultDomain, []instanceStatus{statusSucceeded, statusRunning}}
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
	return answer{status: http.StatusOK, body: m.instanceView()}, nil
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
