package kit

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

func fieldTexts(list []fabric.Field) []string {
	var texts []string
	for _, f := range list {
		texts = append(texts, f.String())
	}
	slices.Sort(texts)
	return texts
}

func TestUnknownFields(t *testing.T) {
	for _, c := range []struct {
		name   string
		config obj
		want   []string
	}{
		{"none", obj{"name": "web", "tags": obj{"a": "b"}, "list": []any{obj{"key": "k"}}}, nil},
		{"null is known", obj{}, nil},
		{"roots", obj{"name": what{}, "tags": what{}, "list": what{}}, []string{"list", "name", "tags"}},
		{"a map's element", obj{"tags": obj{"a": "b", "c": what{}}}, []string{`tags["c"]`}},
		{"a list's element", obj{"list": []any{obj{"key": "k"}, what{}}}, []string{"list[1]"}},
		{"below an element", obj{"list": []any{obj{"key": what{}}, obj{"deep": obj{"mode": what{}}}}, "map": obj{"x": obj{"note": what{}}}}, []string{`list[0].key`, "list[1].deep.mode", `map["x"].note`}},
		{"below an object", obj{"one": obj{"deep": what{}}}, []string{"one.deep"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := build(mergeType, c.config)
			got, err := unknownFields(config)
			if err != nil {
				t.Fatal(err)
			}
			if texts := fieldTexts(got); !slices.Equal(texts, c.want) {
				t.Errorf("got %q, want %q", texts, c.want)
			}
			known, err := withoutUnknown(config)
			if err != nil {
				t.Fatal(err)
			}
			if !known.IsFullyKnown() {
				t.Errorf("not fully known: %s", known)
			}
		})
	}
}

// An unknown attribute becomes null, an unknown element keeps its place.
func TestWithoutUnknown(t *testing.T) {
	got, err := withoutUnknown(build(mergeType, obj{
		"name": what{}, "list": []any{obj{"key": "k"}, what{}}, "tags": obj{"a": what{}}, "map": what{}, "one": obj{"key": what{}, "note": "n"},
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := build(mergeType, obj{"list": []any{obj{"key": "k"}, obj{}}, "tags": obj{"a": ""}, "one": obj{"note": "n"}})
	if !got.Equal(want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, c := range []struct {
		typ  tftypes.Type
		want any
	}{{tftypes.String, ""}, {tftypes.Number, 0}, {tftypes.Bool, false}} {
		typ, want := c.typ, c.want
		l := tftypes.List{ElementType: typ}
		got, err := withoutUnknown(tftypes.NewValue(l, []tftypes.Value{tftypes.NewValue(typ, tftypes.UnknownValue)}))
		if err != nil {
			t.Fatal(err)
		}
		if want := tftypes.NewValue(l, []tftypes.Value{tftypes.NewValue(typ, want)}); !got.Equal(want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Below a set, whose elements have no name, a field ends.
func TestFieldOfSet(t *testing.T) {
	p := tftypes.NewAttributePath().WithAttributeName("zones").WithElementKeyValue(tftypes.NewValue(tftypes.String, "1")).WithAttributeName("x")
	if got := fieldOf(p).String(); got != "zones" {
		t.Errorf("got %s", got)
	}
}

func TestStanding(t *testing.T) {
	ips, capacity := fabric.At("ip_configurations"), fabric.At("capacity")
	for _, c := range []struct {
		name    string
		finding fabric.Finding
		unknown []fabric.Field
		stands  bool
	}{
		{"all known", fabric.Finding{Field: capacity}, nil, true},
		{"another is unknown", fabric.Finding{Field: capacity}, []fabric.Field{fabric.At("zones")}, true},
		{"its own field", fabric.Finding{Field: capacity}, []fabric.Field{capacity}, false},
		{"below its field", fabric.Finding{Field: ips}, []fabric.Field{ips.Index(1).Dot("primary")}, false},
		{"above its field", fabric.Finding{Field: ips.Index(1).Dot("name")}, []fabric.Field{ips.Index(1)}, false},
		{"beside its field", fabric.Finding{Field: ips.Index(1).Dot("name")}, []fabric.Field{ips.Index(1).Dot("primary")}, true},
		{"another element", fabric.Finding{Field: ips.Index(1)}, []fabric.Field{ips.Index(0)}, true},
		{"what it reads", fabric.Finding{Field: capacity, Reads: []fabric.Field{fabric.At("single_placement_group"), fabric.At("zones")}}, []fabric.Field{fabric.At("zones").Index(0)}, false},
		{"a map's key", fabric.Finding{Field: fabric.At("security_rules").Key("b")}, []fabric.Field{fabric.At("security_rules").Key("a")}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := len(standing([]fabric.Finding{c.finding}, c.unknown)) == 1; got != c.stands {
				t.Errorf("stands: %v, want %v", got, c.stands)
			}
		})
	}
	other := fabric.Finding{Code: "other", Field: fabric.At("zones")}
	if got := standing([]fabric.Finding{{Field: capacity}, other}, []fabric.Field{capacity}); len(got) != 1 || got[0].Code != "other" {
		t.Errorf("got %v", got)
	}
}

// A path is the root and one step, the deepest that every version shows a line for.
func TestPathOf(t *testing.T) {
	for _, c := range []struct {
		field fabric.Field
		want  path.Path
	}{
		{fabric.At("name"), path.Root("name")},
		{fabric.At("ip_configurations").Index(1), path.Root("ip_configurations").AtListIndex(1)},
		{fabric.At("ip_configurations").Index(1).Dot("subnet_id"), path.Root("ip_configurations").AtListIndex(1)},
		{fabric.At("ip_configurations").Index(0).Dot("public_ip_address").Dot("name"), path.Root("ip_configurations").AtListIndex(0)},
		{fabric.At("security_rules").Key("web").Dot("priority"), path.Root("security_rules").AtMapKey("web")},
		{fabric.At("tags").Key(""), path.Root("tags").AtMapKey("")},
		{fabric.At("guest").Dot("os_type"), path.Root("guest").AtName("os_type")},
	} {
		if got := pathOf(c.field); !got.Equal(c.want) {
			t.Errorf("%s: got %s, want %s", c.field, got, c.want)
		}
	}
}
