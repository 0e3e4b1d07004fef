package fabric

import "net/netip"

// OutboundMethod says how an instance reaches the internet.
type OutboundMethod string

// The methods, in the order in which Azure looks for one: the first that applies decides. Where documents disagree, the
// newer one is followed: pages of NAT gateways put those before an instance's own address, an older page of load
// balancers puts that address first. Source: SOURCES.md 9.
const (
	// OutboundUserRoute: routes of the subnet's table take 0.0.0.0/0 elsewhere than to the internet (likely).
	OutboundUserRoute OutboundMethod = "UserRoute"
	// OutboundNATGateway: the NAT gateway of the subnet.
	OutboundNATGateway OutboundMethod = "NatGateway"
	// OutboundInstancePublicIP: the instance's own public address, without port translation (sure).
	OutboundInstancePublicIP OutboundMethod = "InstancePublicIp"
	// OutboundLoadBalancerRule: outbound rules of a public Standard load balancer (sure).
	OutboundLoadBalancerRule OutboundMethod = "OutboundRule"
	// OutboundLoadBalancing: load-balancing rules of a public load balancer that still do SNAT (sure).
	OutboundLoadBalancing OutboundMethod = "LoadBalancingRule"
	// OutboundDefault: default outbound access, over an address that is Microsoft's and may change (sure).
	OutboundDefault OutboundMethod = "DefaultOutboundAccess"
	// OutboundNone: no way out.
	OutboundNone OutboundMethod = "None"
)

// OutboundPath is how one instance reaches the internet over IPv4.
type OutboundPath struct {
	Method OutboundMethod
	// Addresses are those that the instance is seen with. None where the way leads through an appliance, or over an
	// address that is Microsoft's own.
	Addresses []netip.Addr
	// SNATPorts is how many source ports there are for each destination and protocol; 0 where no ports are translated,
	// or nobody says how many.
	SNATPorts int
	// SharedPorts is true where all instances behind a NAT gateway take from SNATPorts as they need.
	SharedPorts bool
	DecidedBy   []ID   // the objects that decide
	Explanation string // one sentence
	// Pending is an object whose content is not known yet and that may decide otherwise; empty where all is known.
	Pending ID
}

// Outbound returns how one instance of a set reaches the internet: from the primary IP configuration of its primary NIC,
// which is where a guest's default route leads.
func Outbound(w *World, set ScaleSet, instance InstanceView) OutboundPath {
	return newOutboundSearch(w).of(set, instance)
}

// OutboundOf is Outbound for all instances of a set, in the order of their ids.
func OutboundOf(w *World, set ScaleSet) []OutboundPath {
	s := newOutboundSearch(w)
	views := set.View(w)
	paths := make([]OutboundPath, 0, len(views))
	for _, instance := range views {
		paths = append(paths, s.of(set, instance))
	}
	return paths
}

// Exits finds how packets that a route sends to the internet leave, for many IP configurations of one world. It is not for
// use by several goroutines at once.
type Exits struct{ search *outboundSearch }

// NewExits makes the search of a world.
func NewExits(w *World) *Exits { return &Exits{newOutboundSearch(w)} }

// Of returns how a packet leaves from an IP configuration of an instance. User-defined routes are not looked at: one of
// them, or a system route, has sent the packet to the internet already.
func (e *Exits) Of(set ScaleSet, instance InstanceView, ip IPConfigurationView) OutboundPath {
	subnet, ok := Get[Subnet](e.search.world, ip.SubnetID)
	if !ok {
		return OutboundPath{Pending: ip.SubnetID}
	}
	return e.search.exit(outboundCase{set, instance, ip, subnet})
}

// outboundSearch looks at each pool once for all instances.
type outboundSearch struct {
	world    *World
	outbound []OutboundRule
	rules    []LoadBalancingRule
	members  map[Key]int // by pool
}

func newOutboundSearch(w *World) *outboundSearch {
	return &outboundSearch{world: w, outbound: Each[OutboundRule](w), rules: Each[LoadBalancingRule](w), members: map[Key]int{}}
}

// outboundCase is what one step of the search looks at.
type outboundCase struct {
	set      ScaleSet
	instance InstanceView
	ip       IPConfigurationView
	subnet   Subnet
}

func (s *outboundSearch) of(set ScaleSet, instance InstanceView) OutboundPath {
	ip, ok := instance.PrimaryIP()
	if !ok {
		return OutboundPath{Method: OutboundNone, Explanation: "The instance has no primary IP configuration."}
	}
	subnet, ok := Get[Subnet](s.world, ip.SubnetID)
	if !ok {
		return OutboundPath{Pending: ip.SubnetID}
	}
	c := outboundCase{set, instance, ip, subnet}
	if path, decides := s.userRoute(c); decides {
		return path
	}
	return s.exit(c)
}

// exit is how what no route takes elsewhere leaves.
func (s *outboundSearch) exit(c outboundCase) OutboundPath {
	for _, step := range []func(outboundCase) (OutboundPath, bool){
		s.natGateway, s.instancePublicIP, s.outboundRules, s.loadBalancing, s.defaultAccess,
	} {
		if path, decides := step(c); decides {
			return path
		}
	}
	return OutboundPath{Method: OutboundNone, DecidedBy: []ID{c.subnet.ID}, Explanation: s.whyNone(c)}
}

func (s *outboundSearch) userRoute(c outboundCase) (OutboundPath, bool) {
	table, pending, ok := lookOrWait[RouteTable](s.world, c.subnet.RouteTableID)
	if !ok {
		return pending, pending.Pending != ""
	}
	d, ok := table.detour(IPv4)
	return OutboundPath{Method: OutboundUserRoute, DecidedBy: []ID{table.ID}, Explanation: d.sentence("")}, ok
}

func (s *outboundSearch) natGateway(c outboundCase) (OutboundPath, bool) {
	gateway, pending, ok := lookOrWait[NATGateway](s.world, c.subnet.NATGatewayID)
	if !ok {
		return pending, pending.Pending != ""
	}
	addresses, open := gateway.Addresses(s.world)
	if open != "" {
		return OutboundPath{Pending: open}, true
	}
	return OutboundPath{
		Method: OutboundNATGateway, Addresses: addresses, SNATPorts: natGatewayPorts * len(addresses), SharedPorts: true, DecidedBy: []ID{gateway.ID},
		Explanation: "The subnet " + c.subnet.Name() + " has the NAT gateway " + gateway.Name() + ", whose ports all its instances share.",
	}, len(addresses) > 0
}

func (s *outboundSearch) instancePublicIP(c outboundCase) (OutboundPath, bool) {
	if !c.ip.PublicAddress.IsValid() {
		return OutboundPath{}, false
	}
	return OutboundPath{
		Method: OutboundInstancePublicIP, Addresses: []netip.Addr{c.ip.PublicAddress}, DecidedBy: []ID{c.ip.PublicIPID},
		Explanation: "The IP configuration " + c.ip.Name + " has a public IP address of its own.",
	}, true
}

// defaultAccess is given where there is nothing explicit. Source: SOURCES.md 9 (sure: default-outbound-access.md,
// outbound-rules.md scenario 5; Standard pools without any rule likely).
func (s *outboundSearch) defaultAccess(c outboundCase) (OutboundPath, bool) {
	if s.whyNone(c) != "" {
		return OutboundPath{}, false
	}
	return OutboundPath{
		Method: OutboundDefault, DecidedBy: []ID{c.subnet.ID},
		Explanation: "Nothing explicit is configured, and the subnet " + c.subnet.Name() + " has default outbound access. The address is Microsoft's and may change.",
	}, true
}

// whyNone says what keeps default outbound access from an instance; empty where nothing does.
func (s *outboundSearch) whyNone(c outboundCase) string {
	switch {
	case !c.subnet.DefaultOutboundAccess:
		return "The subnet " + c.ip.SubnetID.Name() + " is private, and nothing explicit gives a way out."
	case c.set.Flexible():
		return "Instances of the Flexible scale set " + c.set.Name() + " have no default outbound access, and nothing explicit gives a way out."
	case c.subnet.NATGatewayID != "":
		return "The NAT gateway " + c.subnet.NATGatewayID.Name() + " of the subnet " + c.subnet.Name() + " has no address, and keeps default outbound access away."
	}
	for _, nic := range c.instance.NICs {
		for _, ip := range nic.IPConfigurations {
			if ip.PublicAddress.IsValid() {
				return "The public IP address of the IP configuration " + ip.Name + " of the NIC " + nic.Name + " keeps default outbound access from the whole instance."
			}
			for _, id := range balancersOf(ip.IPConfiguration) {
				if lb, ok := Get[LoadBalancer](s.world, id); ok && lb.SKU == SKUStandard {
					return "The NIC " + nic.Name + " stands behind the " + lb.typeName() + " Standard load balancer " + lb.Name() + ", which gives no way out and keeps default outbound access away."
				}
			}
		}
	}
	return ""
}

// lookOrWait finds an object. Where its content is not known yet, it returns the path that says so.
func lookOrWait[O Object](w *World, id ID) (o O, pending OutboundPath, ok bool) {
	o, pending.Pending, ok = content[O](w, id)
	return o, pending, ok
}
