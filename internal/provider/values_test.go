package provider_test

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// value makes a value of a type from plain Go values; what an object does not give is null.
func value(t *testing.T, typ tftypes.Type, v any) tftypes.Value {
	t.Helper()
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(typ, nil)
	case unknown:
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	case attrs:
		if m, ok := typ.(tftypes.Map); ok {
			values := map[string]tftypes.Value{}
			for key, e := range v {
				values[key] = value(t, m.ElementType, e)
			}
			return tftypes.NewValue(typ, values)
		}
		return object(t, typ, v)
	case []any:
		values := []tftypes.Value{}
		for _, e := range v {
			values = append(values, value(t, typ.(tftypes.List).ElementType, e))
		}
		return tftypes.NewValue(typ, values)
	case []string:
		values := []tftypes.Value{}
		for _, e := range v {
			values = append(values, tftypes.NewValue(tftypes.String, e))
		}
		return tftypes.NewValue(typ, values)
	}
	return tftypes.NewValue(typ, v)
}

func object(t *testing.T, typ tftypes.Type, given attrs) tftypes.Value {
	t.Helper()
	values := map[string]tftypes.Value{}
	for name, at := range typ.(tftypes.Object).AttributeTypes {
		values[name] = value(t, at, given[name])
	}
	for name := range given {
		if _, ok := values[name]; !ok {
			t.Fatalf("no attribute %s", name)
		}
	}
	return tftypes.NewValue(typ, values)
}

func packed(t *testing.T, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// proposedNew is what Terraform proposes for an update: the configuration, and the prior values of what it leaves out.
func proposedNew(t *testing.T, prior, config tftypes.Value, schema *tfprotov6.Schema) tftypes.Value {
	t.Helper()
	var was, now map[string]tftypes.Value
	if err := prior.As(&was); err != nil {
		t.Fatal(err)
	}
	if err := config.As(&now); err != nil {
		t.Fatal(err)
	}
	now = maps.Clone(now) // As gives the value's own
	for _, a := range schema.Block.Attributes {
		if a.Computed && now[a.Name].IsNull() {
			now[a.Name] = was[a.Name]
		}
	}
	return tftypes.NewValue(config.Type(), now)
}
