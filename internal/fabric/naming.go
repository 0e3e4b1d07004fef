package fabric

import (
	"slices"
	"strconv"
	"strings"
)

// naming is how an orchestration mode names the instances of a set and what is made for them. All of it follows from the
// set's id, the instance's number and the names of the model, so that a plan shows it.
type naming interface {
	// instanceID is ARM's instanceId, the text by which everything names an instance.
	instanceID(s ScaleSet, instance int) string
	// isInstanceID reports whether a text can be an instanceId of the set, and says what those are.
	isInstanceID(s ScaleSet, text string) (form string, ok bool)
	vmName(s ScaleSet, instance int) string
	computerName(s ScaleSet, instance int) string
	vmID(s ScaleSet, instance int) ID
	nicID(s ScaleSet, instance int, nic string) ID
	publicIPID(s ScaleSet, p publicPlace) ID
	// label is the first part of the public name that the address has for itself.
	label(s ScaleSet, p publicPlace) string
	fqdn(s ScaleSet, p publicPlace) string
}

// publicPlace is an IP configuration of an instance that has a public address.
type publicPlace struct {
	instance int
	nic      string
	ip       IPConfiguration
	id       ID // the IP configuration's
}

var namings = map[string]naming{OrchestrationUniform: uniformNaming{}, OrchestrationFlexible: flexibleNaming{}}

// naming returns the names of the set's mode; those of Uniform where Validate has something to say about the mode.
func (s ScaleSet) naming() naming {
	if n, ok := namings[s.OrchestrationMode]; ok {
		return n
	}
	return uniformNaming{}
}

// InstanceID returns ARM's instanceId of an instance: a number as text, or in a Flexible set the name of the virtual
// machine. Source: SOURCES.md 2.3 (sure: instance-ids.md).
func (s ScaleSet) InstanceID(instance int) string { return s.naming().instanceID(s, instance) }

// isNamed reports whether an instance is one of a list. ARM compares names without regard to case.
func (s ScaleSet) isNamed(instance int, list []string) bool {
	id := s.InstanceID(instance)
	return slices.ContainsFunc(list, func(other string) bool { return strings.EqualFold(id, other) })
}

// mayBeInstanceID reports whether a text can name an instance of a set whose mode is not known.
func mayBeInstanceID(set ID, text string) bool {
	for _, n := range namings {
		if _, ok := n.isInstanceID(ScaleSet{Meta: Meta{ID: set}}, text); ok {
			return true
		}
	}
	return false
}

// VMID returns the ARM id of an instance. Source: SOURCES.md 11.1 (sure).
func (s ScaleSet) VMID(instance int) ID { return s.naming().vmID(s, instance) }

// uniformNaming has all that belongs to an instance as children of the set. Source: SOURCES.md 2.3, 11.1 (sure).
type uniformNaming struct{}

func (uniformNaming) instanceID(_ ScaleSet, instance int) string { return strconv.Itoa(instance) }

func (uniformNaming) isInstanceID(_ ScaleSet, text string) (form string, ok bool) {
	_, ok = instanceNumber(text)
	return "numbers from 0", ok
}

func (u uniformNaming) vmName(s ScaleSet, instance int) string {
	return s.Name() + "_" + u.instanceID(s, instance)
}

func (uniformNaming) computerName(s ScaleSet, instance int) string {
	return ComputerName(s.ComputerNamePrefix, instance)
}

func (u uniformNaming) vmID(s ScaleSet, instance int) ID {
	return ID(string(s.ID) + "/virtualMachines/" + u.instanceID(s, instance))
}

func (u uniformNaming) nicID(s ScaleSet, instance int, nic string) ID {
	return ID(string(u.vmID(s, instance)) + "/networkInterfaces/" + nic)
}

func (uniformNaming) publicIPID(_ ScaleSet, p publicPlace) ID {
	return ID(string(p.id) + "/publicIPAddresses/" + p.ip.PublicIP.Name)
}

func (uniformNaming) label(_ ScaleSet, p publicPlace) string { return p.ip.PublicIP.DomainNameLabel }

func (uniformNaming) fqdn(s ScaleSet, p publicPlace) string {
	return InstanceFQDN(p.ip.PublicIP.DomainNameLabel, p.instance, s.Location)
}
