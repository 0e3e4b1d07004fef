package fabric

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// InboundNATPool is Microsoft.Network/loadBalancers/inboundNatPools: each instance of a scale set that names it gets a
// frontend port of its range, which leads to the backend port of that instance alone. Source: SOURCES.md 5.7.
type InboundNATPool struct {
	Meta
	FrontendName      string
	Protocol          string // Tcp or Udp
	FrontendPortStart int
	FrontendPortEnd   int // inclusive
	BackendPort       int
	FloatingIP        bool
	IdleTimeout       int // minutes
	TCPReset          bool
}

// Head implements Object.
func (p InboundNATPool) Head() Meta { return p.Meta }

// WithHead implements Object.
func (p InboundNATPool) WithHead(m Meta) Object { p.Meta = m; return p }

// Kind implements Object.
func (p InboundNATPool) Kind() Kind { return KindInboundNATPool }

// References implements Object.
func (p InboundNATPool) References() []Reference { return []Reference{lbReference(p.ID)} }

// Validate implements Object. Bounds: SOURCES.md 5.7 (sure: SDK, TF doc lb_nat_pool).
func (p InboundNATPool) Validate() []Finding {
	f := &findings{id: p.ID}
	checkHead(f, p.Kind(), p.Meta)
	checkOneOf(f, At("protocol"), p.Protocol, ProtocolTCP, ProtocolUDP)
	checkPortRange(f, "NAT pool", p.FrontendPortStart, p.FrontendPortEnd)
	checkBetween(f, At("backend_port"), p.BackendPort, 1, maxPort)
	checkBetween(f, At("idle_timeout_in_minutes"), p.IdleTimeout, minIdleTimeout, maxIdleTimeout)
	return f.list
}

// Pool returns the frontend ports as what package alloc gives out: port 50000 is the address 0.0.195.80.
func (p InboundNATPool) Pool() alloc.Pool {
	return alloc.Pool{Name: string(p.ID.Key()), Ranges: []alloc.Range{{From: portAddress(p.FrontendPortStart), To: portAddress(p.FrontendPortEnd)}}}
}

func portAddress(port int) netip.Addr {
	return netip.AddrFrom4([4]byte{0, 0, byte(port >> 8), byte(port)})
}

func addressPort(a netip.Addr) int {
	b := a.As4()
	return int(b[2])<<8 | int(b[3])
}
