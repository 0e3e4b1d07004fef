package provider_test

import (
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// chaos makes values of a schema out of the bytes that a fuzzer thinks of: mostly such as a configuration has, so that they
// get far, and now and then anything that the type allows.
type chaos struct {
	bytes []byte
	whole bool // nothing is unknown
}

// pick returns a number below n; 0 where the bytes have ended, which is always the tamest choice.
func (c *chaos) pick(n int) int {
	if len(c.bytes) == 0 {
		return 0
	}
	b := int(c.bytes[0])
	c.bytes = c.bytes[1:]
	return b % n
}

// once is true one time in n.
func (c *chaos) once(n int) bool { return c.pick(n) == n-1 }

func one[T any](c *chaos, list []T) T { return list[c.pick(len(list))] }

// config makes a configuration: what only the provider gives is null.
func (c *chaos) config(s *tfprotov6.Schema) tftypes.Value {
	return c.attributes(s.ValueType(), s.Block.Attributes)
}

// around is a plain configuration with some attributes of another.
func (c *chaos) around(plain, other tftypes.Value) tftypes.Value {
	var values, others map[string]tftypes.Value
	if plain.As(&values) != nil || other.As(&others) != nil {
		return other
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if c.once(8) {
			values[name] = others[name]
		}
	}
	return tftypes.NewValue(plain.Type(), values)
}

func (c *chaos) attributes(typ tftypes.Type, list []*tfprotov6.SchemaAttribute) tftypes.Value {
	values := map[string]tftypes.Value{}
	slices.SortFunc(list, func(a, b *tfprotov6.SchemaAttribute) int { return strings.Compare(a.Name, b.Name) })
	for _, a := range list {
		values[a.Name] = c.attribute(a)
	}
	return tftypes.NewValue(typ, values)
}

func (c *chaos) attribute(a *tfprotov6.SchemaAttribute) tftypes.Value {
	typ := a.ValueType()
	switch {
	case !a.Required && !a.Optional:
		return tftypes.NewValue(typ, nil)
	case !a.Required && c.pick(3) != 1 && a.NestedType == nil, !a.Required && c.pick(2) == 0: // left out
		return tftypes.NewValue(typ, nil)
	case !c.whole && c.once(24):
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	case a.NestedType == nil:
		return c.value(a.Name, typ)
	}
	element := func(tftypes.Type) tftypes.Value {
		return c.attributes(tftypes.Object{AttributeTypes: attributeTypes(a.NestedType.Attributes)}, a.NestedType.Attributes)
	}
	if a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle {
		return element(nil)
	}
	return c.collection(typ, element)
}

func attributeTypes(list []*tfprotov6.SchemaAttribute) map[string]tftypes.Type {
	types := map[string]tftypes.Type{}
	for _, a := range list {
		types[a.Name] = a.ValueType()
	}
	return types
}

// value makes a value for an attribute of a name.
func (c *chaos) value(name string, typ tftypes.Type) tftypes.Value {
	switch {
	case typ.Is(tftypes.String):
		return tftypes.NewValue(typ, c.text(name))
	case typ.Is(tftypes.Number):
		return tftypes.NewValue(typ, c.number(name))
	case typ.Is(tftypes.Bool):
		return tftypes.NewValue(typ, c.pick(2) == 1)
	}
	return c.collection(typ, func(element tftypes.Type) tftypes.Value {
		if !c.whole && c.once(24) {
			return tftypes.NewValue(element, tftypes.UnknownValue)
		}
		return c.value(name, element)
	})
}

// collection makes a list, a set or a map: of one element, of a few, of none, or of many.
func (c *chaos) collection(typ tftypes.Type, element func(tftypes.Type) tftypes.Value) tftypes.Value {
	n := []int{1, 1, 2, 3, 0}[c.pick(5)]
	if c.once(64) {
		n = 300
	}
	if m, ok := typ.(tftypes.Map); ok {
		values := map[string]tftypes.Value{}
		for range n {
			values[c.text("name")] = element(m.ElementType)
		}
		return tftypes.NewValue(typ, values)
	}
	var of tftypes.Type
	switch t := typ.(type) {
	case tftypes.List:
		of = t.ElementType
	case tftypes.Set:
		of = t.ElementType
	}
	values := []tftypes.Value{}
	for range n {
		v := element(of)
		if _, isSet := typ.(tftypes.Set); !isSet || !slices.ContainsFunc(values, v.Equal) {
			values = append(values, v)
		}
	}
	return tftypes.NewValue(typ, values)
}

// Values that mean something, and such that should not.
var (
	chaosNames    = []string{"web", "net", "nic1", "lb", "front", "pool", "a", "B", "set", "ip", "nsg", "rt", "new1", "new2"}
	chaosPrefixes = []string{"10.0.2.0/24", "10.0.0.0/16", "10.0.3.0/28", "0.0.0.0/0", "10.0.0.0/8", "::/0", "fd00::/48", "fd00::/64", "10.0.2.4", "fd00::4", "10.0.3.9/29", "*", "VirtualNetwork", "Internet", "AzureLoadBalancer"}
	chaosOdd      = []string{"", " ", "/", "//", "\x00", "\u202e", "ü", "한국", "-1", "1e9", "0x10", "null", "${x}", "10.0.0.0/33", "::ffff:1.2.3.4/96", "fe80::1%eth0/64", "999.1.1.1", "a b", "65536", "*", strings.Repeat("x", 10_000), strings.Repeat("/a", 300), "PT9999999999H", "tcp/", "tcp/70000"}
	chaosNumbers  = []int64{1, 2, 4, 0, 80, 443, 28, 29, 31, 100, 127, 1000, 4096, 65500, 65535, 65536, -1, 1 << 31, 1 << 53, -1 << 62, 50000}
	chaosIDs      = []string{
		acctest.ID(fabric.KindVirtualNetwork, "net"), subnetID, acctest.ID(fabric.KindNICConfiguration, "nic1"), acctest.ID(fabric.KindScaleSet, "web"),
		acctest.ID(fabric.KindPublicIP, "ip"), acctest.ID(fabric.KindPublicIPPrefix, "prefix"), acctest.ID(fabric.KindLoadBalancer, "lb"), lbChild(fabric.KindBackendPool, "pool"),
		lbChild(fabric.KindProbe, "probe"), lbChild(fabric.KindLoadBalancingRule, "rule"), acctest.ID(fabric.KindScaleSet, "web") + "/virtualMachines/0", lbChild(fabric.KindInboundNATPool, "ssh"),
		acctest.ID(fabric.KindLoadBalancer, "lb") + "/frontendIPConfigurations/front", acctest.ID(fabric.KindPublicIP, "none"), strings.ToUpper(subnetID), "/subscriptions/x", "10.0.2.4", "Internet",
	}
	chaosWords = map[string][]string{
		"direction": {"Inbound", "Outbound"}, "access": {"Allow", "Deny"}, "protocol": {"Tcp", "Udp", "Icmp", "*", "All", "Http"},
		"next_hop_type": {"VirtualAppliance", "None", "Internet", "VnetLocal", "VirtualNetworkGateway"}, "next_hop_in_ip_address": {"10.0.2.4", "10.0.2.5"},
		"sku": {"Standard", "Standard_D2s_v5", "Basic", "Standard_D16s_v5", "Standard_Z2"}, "version": {"IPv4", "IPv6"}, "ip_version": {"IPv4", "IPv6"}, "private_ip_address_version": {"IPv4", "IPv6"},
		"orchestration_mode": {"Uniform", "Flexible"}, "mode": {"Manual", "Automatic", "Rolling"}, "rule": {"Default", "NewestVM", "OldestVM"}, "os_type": {"Linux", "Windows"},
		"zones": {"1", "2", "3"}, "frontend_ip_configuration_name": {"front"}, "frontend_ip_configuration_names": {"front"}, "instance_ids": {"*", "0", "1"}, "instance_id": {"0", "1", "7"},
		"allocation_method": {"Static", "Dynamic"}, "load_distribution": {"Default", "SourceIP"}, "listening_ports": {"tcp/80", "udp/53"}, "request_path": {"/"}, "expect": {"reachable", "unreachable"},
		"pause_time_between_batches": {"PT0S", "PT1M"}, "source_port_ranges": {"*", "80", "1-9"}, "destination_port_ranges": {"*", "80", "443-444"}, "domain_name_label": {"web", "web-2"},
		"source": {"Internet", "10.0.2.4", subnetID + "x"}, "destination": {"Internet", "10.0.2.4", "198.18.0.1", "example.com"}, "from": {"Internet"}, "network_interface": {"nic1"}, "fqdns": {"example.com"},
		"health_probe_id": {lbChild(fabric.KindProbe, "probe")}, "location": {"koreacentral", "westus"}, "resource_group_name": {"simfabric", "rg"}, "cidr": {"10.0.0.0/24"}, "length": {"28"},
	}
	// Numbers that get far, by attribute.
	chaosNear = map[string][]int64{"priority": {100, 200, 4096}, "capacity": {1, 2, 3, 12}, "prefix_length": {28, 29, 31}, "idle_timeout_in_minutes": {4, 30}, "model_version": {1, 2}}
)

func (c *chaos) text(name string) string {
	switch kind := c.pick(16); {
	case kind == 15 && len(c.bytes) > 0:
		n := min(c.pick(40), len(c.bytes))
		raw := string(c.bytes[:n])
		c.bytes = c.bytes[n:]
		return strings.ToValidUTF8(raw, "?")
	case kind == 14:
		return one(c, chaosOdd)
	case kind == 13:
		return one(c, slices.Concat(chaosNames, chaosPrefixes, chaosIDs))
	}
	if words, ok := chaosWords[name]; ok {
		return one(c, words)
	}
	switch {
	case strings.HasSuffix(name, "_id"), strings.HasSuffix(name, "_ids"):
		return one(c, chaosFor(name))
	case strings.Contains(name, "address"), strings.Contains(name, "prefix"):
		return one(c, chaosPrefixes)
	}
	return one(c, chaosNames)
}

// chaosFor lists the ids that fit an attribute's name first.
func chaosFor(name string) []string {
	var fitting []string
	for kind, ends := range map[string]string{"virtual_network": "/net", "subnet": "/web", "nic_configuration": "/nic1", "scale_set": "/web", "public_ip": "/ip", "public_ip_prefix": "/prefix", "lb": "/lb", "lb_backend_pool": "/pool", "backend_pool": "/pool", "probe": "/probe", "lb_rule": "/rule", "lb_nat_pool": "/ssh"} {
		if strings.TrimSuffix(strings.TrimSuffix(name, "_ids"), "_id") == kind {
			for _, id := range chaosIDs {
				if strings.HasSuffix(id, ends) {
					fitting = append(fitting, id, id, id)
				}
			}
		}
	}
	return append(fitting, chaosIDs...)
}

func (c *chaos) number(name string) *big.Float {
	if near, ok := chaosNear[name]; ok && c.pick(4) > 0 {
		return big.NewFloat(float64(one(c, near)))
	}
	if c.once(24) {
		return one(c, []*big.Float{big.NewFloat(0.5), big.NewFloat(1e30), big.NewFloat(-1e300), big.NewFloat(1 << 63)})
	}
	return new(big.Float).SetInt64(one(c, chaosNumbers))
}
