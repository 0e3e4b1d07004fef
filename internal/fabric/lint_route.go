package fabric

// asymmetric wants answers to leave by the load balancer that was asked. Source: SOURCES.md 8 (likely: recall).
func (l linter) asymmetric(m member, f flow) (remark, bool) {
	_, front, ok := l.frontend(f)
	if !ok || front.Internal() {
		return remark{}, false
	}
	route, leads := l.defaultRoute(m.ip)
	return remark{code: CodeAsymmetricRouting, once: true, detail: route + " Answers to " + f.title() + " do not leave by its frontend " + front.Name + "."}, leads
}

// defaultRoute says where the user's route of a subnet takes all of IPv4; ok is false where that is the internet, or there
// is no such route.
func (l linter) defaultRoute(ip IPConfiguration) (sentence string, ok bool) {
	subnet, _ := Get[Subnet](l.world, ip.SubnetID)
	table, _ := Get[RouteTable](l.world, subnet.RouteTableID)
	name, route, ok := table.DefaultRoute()
	if !ok || route.NextHopType == NextHopInternet || ip.Version != IPv4 {
		return "", false
	}
	return "The route " + name + " of the route table " + table.Name() + " takes what the subnet " + subnet.Name() + " sends to 0.0.0.0/0 " + route.leads() + ".", true
}
