package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	simfabric "github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// cookieValue is what Terraform and OpenTofu put into the magic cookie.
const cookieValue = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"

// The user's own settings of the SDK's logs win, and where a log is asked for, each call still shows in it.
func TestQuietLogs(t *testing.T) {
	const sdk, framework = "TF_LOG_SDK", "TF_LOG_SDK_FRAMEWORK"
	for _, c := range []struct {
		name                   string
		user                   map[string]string
		wantSDK, wantFramework string // the levels after it
	}{
		{"nothing is set", nil, "error", "error"},
		{"a log", map[string]string{"TF_LOG": "trace"}, "", "error"},
		{"a log of providers", map[string]string{"TF_LOG_PROVIDER": "debug"}, "", "error"},
		{"the framework's level", map[string]string{framework: "trace"}, "error", "trace"},
		{"the SDK's level", map[string]string{sdk: "trace"}, "trace", ""},
		{"both levels", map[string]string{sdk: "info", framework: "trace"}, "info", "trace"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, name := range []string{"TF_LOG", "TF_LOG_PROVIDER", sdk, framework} {
				t.Setenv(name, c.user[name])
			}
			quietLogs()
			if got := os.Getenv(sdk); got != c.wantSDK {
				t.Errorf("%s is %q, expected %q", sdk, got, c.wantSDK)
			}
			if got := os.Getenv(framework); got != c.wantFramework {
				t.Errorf("%s is %q, expected %q", framework, got, c.wantFramework)
			}
		})
	}
}

// BenchmarkStart measures a provider process from its start to the line that says where it listens.
func BenchmarkStart(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "terraform-provider-simfabric")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for b.Loop() {
		startAndStop(b, binary)
	}
}

func startAndStop(b *testing.B, binary string) {
	b.Helper()
	cmd := exec.Command(binary)
	cmd.Env = append(cmd.Environ(), magicCookie+"="+cookieValue, "PLUGIN_PROTOCOL_VERSIONS=6")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		b.Error(err)
	}
	if !strings.HasPrefix(line, "1|6|") {
		b.Errorf("the provider says %q where it listens", line)
	}
	b.StopTimer()
	_ = cmd.Process.Kill()
	_ = cmd.Wait() // killed
	b.StartTimer()
}

// BenchmarkConfigure measures Configure on a store that holds a hundred networks, in a new provider each time.
func BenchmarkConfigure(b *testing.B) {
	location := filepath.Join(b.TempDir(), "fabric.db")
	fill(b, location)
	config := configOf(b, location)
	for b.Loop() {
		server := kit.NewServer(simfabric.New("bench", session.OwnRun))
		resp, err := server.ConfigureProvider(b.Context(), &tfprotov6.ConfigureProviderRequest{Config: config})
		if err != nil {
			b.Fatal(err)
		}
		for _, d := range resp.Diagnostics {
			b.Fatal(d.Summary, d.Detail)
		}
	}
}

func fill(b *testing.B, location string) {
	b.Helper()
	s, err := sqlite.Open(b.Context(), location)
	if err != nil {
		b.Fatal(err)
	}
	err = s.Update(b.Context(), func(tx store.Tx) error {
		for i := range 100 {
			name := "vnet" + strings.Repeat("x", i%10) + string(rune('a'+i/10))
			err := tx.Put(fabric.VirtualNetwork{
				Meta:         fabric.Meta{ID: fabric.TopLevelID(fabric.KindVirtualNetwork, "sub", "bench", name), Location: "koreacentral", Incarnation: 1, Revision: 1},
				AddressSpace: []string{"10.0.0.0/16"},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func configOf(b *testing.B, location string) *tfprotov6.DynamicValue {
	b.Helper()
	server := kit.NewServer(simfabric.New("bench", session.OwnRun))
	schema, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		b.Fatal(err)
	}
	shape := schema.Provider.ValueType()
	values := map[string]tftypes.Value{}
	for name := range shape.(tftypes.Object).AttributeTypes {
		values[name] = tftypes.NewValue(tftypes.String, nil)
	}
	values["store"] = tftypes.NewValue(tftypes.String, location)
	config, err := tfprotov6.NewDynamicValue(shape, tftypes.NewValue(shape, values))
	if err != nil {
		b.Fatal(err)
	}
	return &config
}
