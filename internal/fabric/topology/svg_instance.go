package topology

import (
	"slices"
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// maxColumns of instances beside each other; fewer where the addresses are long.
const (
	maxColumns   = 4
	maxRowWidth  = 760
	maxAddresses = 8 // of one instance in one subnet
)

// instances draws the instances of a presence, folded beyond a dozen.
func (p *picture) instances(s presence) block {
	here := slices.DeleteFunc(slices.Clone(p.parts(s.set)), func(n Node) bool { return !n.isIn(s.subnet) })
	nodes, hidden := p.fold(here)
	var cells []block
	for _, n := range nodes {
		cells = append(cells, p.instance(n, s.subnet))
	}
	if len(here) == 0 {
		return textBlock(styleSmall, "no instances")
	}
	widest := 1
	for _, cell := range cells {
		widest = max(widest, cell.w+8)
	}
	shown := grid(min(maxColumns, max(1, maxRowWidth/widest)), 8, cells...)
	if hidden == 0 {
		return shown
	}
	return stack(8, shown, framed("fold", 6, margin(10, 6, textBlock(styleText, foldText(hidden)))))
}

// isIn reports whether an instance has an address in a subnet; what is no instance has none.
func (n Node) isIn(subnet fabric.ID) bool {
	return n.view != nil && slices.ContainsFunc(n.view.NICs, func(nic fabric.NICView) bool {
		return slices.ContainsFunc(nic.IPConfigurations, func(ip fabric.IPConfigurationView) bool { return ip.SubnetID.Is(subnet) })
	})
}

// instance draws one instance with its addresses in a subnet.
func (p *picture) instance(n Node, subnet fabric.ID) block {
	v := n.view
	var marks []block
	if v.Zone != "" {
		marks = append(marks, badge("plain", "zone "+v.Zone))
	}
	switch {
	case v.Own != nil:
		marks = append(marks, badge("warn", "own network"))
	case !v.LatestModelApplied:
		marks = append(marks, badge("warn", "model "+strconv.Itoa(v.ModelVersion)))
	}
	rows := []block{spread(10, clippedText(styleText, n.Name, 170), row(4, marks...))}
	addresses, more := 0, 0
	for _, nic := range v.NICs {
		for _, ip := range nic.IPConfigurations {
			switch {
			case !ip.SubnetID.Is(subnet):
			case addresses == maxAddresses:
				more++
			default:
				addresses++
				rows = append(rows, p.addresses(nic, ip)...)
			}
		}
	}
	if more > 0 {
		rows = append(rows, textBlock(styleSmall, foldText(more)))
	}
	return element(n, framed("vm", 6, margin(9, 6, stack(2, rows...))))
}

// stylePublic is that of public addresses.
var stylePublic = style{class: "mono public", size: styleMono.size, fixed: true}

// addresses draws an IP configuration: its private address with the NIC, its public one, and its frontend ports.
func (p *picture) addresses(nic fabric.NICView, ip fabric.IPConfigurationView) []block {
	name := nic.Name
	if len(nic.IPConfigurations) > 1 {
		name += "/" + ip.Name
	}
	rows := []block{spread(12, textBlock(styleMono, address(ip.PrivateAddress)), endText(styleSmall, name, 120))}
	if ip.PublicAddress.IsValid() {
		rows = append(rows, textBlock(stylePublic, address(ip.PublicAddress)))
	}
	for _, text := range p.ports[ip.ID.Key()] {
		rows = append(rows, badge("nat", text))
	}
	return rows
}

// portsOf lists the frontend ports of each IP configuration, of NAT pools and NAT rules alike.
func portsOf(g *Graph) map[fabric.Key][]string {
	ports := map[fabric.Key][]string{}
	add := func(key fabric.Key, port int, name string) {
		ports[key] = append(ports[key], ":"+strconv.Itoa(port)+" "+styleBadge.clip(name, 100))
	}
	for _, n := range g.Nodes {
		if rule, ok := n.object.(fabric.InboundNATRule); ok {
			for _, m := range rule.Mappings {
				add(m.Member, m.Port, rule.Name())
			}
		}
		if n.view == nil {
			continue
		}
		for _, nic := range n.view.NICs {
			for _, ip := range nic.IPConfigurations {
				for i, port := range ip.NATPorts {
					add(ip.ID.Key(), port, ip.LBNATPoolIDs[i].Name())
				}
			}
		}
	}
	return ports
}
