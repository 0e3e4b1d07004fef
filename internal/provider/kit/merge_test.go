package kit

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The attributes of a small kind with each sort of attribute and nesting.
var mergeAttributes = map[string]schema.Attribute{
	"name": schema.StringAttribute{Required: true},
	"note": schema.StringAttribute{Optional: true},
	"size": schema.StringAttribute{Optional: true, Computed: true},
	"guid": schema.StringAttribute{Computed: true},
	"tags": schema.MapAttribute{Optional: true, ElementType: types.StringType},
	"one":  schema.SingleNestedAttribute{Optional: true, Attributes: nestedMergeAttributes},
	"made": schema.SingleNestedAttribute{Optional: true, Computed: true, Attributes: nestedMergeAttributes},
	"list": schema.ListNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: nestedMergeAttributes}},
	"map":  schema.MapNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: nestedMergeAttributes}},
}

var nestedMergeAttributes = map[string]schema.Attribute{
	"key":  schema.StringAttribute{Required: true},
	"mode": schema.StringAttribute{Optional: true, Computed: true},
	"note": schema.StringAttribute{Optional: true},
	"deep": schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{
		"mode": schema.StringAttribute{Optional: true, Computed: true},
	}},
}

var (
	deepType   = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"mode": tftypes.String}}
	nestedType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"key": tftypes.String, "mode": tftypes.String, "note": tftypes.String, "deep": deepType}}
	mergeType  = tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"name": tftypes.String, "note": tftypes.String, "size": tftypes.String, "guid": tftypes.String,
		"tags": tftypes.Map{ElementType: tftypes.String}, "one": nestedType, "made": nestedType,
		"list": tftypes.List{ElementType: nestedType}, "map": tftypes.Map{ElementType: nestedType},
	}}
)

// what stands for a value that is not known.
type what struct{}

type obj = map[string]any

// build makes a value of a type; what an object leaves out is null.
func build(typ tftypes.Type, v any) tftypes.Value {
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(typ, nil)
	case what:
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	case []any:
		values := []tftypes.Value{}
		for _, e := range v {
			values = append(values, build(typ.(tftypes.List).ElementType, e))
		}
		return tftypes.NewValue(typ, values)
	case obj:
		values := map[string]tftypes.Value{}
		if m, ok := typ.(tftypes.Map); ok {
			for key, e := range v {
				values[key] = build(m.ElementType, e)
			}
			return tftypes.NewValue(typ, values)
		}
		for name, at := range typ.(tftypes.Object).AttributeTypes {
			values[name] = build(at, v[name])
		}
		return tftypes.NewValue(typ, values)
	}
	return tftypes.NewValue(typ, v)
}

func TestMerge(t *testing.T) {
	closed := func(string, schema.Attribute) bool { return false }
	open := func(names ...string) func(string, schema.Attribute) bool {
		return func(root string, _ schema.Attribute) bool {
			for _, name := range names {
				if name == root {
					return true
				}
			}
			return false
		}
	}
	for _, c := range []struct {
		name               string
		open               func(string, schema.Attribute) bool
		config, flat, want obj
	}{
		{"a value stays in the user's spelling", closed, obj{"name": "Web"}, obj{"name": "web"}, obj{"name": "Web"}},
		{"a value of a computed attribute stays", closed, obj{"size": "S"}, obj{"size": "s"}, obj{"size": "S"}},
		{"a value stays where the fabric's is open", open("size"), obj{"size": "S"}, obj{"size": "s"}, obj{"size": "S"}},
		{"unknown stays unknown", closed, obj{"name": what{}, "size": what{}, "note": what{}}, obj{"name": "web", "size": "s"}, obj{"name": what{}, "size": what{}, "note": what{}}},
		{"null and computed takes the fabric's", closed, obj{}, obj{"size": "s", "guid": "g"}, obj{"size": "s", "guid": "g"}},
		{"null, computed and open is unknown", open("size", "guid"), obj{}, obj{"size": "s", "guid": "g"}, obj{"size": what{}, "guid": what{}}},
		{"open is one attribute's", open("size"), obj{}, obj{"size": "s", "guid": "g"}, obj{"size": what{}, "guid": "g"}},
		{"the fabric's null", closed, obj{}, obj{"size": nil}, obj{}},
		{"null and not computed stays null", open("note", "tags", "one"), obj{}, obj{"note": "n", "tags": obj{"a": "b"}, "one": obj{"key": "k"}}, obj{}},
		{"collections are the user's", closed, obj{"tags": obj{"A": "b", "u": what{}}}, obj{"tags": obj{"a": "c"}}, obj{"tags": obj{"A": "b", "u": what{}}}},
		{"empty is not null", closed, obj{"tags": obj{}, "list": []any{}, "map": obj{}}, obj{}, obj{"tags": obj{}, "list": []any{}, "map": obj{}}},

		{"object: element by element", closed, obj{"one": obj{"key": "K"}}, obj{"one": obj{"key": "k", "mode": "m", "note": "n"}}, obj{"one": obj{"key": "K", "mode": "m"}}},
		{"object: open", open("one"), obj{"one": obj{"key": "K"}}, obj{"one": obj{"key": "k", "mode": "m"}}, obj{"one": obj{"key": "K", "mode": what{}}}},
		{"object: unknown inside", closed, obj{"one": obj{"key": what{}, "mode": what{}}}, obj{"one": obj{"key": "k", "mode": "m"}}, obj{"one": obj{"key": what{}, "mode": what{}}}},
		{"object: unknown", closed, obj{"one": what{}}, obj{"one": obj{"key": "k"}}, obj{"one": what{}}},
		{"object: the fabric has none", closed, obj{"one": obj{"key": "K"}}, obj{}, obj{"one": obj{"key": "K"}}},
		{"object: deeper", closed, obj{"one": obj{"key": "K", "deep": obj{}}}, obj{"one": obj{"deep": obj{"mode": "d"}}}, obj{"one": obj{"key": "K", "deep": obj{"mode": "d"}}}},
		{"computed object: null", closed, obj{}, obj{"made": obj{"key": "k", "mode": "m"}}, obj{"made": obj{"key": "k", "mode": "m"}}},
		{"computed object: given", closed, obj{"made": obj{"key": "K"}}, obj{"made": obj{"key": "k", "mode": "m"}}, obj{"made": obj{"key": "K", "mode": "m"}}},

		{"list: element by element", closed, obj{"list": []any{obj{"key": "A"}, obj{"key": "B", "mode": "X"}}}, obj{"list": []any{obj{"mode": "1"}, obj{"mode": "2"}}}, obj{"list": []any{obj{"key": "A", "mode": "1"}, obj{"key": "B", "mode": "X"}}}},
		{"list: the fabric has fewer", closed, obj{"list": []any{obj{"key": "A"}, obj{"key": "B"}}}, obj{"list": []any{obj{"mode": "1"}}}, obj{"list": []any{obj{"key": "A", "mode": "1"}, obj{"key": "B"}}}},
		{"list: the fabric has more", closed, obj{"list": []any{obj{"key": "A"}}}, obj{"list": []any{obj{"mode": "1"}, obj{"mode": "2"}}}, obj{"list": []any{obj{"key": "A", "mode": "1"}}}},
		{"list: the fabric has none", closed, obj{"list": []any{obj{"key": "A"}}}, obj{}, obj{"list": []any{obj{"key": "A"}}}},
		{"list: open", open("list"), obj{"list": []any{obj{"key": "A"}, obj{"key": "B", "mode": "X"}}}, obj{"list": []any{obj{"mode": "1"}, obj{"mode": "2"}}}, obj{"list": []any{obj{"key": "A", "mode": what{}}, obj{"key": "B", "mode": "X"}}}},
		{"list: an unknown element", closed, obj{"list": []any{what{}, obj{"key": "B"}}}, obj{"list": []any{obj{"mode": "1"}, obj{"mode": "2"}}}, obj{"list": []any{what{}, obj{"key": "B", "mode": "2"}}}},
		{"list: unknown", closed, obj{"list": what{}}, obj{"list": []any{obj{"mode": "1"}}}, obj{"list": what{}}},
		{"list: deeper", closed, obj{"list": []any{obj{"key": "A", "deep": obj{}}, obj{"key": "B"}}}, obj{"list": []any{obj{"deep": obj{"mode": "1"}}, obj{"deep": obj{"mode": "2"}}}}, obj{"list": []any{obj{"key": "A", "deep": obj{"mode": "1"}}, obj{"key": "B"}}}},

		{"map: by key", closed, obj{"map": obj{"a": obj{"key": "A"}, "b": obj{"key": "B"}}}, obj{"map": obj{"b": obj{"mode": "2"}, "a": obj{"mode": "1"}, "c": obj{"mode": "3"}}}, obj{"map": obj{"a": obj{"key": "A", "mode": "1"}, "b": obj{"key": "B", "mode": "2"}}}},
		{"map: a key that the fabric has not", closed, obj{"map": obj{"A": obj{"key": "A"}}}, obj{"map": obj{"a": obj{"mode": "1"}}}, obj{"map": obj{"A": obj{"key": "A"}}}},
		{"map: open", open("map"), obj{"map": obj{"a": obj{"key": "A"}}}, obj{"map": obj{"a": obj{"mode": "1"}}}, obj{"map": obj{"a": obj{"key": "A", "mode": what{}}}}},
		{"map: an unknown element", closed, obj{"map": obj{"a": what{}}}, obj{"map": obj{"a": obj{"mode": "1"}}}, obj{"map": obj{"a": what{}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := build(mergeType, c.config)
			got, err := merge{open: c.open}.root(mergeAttributes, config, build(mergeType, c.flat))
			if err != nil {
				t.Fatal(err)
			}
			if want := build(mergeType, c.want); !got.Equal(want) {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if !config.Equal(build(mergeType, c.config)) {
				t.Error("the configuration was changed")
			}
		})
	}
}
