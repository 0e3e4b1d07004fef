//go:build linux

package kerneltest

// A stamp is what the DSCP field of a packet says on its way through the fabric. Guests send 0, and see the stamps of
// deliveries alone.
//
//	1 to 48           the NIC that has sent it, on the way from its port: the slot plus 1
//	stampPublicIP     on the way to a port: it has come to the NIC's public address
//	stampPublic       likewise: a public load balancer delivers it
//	stampInternal     likewise: an internal load balancer delivers it
const (
	stampPublicIP = 61
	stampPublic   = 62
	stampInternal = 63
)

func stampOf(slot int) int { return slot + 1 }

// ordinals is how many backends of one rule a probe can ask for: by its source port, modulo this.
const ordinals = 16
