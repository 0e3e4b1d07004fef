package storetest

import (
	"fmt"
	"net/netip"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// shape is how collections are filled in a sample object.
type shape string

const (
	null  shape = "null"
	empty shape = "empty"
	full  shape = "full"
)

// fill sets every field of a value by its type, so that a field that is added later is covered as well. n makes values
// differ from field to field.
func fill(v reflect.Value, s shape, n *int) {
	*n++
	switch v.Interface().(type) {
	case netip.Addr:
		if s == full {
			v.Set(reflect.ValueOf(netip.MustParseAddr(fmt.Sprintf("10.0.0.%d", *n%250))))
		}
		return
	case netip.Prefix:
		if s == full {
			v.Set(reflect.ValueOf(netip.MustParsePrefix("198.18.0.16/28")))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), s, n)
		}
	case reflect.Slice:
		fillSlice(v, s, n)
	case reflect.Map:
		fillMap(v, s, n)
	case reflect.Pointer:
		if s != null {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), s, n)
		}
	case reflect.String:
		v.SetString(fmt.Sprintf("text \"%d\" <ä>", *n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(s == full)
	default:
		panic("a sample cannot have a " + v.Type().String())
	}
}

func fillSlice(v reflect.Value, s shape, n *int) {
	if s == null {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 2))
	// Lists of structs have an element in every shape, so that the collections within are reached.
	if s == full || v.Type().Elem().Kind() == reflect.Struct {
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), []shape{s, null}[i], n)
		}
	}
}

func fillMap(v reflect.Value, s shape, n *int) {
	if s == null {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	if s != full && v.Type().Elem().Kind() != reflect.Struct {
		return
	}
	key, element := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
	fill(key, s, n)
	fill(element, s, n)
	v.SetMapIndex(key, element)
}

// sample is an object of a kind whose collections all have one shape.
func sample(t *testing.T, k fabric.Kind, s shape) fabric.Object {
	t.Helper()
	blank, err := fabric.Decode(k, []byte("{}"))
	if err != nil {
		t.Fatal(err)
	}
	v := reflect.New(reflect.TypeOf(blank)).Elem()
	n := 0
	fill(v, s, &n)
	o, ok := v.Interface().(fabric.Object)
	if !ok {
		t.Fatalf("%s is no object", v.Type())
	}
	head := o.Head()
	head.ID = fabric.TopLevelID(k, "s", "rg", string(k)+"-"+string(s))
	return o.WithHead(head)
}

var addresses = cmp.Options{
	cmp.Comparer(func(a, b netip.Addr) bool { return a == b }),
	cmp.Comparer(func(a, b netip.Prefix) bool { return a == b }),
}

// testRoundTrip: nil, [] and {} are three things in Terraform, and must stay so.
func testRoundTrip(t *testing.T, p pair) {
	for _, k := range fabric.Kinds() {
		for _, s := range []shape{null, empty, full} {
			want := sample(t, k, s)
			put(t, p.a, want)
			for name, handle := range map[string]store.Store{"a": p.a, "b": p.b} {
				got, _ := world(t, handle).Lookup(want.Head().ID)
				if diff := cmp.Diff(want, got, addresses); diff != "" {
					t.Errorf("%s with collections that are %s, in handle %s (-want +got):\n%s", k, s, name, diff)
				}
			}
			planned := store.PlannedObject{ID: want.Head().ID, Kind: k, State: store.PlannedPresent, Object: want, Process: "1"}
			putPlanned(t, p.a, "run-"+string(k)+string(s), planned)
			list := read(t, p.b, func(r store.Reader) ([]store.PlannedObject, error) {
				list, _, err := r.Planned("run-"+string(k)+string(s), 0)
				return list, err
			})
			if diff := cmp.Diff([]store.PlannedObject{planned}, list, addresses); diff != "" {
				t.Errorf("planned %s with collections that are %s (-want +got):\n%s", k, s, diff)
			}
		}
	}
}
