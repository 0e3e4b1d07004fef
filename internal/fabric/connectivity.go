package fabric

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"

// What a connectivity test may expect.
const (
	ExpectReachable   = "reachable"
	ExpectUnreachable = "unreachable"
)

// ConnectivityTest is a question to the network that is asked in every plan. ARM has nothing like it.
type ConnectivityTest struct {
	Meta
	Source          string // endpoints: Internet, an address, an id; of the destination also a name
	Destination     string
	Protocol        string
	DestinationPort int    // 0 for none
	SourcePort      int    // 0 for none
	Expect          string // reachable, unreachable; empty for no expectation
	// Answer is realized; without backends, which it is the sum of.
	Answer Reachability
}

// Head implements Object.
func (t ConnectivityTest) Head() Meta { return t.Meta }

// WithHead implements Object.
func (t ConnectivityTest) WithHead(m Meta) Object { t.Meta = m; return t }

// Kind implements Object.
func (t ConnectivityTest) Kind() Kind { return KindConnectivityTest }

// References implements Object: a test stands in nothing's way, so it refers to nothing.
func (t ConnectivityTest) References() []Reference { return nil }

// Asks reports whether two tests ask the same.
func (t ConnectivityTest) Asks(o ConnectivityTest) bool {
	return t.Source == o.Source && t.Destination == o.Destination && t.Protocol == o.Protocol &&
		t.DestinationPort == o.DestinationPort && t.SourcePort == o.SourcePort
}

// Met reports whether the answer is as expected. Only a packet that gets through by every way is reachable, and only one that
// gets through by none is unreachable.
func (t ConnectivityTest) Met() bool {
	switch t.Expect {
	case ExpectReachable:
		return t.Answer.Verdict == Reachable
	case ExpectUnreachable:
		return t.Answer.Verdict == Unreachable
	}
	return true
}

// Validate implements Object.
func (t ConnectivityTest) Validate() []Finding {
	f := &findings{id: t.ID}
	checkHead(f, t.Kind(), t.Meta)
	for _, end := range []struct{ field, value string }{{"source", t.Source}, {"destination", t.Destination}} {
		if end.value == "" {
			f.add(CodeInvalidParameter, At(end.field), "The connectivity test %s has no %s.", t.Name(), end.field)
		}
	}
	if t.Expect != "" {
		checkOneOf(f, At("expect"), t.Expect, ExpectReachable, ExpectUnreachable)
	}
	for _, found := range CheckTracedPacket(t.Protocol, t.DestinationPort, t.SourcePort) {
		found.ID = t.ID
		f.list = append(f.list, found)
	}
	return f.list
}

// CheckTracedPacket reports a protocol that is not Tcp, Udp or Icmp, and ports that do not go with it.
func CheckTracedPacket(protocol string, destinationPort, sourcePort int) []Finding {
	f := &findings{}
	kind, to, from := acl.ParseProtocol(protocol), At("destination_port"), At("source_port")
	switch {
	case kind != acl.TCP && kind != acl.UDP && kind != acl.ICMP:
		f.add(CodeInvalidParameter, At("protocol"), "The protocol is %q; possible are Tcp, Udp, Icmp.", protocol)
	case kind == acl.ICMP && destinationPort != 0:
		f.add(CodeInvalidParameter, to, "Icmp has no ports, and the destination port is %d.", destinationPort).reading(At("protocol"))
	case kind == acl.ICMP && sourcePort != 0:
		f.add(CodeInvalidParameter, from, "Icmp has no ports, and the source port is %d.", sourcePort).reading(At("protocol"))
	case kind != acl.ICMP && (destinationPort < 1 || destinationPort > maxPort):
		f.add(CodeInvalidParameter, to, "The destination port is %d; %s needs one from 1 to %d.", destinationPort, kind, maxPort).reading(At("protocol"))
	}
	if sourcePort < 0 || sourcePort > maxPort {
		f.add(CodeInvalidParameter, from, "The source port is %d; possible are 1 to %d.", sourcePort, maxPort)
	}
	return f.list
}
