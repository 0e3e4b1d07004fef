package kit

import (
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

// IntOr is a value's number, or a default where it is null. Numbers beyond an int's range become its ends.
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
func IDs(list []string) []fabric.ID { return convert[fabric.ID](list) }

// Strings makes strings of ids; nil stays nil.
func Strings(list []fabric.ID) []string { return convert[string](list) }

func convert[To, From ~string](list []From) []To {
	if list == nil {
		return nil
	}
	converted := make([]To, len(list))
	for i, s := range list {
		converted[i] = To(s)
	}
	return converted
}
