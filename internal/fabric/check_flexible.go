package fabric

// checkFlexibleNetwork reports what NIC configurations ask for and Flexible orchestration does not have. Source: SOURCES.md
// 2.1, 4.2, 5.7 (sure).
func checkFlexibleNetwork(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok || !set.Flexible() {
		return nil
	}
	f := &findings{id: set.ID}
	nics, _ := nicsOf(w, set)
	for n, nic := range nics {
		at := At("nic_configuration_ids").Index(n)
		set.checkMadeName(f, at, "network interface", nic.Name())
		for _, ip := range nic.IPConfigurations {
			set.checkFlexibleIP(w, f, at, nic, ip)
		}
	}
	return f.list
}

func (s ScaleSet) checkFlexibleIP(w *World, f *findings, at Field, nic NICConfiguration, ip IPConfiguration) {
	whose := "; the IP configuration " + ip.Name + " of the NIC " + nic.Name() + " "
	for _, id := range ip.LBNATPoolIDs {
		s.lacks(f, at, "inbound NAT pools"+whose+"names "+id.Name(), "Use a NAT rule of a backend pool instead.").against(id)
	}
	for _, id := range balancersOf(ip) {
		if lb, ok := Get[LoadBalancer](w, id); ok && lb.SKU == SKUBasic {
			s.lacks(f, at, "Basic load balancers"+whose+"stands behind "+lb.Name(), "Use a load balancer of the Standard SKU.").against(id)
		}
	}
	p := ip.PublicIP
	if p == nil {
		return
	}
	s.checkMadeName(f, at, "public IP address", p.Name)
	if p.SKU == SKUBasic {
		s.lacks(f, at, "Basic public IP addresses"+whose+"asks for one", "Use the Standard SKU.")
	}
	if n := len(p.DomainNameLabel); n > maxFlexibleLabel {
		f.add(CodeInvalidDomainNameLabel, at, "The domain name label %q has %d characters; in the Flexible scale set %s at most %d are possible, because a dash and a UUID follow.", p.DomainNameLabel, n, s.Name(), maxFlexibleLabel).
			reading(At("orchestration_mode"))
	}
}

// checkMadeName wants room in a name for what makes it unique.
func (s ScaleSet) checkMadeName(f *findings, at Field, title, name string) {
	if n := len(name) + uniqueDigits + 1; n > maxNetworkName {
		f.add(CodeInvalidResourceName, at, "In the Flexible scale set %s the name %s would become that of a %s with %d characters; at most %d are possible.", s.Name(), name, title, n, maxNetworkName).
			reading(At("orchestration_mode"))
	}
}
