package fabric

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Computer names are a prefix and six digits in base 36. In a Uniform set those are the instance id: web00000A is instance 10. Lengths and
// characters: SOURCES.md 2.3 (sure: TF validate/linux_computer_name.go, windows_computer_name.go); upper case and
// padding likely.
const (
	computerNameDigits    = 6
	maxLinuxPrefix        = 64 - computerNameDigits
	maxWindowsPrefix      = 15 - computerNameDigits
	computerNames         = 36 * 36 * 36 * 36 * 36 * 36 // that the digits can make
	forbiddenInLinuxNames = `\/"[]:|<>+=;,?*@&~!#$%^()_{}'`
)

var (
	windowsPrefix = regexp.MustCompile(`^[0-9A-Za-z-]+$`)
	onlyDigits    = regexp.MustCompile(`^[0-9]+$`)
)

// ComputerName returns the host name that ends with a number.
func ComputerName(prefix string, number int) string {
	return fmt.Sprintf("%s%0*s", prefix, computerNameDigits, strings.ToUpper(strconv.FormatInt(int64(number), 36)))
}

func (s ScaleSet) checkComputerNamePrefix(f *findings) {
	at, prefix := At("computer_name_prefix"), s.ComputerNamePrefix
	longest := map[string]int{OSLinux: maxLinuxPrefix, OSWindows: maxWindowsPrefix}[s.OSType]
	if longest == 0 {
		return
	}
	var why string
	switch {
	case prefix == "":
		return
	case len(prefix) > longest:
		why = fmt.Sprintf("has %d characters; with the %d digits of the instance id, %s takes at most %d", len(prefix), computerNameDigits, s.OSType, longest)
	case s.OSType == OSWindows && !windowsPrefix.MatchString(prefix):
		why = "has other characters than letters, digits and hyphens"
	case s.OSType == OSWindows && onlyDigits.MatchString(prefix):
		why = "has only digits"
	case s.OSType == OSLinux && strings.ContainsAny(prefix, forbiddenInLinuxNames):
		why = "has one of the characters " + forbiddenInLinuxNames
	case s.OSType == OSLinux && strings.HasSuffix(prefix, "."):
		why = "ends with a period"
	default:
		return
	}
	f.add(CodeInvalidComputerNamePrefix, at, "The computer name prefix %q of the scale set %s %s.", prefix, s.Name(), why).
		reading(At("guest"), At("name"))
}
