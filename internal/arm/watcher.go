package arm

import (
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// typeWatchers is the type of network watchers. Azure makes one for each region in which something is, in a group of its own;
// the fabric takes them to be there. Source: SOURCES.md 11.2 (calls sure: SDK; paths and names likely).
const (
	typeWatchers  = "Microsoft.Network/networkWatchers"
	watcherGroup  = "NetworkWatcherRG"
	watcherPrefix = "NetworkWatcher_"
)

// ipFlowRequest is a packet as one end of it sees it.
type ipFlowRequest struct {
	TargetResourceID    string `json:"targetResourceId"`
	TargetNICResourceID string `json:"targetNicResourceId"`
	Direction           string `json:"direction"`
	Protocol            string `json:"protocol"`
	LocalPort           string `json:"localPort"`
	RemotePort          string `json:"remotePort"`
	LocalIPAddress      string `json:"localIPAddress"`
	RemoteIPAddress     string `json:"remoteIPAddress"`
}

// IPFlowResult is what the rules say of a packet.
type IPFlowResult struct {
	Access   string `json:"access"`
	RuleName string `json:"ruleName"`
}

func ipFlowVerify(c *call) (answer, error) {
	var r ipFlowRequest
	if e := c.decode(&r); e != nil {
		return answer{}, e
	}
	p, ip, e := c.target(r.TargetResourceID, r.TargetNICResourceID, "localIPAddress", r.LocalIPAddress)
	if e != nil {
		return answer{}, e
	}
	flow, e := r.flow()
	if e != nil {
		return answer{}, e
	}
	d := p.view().VerifyFlow(c.view.World, ip, flow)
	switch {
	case d.Pending != "":
		return answer{}, unsettled(d.Pending)
	case d.Doubt != "":
		return answer{}, undecided("The rule %s names a service tag whose addresses are not modelled, and may take the packet.", d.Doubt)
	}
	result := IPFlowResult{Access: "Deny", RuleName: ruleName(d.Rule, d.Default)}
	if d.Allow {
		result.Access = "Allow"
	}
	return answer{status: http.StatusOK, body: result}, nil
}

// undecided refuses what the fabric cannot know.
func undecided(format string, args ...any) *Error {
	return refuse(http.StatusBadRequest, string(fabric.CodeOperationNotAllowed), format, args...)
}

func (r ipFlowRequest) flow() (fabric.LocalFlow, *Error) {
	flow := fabric.LocalFlow{Direction: acl.Inbound}
	switch {
	case strings.EqualFold(r.Direction, string(acl.Outbound)):
		flow.Direction = acl.Outbound
	case !strings.EqualFold(r.Direction, string(acl.Inbound)):
		return flow, invalidParameter("direction", "The value '%s' of direction is not valid; possible are Inbound and Outbound.", r.Direction)
	}
	if flow.Protocol = acl.ParseProtocol(r.Protocol); flow.Protocol != acl.TCP && flow.Protocol != acl.UDP {
		return flow, invalidParameter("protocol", "The value '%s' of protocol is not valid; possible are TCP and UDP.", r.Protocol)
	}
	for _, field := range []struct {
		name, text string
		port       *int
	}{{"localPort", r.LocalPort, &flow.LocalPort}, {"remotePort", r.RemotePort, &flow.RemotePort}} {
		n, err := strconv.ParseUint(field.text, 10, 16)
		if err != nil {
			return flow, invalidParameter(field.name, "The value '%s' of %s is no port.", field.text, field.name)
		}
		*field.port = int(n)
	}
	var e *Error
	flow.Remote, e = address("remoteIPAddress", r.RemoteIPAddress)
	return flow, e
}

func address(name, text string) (netip.Addr, *Error) {
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" || a.Is4In6() {
		return a, invalidParameter(name, "The value '%s' of %s is no IP address.", text, name)
	}
	return a, nil
}

// target finds the NIC of the machine that a watcher is asked about, and the IP configuration that has an address.
func (c *call) target(machineID, nicID, name, text string) (place, fabric.IPConfigurationView, *Error) {
	none := fabric.IPConfigurationView{}
	local, e := address(name, text)
	if e != nil {
		return place{}, none, e
	}
	found, err := fabric.FindMachine(c.view.World, fabric.ID(machineID))
	if err != nil {
		return place{}, none, refuse(http.StatusNotFound, string(fabric.CodeResourceNotFound), "The Resource '%s' was not found: %s.", machineID, err)
	}
	if !c.watches(found.Set) {
		return place{}, none, c.missing(1)
	}
	m := machine{found.Set, found.VM}
	for n, nic := range m.VM.NICs {
		if nicID != "" && !nic.ID.Is(fabric.ID(nicID)) {
			continue
		}
		i := slices.IndexFunc(nic.IPConfigurations, func(ip fabric.IPConfigurationView) bool { return ip.PrivateAddress == local })
		if i >= 0 {
			return place{m, n}, nic.IPConfigurations[i], nil
		}
	}
	return place{}, none, invalidParameter(name, "No network interface that the request names has the address %s.", local)
}

// watches reports whether the watcher in the path is that of a set's region.
func (c *call) watches(s fabric.ScaleSet) bool {
	set, err := fabric.ParseID(string(s.ID))
	return err == nil && strings.EqualFold(set.SubscriptionID, c.subscription) && strings.EqualFold(c.group, watcherGroup) &&
		strings.EqualFold(c.names[0], watcherPrefix+fabric.NormalLocation(s.Location))
}

// nextHopRequest is a packet that a machine sends.
type nextHopRequest struct {
	TargetResourceID     string `json:"targetResourceId"`
	TargetNICResourceID  string `json:"targetNicResourceId"`
	SourceIPAddress      string `json:"sourceIPAddress"`
	DestinationIPAddress string `json:"destinationIPAddress"`
}

// NextHopResult is where it goes first.
type NextHopResult struct {
	NextHopType      string `json:"nextHopType"`
	NextHopIPAddress string `json:"nextHopIpAddress,omitempty"`
	RouteTableID     string `json:"routeTableId"`
}

// systemRoute stands for a route table where the platform's own route decides (likely: recall).
const systemRoute = "System Route"

func nextHop(c *call) (answer, error) {
	var r nextHopRequest
	if e := c.decode(&r); e != nil {
		return answer{}, e
	}
	_, ip, e := c.target(r.TargetResourceID, r.TargetNICResourceID, "sourceIPAddress", r.SourceIPAddress)
	if e != nil {
		return answer{}, e
	}
	to, e := address("destinationIPAddress", r.DestinationIPAddress)
	if e != nil {
		return answer{}, e
	}
	subnet, ok := fabric.Get[fabric.Subnet](c.view.World, ip.SubnetID)
	if !ok {
		return answer{}, unsettled(ip.SubnetID)
	}
	routes := subnet.Routes(c.view.World)
	if tagged := routes.Tagged(); len(tagged) > 0 && acl.Public(to) {
		return answer{}, undecided("The route %s is for the service tag %s, whose addresses are not modelled, and may take the packet.", tagged[0].Name, tagged[0].ServiceTag)
	}
	result := NextHopResult{NextHopType: route.None, RouteTableID: systemRoute}
	if found, ok := routes.Lookup(to); ok {
		result.NextHopType = found.NextHop
		if found.Address.IsValid() {
			result.NextHopIPAddress = found.Address.String()
		}
		if found.Source == route.User {
			result.RouteTableID = string(subnet.RouteTableID)
		}
	}
	return answer{status: http.StatusOK, body: result}, nil
}
