package arm

import (
	"net/http"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// typeRollingUpgrades has one resource of each set, which is called latest. Source: SOURCES.md 11.2 (sure: SDK).
const (
	typeRollingUpgrades = "Microsoft.Compute/virtualMachineScaleSets/rollingUpgrades"
	latestUpgrade       = "latest"
)

// rollingUpgrade is the answer of rollingUpgrades/latest, which has neither a name nor an id. Its policy, times and error are
// left out: the fabric keeps none of them. Source: SOURCES.md 11.4 (sure: SDK, azure-sdk-for-net#45613).
type rollingUpgrade struct {
	Properties rollingUpgradeProperties `json:"properties"`
	Type       string                   `json:"type"`
	Location   string                   `json:"location"`
}

type rollingUpgradeProperties struct {
	RunningStatus runningStatus  `json:"runningStatus"`
	Progress      rolledProgress `json:"progress"`
}

type runningStatus struct {
	Code string `json:"code"`
}

// rolledProgress counts instances. None fails to be upgraded in the fabric, and none is being upgraded while somebody asks.
// Source: SOURCES.md 11.4 (that one which is not healthy afterwards counts as upgraded likely).
type rolledProgress struct {
	Successful int `json:"successfulInstanceCount"`
	Failed     int `json:"failedInstanceCount"`
	InProgress int `json:"inProgressInstanceCount"`
	Pending    int `json:"pendingInstanceCount"`
}

// getRollingUpgrade answers with the last upgrade that the Rolling policy made. Where there was none, ARM says that there is no
// such entity (SOURCES.md 11.4: code and status likely).
func getRollingUpgrade(c *call) (answer, error) {
	s, err := c.set(c.view)
	if err != nil {
		return answer{}, err
	}
	switch {
	case !strings.EqualFold(c.last(), latestUpgrade):
		return answer{}, c.missing(2)
	case s.LatestRollingUpgrade == nil:
		return answer{}, refuse(http.StatusNotFound, "NotFound", "The entity was not found: the scale set '%s' has had no rolling upgrade.", s.Name())
	}
	u := *s.LatestRollingUpgrade
	return answer{status: http.StatusOK, body: rollingUpgrade{
		Type: typeRollingUpgrades, Location: fabric.NormalLocation(s.Location),
		Properties: rollingUpgradeProperties{runningStatus{u.Status}, rolledProgress{Successful: u.Upgraded(), Pending: s.Awaiting(u)}},
	}}, nil
}
