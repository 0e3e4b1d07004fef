package fabric

import "net/netip"

// notHeld wants the guests behind a flow with floating IP to take what comes for the frontend's address. Source: SOURCES.md
// 5.6 (sure: FLOATIP).
func (l linter) notHeld(m member, f flow) (remark, bool) {
	_, front, ok := l.frontend(f)
	address, err := netip.ParseAddr(FrontendAddress(l.world, front))
	if !f.floating || !ok || err != nil || !m.ip.Primary || l.set.Guest.takes(address, l.set.OSType) {
		return remark{}, false
	}
	why := "do not hold that address on a loopback interface"
	if l.set.Guest.takes(address, OSLinux) {
		why = "hold it on a loopback interface without the weak host model of Windows"
	}
	return remark{
		code: CodeFloatingIPWithoutLoopback, onSet: At("guest"), onFlow: At("floating_ip"),
		detail: Sentence(f.title()) + " sends packets for " + address.String() + " with floating IP, and the guests of the scale set " + l.set.Name() + " " + why + ": they drop them.",
	}, true
}
