package fabric

import "slices"

// checkPublicIPSource reports addresses that do not fit the prefix that they are to come from.
func checkPublicIPSource(w *World, c Change) []Finding {
	f := &findings{id: c.After.Head().ID}
	switch o := c.After.(type) {
	case PublicIP:
		prefix, ok := Get[PublicIPPrefix](w, o.PrefixID)
		if !ok {
			return nil
		}
		at := At("public_ip_prefix_id")
		if prefix.Version != o.Version {
			f.add(CodePublicIPVersionMismatch, at, "The public IP address %s is of %s, its prefix %s of %s.", o.Name(), o.Version, prefix.Name(), prefix.Version).reading(At("ip_version"))
		}
		if !sameZones(prefix.Zones, o.Zones) {
			f.add(CodePublicIPPrefixZoneMismatch, At("zones"), "The public IP address %s has the zones (%s), its prefix %s has (%s).", o.Name(), joined(o.Zones), prefix.Name(), joined(prefix.Zones)).reading(at)
		}
	case NICConfiguration:
		for i, ip := range o.IPConfigurations {
			if ip.PublicIP == nil {
				continue
			}
			if prefix, ok := Get[PublicIPPrefix](w, ip.PublicIP.PrefixID); ok && prefix.Version != ip.PublicIP.Version {
				f.add(CodePublicIPVersionMismatch, At("ip_configurations").Index(i).Dot("public_ip_address").Dot("public_ip_prefix_id"), "The public IP configuration %s is of %s, its prefix %s of %s.", ip.PublicIP.Name, ip.PublicIP.Version, prefix.Name(), prefix.Version)
			}
		}
	}
	return f.list
}

// checkUsedOnce reports who else already uses a public IP address that an object names, or a prefix. Kinds limits the
// others; none are all. Source: SOURCES.md 5.3 (likely); a NAT gateway uses the whole of a prefix: 4.4 (sure).
func checkUsedOnce(w *World, f *findings, at Field, user, taken Object, kinds ...Kind) {
	for _, other := range w.Referrers(taken.Head().ID) {
		head, kind := other.Object.Head(), other.Object.Kind()
		if head.ID.Is(user.Head().ID) || len(kinds) > 0 && !slices.Contains(kinds, kind) {
			continue
		}
		f.add(CodePublicIPAddressInUse, at, "The %s %s, which the %s %s names, is already used by the %s %s.", taken.Kind().Title(), taken.Head().Name(), user.Kind().Title(), user.Head().Name(), kind.Title(), head.Name()).
			against(head.ID)
	}
}

func sameZones(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// labelUse is one use of a domain name label.
type labelUse struct {
	label   string
	version IPVersion
	set     bool // names of instances are below the label
	at      Field
}

// clashes reports whether two objects cannot both have their labels. An IPv4 and an IPv6 address may share one, and with
// it the name. Source: SOURCES.md 4.2 (sure); for the pair load-balancer-ipv6-internet-cli.md, where both have one label
// (sure).
func (u labelUse) clashes(other labelUse) bool {
	return u.label == other.label && (u.version == other.version || u.set || other.set)
}

// labelsOf returns the labels that an object holds in its region. A scale set holds those of all its models.
func labelsOf(o Object) []labelUse {
	switch o := o.(type) {
	case PublicIP:
		if o.DomainNameLabel != "" {
			return []labelUse{{o.DomainNameLabel, o.Version, false, At("domain_name_label")}}
		}
	case ScaleSet:
		return o.labels()
	}
	return nil
}

// labels lists each label of the latest model once for each IP configuration that has it, then those that only older
// models have, or single instances of their own. A Flexible set holds none: compute makes each label another one.
func (s ScaleSet) labels() []labelUse {
	if s.Flexible() {
		return nil
	}
	var uses []labelUse
	for n, p := range s.profiles() {
		before := uses
		for i, nic := range p.nics {
			at := At("nic_configuration_ids")
			if n == 0 {
				at = at.Index(i)
			}
			for _, ip := range nic.IPConfigurations {
				if ip.PublicIP == nil || ip.PublicIP.DomainNameLabel == "" {
					continue
				}
				use := labelUse{ip.PublicIP.DomainNameLabel, ip.Version, true, at}
				if !slices.ContainsFunc(before, use.clashes) {
					uses = append(uses, use)
				}
			}
		}
	}
	return uses
}

// checkDomainNameLabels reports labels that an object has twice, or that are taken in its region. Source: SOURCES.md 4.2
// (sure; that an instance's addresses of both versions may share a label likely).
func checkDomainNameLabels(w *World, c Change) []Finding {
	uses := labelsOf(c.After)
	if len(uses) == 0 {
		return nil
	}
	f := &findings{id: c.After.Head().ID}
	for n, use := range uses {
		if slices.ContainsFunc(uses[:n], func(u labelUse) bool { return u.label == use.label && u.version == use.version }) {
			f.add(CodeDNSRecordInUse, use.at, "The %s %s uses the domain name label %s for two IP configurations.", c.After.Kind().Title(), c.After.Head().Name(), use.label)
		}
	}
	here := w.Location(c.After)
	for _, other := range Each[Object](w) {
		if other.Head().ID.Is(c.After.Head().ID) || w.Location(other) != here {
			continue
		}
		theirs := labelsOf(other)
		said := map[string]bool{} // a label that both versions share is one conflict
		for _, use := range uses {
			if !said[use.label] && slices.ContainsFunc(theirs, use.clashes) {
				said[use.label] = true
				f.add(CodeDNSRecordInUse, use.at, "The domain name label %s of the %s %s is already used in %s by the %s %s.", use.label, c.After.Kind().Title(), c.After.Head().Name(), here, other.Kind().Title(), other.Head().Name()).
					against(other.Head().ID)
			}
		}
	}
	return f.list
}
