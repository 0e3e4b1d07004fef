package dns

import (
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// reverse answers the name of an address. Azure's DNS knows those of the private addresses in the asker's own virtual
// network; a public address has one only where its reverseFqdn is set, which the fabric does not model. Source: SOURCES.md
// 10 (likely; name-resolution page).
func (l lookup) reverse() Answer {
	known := slices.ContainsFunc(l.space(), func(p netip.Prefix) bool { return p.Contains(l.address) })
	switch {
	case !known && fabric.IsSimulatedPublic(l.address):
		return l.none(NXDomain, "The public address %s has no reverse name: Azure has one only where reverseFqdn is set.", l.address)
	case !known && !l.address.IsPrivate():
		return l.none(Unknown, "The fabric knows no reverse names of addresses that are not its own%s.", l.butCustom("%s may know that of %s", l.address))
	case !l.asker.inside():
		return l.none(NXDomain, "%s is a private address, whose name is answered only inside its virtual network.", l.address)
	case l.asker.custom():
		return l.unforwarded("the names of private addresses")
	}
	for _, r := range holders(l.w, l.asker.network, l.address) {
		if r.host != "" {
			name := r.host + "." + fabric.InternalZone
			return Answer{[]string{name}, l.asker.resolver(), NoError, l.address.String() + " is " + r.owner + " in the virtual network " + l.asker.network.Name() + "."}
		}
	}
	return l.none(NXDomain, "No instance in the virtual network %s has the address %s and a name.", l.asker.network.Name(), l.address)
}

// space is the address space of the asker's virtual network.
func (l lookup) space() []netip.Prefix {
	network, _ := fabric.Get[fabric.VirtualNetwork](l.w, l.asker.network)
	return network.Prefixes()
}
