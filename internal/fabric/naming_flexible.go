package fabric

import (
	"fmt"
	"regexp"
	"strings"
)

// Lengths and types of what a Flexible set makes. Source: SOURCES.md 2.3 (sure: instance-ids.md), 4.2 (sure: TF
// validate/domain_name_label.go), 11.1 (sure).
const (
	maxFlexibleInstanceName = 44
	uniqueDigits            = 8 // hexadecimal, behind a separator
	maxFlexibleSetName      = maxFlexibleInstanceName - uniqueDigits - 1
	maxFlexibleLabel        = 26

	typeVirtualMachine   = "Microsoft.Compute/virtualMachines"
	typeNetworkInterface = "Microsoft.Network/networkInterfaces"
)

// flexibleLabel is the label of an instance's address: the configuration's, a dash and a UUID, 63 characters at the most.
// That compute appends a dash and a UUID is sure (SOURCES.md 4.2); that the whole is the label in a name of the usual
// form is likely.
const flexibleLabel = "%s-%s"

// flexibleNaming makes virtual machines, NICs and public addresses resources of their own, in the set's resource group.
// Source: SOURCES.md 2.1, 2.3, 11.1 (sure; the names of NICs and public addresses likely).
type flexibleNaming struct{}

// unique is the part of a name that Azure draws by chance.
func unique(s ScaleSet, instance int, parts ...string) string {
	return fmt.Sprintf("%0*x", uniqueDigits, scattered(1<<(4*uniqueDigits), instance, append([]string{"name", string(s.ID.Key())}, parts...)...))
}

// besides is the id of a resource of the set's group. The set's own id is <group>/providers/Microsoft.Compute/<type>/<name>.
func besides(s ScaleSet, armType, name string) ID {
	return ID(string(s.ID.Parent().Parent()) + "/providers/" + armType + "/" + name)
}

func (f flexibleNaming) instanceID(s ScaleSet, instance int) string { return f.vmName(s, instance) }

// uniqueText is the form of the part that is drawn by chance.
var uniqueText = regexp.MustCompile(`^[0-9A-Fa-f]{8}$`)

func (flexibleNaming) isInstanceID(s ScaleSet, text string) (form string, ok bool) {
	before, after := s.Name()+"_", ""
	if len(text) > len(before) {
		before, after = text[:len(before)], text[len(before):]
	}
	return "the names of instances, " + s.Name() + "_ and eight hexadecimal digits", strings.EqualFold(before, s.Name()+"_") && uniqueText.MatchString(after)
}

// setOfMachine returns the Flexible set that the id of a virtual machine names. ok is false for every other id.
func setOfMachine(id ID) (set ID, ok bool) {
	p, err := ParseID(string(id))
	name, n := id.Name(), len(id.Name())-uniqueDigits-1
	if err != nil || !strings.EqualFold(p.Type(), typeVirtualMachine) || n < 1 || name[n] != '_' || !uniqueText.MatchString(name[n+1:]) {
		return "", false
	}
	return TopLevelID(KindScaleSet, p.SubscriptionID, p.ResourceGroupName, name[:n]), true
}

// flexibleNICPath is machinePath of <NIC>[/ipConfigurations/<IP>], where the NIC is one that a Flexible set has made.
func flexibleNICPath(w *World, id ID) (set ID, names []string, ok bool) {
	p, err := ParseID(string(id))
	switch {
	case err != nil:
		return "", nil, false
	case strings.EqualFold(p.Type(), typeNetworkInterface+"/ipConfigurations"):
		id, names = id.Parent(), []string{id.Name()}
	case !strings.EqualFold(p.Type(), typeNetworkInterface):
		return "", nil, false
	}
	for _, s := range Each[ScaleSet](w) {
		if instance, nic, ok := s.ownerOf(id); ok {
			return s.ID, append([]string{s.InstanceID(instance), nic}, names...), true
		}
	}
	return "", nil, false
}

// ownerOf returns the instance that has a NIC, and the NIC's name in it; ok is false where the set is not a Flexible one that
// has made the NIC.
func (s ScaleSet) ownerOf(nicID ID) (instance int, nic string, ok bool) {
	text := nicID.Name()
	if !s.Flexible() || len(text) <= uniqueDigits {
		return 0, "", false
	}
	before := text[:len(text)-uniqueDigits]
	for _, i := range s.Instances {
		for _, c := range s.NICsOf(i) {
			if strings.EqualFold(before, c.Name()+"-") && s.naming().nicID(s, i.ID, c.Name()).Is(nicID) {
				return i.ID, c.Name(), true
			}
		}
	}
	return 0, "", false
}

func (flexibleNaming) vmName(s ScaleSet, instance int) string {
	return s.Name() + "_" + unique(s, instance)
}

// computerName ends with six characters by chance, in the alphabet of Uniform sets (likely).
func (flexibleNaming) computerName(s ScaleSet, instance int) string {
	return ComputerName(s.ComputerNamePrefix, int(scattered(computerNames, instance, "computer", string(s.ID.Key()))))
}

func (f flexibleNaming) vmID(s ScaleSet, instance int) ID {
	return besides(s, typeVirtualMachine, f.vmName(s, instance))
}

func (flexibleNaming) nicID(s ScaleSet, instance int, nic string) ID {
	return besides(s, typeNetworkInterface, nic+"-"+unique(s, instance, nic))
}

func (flexibleNaming) publicIPID(s ScaleSet, p publicPlace) ID {
	return besides(s, KindPublicIP.ARMType(), p.ip.PublicIP.Name+"-"+unique(s, p.instance, p.nic, p.ip.Name))
}

func (f flexibleNaming) label(s ScaleSet, p publicPlace) string {
	return fmt.Sprintf(flexibleLabel, p.ip.PublicIP.DomainNameLabel, GUID(f.publicIPID(s, p), "label"))
}

func (f flexibleNaming) fqdn(s ScaleSet, p publicPlace) string {
	return LabelFQDN(f.label(s, p), s.Location)
}
