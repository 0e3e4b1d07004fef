package dns

import (
	"fmt"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Lookup answers a name, or an address whose name is wanted, as who asks from would get it answered. From is Internet, the
// id of a virtual network for a machine in it, or the id of an instance, of its NIC or of its IP configuration. The
// findings say what is wrong with name and from.
func Lookup(w *fabric.World, name, from string) (Answer, []fabric.Finding) {
	var list []fabric.Finding
	q, err := parse(name)
	if err != nil {
		list = append(list, refusal(fabric.CodeInvalidParameter, "name", err, "Give a host name such as web000000, a whole name such as web.koreacentral."+fabric.PublicDNSSuffix+", or an IP address."))
	}
	a, err := askerOf(w, from)
	if err != nil {
		list = append(list, refusal(fabric.CodeInvalidResourceReference, "from", err, "Check the id, leave from out to ask from the internet, and add depends_on where the machine is created in the same configuration."))
	}
	if len(list) > 0 {
		return Answer{}, list
	}
	return lookup{w, a, q}.answer(), nil
}

func refusal(code fabric.Code, at string, err error, advice string) fabric.Finding {
	return fabric.Finding{Code: code, Severity: fabric.Error, Field: fabric.At(at), Detail: fmt.Sprintf("The lookup cannot use its %s: %s.", at, err), Advice: advice}
}

// lookup is one question of one asker.
type lookup struct {
	w     *fabric.World
	asker asker
	question
}

// zones are the names that the fabric knows about, each with who answers them. A name in none of them is foreign.
var zones = []struct {
	name   string
	answer func(lookup) Answer
}{
	{fabric.InternalZone, lookup.internal},
	{fabric.PublicDNSSuffix, lookup.public},
	{placeholderZone, lookup.placeholder},
}

func (l lookup) answer() Answer {
	if l.address.IsValid() {
		return l.reverse()
	}
	if suffix := l.asker.suffix(); !l.whole && suffix != "" {
		l.name += "." + suffix
	}
	for _, zone := range zones {
		if inZone(l.name, zone.name) {
			return zone.answer(l)
		}
	}
	if !strings.Contains(l.name, ".") {
		return l.none(NXDomain, "%s is a bare name: only a machine in a virtual network completes it with a suffix, and only where no period ends it.", l.text)
	}
	return l.none(Unknown, "The fabric knows no names outside %s and %s%s.", fabric.InternalZone, fabric.PublicDNSSuffix, l.butCustom("%s may know %s", l.text))
}

// internal answers names of machines. Azure's DNS alone knows them, and tells them only to their own virtual network.
// Source: SOURCES.md 10 (sure: name-resolution page; that a custom server does not forward is assumed).
func (l lookup) internal() Answer {
	switch {
	case !l.asker.inside():
		return l.none(NXDomain, "%s lies in %s, and names there are answered only inside their virtual network.", l.name, fabric.InternalZone)
	case l.asker.custom():
		return l.unforwarded("names in " + fabric.InternalZone)
	}
	here := l.asker.network
	if host, ok := l.host(); ok {
		if found := hosts(l.w, here, host); len(found) > 0 {
			return l.found(found, " in the virtual network "+here.Name())
		}
		return l.none(NXDomain, "No instance in the virtual network %s has the computer name %s.", here.Name(), host)
	}
	for _, other := range fabric.Each[fabric.VirtualNetwork](l.w) {
		if inZone(l.name, fabric.InternalDomainSuffix(other.ID)) && !other.ID.Is(here) {
			return l.none(NXDomain, "%s is a name in the virtual network %s, and the lookup comes from %s: names are not answered across virtual networks.", l.name, other.Name(), here.Name())
		}
	}
	return l.none(NXDomain, "%s is no name of an instance: in the virtual network %s they end with %s.", l.name, here.Name(), fabric.InternalDomainSuffix(here))
}

// host returns the host's part of a name in the asker's network. Beside the name with the network's suffix a machine has
// one without the network's own part. Source: SOURCES.md 10 (likely; name-resolution page, reverse DNS).
func (l lookup) host() (host string, ok bool) {
	for _, zone := range []string{fabric.InternalDomainSuffix(l.asker.network), fabric.InternalZone} {
		if host, ok = strings.CutSuffix(l.name, "."+zone); ok && !strings.Contains(host, ".") {
			return host, true
		}
	}
	return "", false
}

// public answers the names of public addresses, to everybody. A custom server is assumed to resolve public names.
func (l lookup) public() Answer {
	if found := public(l.w, l.name); len(found) > 0 {
		return l.found(found, l.butCustom("%s is taken to resolve public names"))
	}
	custom := l.butCustom("%s is taken to resolve public names")
	for m := range machines(l.w) {
		if _, label, _ := strings.Cut(m.IP.FQDN, "."); !m.Set.Flexible() && strings.EqualFold(label, l.name) {
			return l.none(NXDomain, "%s itself has no address: the instances of the scale set %s are below it, such as %s%s.", l.name, m.Set.Name(), m.IP.FQDN, custom)
		}
	}
	return l.none(NXDomain, "No public IP address and no instance has the name %s%s.", l.name, custom)
}

// placeholder answers nothing. Source: SOURCES.md 10 (likely: recall).
func (l lookup) placeholder() Answer {
	if l.whole {
		return l.none(NXDomain, "%s has no records: it is the placeholder that machines with custom DNS servers get as their suffix.", placeholderZone)
	}
	return l.none(NXDomain, "With custom DNS servers %s asks for %s, in a placeholder that has no records; a whole name is needed.", l.asker.words, l.name)
}
