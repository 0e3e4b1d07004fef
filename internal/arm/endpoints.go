package arm

import (
	"net/http"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// methods are the handlers of one path.
type methods map[string]handler

// endpoint is what a type answers: at a resource of it, and at the type itself, which is its list or an action.
type endpoint struct {
	one, all methods
}

// namespaces are those that ARM has of what the fabric models.
var namespaces = map[string]bool{"microsoft.compute": true, "microsoft.network": true}

// endpoints are all calls, by type. A type is in one of the tables; actions are types that take POST alone.
var endpoints = merged(kindEndpoints(), partEndpoints(), instanceEndpoints(), viewEndpoints(), flexibleEndpoints(), actionEndpoints())

func merged(tables ...map[string]endpoint) map[string]endpoint {
	all := map[string]endpoint{}
	for _, table := range tables {
		for armType, e := range table {
			if _, twice := all[keyOf(armType)]; twice {
				panic("the type " + armType + " stands in two tables")
			}
			all[keyOf(armType)] = e
		}
	}
	return all
}

// reads is an endpoint of GET alone.
func reads(one, all handler) endpoint {
	e := endpoint{methods{}, methods{}}
	if one != nil {
		e.one[http.MethodGet] = one
	}
	if all != nil {
		e.all[http.MethodGet] = all
	}
	return e
}

// shape writes an object of one kind.
type shape func(*view, fabric.Object) Resource

func shapeOf[O fabric.Object](write func(*view, O) Resource) shape {
	return func(v *view, o fabric.Object) Resource { return write(v, o.(O)) }
}

// shapes are the kinds that are resources, in a group or below another resource. ARM shows inbound NAT pools and pools of
// application gateways inside their parents alone; they have ids, so they answer as the others do.
var shapes = map[fabric.Kind]shape{
	fabric.KindVirtualNetwork:           shapeOf(virtualNetwork),
	fabric.KindSubnet:                   shapeOf(subnet),
	fabric.KindNetworkSecurityGroup:     shapeOf(networkSecurityGroup),
	fabric.KindApplicationSecurityGroup: shapeOf(applicationSecurityGroup),
	fabric.KindPublicIPPrefix:           shapeOf(publicIPPrefix),
	fabric.KindRouteTable:               shapeOf(routeTable),
	fabric.KindNATGateway:               shapeOf(natGateway),
	fabric.KindScaleSet:                 shapeOf(scaleSet),
	fabric.KindLoadBalancer:             shapeOf(loadBalancer),
	fabric.KindBackendPool:              shapeOf(backendPool),
	fabric.KindProbe:                    shapeOf(probe),
	fabric.KindLoadBalancingRule:        shapeOf(loadBalancingRule),
	fabric.KindInboundNATPool:           shapeOf(inboundNATPool),
	fabric.KindOutboundRule:             shapeOf(outboundRule),
	fabric.KindApplicationGateway:       shapeOf(applicationGateway),
	fabric.KindApplicationGatewayPool:   shapeOf(applicationGatewayPool),
}

func kindEndpoints() map[string]endpoint {
	table := map[string]endpoint{}
	for kind, write := range shapes {
		table[kind.ARMType()] = reads(getKind(kind, write), listKind(kind, write))
	}
	table["Microsoft.Compute/locations/virtualMachineScaleSets"] = reads(nil, listScaleSetsIn)
	return table
}

func getKind(kind fabric.Kind, write shape) handler {
	return func(c *call) (answer, error) {
		o, _ := c.view.Lookup(c.whole())
		if o == nil || o.Kind() != kind {
			return answer{}, c.missing(c.found())
		}
		return c.one(write(c.view, o))
	}
}

// found is how many of the path's resources are there up to the first that is not, that one included.
func (c *call) found() int {
	for depth := 1; depth < len(c.names); depth++ {
		if o, _ := c.view.Lookup(c.id(depth)); o == nil {
			return depth
		}
	}
	return len(c.names)
}

func listKind(kind fabric.Kind, write shape) handler {
	return func(c *call) (answer, error) {
		belongs := func(id fabric.ID) bool { return inGroup(id, c.subscription, c.group) }
		if len(c.names) > 0 {
			parent := c.whole()
			if o, _ := c.view.Lookup(parent); o == nil {
				return answer{}, c.missing(len(c.names))
			}
			belongs = func(id fabric.ID) bool { return id.Parent().Is(parent) }
		} else if e := c.checkGroup(); e != nil {
			return answer{}, e
		}
		var list []Resource
		for _, o := range c.view.ofKind(kind) {
			if belongs(o.Head().ID) {
				list = append(list, write(c.view, o))
			}
		}
		return c.list(list)
	}
}

// checkGroup refuses a list of a resource group that nothing is in.
func (c *call) checkGroup() *Error {
	if c.group != "" && !c.view.hasGroup(c.subscription, c.group) {
		return c.missing(0)
	}
	return nil
}

// listScaleSetsIn lists the sets of a region.
func listScaleSetsIn(c *call) (answer, error) {
	var list []Resource
	for _, s := range fabric.Each[fabric.ScaleSet](c.view.World) {
		if inGroup(s.ID, c.subscription, c.group) && fabric.NormalLocation(s.Location) == fabric.NormalLocation(c.last()) {
			list = append(list, scaleSet(c.view, s))
		}
	}
	return c.list(list)
}

// parts are what an object holds that ARM gives an id of its own.
func parts[O fabric.Object](of func(*view, O) []Resource) endpoint {
	get := func(c *call) ([]Resource, error) {
		o, ok := fabric.Get[O](c.view.World, c.id(1))
		if !ok {
			return nil, c.missing(1)
		}
		return of(c.view, o), nil
	}
	return lists(get)
}

// lists is the endpoint of resources that are found by their names in a list.
func lists(of func(*call) ([]Resource, error)) endpoint {
	one := func(c *call) (answer, error) {
		list, err := of(c)
		if err != nil {
			return answer{}, err
		}
		for _, r := range list {
			if strings.EqualFold(r.Name, c.last()) {
				return c.one(r)
			}
		}
		return answer{}, c.missing(len(c.names))
	}
	all := func(c *call) (answer, error) {
		list, err := of(c)
		if err != nil {
			return answer{}, err
		}
		return c.list(list)
	}
	return reads(one, all)
}

func partEndpoints() map[string]endpoint {
	return map[string]endpoint{
		typeSecurityRules:                   parts(securityRules),
		typeDefaultSecurityRules:            parts(defaultSecurityRules),
		typeRoutes:                          parts(routes),
		typeFrontends:                       parts(frontends),
		fabric.KindInboundNATRule.ARMType(): parts(inboundNATRules),
	}
}

// actionEndpoints are the calls that are no resources; those on NICs stand with the NICs.
func actionEndpoints() map[string]endpoint {
	return map[string]endpoint{
		fabric.KindScaleSet.ARMType() + "/manualupgrade":                     action(manualUpgrade),
		fabric.KindBackendPool.ARMType() + "/queryInboundNatRulePortMapping": action(queryPortMapping),
		typeWatchers + "/ipFlowVerify":                                       action(ipFlowVerify),
		typeWatchers + "/nextHop":                                            action(nextHop),
	}
}

func action(h handler) endpoint { return endpoint{all: methods{http.MethodPost: h}} }
