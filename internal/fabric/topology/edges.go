package topology

import (
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// relation is what the reference of one kind to another becomes.
type relation struct {
	kind EdgeKind // empty where flows.go draws it from a part of the object
	// reversed is true where packets, or what the reference stands for, go from the named object to the one that names it.
	reversed bool
}

// relations are those of references that are more than a use.
var relations = map[[2]fabric.Kind]relation{
	{fabric.KindSubnet, fabric.KindNetworkSecurityGroup}:       {Filters, true},
	{fabric.KindScaleSet, fabric.KindNetworkSecurityGroup}:     {Filters, true},
	{fabric.KindSubnet, fabric.KindRouteTable}:                 {Routes, false},
	{fabric.KindSubnet, fabric.KindNATGateway}:                 {Outbound, false},
	{fabric.KindNATGateway, fabric.KindPublicIP}:               {Outbound, false},
	{fabric.KindNATGateway, fabric.KindPublicIPPrefix}:         {Outbound, false},
	{fabric.KindLoadBalancer, fabric.KindPublicIP}:             {},
	{fabric.KindLoadBalancer, fabric.KindPublicIPPrefix}:       {},
	{fabric.KindLoadBalancer, fabric.KindSubnet}:               {},
	{fabric.KindApplicationGateway, fabric.KindPublicIP}:       {Addresses, true},
	{fabric.KindApplicationGateway, fabric.KindSubnet}:         {Attaches, false},
	{fabric.KindPublicIP, fabric.KindPublicIPPrefix}:           {Addresses, true},
	{fabric.KindLoadBalancingRule, fabric.KindBackendPool}:     {Balances, false},
	{fabric.KindInboundNATRule, fabric.KindBackendPool}:        {Balances, false},
	{fabric.KindOutboundRule, fabric.KindBackendPool}:          {Outbound, true},
	{fabric.KindLoadBalancingRule, fabric.KindProbe}:           {Probes, false},
	{fabric.KindScaleSet, fabric.KindProbe}:                    {Probes, false},
	{fabric.KindScaleSet, fabric.KindBackendPool}:              {Balances, true},
	{fabric.KindScaleSet, fabric.KindInboundNATPool}:           {Balances, true},
	{fabric.KindScaleSet, fabric.KindApplicationGatewayPool}:   {Balances, true},
	{fabric.KindScaleSet, fabric.KindSubnet}:                   {Attaches, false},
	{fabric.KindScaleSet, fabric.KindApplicationSecurityGroup}: {Joins, false},
	{fabric.KindScaleSet, fabric.KindPublicIPPrefix}:           {Addresses, true},
}

// references makes edges of what an object names. What it is part of holds its node, and needs no edge.
func (b *builder) references(o fabric.Object) {
	for _, ref := range o.References() {
		r, special := relations[[2]fabric.Kind{o.Kind(), ref.Kind}]
		from, to := o.Head().ID, ref.ID
		switch {
		case special && r.kind == "" || ref.ID.Is(from.Parent()):
			continue
		case !special:
			r.kind = Uses
		case r.reversed:
			from, to = to, from
		}
		label := ""
		if n := b.graph.members[from.Key()]; n > 0 && r.kind == Balances {
			label = times(n)
		}
		b.edge(from, to, r.kind, label)
	}
}
