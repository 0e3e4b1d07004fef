package kit

import (
	"bytes"
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"
)

// bulk holds values that go past the framework, by attribute, in the protocol's own encoding.
type bulk map[string]msgpack.RawMessage

// call is what one call of the protocol carries past the framework.
type call struct {
	prior   bulk // of the state before
	planned bulk // in a plan what Terraform proposes, in an apply what the plan has shown
	result  bulk // of the answer; what it lacks stays as it was
}

type callKey struct{}

func (c *call) in(ctx context.Context) context.Context { return context.WithValue(ctx, callKey{}, c) }

// callOf returns the call in a context. A kind without Bulk may be served without a Server, and has none.
func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return new(call)
}

// takeBulk replaces attributes of an object by null, and returns what they were.
func takeBulk(state *tfprotov6.DynamicValue, types map[string]tftypes.Type) (*tfprotov6.DynamicValue, bulk, error) {
	taken := bulk{}
	light, err := rewrite(state, func(name string, value msgpack.RawMessage) msgpack.RawMessage {
		if _, ok := types[name]; !ok || isNull(value) {
			return value
		}
		taken[name] = value
		return msgpack.RawMessage{msgpcode.Nil}
	})
	return light, taken, err
}

// putBulk gives attributes of an object their values: the result of a call, or what stood in its request where the call
// left null.
func putBulk(state *tfprotov6.DynamicValue, types map[string]tftypes.Type, result, otherwise bulk) (*tfprotov6.DynamicValue, error) {
	return rewrite(state, func(name string, value msgpack.RawMessage) msgpack.RawMessage {
		if _, ok := types[name]; !ok {
			return value
		}
		if put, ok := result[name]; ok {
			return put
		}
		if put, ok := otherwise[name]; ok && isNull(value) {
			return put
		}
		return value
	})
}

// rewrite copies an object attribute by attribute, without reading their values. Null stays null.
func rewrite(state *tfprotov6.DynamicValue, attribute func(string, msgpack.RawMessage) msgpack.RawMessage) (*tfprotov6.DynamicValue, error) {
	if state == nil || len(state.MsgPack) == 0 || isNull(state.MsgPack) {
		return state, nil
	}
	from := msgpack.NewDecoder(bytes.NewReader(state.MsgPack))
	n, err := from.DecodeMapLen()
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	to := msgpack.NewEncoder(&buf)
	if err := to.EncodeMapLen(n); err != nil {
		return nil, err
	}
	for range n {
		name, err := from.DecodeString()
		if err != nil {
			return nil, err
		}
		value, err := from.DecodeRaw()
		if err != nil {
			return nil, err
		}
		if err := to.EncodeString(name); err != nil {
			return nil, err
		}
		buf.Write(attribute(name, value))
	}
	return &tfprotov6.DynamicValue{MsgPack: buf.Bytes()}, nil
}

func isNull(value []byte) bool { return value[0] == msgpcode.Nil }

// isKnown reports whether a value is not the protocol's extension for what is not known yet.
func isKnown(value []byte) bool { return !msgpcode.IsExt(value[0]) }

// bulkTypes are the types of the attributes that go past the framework.
func (r *Resource[M, O]) bulkTypes() map[string]tftypes.Type {
	types := map[string]tftypes.Type{}
	for _, name := range r.kind.Bulk {
		types[name] = r.kind.Attributes[name].GetType().TerraformType(context.Background())
	}
	return types
}

// takeFromModel encodes the bulk fields of a model and leaves null in it.
func (r *Resource[M, O]) takeFromModel(model *M) (bulk, error) {
	taken := bulk{}
	for _, name := range r.kind.Bulk {
		field := fieldTagged(reflect.ValueOf(model).Elem(), name)
		var buf bytes.Buffer
		if err := encode(msgpack.NewEncoder(&buf), field); err != nil {
			return nil, err
		}
		taken[name] = buf.Bytes()
		field.SetZero()
	}
	return taken, nil
}

// sameBulk reports whether two values of an attribute are the same. The CLIs and this package encode the same in the same
// way; where the bytes differ, the values decide.
func sameBulk(typ tftypes.Type, x, y msgpack.RawMessage) bool {
	if bytes.Equal(x, y) {
		return true
	}
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	a, errA := tfprotov6.DynamicValue{MsgPack: x}.Unmarshal(typ)
	b, errB := tfprotov6.DynamicValue{MsgPack: y}.Unmarshal(typ)
	return errA == nil && errB == nil && a.Equal(b)
}

// same reports whether two sets of bulk values are the same.
func (r *Resource[M, O]) sameBulks(x, y bulk) bool {
	for name, typ := range r.bulkTypes() {
		if !sameBulk(typ, x[name], y[name]) {
			return false
		}
	}
	return true
}
