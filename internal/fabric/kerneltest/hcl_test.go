//go:build linux

package kerneltest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// resourceTypes are the kinds that networks are drawn of, in the order in which they are written.
var resourceTypes = []struct {
	kind fabric.Kind
	name string
}{
	{fabric.KindVirtualNetwork, "virtual_network"}, {fabric.KindApplicationSecurityGroup, "application_security_group"},
	{fabric.KindNetworkSecurityGroup, "network_security_group"}, {fabric.KindRouteTable, "route_table"},
	{fabric.KindPublicIP, "public_ip"}, {fabric.KindNATGateway, "nat_gateway"}, {fabric.KindSubnet, "subnet"},
	{fabric.KindLoadBalancer, "lb"}, {fabric.KindBackendPool, "lb_backend_pool"}, {fabric.KindLoadBalancingRule, "lb_rule"},
	{fabric.KindInboundNATPool, "lb_nat_pool"}, {fabric.KindNICConfiguration, "nic_configuration"}, {fabric.KindScaleSet, "scale_set"},
}

// attribute is one argument. Its value is a string, number, bool, id, a list of strings or ids, another object, or lists or
// maps of objects.
type attribute struct {
	name  string
	value any
}

type attributes []attribute

// hcl writes a network as the configuration that makes it. What is as by default is left out.
func hcl(w *fabric.World) string {
	var text strings.Builder
	for _, t := range resourceTypes {
		var objects []fabric.Object
		for o := range w.All() {
			if o.Kind() == t.kind {
				objects = append(objects, o)
			}
		}
		slices.SortFunc(objects, func(a, b fabric.Object) int {
			return strings.Compare(string(a.Head().ID.Key()), string(b.Head().ID.Key()))
		})
		for _, o := range objects {
			id := o.Head().ID
			list := append(attributes{{"name", id.Name()}}, arguments(w, o)...)
			fmt.Fprintf(&text, "resource %q %q %s\n", "simfabric_"+t.name, label(id), list.text(""))
		}
	}
	return text.String()
}

// label names a resource; a part of a load balancer has that in its name.
func label(id fabric.ID) string {
	if kind, _ := id.Parent().Kind(); kind == fabric.KindLoadBalancer {
		return id.Parent().Name() + "-" + id.Name()
	}
	return id.Name()
}

func (list attributes) text(indent string) string {
	var text strings.Builder
	text.WriteString("{\n")
	for _, a := range list {
		if value := render(a.value, indent+"  "); value != "" {
			fmt.Fprintf(&text, "%s  %s = %s\n", indent, a.name, value)
		}
	}
	return text.String() + indent + "}"
}

// render writes a value; empty where there is none.
func render(value any, indent string) string {
	switch v := value.(type) {
	case string:
		if v != "" {
			return strconv.Quote(v)
		}
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	case fabric.ID:
		if v != "" {
			return reference(v)
		}
	case []string:
		if v != nil {
			return renderList(v, func(s string) string { return strconv.Quote(s) })
		}
	case []fabric.ID:
		if v != nil {
			return renderList(v, reference)
		}
	case attributes:
		if v != nil {
			return v.text(indent)
		}
	case []attributes:
		return renderList(v, func(a attributes) string { return a.text(indent) })
	}
	return ""
}

func renderList[T any](list []T, each func(T) string) string {
	var parts []string
	for _, v := range list {
		parts = append(parts, each(v))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func reference(id fabric.ID) string {
	kind, _ := id.Kind()
	for _, t := range resourceTypes {
		if t.kind == kind {
			return "simfabric_" + t.name + "." + label(id) + ".id"
		}
	}
	return strconv.Quote(string(id))
}
