// Package dns answers names as a machine in a virtual network, or the internet, would get them answered.
package dns

import "net/netip"

// Status says what a lookup comes to.
type Status string

// The statuses. The first two are DNS's own (RFC 1035, 4.1.1).
const (
	NoError  Status = "NoError"  // there are answers
	NXDomain Status = "NXDomain" // who asks is told that there is no such name
	Unknown  Status = "Unknown"  // the answer depends on what the fabric does not model
)

// Internet stands for the internet: as who asks, and as who answers there.
const Internet = "Internet"

// placeholderZone is the suffix that machines with custom DNS servers get. It has no records. Source: SOURCES.md 10
// (likely: recall).
const placeholderZone = "reddog.microsoft.com"

// Answer is what a lookup comes to.
type Answer struct {
	// Answers are addresses, IPv4 first, then by their value; of a lookup of an address they are names.
	Answers []string
	// Resolver is the address of the server that was asked, or Internet.
	Resolver    string
	Status      Status
	Explanation string // one or two sentences: which name was asked for, whose it is, or why there is no answer
}

// record is a name and what it stands for.
type record struct {
	address netip.Addr
	host    string // computer name; empty for a public IP address
	owner   string // in words, for explanations
}
