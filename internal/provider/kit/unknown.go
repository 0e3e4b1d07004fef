package kit

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// unknownFields lists where a configuration is not known yet.
func unknownFields(v tftypes.Value) ([]fabric.Field, error) {
	var fields []fabric.Field
	err := tftypes.Walk(v, func(p *tftypes.AttributePath, v tftypes.Value) (bool, error) {
		if !v.IsKnown() {
			fields = append(fields, fieldOf(p))
			return false, nil
		}
		return true, nil
	})
	return fields, err
}

// fieldOf writes a path in the fabric's terms. Below a set, whose elements have no name, it ends.
func fieldOf(p *tftypes.AttributePath) fabric.Field {
	var f fabric.Field
	for _, step := range p.Steps() {
		switch s := step.(type) {
		case tftypes.AttributeName:
			f = f.Dot(string(s))
		case tftypes.ElementKeyInt:
			f = f.Index(int(s))
		case tftypes.ElementKeyString:
			f = f.Key(string(s))
		default:
			return f
		}
	}
	return f
}

// withoutUnknown makes a configuration readable into plain Go values: an unknown attribute becomes null, an unknown
// element of a collection the empty value of its type.
func withoutUnknown(v tftypes.Value) (tftypes.Value, error) {
	return tftypes.Transform(v, func(p *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		if v.IsKnown() {
			return v, nil
		}
		if steps := p.Steps(); len(steps) > 0 {
			if _, attribute := steps[len(steps)-1].(tftypes.AttributeName); !attribute {
				return emptyValue(v.Type()), nil
			}
		}
		return tftypes.NewValue(v.Type(), nil), nil
	})
}

func emptyValue(t tftypes.Type) tftypes.Value {
	switch {
	case t.Is(tftypes.String):
		return tftypes.NewValue(t, "")
	case t.Is(tftypes.Number):
		return tftypes.NewValue(t, 0)
	case t.Is(tftypes.Bool):
		return tftypes.NewValue(t, false)
	}
	object, ok := t.(tftypes.Object)
	if !ok {
		return tftypes.NewValue(t, nil)
	}
	values := map[string]tftypes.Value{}
	for name, attribute := range object.AttributeTypes {
		values[name] = tftypes.NewValue(attribute, nil)
	}
	return tftypes.NewValue(t, values)
}

// standing drops the findings that rest on something unknown.
func standing(list []fabric.Finding, unknown []fabric.Field) []fabric.Finding {
	return slices.DeleteFunc(list, func(f fabric.Finding) bool {
		return slices.ContainsFunc(append([]fabric.Field{f.Field}, f.Reads...), func(read fabric.Field) bool {
			return slices.ContainsFunc(unknown, read.Overlaps)
		})
	})
}
