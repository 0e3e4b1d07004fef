// Package trace walks a packet through the fabric: name, rules, routes, appliances, translation, balancing, guest, and the
// way back.
package trace
