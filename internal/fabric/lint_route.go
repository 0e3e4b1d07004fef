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

// defaultRoute says where the user's routes of a subnet take the whole internet; ok is false where they do not.
func (l linter) defaultRoute(ip IPConfiguration) (sentence string, ok bool) {
	subnet, _ := Get[Subnet](l.world, ip.SubnetID)
	table, _ := Get[RouteTable](l.world, subnet.RouteTableID)
	d, ok := table.detour(ip.Version)
	return d.sentence("what the subnet " + subnet.Name() + " sends to "), ok
}
