// Package insight holds what answers questions about the network: where traffic leaves, what a name is, which rules and routes
// decide, whether a packet gets through, how it all looks.
package insight
