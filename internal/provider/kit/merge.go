package kit

import (
	"maps"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// merge makes a planned or new state of a configuration and of the values that the fabric computes:
//
//	configured    computed   result
//	unknown       -          unknown
//	a value       -          that value, in the user's spelling
//	null          yes        the fabric's value, or unknown where it is open
//	null          no         null
//
// Nested attributes follow the same table, element by element.
type merge struct {
	// open reports whether the fabric's value of a root attribute cannot be known yet.
	open func(root string, a schema.Attribute) bool
}

func (m merge) root(attributes map[string]schema.Attribute, config, flat tftypes.Value) (tftypes.Value, error) {
	configured, err := objectOf(config)
	if err != nil {
		return tftypes.Value{}, err
	}
	computed, err := objectOf(flat)
	if err != nil {
		return tftypes.Value{}, err
	}
	values := make(map[string]tftypes.Value, len(attributes))
	for name, a := range attributes {
		open := m.open(name, a)
		if values[name], err = m.value(a, configured[name], computed[name], open); err != nil {
			return tftypes.Value{}, err
		}
	}
	return tftypes.NewValue(flat.Type(), values), nil
}

func (m merge) value(a attribute, config, flat tftypes.Value, open bool) (tftypes.Value, error) {
	switch {
	case !config.IsKnown():
		return config, nil
	case config.IsNull() && a.IsComputed() && open:
		return tftypes.NewValue(config.Type(), tftypes.UnknownValue), nil
	case config.IsNull() && a.IsComputed():
		return flat, nil
	case config.IsNull():
		return config, nil
	}
	nested, ok := nestedAttributes(a)
	if !ok {
		return config, nil
	}
	return m.elements(nested, config, flat, open)
}

// elements merges a nested attribute, whatever its nesting: one object, a list or a map of them.
func (m merge) elements(nested map[string]attribute, config, flat tftypes.Value, open bool) (tftypes.Value, error) {
	switch config.Type().(type) {
	case tftypes.Object:
		return m.object(nested, config, flat, open)
	case tftypes.List:
		var from, with []tftypes.Value
		if err := asBoth(config, flat, &from, &with); err != nil {
			return config, err
		}
		from = slices.Clone(from)
		for i, element := range from {
			var other tftypes.Value
			if i < len(with) {
				other = with[i]
			}
			merged, err := m.object(nested, element, other, open)
			if err != nil {
				return config, err
			}
			from[i] = merged
		}
		return tftypes.NewValue(config.Type(), from), nil
	case tftypes.Map:
		var from, with map[string]tftypes.Value
		if err := asBoth(config, flat, &from, &with); err != nil {
			return config, err
		}
		from = maps.Clone(from)
		for key, element := range from {
			merged, err := m.object(nested, element, with[key], open)
			if err != nil {
				return config, err
			}
			from[key] = merged
		}
		return tftypes.NewValue(config.Type(), from), nil
	}
	return config, nil
}

func (m merge) object(nested map[string]attribute, config, flat tftypes.Value, open bool) (tftypes.Value, error) {
	if !config.IsKnown() || config.IsNull() {
		return config, nil
	}
	configured, err := objectOf(config)
	if err != nil {
		return config, err
	}
	var computed map[string]tftypes.Value
	if flat.Type() != nil && flat.IsKnown() && !flat.IsNull() {
		if computed, err = objectOf(flat); err != nil {
			return config, err
		}
	}
	for name, a := range nested {
		other, ok := computed[name]
		if !ok {
			other = tftypes.NewValue(configured[name].Type(), nil)
		}
		if configured[name], err = m.value(a, configured[name], other, open); err != nil {
			return config, err
		}
	}
	return tftypes.NewValue(config.Type(), configured), nil
}

// attribute is what the merge needs of an attribute, at the root or nested.
type attribute interface{ IsComputed() bool }

// nestedAttributes returns the attributes below a nested attribute.
func nestedAttributes(a attribute) (map[string]attribute, bool) {
	nested := map[string]attribute{}
	switch a := a.(type) {
	case schema.SingleNestedAttribute:
		for name, n := range a.Attributes {
			nested[name] = n
		}
	case schema.ListNestedAttribute:
		for name, n := range a.NestedObject.Attributes {
			nested[name] = n
		}
	case schema.MapNestedAttribute:
		for name, n := range a.NestedObject.Attributes {
			nested[name] = n
		}
	default:
		return nil, false
	}
	return nested, true
}

// objectOf reads an object into a map of its own: As hands out the value's, and a change there would change the value.
func objectOf(v tftypes.Value) (map[string]tftypes.Value, error) {
	values := map[string]tftypes.Value{}
	err := v.As(&values)
	return maps.Clone(values), err
}

// asBoth reads two collections, which must not be changed; flat may be missing.
func asBoth[C any](config, flat tftypes.Value, from, with *C) error {
	if err := config.As(from); err != nil {
		return err
	}
	if flat.Type() == nil || !flat.IsKnown() || flat.IsNull() {
		return nil
	}
	return flat.As(with)
}

// sameButComputed reports whether two values of an attribute are the same except where one of them has null for a nested
// value that the fabric computes and has not computed yet.
func sameButComputed(a attribute, x, y tftypes.Value) bool {
	if x.Equal(y) {
		return true
	}
	if a.IsComputed() && (x.IsNull() || y.IsNull()) {
		return true
	}
	nested, ok := nestedAttributes(a)
	if !ok || x.IsNull() || y.IsNull() {
		return false
	}
	xs, ys := elementsOf(x), elementsOf(y)
	if len(xs) != len(ys) {
		return false
	}
	for key, element := range xs {
		other, ok := ys[key]
		if !ok {
			return false
		}
		from, errFrom := objectOf(element)
		with, errWith := objectOf(other)
		if errFrom != nil || errWith != nil {
			return false
		}
		for name, n := range nested {
			if !sameButComputed(n, from[name], with[name]) {
				return false
			}
		}
	}
	return true
}

// elementsOf returns the objects of a nested attribute's value, by index or key; one object has the key "".
func elementsOf(v tftypes.Value) map[string]tftypes.Value {
	elements := map[string]tftypes.Value{}
	var list []tftypes.Value
	switch v.Type().(type) {
	case tftypes.Object:
		elements[""] = v
	case tftypes.List:
		if v.As(&list) == nil {
			for i, e := range list {
				elements[strconv.Itoa(i)] = e
			}
		}
	case tftypes.Map:
		_ = v.As(&elements) // the type has been looked at
		elements = maps.Clone(elements)
	}
	return elements
}
