// Package insight holds the data sources that answer questions about the network: where traffic leaves, what a name is, how it
// all looks.
package insight
