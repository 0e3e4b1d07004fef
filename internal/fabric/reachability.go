package fabric

import "net/netip"

// Verdict says whether a packet gets through, and the answer back.
type Verdict string

// The verdicts. The set is that of GCP's connectivity tests.
const (
	Reachable    Verdict = "Reachable"    // over every possible backend
	Unreachable  Verdict = "Unreachable"  // over none
	Ambiguous    Verdict = "Ambiguous"    // over some backends and not over others
	Undetermined Verdict = "Undetermined" // what decides is not modelled
)

// Reason says why a packet gets through, or what stops it. Where Network Watcher has a word for it, it is that: the types
// of a connectivity check's issues are NetworkSecurityRule, UserDefinedRoute, GuestFirewall, DnsResolution and Platform.
type Reason string

// The reasons.
const (
	ReasonDelivered           Reason = "Delivered"             // to the guest, and the answer comes back
	ReasonSentToInternet      Reason = "SentToInternet"        // a host there is taken to answer
	ReasonSecurityRule        Reason = "NetworkSecurityRule"   // a rule denies it
	ReasonClosedByDefault     Reason = "ClosedByDefault"       // Standard public addresses want a group that allows
	ReasonUserRoute           Reason = "UserDefinedRoute"      // a user's route leads nowhere
	ReasonSystemRoute         Reason = "SystemRoute"           // a system route leads nowhere
	ReasonNextHopMissing      Reason = "NextHopNotFound"       // no machine has the appliance's address
	ReasonNoForwarding        Reason = "IPForwardingDisabled"  // the appliance's NIC takes only what is for itself
	ReasonRoutingLoop         Reason = "RoutingLoop"           // routes lead to where the packet has been
	ReasonGateway             Reason = "VirtualNetworkGateway" // what lies behind is not modelled
	ReasonNoOutbound          Reason = "NoOutboundConnectivity"
	ReasonNoMachine           Reason = "NoMachineAtAddress"
	ReasonNoRule              Reason = "NoLoadBalancingRule" // nothing listens on the frontend's port
	ReasonNoBackend           Reason = "NoBackend"
	ReasonNoHealthyBackend    Reason = "NoHealthyBackend"
	ReasonBackendIsSource     Reason = "BackendIsSource" // an internal load balancer's member would meet itself
	ReasonSomeBackends        Reason = "SomeBackends"
	ReasonNotListening        Reason = "GuestNotListening"
	ReasonNoLoopback          Reason = "GuestHoldsNoAddress" // floating IP without the frontend's address on a loopback
	ReasonWeakHost            Reason = "WeakHostDisabled"    // the like, on Windows
	ReasonAsymmetric          Reason = "AsymmetricRouting"   // the answer takes a way on which it is dropped
	ReasonDNS                 Reason = "DnsResolution"
	ReasonAddressVersion      Reason = "AddressVersion" // one end has no address of the other's IP version
	ReasonServiceTag          Reason = "ServiceTag"     // a rule or route of a tag whose addresses are not modelled decides
	ReasonUnmodelledTarget    Reason = "TargetNotModelled"
	ReasonProtocolNotBalanced Reason = "ProtocolNotBalanced" // load balancers and gateways carry no Icmp
)

// StepKind says what happens to a packet at one place of its way.
type StepKind string

// The kinds of steps.
const (
	StepStart        StepKind = "Start"
	StepName         StepKind = "ResolveName"
	StepSecurityRule StepKind = "SecurityRule"
	StepRoute        StepKind = "Route"
	StepForward      StepKind = "Forward" // an appliance sends it on
	StepSourceNAT    StepKind = "SourceNat"
	StepLoadBalancer StepKind = "LoadBalancer"
	StepNATRule      StepKind = "InboundNat"
	StepPublicIP     StepKind = "PublicIp"
	StepProxy        StepKind = "Proxy"
	StepDeliver      StepKind = "Deliver"
	StepReply        StepKind = "Reply"
	StepDrop         StepKind = "Drop"
	StepAbort        StepKind = "Abort" // what comes next is not modelled
)

// TraceStep is one place on a packet's way: what looked at it, and how it is from there on.
type TraceStep struct {
	Kind        StepKind
	ID          ID     // the object that acts; empty where it is none
	Rule        string // of a network security group, route table or load balancer; empty for none
	Detail      string // one sentence
	Source      string // 10.0.1.4:49152, 10.0.1.4 with Icmp, or Internet for any host there; empty before there is a packet
	Destination string // likewise
}

// Why is what decides over a packet.
type Why struct {
	Reason Reason
	ID     ID     // the object that decides; empty where it is none
	Rule   string // its rule or route; empty for none
	Detail string // one or two sentences: what decides, and what would change it
}

// Passage is what becomes of a packet on one way.
type Passage struct {
	Verdict Verdict
	Why     Why
	Steps   []TraceStep // in order
}

// Reachability is what tracing a packet comes to: its passage on the way that decides, which has a step at least.
type Reachability struct {
	Passage
	// Backends has an answer for each backend that may get the packet; nil where nothing is balanced.
	Backends []BackendReachability
	// Assumptions are what the answer takes for granted, a sentence each.
	Assumptions []string
}

// BackendReachability is the passage by way of one backend, from the load balancer on.
type BackendReachability struct {
	ID      ID // of the IP configuration; empty for an address outside the fabric
	Address netip.Addr
	Port    int
	Passage
}
