// Package insight holds the data sources that answer questions about the network: where traffic leaves, what a name is, which
// rules and routes decide.
package insight
