package kit

import (
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Text is a string value, null where empty.
func Text[S ~string](s S) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(string(s))
}

// TextOr is a value's string, or a default where it is null.
func TextOr(v types.String, otherwise string) string {
	if v.IsNull() {
		return otherwise
	}
	return v.ValueString()
}

// IntOr is a value's number, or a default where it is null.
func IntOr(v types.Int64, otherwise int) int {
	if v.IsNull() {
		return otherwise
	}
	return int(v.ValueInt64())
}

// BoolOr is a value's boolean, or a default where it is null.
func BoolOr(v types.Bool, otherwise bool) bool {
	if v.IsNull() {
		return otherwise
	}
	return v.ValueBool()
}

// IDs makes ids of strings; nil stays nil.
func IDs(list []string) []fabric.ID {
	return List(list, func(s string) fabric.ID { return fabric.ID(s) })
}

// Strings makes strings of ids; nil stays nil.
func Strings(list []fabric.ID) []string {
	return List(list, func(id fabric.ID) string { return string(id) })
}

// Address is an address's value, null where it is not valid.
func Address(a netip.Addr) types.String {
	if !a.IsValid() {
		return types.StringNull()
	}
	return types.StringValue(a.String())
}

// Map converts the values of a map; nil stays nil.
func Map[K comparable, From, To any](m map[K]From, one func(From) To) map[K]To {
	if m == nil {
		return nil
	}
	converted := make(map[K]To, len(m))
	for k, v := range m {
		converted[k] = one(v)
	}
	return converted
}

// List converts the values of a list; nil stays nil.
func List[From, To any](list []From, one func(From) To) []To {
	if list == nil {
		return nil
	}
	converted := make([]To, len(list))
	for i, v := range list {
		converted[i] = one(v)
	}
	return converted
}
