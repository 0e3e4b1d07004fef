package acctest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// parsePath reads a.b[0].c; a step after a dot is an attribute or a map key, one in brackets a list index.
func parsePath(text string) tfjsonpath.Path {
	var p tfjsonpath.Path
	for n, part := range strings.Split(text, ".") {
		name, indexes, _ := strings.Cut(part, "[")
		if n == 0 {
			p = tfjsonpath.New(name)
		} else {
			p = p.AtMapKey(name)
		}
		for index := range strings.SplitSeq(strings.TrimSuffix(indexes, "]"), "][") {
			if index == "" {
				continue
			}
			i, err := strconv.Atoi(index)
			if err != nil {
				panic(fmt.Sprintf("%q is no path: %v", text, err))
			}
			p = p.AtSliceIndex(i)
		}
	}
	return p
}

// exactly is a knownvalue.Check that compares with a plain Go value, as a whole.
type exactly struct{ want any }

// CheckValue implements knownvalue.Check.
func (e exactly) CheckValue(got any) error {
	if got, want := plain(got), plain(e.want); !reflect.DeepEqual(got, want) {
		return fmt.Errorf("got %s, want %s", asJSON(got), asJSON(want))
	}
	return nil
}

// String implements knownvalue.Check.
func (e exactly) String() string { return asJSON(plain(e.want)) }

// plain brings a value to the types of JSON.
func plain(v any) any {
	switch v := v.(type) {
	case int:
		return json.Number(strconv.Itoa(v))
	case []string:
		list := make([]any, len(v))
		for i, s := range v {
			list[i] = s
		}
		return list
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = plain(e)
		}
		return list
	case map[string]string:
		m := make(map[string]any, len(v))
		for k, s := range v {
			m[k] = s
		}
		return m
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, e := range v {
			m[k] = plain(e)
		}
		return m
	}
	return v
}

func asJSON(v any) string {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%#v", v)
	}
	return string(body)
}
