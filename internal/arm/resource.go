// Package arm writes objects of the fabric in the JSON shapes of Azure Resource Manager, and answers its REST calls.
//
//	path.go, endpoints.go     which call is it
//	api.go, answer.go         api-version, entity tags, pages, errors
//	shape_<topic>.go          objects as JSON
//	put_instance.go ...       the calls that do more than read
package arm

import (
	"encoding/json"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Resource is what ARM's resources and the parts of one have in common. Source: SOURCES.md 11.3 to 11.5.
type Resource struct {
	Name       string            `json:"name"`
	ID         string            `json:"id"`
	ETag       string            `json:"etag,omitempty"`
	Type       string            `json:"type,omitempty"`
	Location   string            `json:"location,omitempty"`
	Tags       map[string]string `json:"tags,omitempty"`
	Zones      []string          `json:"zones,omitempty"`
	SKU        *SKU              `json:"sku,omitempty"`
	InstanceID string            `json:"instanceId,omitempty"` // of a scale set's instance
	Properties any               `json:"properties"`
}

// SKU is what a resource is sold as.
type SKU struct {
	Name     string `json:"name"`
	Tier     string `json:"tier,omitempty"`
	Capacity *int   `json:"capacity,omitempty"`
}

// SubResource is a reference by id.
type SubResource struct {
	ID string `json:"id"`
}

// Succeeded is the provisioning state of everything that exists: the fabric has no operations in flight.
const Succeeded = "Succeeded"

// state stands at the head of all properties.
type state struct {
	ProvisioningState string `json:"provisioningState"`
	ResourceGUID      string `json:"resourceGuid,omitempty"` // of what is no part of another
}

var succeeded = state{ProvisioningState: Succeeded}

func stateOf(id fabric.ID) state { return state{Succeeded, fabric.GUID(id)} }

// resource is an object in ARM's form. Regions are in the form of their ids.
func resource(o fabric.Object, properties any) Resource {
	head := o.Head()
	return Resource{
		Name: head.Name(), ID: string(head.ID), Type: o.Kind().ARMType(),
		Location: fabric.NormalLocation(head.Location), Tags: head.Tags, Properties: properties,
	}.sealed()
}

// part is something inside another resource.
func part(id fabric.ID, armType string, properties any) Resource {
	return Resource{Name: id.Name(), ID: string(id), Type: armType, Properties: properties}.sealed()
}

// sealed gives a resource its entity tag, which follows from all that it shows: it changes when that changes, also where
// that is another object's doing.
func (r Resource) sealed() Resource {
	r.ETag = ""
	body, err := json.Marshal(r)
	if err != nil {
		panic(err) // plain data always encodes
	}
	r.ETag = fabric.ETag(fabric.ID(r.ID), string(body))
	return r
}

// with changes a resource, and seals it anew.
func (r Resource) with(change func(*Resource)) Resource {
	change(&r)
	return r.sealed()
}

// ref is a reference; nil for none.
func ref(id fabric.ID) *SubResource {
	if id == "" {
		return nil
	}
	return &SubResource{string(id)}
}

// refs are references.
func refs[S ~string](ids []S) []SubResource {
	var list []SubResource
	for _, id := range ids {
		list = append(list, SubResource{string(id)})
	}
	return list
}

// mapped applies a shape to each of a list; nil stays nil, so that JSON can leave it out.
func mapped[A, B any](list []A, shape func(A) B) []B {
	var result []B
	for _, a := range list {
		result = append(result, shape(a))
	}
	return result
}
