package fabric

import (
	"fmt"
	"regexp"
	"strconv"
)

// Upgrade modes, in ARM's words.
const (
	UpgradeManual    = "Manual"    // instances keep their model until an upgrade names them
	UpgradeAutomatic = "Automatic" // all instances follow at once
	UpgradeRolling   = "Rolling"   // instances follow in batches, while enough of them are healthy
)

// RollingPolicy is ARM's rollingUpgradePolicy. Defaults and ranges: SOURCES.md 2.5 (defaults sure:
// configure-rolling-upgrades.md; ranges likely).
type RollingPolicy struct {
	MaxBatchInstancePercent             int    // 5 to 100, of the set's instances
	MaxUnhealthyInstancePercent         int    // 5 to 100
	MaxUnhealthyUpgradedInstancePercent int    // 0 to 100
	PauseTimeBetweenBatches             string // ISO 8601, such as PT5M; simulated, never waited for
}

// DefaultRollingPolicy is what a set has that does not say.
var DefaultRollingPolicy = RollingPolicy{20, 20, 20, "PT0S"}

func (p RollingPolicy) validate(f *findings) {
	at := At("upgrade_policy")
	checkBetween(f, at.Dot("max_batch_instance_percent"), p.MaxBatchInstancePercent, 5, 100)
	checkBetween(f, at.Dot("max_unhealthy_instance_percent"), p.MaxUnhealthyInstancePercent, 5, 100)
	checkBetween(f, at.Dot("max_unhealthy_upgraded_instance_percent"), p.MaxUnhealthyUpgradedInstancePercent, 0, 100)
	if _, ok := parsePause(p.PauseTimeBetweenBatches); !ok {
		f.add(CodeInvalidParameter, at.Dot("pause_time_between_batches"), "pause_time_between_batches of %s is %q; possible are ISO 8601 durations from PT0S to P30D, such as PT5M.", f.id.Name(), p.PauseTimeBetweenBatches)
	}
}

// longestPause in seconds is the fabric's own bound; Azure's is not documented.
const longestPause = 30 * 24 * 60 * 60

// pauseForm is the ISO 8601 duration without years, months and weeks, whose lengths nobody needs between two batches.
var pauseForm = regexp.MustCompile(`^P(?:(\d{1,7})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,7})(?:\.0+)?S)?)?$`)

// parsePause reads a pause in seconds.
func parsePause(text string) (seconds int, ok bool) {
	parts := pauseForm.FindStringSubmatch(text)
	if parts == nil || text == "P" || text[len(text)-1] == 'T' {
		return 0, false
	}
	for n, unit := range []int{24 * 60 * 60, 60 * 60, 60, 1} {
		if count, err := strconv.Atoi(parts[n+1]); err == nil {
			seconds += count * unit
		}
	}
	return seconds, seconds <= longestPause
}

// FormatSeconds writes seconds as an ISO 8601 duration, in ARM's way: PT1H5M, PT0S.
func FormatSeconds(seconds int) string {
	if seconds == 0 {
		return "PT0S"
	}
	text := "PT"
	for _, unit := range []struct {
		length int
		name   string
	}{{60 * 60, "H"}, {60, "M"}, {1, "S"}} {
		if n := seconds / unit.length; n > 0 {
			text += fmt.Sprint(n, unit.name)
			seconds %= unit.length
		}
	}
	return text
}
