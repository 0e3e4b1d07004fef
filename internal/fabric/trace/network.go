package trace

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// Network is a world as packets see it: who has which address, which rules and routes stand before it. It is made once for
// many traces, and is not for use by several goroutines at once.
type Network struct {
	world   *fabric.World
	exits   *fabric.Exits
	groups  map[fabric.ID]*group
	subnets map[fabric.ID]*subnet
	prober  *fabric.Prober
	byID    map[fabric.Key][]*node   // IP configurations by their own id, their NIC's and their machine's
	private map[place]target         // by virtual network
	public  map[netip.Addr]target    // what takes packets from the internet
	members map[fabric.Key][]*node   // by pool, of load balancers and gateways
	fronts  map[fabric.Key]*frontend // by id
}

// place is an address in a virtual network.
type place struct {
	network fabric.Key
	address netip.Addr
}

// target is what has an address; one of them is set.
type target struct {
	node     *node
	frontend *frontend
	gateway  *gateway
}

// group is a network security group at one level; one without a list lets everything pass.
type group struct {
	id      fabric.ID
	list    *acl.List
	pending bool // its rules are not known yet
}

// subnet is a subnet with what stands before its addresses.
type subnet struct {
	fabric.Subnet
	network fabric.Key
	scope   *acl.Scope
	routes  *route.Table
	group   *group
	pending fabric.ID // what is not known yet: the subnet itself or its route table; empty for nothing
}

// node is what sends from an address in a subnet: an IP configuration of an instance, or an application gateway.
type node struct {
	id      fabric.ID
	words   string // who it is, for explanations
	address netip.Addr
	subnet  *subnet
	group   *group // of the NIC
	asgs    []acl.Group
	set     *fabric.ScaleSet // nil for a gateway, as the following
	vm      *fabric.InstanceView
	nic     *fabric.NICView
	ip      *fabric.IPConfigurationView
	exit    *fabric.OutboundPath // once it has been looked for
}

// party is the node as rules see it.
func (n *node) party() acl.Party { return acl.Party{Address: n.address, Groups: n.asgs} }

// NewNetwork makes the network of a world.
func NewNetwork(w *fabric.World) *Network {
	n := &Network{
		world: w, exits: fabric.NewExits(w), prober: fabric.NewProber(w),
		groups: map[fabric.ID]*group{}, subnets: map[fabric.ID]*subnet{},
		byID: map[fabric.Key][]*node{}, private: map[place]target{}, public: map[netip.Addr]target{},
		members: map[fabric.Key][]*node{}, fronts: map[fabric.Key]*frontend{},
	}
	n.addBalancers()
	for _, set := range fabric.Each[fabric.ScaleSet](w) {
		n.addSet(set)
	}
	n.addNATRules()
	n.addGateways()
	return n
}

func (n *Network) addSet(set fabric.ScaleSet) {
	pools := keys{}
	views := set.View(n.world)
	for i := range views {
		vm := &views[i]
		vmKey := vm.VMID.Key()
		for j := range vm.NICs {
			nic := &vm.NICs[j]
			nicKey, rules := nic.ID.Key(), n.group(nic.NetworkSecurityGroupID)
			for k := range nic.IPConfigurations {
				ip := &nic.IPConfigurations[k]
				host := &node{
					id: ip.ID, words: "the instance " + vm.Name, address: ip.PrivateAddress, subnet: n.subnet(ip.SubnetID), group: rules,
					asgs: fabric.GroupKeys(ip.ApplicationSecurityGroupIDs), set: &set, vm: vm, nic: nic, ip: ip,
				}
				n.addHost(host, pools, ip.ID.Key(), nicKey, vmKey)
			}
		}
	}
}

// addHost notes an IP configuration under its ids and addresses, in its pools and on its NAT ports.
func (n *Network) addHost(host *node, pools keys, ids ...fabric.Key) {
	for _, id := range ids {
		n.byID[id] = append(n.byID[id], host)
	}
	n.private[place{host.subnet.network, host.address}] = target{node: host}
	if host.ip.PublicAddress.IsValid() {
		n.public[host.ip.PublicAddress] = target{node: host}
	}
	for _, id := range host.ip.LBBackendPoolIDs {
		n.members[pools.of(id)] = append(n.members[pools.of(id)], host)
	}
	for _, id := range host.ip.AppGatewayPoolIDs {
		n.members[pools.of(id)] = append(n.members[pools.of(id)], host)
	}
	n.addNATPorts(host)
}

// keys remembers the keys of ids that come again and again.
type keys map[fabric.ID]fabric.Key

func (k keys) of(id fabric.ID) fabric.Key {
	key, ok := k[id]
	if !ok {
		key = id.Key()
		k[id] = key
	}
	return key
}

// group returns a network security group; that of an empty id lets everything pass, as one that is not there.
func (n *Network) group(id fabric.ID) *group {
	g, ok := n.groups[id]
	if !ok {
		g = &group{id: id}
		object, presence := n.world.Lookup(id)
		if nsg, isGroup := object.(fabric.NetworkSecurityGroup); isGroup {
			g.list = nsg.Rules()
		}
		g.pending = presence == fabric.Pending
		n.groups[id] = g
	}
	return g
}

func (n *Network) subnet(id fabric.ID) *subnet {
	s, known := n.subnets[id]
	if !known {
		object, _ := fabric.Get[fabric.Subnet](n.world, id)
		s = &subnet{Subnet: object, network: id.Parent().Key()}
		s.ID = id // also where there is no such subnet
		s.scope, s.routes, s.group = object.Scope(n.world), object.Routes(n.world), n.group(s.NetworkSecurityGroupID)
		for _, needed := range []fabric.ID{id, id.Parent(), s.RouteTableID} {
			if _, presence := n.world.Lookup(needed); presence == fabric.Pending {
				s.pending = needed
			}
		}
		n.subnets[id] = s
	}
	return s
}
