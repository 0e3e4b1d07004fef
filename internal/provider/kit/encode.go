package kit

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/vmihailenco/msgpack/v5"
)

// encode writes a field of a model in the protocol's encoding, as the CLIs write it: attributes and keys in the order of
// their names, null for what is nil.
func encode(to *msgpack.Encoder, v reflect.Value) error {
	switch value := v.Interface().(type) {
	case types.String:
		if value.IsNull() {
			return to.EncodeNil()
		}
		return to.EncodeString(value.ValueString())
	case types.Bool:
		if value.IsNull() {
			return to.EncodeNil()
		}
		return to.EncodeBool(value.ValueBool())
	case types.Int64:
		if value.IsNull() {
			return to.EncodeNil()
		}
		return to.EncodeInt(value.ValueInt64())
	case string:
		return to.EncodeString(value)
	case int64:
		return to.EncodeInt(value)
	}
	switch v.Kind() {
	case reflect.Slice:
		return encodeList(to, v)
	case reflect.Map:
		return encodeMap(to, v)
	case reflect.Struct:
		return encodeStruct(to, v)
	}
	return fmt.Errorf("a bulk attribute cannot have a %s", v.Type())
}

func encodeList(to *msgpack.Encoder, v reflect.Value) error {
	if v.IsNil() {
		return to.EncodeNil()
	}
	if err := to.EncodeArrayLen(v.Len()); err != nil {
		return err
	}
	for i := range v.Len() {
		if err := encode(to, v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func encodeMap(to *msgpack.Encoder, v reflect.Value) error {
	if v.IsNil() {
		return to.EncodeNil()
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(x, y reflect.Value) int { return cmp.Compare(x.String(), y.String()) })
	if err := to.EncodeMapLen(len(keys)); err != nil {
		return err
	}
	for _, key := range keys {
		if err := to.EncodeString(key.String()); err != nil {
			return err
		}
		if err := encode(to, v.MapIndex(key)); err != nil {
			return err
		}
	}
	return nil
}

func encodeStruct(to *msgpack.Encoder, v reflect.Value) error {
	fields := fieldsOf(v.Type())
	if err := to.EncodeMapLen(len(fields)); err != nil {
		return err
	}
	for _, f := range fields {
		if err := to.EncodeString(f.name); err != nil {
			return err
		}
		if err := encode(to, v.Field(f.index)); err != nil {
			return err
		}
	}
	return nil
}

// field is a field of a model's struct by its attribute's name.
type field struct {
	name  string
	index int
}

var fieldCache sync.Map // of reflect.Type to []field

// fieldsOf lists the fields of a struct in the order of their attributes' names.
func fieldsOf(t reflect.Type) []field {
	if known, ok := fieldCache.Load(t); ok {
		return known.([]field)
	}
	var fields []field
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("tfsdk"); name != "" {
			fields = append(fields, field{name, i})
		}
	}
	slices.SortFunc(fields, func(x, y field) int { return cmp.Compare(x.name, y.name) })
	fieldCache.Store(t, fields)
	return fields
}

// fieldTagged returns the field of a model that holds an attribute.
func fieldTagged(model reflect.Value, name string) reflect.Value {
	for _, f := range fieldsOf(model.Type()) {
		if f.name == name {
			return model.Field(f.index)
		}
	}
	panic("no field holds " + name) // a test compares models and schemas
}
