// Package fabric is the network model: the kinds of object that the network of Azure virtual machine scale sets is made
// of, the rules that hold for one object and between objects, and the realization of addresses, names and instances.
//
// It knows nothing of Terraform, of a store, of the clock or of chance: the same objects always give the same findings
// and the same topology. Where to find what:
//
//	finding.go, codes*.go    what a broken rule looks like, and the registry of codes with their sources
//	id.go, kind.go           ARM ids and the table of kinds
//	world.go                 an immutable snapshot of all objects, and copies of it with changes on top
//	<kind>.go                one kind: its type, the rules that its own content decides (Validate), what it refers to
//	check_<topic>.go         rules between objects, each a func(*World, Change) []Finding
//	realize_<kind>.go        what the platform adds: addresses, instances
//	instance_view.go         an instance with all that follows from its model and its addresses
//
// Limits, error codes and behaviours carry their source in the line above them. "Likely" marks what public material
// does not settle.
package fabric
