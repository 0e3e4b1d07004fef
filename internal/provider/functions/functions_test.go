package functions_test

import (
	"encoding/json"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

func TestFunctionsInConfiguration(t *testing.T) {
	const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net"
	acctest.New(t).Run(
		acctest.Apply("functions", nil,
			acctest.Outputs("usable", 251),
			acctest.Outputs("capacity", []any{16, 2}),
			acctest.Outputs("fqdn", "vm3.web.koreacentral.cloudapp.azure.com"),
			acctest.Outputs("subnet", map[string]any{
				"subscription_id": "s", "resource_group_name": "g", "provider_namespace": "Microsoft.Network", "type": "Microsoft.Network/virtualNetworks/subnets",
				"name": "web", "parent_id": network, "names": map[string]string{"virtualNetworks": "net", "subnets": "web"},
			}),
			acctest.Outputs("network", true),
		),
		acctest.Fails("output \"x\" {\n  value = provider::simfabric::usable_addresses(\"10.0.2.1/24\")\n}\n", "Invalid value for", `"cidr"`, "has host bits set", "10.0.2.0/24"),
	)
}

func TestFunctions(t *testing.T) {
	s := kit.NewServer(provider.NewWithStore(nil))
	str := func(v string) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }
	num := func(v any) tftypes.Value { return tftypes.NewValue(tftypes.Number, v) }
	for _, c := range []struct {
		name      string
		arguments []tftypes.Value
		want      any    // a value, or
		argument  int64  // the argument that is wrong,
		message   string // and what the error says
	}{
		{"usable_addresses", []tftypes.Value{str("10.0.2.0/24")}, 251, 0, ""},
		{"usable_addresses", []tftypes.Value{str("10.0.2.0/29")}, 3, 0, ""},
		{"usable_addresses", []tftypes.Value{str("10.0.2.0/30")}, 0, 0, ""},
		{"usable_addresses", []tftypes.Value{str("10.0.2.0/32")}, 0, 0, ""},
		{"usable_addresses", []tftypes.Value{str("0.0.0.0/0")}, 1<<32 - 5, 0, ""},
		{"usable_addresses", []tftypes.Value{str("fd00::/64")}, 1 << 62, 0, ""},
		{"usable_addresses", []tftypes.Value{str("fd00::/66")}, 1<<62 - 4, 0, ""},
		{"usable_addresses", []tftypes.Value{str("fd00::/120")}, 252, 0, ""},
		{"usable_addresses", []tftypes.Value{str("")}, nil, 0, "is not a CIDR"},
		{"usable_addresses", []tftypes.Value{str("10.0.2.0")}, nil, 0, "is not a CIDR"},
		{"usable_addresses", []tftypes.Value{str("10.0.2.1/24")}, nil, 0, "has host bits set; the network that it lies in is 10.0.2.0/24"},
		{"usable_addresses", []tftypes.Value{str("::ffff:10.0.0.0/104")}, nil, 0, "IPv4 prefix in IPv6 form"},

		{"public_ip_prefix_capacity", []tftypes.Value{num(28), str("IPv4")}, 16, 0, ""},
		{"public_ip_prefix_capacity", []tftypes.Value{num(31), str("IPv4")}, 2, 0, ""},
		{"public_ip_prefix_capacity", []tftypes.Value{num(124), str("IPv6")}, 16, 0, ""},
		{"public_ip_prefix_capacity", []tftypes.Value{num(27), str("IPv4")}, nil, 0, "from 28 to 31, got 27"},
		{"public_ip_prefix_capacity", []tftypes.Value{num(32), str("IPv4")}, nil, 0, "from 28 to 31, got 32"},
		{"public_ip_prefix_capacity", []tftypes.Value{num(28), str("IPv6")}, nil, 0, "from 124 to 127, got 28"},
		{"public_ip_prefix_capacity", []tftypes.Value{num(-1 << 62), str("IPv4")}, nil, 0, "from 28 to 31"},
		{"public_ip_prefix_capacity", []tftypes.Value{num(28), str("ipv4")}, nil, 1, `IPv4 or IPv6, got "ipv4"`},

		{"instance_fqdn", []tftypes.Value{str("web"), num(0), str("koreacentral")}, "vm0.web.koreacentral.cloudapp.azure.com", 0, ""},
		{"instance_fqdn", []tftypes.Value{str("web"), num(12), str("Korea Central")}, "vm12.web.koreacentral.cloudapp.azure.com", 0, ""},
		{"instance_fqdn", []tftypes.Value{str("Web"), num(0), str("koreacentral")}, nil, 0, `"Web" is no domain name label`},
		{"instance_fqdn", []tftypes.Value{str("web"), num(-1), str("koreacentral")}, nil, 1, "0 or more, got -1"},
		{"instance_fqdn", []tftypes.Value{str("web"), num(0), str("")}, nil, 2, `"" is no location`},

		{"parse_resource_id", []tftypes.Value{str("")}, nil, 0, "is not an ARM resource id"},
		{"parse_resource_id", []tftypes.Value{str("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks")}, nil, 0, "is not an ARM resource id"},
		{"parse_resource_id", []tftypes.Value{str("/subscriptions/s/resourceGroups//providers/Microsoft.Network/virtualNetworks/net")}, nil, 0, "empty segment"},
		{"parse_resource_id", []tftypes.Value{str("/subscriptions/s/groups/g/providers/Microsoft.Network/virtualNetworks/net")}, nil, 0, `expected "resourceGroups" where it says "groups"`},
		{"parse_resource_id", []tftypes.Value{str("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net/subnets")}, nil, 0, `the type "subnets" has no name`},
		{"parse_resource_id", []tftypes.Value{str("/subscriptions/s/resourceGroups/g/providers/P/" + strings.Repeat("t/n/", 600) + "t/n")}, nil, 0, "at most 2048 characters"},
	} {
		text := c.name
		for _, a := range c.arguments {
			text += " " + a.String()
		}
		t.Run(text[:min(len(text), 120)], func(t *testing.T) {
			var arguments []*tfprotov6.DynamicValue
			for _, a := range c.arguments {
				d, err := tfprotov6.NewDynamicValue(a.Type(), a)
				if err != nil {
					t.Fatal(err)
				}
				arguments = append(arguments, &d)
			}
			resp, err := s.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: c.name, Arguments: arguments})
			if err != nil {
				t.Fatal(err)
			}
			if c.want == nil {
				switch {
				case resp.Error == nil:
					t.Fatal("no error")
				case resp.Error.FunctionArgument == nil || *resp.Error.FunctionArgument != c.argument:
					t.Errorf("the error is not at argument %d: %v", c.argument, resp.Error)
				case !strings.Contains(resp.Error.Text, c.message):
					t.Errorf("got %q, want %q", resp.Error.Text, c.message)
				}
				return
			}
			if resp.Error != nil {
				t.Fatal(resp.Error.Text)
			}
			if want, ok := c.want.(string); ok {
				var got string
				if v, err := resp.Result.Unmarshal(tftypes.String); err != nil || v.As(&got) != nil || got != want {
					t.Errorf("got %q, want %q (%v)", got, want, err)
				}
				return
			}
			got := new(big.Float)
			if v, err := resp.Result.Unmarshal(tftypes.Number); err != nil || v.As(&got) != nil || got.Cmp(new(big.Float).SetInt64(reflect.ValueOf(c.want).Int())) != 0 {
				body, _ := json.Marshal(got)
				t.Errorf("got %s, want %v (%v)", body, c.want, err)
			}
		})
	}
}
