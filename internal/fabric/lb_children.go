package fabric

import "strings"

// lbReference is the reference of a load balancer's child to its parent.
func lbReference(child ID) Reference {
	return Reference{Field: At("lb_id"), ID: child.Parent(), Kind: KindLoadBalancer, Lives: true}
}

// BackendPool is Microsoft.Network/loadBalancers/backendAddressPools. Its members join from their side.
type BackendPool struct{ Meta }

// Head implements Object.
func (p BackendPool) Head() Meta { return p.Meta }

// WithHead implements Object.
func (p BackendPool) WithHead(m Meta) Object { p.Meta = m; return p }

// Kind implements Object.
func (p BackendPool) Kind() Kind { return KindBackendPool }

// References implements Object.
func (p BackendPool) References() []Reference { return []Reference{lbReference(p.ID)} }

// Validate implements Object.
func (p BackendPool) Validate() []Finding {
	f := &findings{id: p.ID}
	checkHead(f, p.Kind(), p.Meta)
	return f.list
}

// Protocols of load balancers, in ARM's words. Source: SOURCES.md 5.4, 5.5 (sure: SDK).
const (
	ProtocolTCP   = "Tcp"
	ProtocolUDP   = "Udp"
	ProtocolAll   = "All"
	ProtocolHTTP  = "Http"
	ProtocolHTTPS = "Https"
)

// Defaults and bounds of probes. Source: SOURCES.md 5.4 (sure: TF).
const (
	DefaultProbeInterval  = 15 // seconds
	minProbeInterval      = 5
	maxProbeInterval      = 2147483646
	DefaultProbeThreshold = 1
	maxProbeThreshold     = 100
)

// Probe is Microsoft.Network/loadBalancers/probes.
type Probe struct {
	Meta
	Protocol    string // Tcp, Http or Https
	Port        int
	RequestPath string // of Http and Https
	Interval    int    // seconds
	Threshold   int    // consecutive results that flip a member's health
}

// Head implements Object.
func (p Probe) Head() Meta { return p.Meta }

// WithHead implements Object.
func (p Probe) WithHead(m Meta) Object { p.Meta = m; return p }

// Kind implements Object.
func (p Probe) Kind() Kind { return KindProbe }

// References implements Object.
func (p Probe) References() []Reference { return []Reference{lbReference(p.ID)} }

// Validate implements Object.
func (p Probe) Validate() []Finding {
	f := &findings{id: p.ID}
	checkHead(f, p.Kind(), p.Meta)
	checkOneOf(f, At("protocol"), p.Protocol, ProtocolTCP, ProtocolHTTP, ProtocolHTTPS)
	checkBetween(f, At("port"), p.Port, 1, maxPort)
	checkBetween(f, At("interval_in_seconds"), p.Interval, minProbeInterval, maxProbeInterval)
	checkBetween(f, At("probe_threshold"), p.Threshold, 1, maxProbeThreshold)
	at := At("request_path")
	switch {
	case p.Protocol == ProtocolTCP && p.RequestPath != "":
		f.add(CodeProbeRequestPath, at, "The probe %s is of Tcp and has a request path.", p.Name()).reading(At("protocol"))
	case p.Protocol != ProtocolTCP && p.Protocol != "" && p.RequestPath == "":
		f.add(CodeProbeRequestPath, at, "The probe %s is of %s and has no request path.", p.Name(), p.Protocol).reading(At("protocol"))
	case p.RequestPath != "" && !strings.HasPrefix(p.RequestPath, "/"):
		f.add(CodeProbeRequestPath, at, "The request path %q of the probe %s does not start with a slash.", p.RequestPath, p.Name())
	}
	return f.list
}

func checkBetween(f *findings, at Field, n, least, most int) {
	if n < least || n > most {
		f.add(CodeInvalidParameter, at, "%s of %s is %d; possible are %d to %d.", at, f.id.Name(), n, least, most)
	}
}
