package topology

import (
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// presence is a scale set in one of the subnets that its instances have addresses in.
type presence struct {
	set    Node
	subnet fabric.ID
	home   bool // the subnet of the primary NIC
	nics   []fabric.NICConfiguration
}

// key is where the presence is drawn, among the places of nodes.
func (s presence) key() fabric.Key { return presenceKey(s.set.ID, s.subnet) }

func presenceKey(set, subnet fabric.ID) fabric.Key { return set.Key() + "|" + subnet.Key() }

// presencesOf lists where a set is: its home first, then the other subnets in the order of its NICs.
func presencesOf(n Node) []presence {
	set := n.object.(fabric.ScaleSet)
	var list []presence
	add := func(subnet fabric.ID, nic *fabric.NICConfiguration) {
		i := slices.IndexFunc(list, func(s presence) bool { return s.subnet.Is(subnet) })
		if i < 0 {
			i = len(list)
			list = append(list, presence{set: n, subnet: subnet, home: subnet.Is(n.Parent)})
		}
		if nic != nil && !slices.ContainsFunc(list[i].nics, func(o fabric.NICConfiguration) bool { return strings.EqualFold(o.Name(), nic.Name()) }) {
			list[i].nics = append(list[i].nics, *nic)
		}
	}
	if n.Parent != "" {
		add(n.Parent, nil)
	}
	seen := map[int]bool{}
	for _, i := range set.Instances {
		if i.Own != nil || !seen[i.ModelVersion] {
			seen[i.ModelVersion] = seen[i.ModelVersion] || i.Own == nil
			addNICs(add, set.NICsOf(i))
		}
	}
	if model, ok := set.LatestModel(); ok && len(set.Instances) == 0 {
		addNICs(add, model.NICs)
	}
	return list
}

func addNICs(add func(fabric.ID, *fabric.NICConfiguration), nics []fabric.NICConfiguration) {
	for _, nic := range nics {
		for _, ip := range nic.IPConfigurations {
			add(ip.SubnetID, &nic)
		}
	}
}

// takes reports whether the presence has an IP configuration that stands in a pool.
func (s presence) takes(pool fabric.ID) bool {
	for _, nic := range s.nics {
		for _, ip := range nic.IPConfigurations {
			if ip.SubnetID.Is(s.subnet) && slices.ContainsFunc(slices.Concat(ip.LBBackendPoolIDs, ip.LBNATPoolIDs, ip.AppGatewayPoolIDs), pool.Is) {
				return true
			}
		}
	}
	return false
}

// public reports whether the presence has public addresses: of a prefix, or of none where that is empty.
func (s presence) public(prefix fabric.ID) bool {
	for _, nic := range s.nics {
		for _, ip := range nic.IPConfigurations {
			if ip.SubnetID.Is(s.subnet) && ip.PublicIP != nil && ip.PublicIP.PrefixID.Is(prefix) {
				return true
			}
		}
	}
	return false
}

// maxAbout is how much a set says of itself before the rest is folded.
const maxAbout = 5

// scaleSet draws a presence: a head, its application security groups, and the instances with their addresses in the subnet.
func (p *picture) scaleSet(s presence) block {
	set := s.set.object.(fabric.ScaleSet)
	head := heading(s.set, strconv.Itoa(len(set.Instances))+" × "+set.SKU)
	about := []string{}
	class := "set"
	if s.home {
		about = append(about, s.set.Details[1:]...)
	} else {
		head, class = heading(s.set, "further NICs"), "also"
	}
	for _, nic := range s.nics {
		about = append(about, "NIC "+nic.Name())
	}
	if len(about) > maxAbout {
		about = append(about[:maxAbout-1:maxAbout-1], foldText(len(about)-maxAbout+1))
	}
	rows := []block{head, textBlock(styleSmall, strings.Join(about, " · "))}
	if chips := p.groupsOf(s); len(chips) > 0 {
		rows = append(rows, wrap(300, 6, chips...))
	}
	rows = append(rows, p.instances(s))
	b := framed(class, 8, margin(12, 9, stack(6, rows...)))
	if guards := p.guards(s); len(guards) > 0 {
		b = guarded(b, guards, 0)
	}
	return spot(s.key(), element(s.set, b))
}

// spot remembers where a block is drawn.
func spot(key fabric.Key, b block) block {
	return block{b.w, b.h, func(c *canvas, r rect) {
		c.places[key] = append(c.places[key], r)
		b.draw(c, r)
	}}
}

// groupsOf draws the application security groups that the presence joins.
func (p *picture) groupsOf(s presence) []block {
	var ids []fabric.ID
	for _, nic := range s.nics {
		for _, ip := range nic.IPConfigurations {
			for _, id := range ip.ApplicationSecurityGroupIDs {
				if ip.SubnetID.Is(s.subnet) && !slices.ContainsFunc(ids, id.Is) {
					ids = append(ids, id)
				}
			}
		}
	}
	return p.chips("group", "ASG ", ids)
}

// chips draws nodes as badges.
func (p *picture) chips(class, word string, ids []fabric.ID) []block {
	var list []block
	for _, id := range ids {
		if n, ok := p.graph.Node(id); ok {
			list = append(list, element(n, badge(class, word+styleBadge.clip(n.Name, 180))))
		}
	}
	return list
}

// guards returns the network security groups of the presence's NICs.
func (p *picture) guards(s presence) []Node {
	var list []Node
	for _, nic := range s.nics {
		n, ok := p.graph.Node(nic.NetworkSecurityGroupID)
		if ok && !slices.ContainsFunc(list, func(o Node) bool { return o.ID == n.ID }) {
			list = append(list, n)
		}
	}
	return list
}

// guarded draws the border of network security groups around a block, with their names on it. Free is the room at the right
// that the names leave to lines.
func guarded(b block, groups []Node, free int) block {
	const room = 10 // above, for the names
	var tabs []block
	for _, n := range groups {
		tabs = append(tabs, element(n, badge("warn", "NSG "+styleBadge.clip(n.Name, 180)+" · "+ruleCount(n))))
	}
	names := row(6, tabs...)
	return block{max(b.w, names.w+40+free), b.h + room, func(c *canvas, r rect) {
		inner := rect{r.x, r.y + room, r.w, r.h - room}
		b.draw(c, inner)
		c.rect("guard", inner, 9)
		names.draw(c, rect{r.right() - names.w - 16 - free, r.y + 1, names.w, names.h})
	}}
}

// ruleCount says how many rules of its own a group has.
func ruleCount(n Node) string {
	if len(n.Details) == 1 {
		return "1 rule"
	}
	return strconv.Itoa(len(n.Details)) + " rules"
}
