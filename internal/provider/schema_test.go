package provider_test

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	resourceschema "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// modelled is a resource or data source that shows its model.
type modelled interface{ Model() any }

func TestModelsFitSchemas(t *testing.T) {
	ctx := t.Context()
	p := provider.NewWithStore(nil)
	for _, newResource := range p.Resources(ctx) {
		r := newResource()
		var meta resource.MetadataResponse
		r.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "simfabric"}, &meta)
		t.Run("resource "+meta.TypeName, func(t *testing.T) {
			var resp resource.SchemaResponse
			r.Schema(ctx, resource.SchemaRequest{}, &resp)
			fits(t, meta.TypeName, resp.Schema.Type(), reflect.TypeOf(r.(modelled).Model()).Elem())
			nullable(t, meta.TypeName, resp.Schema.Attributes, reflect.TypeOf(r.(modelled).Model()).Elem())
		})
	}
	for _, newDataSource := range p.DataSources(ctx) {
		d := newDataSource()
		var meta datasource.MetadataResponse
		d.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "simfabric"}, &meta)
		t.Run("data source "+meta.TypeName, func(t *testing.T) {
			var resp datasource.SchemaResponse
			d.Schema(ctx, datasource.SchemaRequest{}, &resp)
			fits(t, meta.TypeName, resp.Schema.Type(), reflect.TypeOf(d.(modelled).Model()).Elem())
		})
	}
}

// goTypes are the Go types that hold a value of a scalar type.
var goTypes = map[attr.Type][]reflect.Type{
	types.StringType: {reflect.TypeFor[types.String](), reflect.TypeFor[string]()},
	types.BoolType:   {reflect.TypeFor[types.Bool]()},
	types.Int64Type:  {reflect.TypeFor[types.Int64](), reflect.TypeFor[int64]()},
}

// fits compares a schema's type with a Go type, all the way down.
func fits(t *testing.T, at string, typ attr.Type, model reflect.Type) {
	t.Helper()
	switch typ := typ.(type) {
	case types.ObjectType:
		if model.Kind() == reflect.Pointer {
			model = model.Elem()
		}
		if model.Kind() != reflect.Struct {
			t.Errorf("%s is an object, its model %s", at, model)
			return
		}
		fields := fieldsOf(model)
		if inSchema, inModel := slices.Sorted(maps.Keys(typ.AttrTypes)), slices.Sorted(maps.Keys(fields)); !slices.Equal(inSchema, inModel) {
			t.Errorf("%s has the attributes\n%v, its model\n%v", at, inSchema, inModel)
			return
		}
		for name, attribute := range typ.AttrTypes {
			fits(t, at+"."+name, attribute, fields[name].Type)
		}
	case types.ListType:
		if model.Kind() != reflect.Slice {
			t.Errorf("%s is a list, its model %s", at, model)
			return
		}
		fits(t, at+"[]", typ.ElemType, model.Elem())
	case types.SetType:
		if model.Kind() != reflect.Slice {
			t.Errorf("%s is a set, its model %s", at, model)
			return
		}
		fits(t, at+"[]", typ.ElemType, model.Elem())
	case types.MapType:
		if model.Kind() != reflect.Map || model.Key().Kind() != reflect.String {
			t.Errorf("%s is a map, its model %s", at, model)
			return
		}
		fits(t, at+"[]", typ.ElemType, model.Elem())
	default:
		if !slices.Contains(goTypes[typ], model) {
			t.Errorf("%s is %s, its model %s", at, typ, model)
		}
	}
}

// nullable wants a model that can hold null wherever the schema lets an attribute out: a pointer, a slice, a map or a
// value of the framework.
func nullable(t *testing.T, at string, attributes map[string]resourceschema.Attribute, model reflect.Type) {
	t.Helper()
	for name, f := range fieldsOf(model) {
		a, here, typ := attributes[name], at+"."+name, f.Type
		_, ofFramework := reflect.Zero(typ).Interface().(attr.Value)
		if kind := typ.Kind(); !a.IsRequired() && !ofFramework && kind != reflect.Pointer && kind != reflect.Slice && kind != reflect.Map {
			t.Errorf("%s may be null, and its model %s cannot", here, typ)
		}
		switch a := a.(type) {
		case resourceschema.SingleNestedAttribute:
			nullable(t, here, a.Attributes, typ.Elem())
		case resourceschema.ListNestedAttribute:
			nullable(t, here, a.NestedObject.Attributes, typ.Elem())
		case resourceschema.MapNestedAttribute:
			nullable(t, here, a.NestedObject.Attributes, typ.Elem())
		}
	}
}

// fieldsOf lists the fields of a struct by their tags, embedded ones among them.
func fieldsOf(model reflect.Type) map[string]reflect.StructField {
	fields := map[string]reflect.StructField{}
	for _, f := range reflect.VisibleFields(model) {
		if tag := f.Tag.Get("tfsdk"); tag != "" {
			fields[tag] = f
		} else if !f.Anonymous {
			fields["untagged field "+f.Name] = f
		}
	}
	return fields
}

// Each resource is named after its kind, and each kind has one.
func TestResourcesAreKinds(t *testing.T) {
	ctx := t.Context()
	var names, want []string
	for _, newResource := range provider.NewWithStore(nil).Resources(ctx) {
		r := newResource()
		var meta resource.MetadataResponse
		r.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "simfabric"}, &meta)
		names = append(names, meta.TypeName)
		if kind := r.(interface{ Kind() fabric.Kind }).Kind(); meta.TypeName != "simfabric_"+string(kind) {
			t.Errorf("%s is of the kind %s", meta.TypeName, kind)
		}
	}
	for _, kind := range fabric.Kinds() {
		want = append(want, "simfabric_"+string(kind))
	}
	slices.Sort(names)
	if !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}

// Every schema builds, is valid, and describes all that it has.
func TestSchemas(t *testing.T) {
	ctx := t.Context()
	s := kit.NewServer(provider.NewWithStore(nil))
	schemas, err := s.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(schemas.Diagnostics) > 0 {
		t.Fatal(err, schemas.Diagnostics)
	}
	describe := func(name string, schema *tfprotov6.Schema) {
		if schema.Block.Description == "" && name != "provider_meta" {
			t.Errorf("%s has no description", name)
		}
		if len(schema.Block.BlockTypes) > 0 {
			t.Errorf("%s has blocks", name)
		}
		described(t, name, schema.Block.Attributes)
	}
	describe("provider", schemas.Provider)
	for name, schema := range schemas.ResourceSchemas {
		describe("resource "+name, schema)
	}
	for name, schema := range schemas.DataSourceSchemas {
		describe("data source "+name, schema)
	}
	if want := []string{
		"simfabric_dns_lookup", "simfabric_effective_routes", "simfabric_effective_security_rules", "simfabric_floating_ip_guest_config", "simfabric_instance_public_ips", "simfabric_lb_backend_members", "simfabric_nat_port_mappings", "simfabric_outbound_connectivity", "simfabric_packet_trace", "simfabric_scale_set", "simfabric_topology",
	}; !slices.Equal(slices.Sorted(maps.Keys(schemas.DataSourceSchemas)), want) {
		t.Errorf("data sources: %v", slices.Sorted(maps.Keys(schemas.DataSourceSchemas)))
	}
	if want := []string{"instance_fqdn", "parse_resource_id", "public_ip_prefix_capacity", "snat_ports_per_instance", "usable_addresses"}; !slices.Equal(slices.Sorted(maps.Keys(schemas.Functions)), want) {
		t.Errorf("functions: %v", slices.Sorted(maps.Keys(schemas.Functions)))
	}
	for name, f := range schemas.Functions {
		if f.Description == "" || f.Summary == "" {
			t.Errorf("the function %s has no description", name)
		}
		for _, p := range f.Parameters {
			if p.Description == "" {
				t.Errorf("the parameter %s of %s has no description", p.Name, name)
			}
		}
	}
	identities, err := s.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil || len(identities.Diagnostics) > 0 {
		t.Fatal(err, identities.Diagnostics)
	}
	for name := range schemas.ResourceSchemas {
		identity := identities.IdentitySchemas[name]
		if identity == nil || len(identity.IdentityAttributes) != 1 || identity.IdentityAttributes[0].Name != "id" || !identity.IdentityAttributes[0].RequiredForImport {
			t.Errorf("the identity of %s is %v", name, identity)
		}
	}
}

func described(t *testing.T, at string, attributes []*tfprotov6.SchemaAttribute) {
	t.Helper()
	for _, a := range attributes {
		here := at + "." + a.Name
		if strings.TrimSpace(a.Description) == "" {
			t.Errorf("%s has no description", here)
		}
		if a.NestedType != nil {
			described(t, here, a.NestedType.Attributes)
		}
	}
}

// No collection is a set of objects: the framework compares those in quadratic time.
func TestNoSetsOfObjects(t *testing.T) {
	schemas, err := kit.NewServer(provider.NewWithStore(nil)).GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	var check func(at string, attributes []*tfprotov6.SchemaAttribute)
	check = func(at string, attributes []*tfprotov6.SchemaAttribute) {
		for _, a := range attributes {
			if a.NestedType == nil {
				continue
			}
			if a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSet {
				t.Errorf("%s.%s is a set of objects", at, a.Name)
			}
			check(at+"."+a.Name, a.NestedType.Attributes)
		}
	}
	for name, schema := range schemas.ResourceSchemas {
		check(name, schema.Block.Attributes)
	}
}
