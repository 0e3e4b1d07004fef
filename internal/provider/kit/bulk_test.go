package kit

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

type partModel struct {
	Name  types.String     `tfsdk:"name"`
	Count types.Int64      `tfsdk:"count"`
	First types.Bool       `tfsdk:"first"`
	Names []string         `tfsdk:"names"`
	Texts []types.String   `tfsdk:"texts"`
	Ports map[string]int64 `tfsdk:"ports"`
}

type partsModel struct {
	Parts map[string]partModel `tfsdk:"parts"`
}

var partsSchema = schema.Schema{Attributes: map[string]schema.Attribute{
	"parts": schema.MapNestedAttribute{Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"name":  schema.StringAttribute{Computed: true},
		"count": schema.Int64Attribute{Computed: true},
		"first": schema.BoolAttribute{Computed: true},
		"names": schema.ListAttribute{Computed: true, ElementType: types.StringType},
		"texts": schema.ListAttribute{Computed: true, ElementType: types.StringType},
		"ports": schema.MapAttribute{Computed: true, ElementType: types.Int64Type},
	}}},
}}

// encode writes what the framework would.
func TestEncode(t *testing.T) {
	for name, m := range map[string]partsModel{
		"null":  {},
		"empty": {Parts: map[string]partModel{}},
		"nulls": {Parts: map[string]partModel{"0": {}}},
		"values": {Parts: map[string]partModel{
			"10": {Name: types.StringValue("ä"), Count: types.Int64Value(1 << 40), First: types.BoolValue(true)},
			"9":  {Names: []string{}, Texts: []types.String{}, Ports: map[string]int64{}},
			"8":  {Names: []string{"b", "a"}, Texts: []types.String{types.StringNull(), types.StringValue("")}, Ports: map[string]int64{"b": -1, "a": 65535}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			state := emptyState(t.Context(), partsSchema)
			var diags diag.Diagnostics
			if diags.Append(state.Set(t.Context(), &m)...); diags.HasError() {
				t.Fatal(diags)
			}
			var buf bytes.Buffer
			if err := encode(msgpack.NewEncoder(&buf), reflect.ValueOf(m)); err != nil {
				t.Fatal(err)
			}
			got, err := tfprotov6.DynamicValue{MsgPack: buf.Bytes()}.Unmarshal(partsSchema.Type().TerraformType(t.Context()))
			if err != nil {
				t.Fatal(err)
			}
			if !got.Equal(state.Raw) {
				t.Errorf("encoded was %s, expected %s", got, state.Raw)
			}
		})
	}
}

// Two encodings of one value are the same bulk; two values, or a value and none, are not.
func TestSameBulk(t *testing.T) {
	typ := tftypes.Map{ElementType: tftypes.Number}
	sorted := msgpack.RawMessage{0x82, 0xa1, 'a', 0x01, 0xa1, 'b', 0x02}
	for _, c := range []struct {
		name string
		with msgpack.RawMessage
		want bool
	}{
		{"itself", sorted, true},
		{"another order", msgpack.RawMessage{0x82, 0xa1, 'b', 0x02, 0xa1, 'a', 0x01}, true},
		{"another value", msgpack.RawMessage{0x82, 0xa1, 'a', 0x01, 0xa1, 'b', 0x03}, false},
		{"null", msgpack.RawMessage{0xc0}, false},
		{"unknown", msgpack.RawMessage{0xd4, 0, 0}, false},
		{"none", nil, false},
	} {
		if got := sameBulk(typ, sorted, c.with); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// What is taken from a state and put back is the state; a result wins over what was there, and what is not bulk stays.
func TestTakeAndPutBulk(t *testing.T) {
	typ := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"name": tftypes.String, "parts": tftypes.Map{ElementType: tftypes.String}}}
	object := func(parts any) *tfprotov6.DynamicValue {
		v, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, map[string]tftypes.Value{
			"name":  tftypes.NewValue(tftypes.String, "web"),
			"parts": tftypes.NewValue(typ.AttributeTypes["parts"], parts),
		}))
		if err != nil {
			t.Fatal(err)
		}
		return &v
	}
	values := func(text string) map[string]tftypes.Value {
		return map[string]tftypes.Value{"0": tftypes.NewValue(tftypes.String, text)}
	}
	bulkOf := func(v *tfprotov6.DynamicValue) bulk {
		_, taken, err := takeBulk(v, typ.AttributeTypes)
		if err != nil {
			t.Fatal(err)
		}
		return bulk{"parts": taken["parts"]}
	}
	old, updated, unknown, null := object(values("old")), object(values("new")), object(tftypes.UnknownValue), object(nil)
	only := map[string]tftypes.Type{"parts": typ.AttributeTypes["parts"]}
	light, taken, err := takeBulk(old, only)
	if err != nil || !bytes.Equal(light.MsgPack, null.MsgPack) {
		t.Fatalf("taken from a state, %v is left, %v", light, err)
	}
	for _, c := range []struct {
		name              string
		state             *tfprotov6.DynamicValue
		result, otherwise bulk
		want              *tfprotov6.DynamicValue
	}{
		{"nothing was said", null, nil, taken, old},
		{"a result", null, bulkOf(updated), taken, updated},
		{"not known yet", unknown, nil, taken, unknown},
		{"a result for what was unknown", unknown, bulkOf(updated), taken, updated},
		{"nothing at all", null, nil, bulk{}, null},
		{"no object", &tfprotov6.DynamicValue{MsgPack: []byte{0xc0}}, bulkOf(updated), taken, &tfprotov6.DynamicValue{MsgPack: []byte{0xc0}}},
	} {
		got, err := putBulk(c.state, only, c.result, c.otherwise)
		if err != nil || !bytes.Equal(got.MsgPack, c.want.MsgPack) {
			t.Errorf("%s: got %v, expected %v (%v)", c.name, got, c.want, err)
		}
	}
	if _, taken, err := takeBulk(unknown, only); err != nil || isKnown(taken["parts"]) {
		t.Errorf("an unknown value counts as known, %v", err)
	}
}

// A state file may have more and less than the type: as the framework does, the one is dropped, the other null.
func TestUpgraded(t *testing.T) {
	typ := tftypes.Map{ElementType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{"kept": tftypes.String, "added": tftypes.String}}}
	packed, err := upgraded([]byte(`{"0": {"kept": "a", "dropped": [1]}}`), typ)
	if err != nil {
		t.Fatal(err)
	}
	got, err := tfprotov6.DynamicValue{MsgPack: packed}.Unmarshal(typ)
	want := tftypes.NewValue(typ, map[string]tftypes.Value{"0": tftypes.NewValue(typ.ElementType, map[string]tftypes.Value{
		"kept": tftypes.NewValue(tftypes.String, "a"), "added": tftypes.NewValue(tftypes.String, nil),
	})})
	if err != nil || !got.Equal(want) {
		t.Errorf("got %s, expected %s (%v)", got, want, err)
	}
}
