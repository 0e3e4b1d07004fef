// Package kerneltest compares what the packet trace says with what the Linux kernel does. Its tests draw small networks at
// random, build each of them for real in network namespaces, send Tcp, Udp and Icmp probes, and ask the trace about the same
// packets. They run with make test-kernel alone, as root:
//
//	guest --nic/vm-- port --net/p-- fabric --- edge --- host
//
//	guest   an instance: its addresses, loopback addresses, listeners; routes packets on where it is an appliance
//	port    a NIC's switch port: the NIC's and its subnet's security groups, stateful; who may send and receive what;
//	        the translation of what a load balancer or a public address delivers
//	fabric  the routes, a table for each NIC's subnet; then who has an address; the choice of a backend. It keeps no state
//	edge    source translation by the outbound method of who sends to the internet
//	host    the internet
//
// No packet goes from a guest to another but through ports and fabric, as in Azure, where there is no common wire. What the
// fabric's encapsulation tells the far end in Azure, such as who sent a packet and whether a load balancer delivers it, the
// packet's DSCP field tells here (see stamp). Rules, routes and translation are written down from the objects themselves and not
// from package acl or route, so that the kernel's answer owes them nothing. The outbound method is the fabric's own answer: which one an instance has is not
// what the kernel can say.
//
// Not drawn: IPv6, Windows guests, health probes, application gateways, NAT rules, Flexible sets, load balancers as next hops,
// virtual network gateways, service tags whose addresses are not modelled.
package kerneltest
