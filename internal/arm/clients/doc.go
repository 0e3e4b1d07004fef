// Package clients proves that Azure's official clients can ask the server. It is a package of its own because building them
// takes long, and nothing else needs them.
package clients
