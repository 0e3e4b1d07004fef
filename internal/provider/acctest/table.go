package acctest

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Tables of cases plan much and apply nothing. A step of terraform-plugin-testing takes up to eight processes for that;
// here a case takes one.

// hasChanges is the exit code of plan -detailed-exitcode where there is something to do.
const hasChanges = 2

// PlanRefuses plans a configuration, as Refuses does, and expects an error of a code, and the texts behind it.
func (f *Fabric) PlanRefuses(file string, vars Vars, code fabric.Code, texts ...string) {
	f.t.Helper()
	want := refusal(code, texts)
	out, exit := f.plan(file, vars)
	if exit != 1 || !want.MatchString(out) {
		f.t.Errorf("%v: expected an error like\n%s\nprinted was\n%s", vars, want, out)
	}
}

// PlanPasses plans a configuration, as Plan does, and expects changes.
func (f *Fabric) PlanPasses(file string, vars Vars) {
	f.t.Helper()
	if out, exit := f.plan(file, vars); exit != hasChanges {
		f.t.Errorf("%v: expected a plan with changes, printed was\n%s", vars, out)
	}
}

// plan runs the CLI in a new folder on a provider of its own.
func (f *Fabric) plan(file string, vars Vars) (printed string, exit int) {
	f.t.Helper()
	folder := f.t.TempDir()
	values, err := json.Marshal(vars)
	if err != nil {
		f.t.Fatal(err)
	}
	for name, text := range map[string][]byte{"main.tf": []byte(configured(file, nil).Config), "terraform.tfvars.json": values} {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			f.t.Fatal(err)
		}
	}
	attach, stop := f.serve()
	defer stop()
	cmd := exec.CommandContext(f.t.Context(), program(f.t).path, "plan", "-no-color", "-input=false", "-detailed-exitcode")
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "TF_REATTACH_PROVIDERS="+attach)
	out, err := cmd.CombinedOutput()
	if exited := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exited) {
		f.t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// serve serves the provider from this process, and returns what tells the CLI where.
func (f *Fabric) serve() (attach string, stop func()) {
	f.t.Helper()
	ctx, cancel := context.WithCancel(f.t.Context())
	ready, closed, failed := make(chan *plugin.ReattachConfig), make(chan struct{}), make(chan error, 1)
	go func() {
		failed <- tf6server.Serve("simfabric", func() tfprotov6.ProviderServer { return kit.NewServer(provider.NewWithStore(f.Store)) },
			tf6server.WithDebug(ctx, ready, closed), tf6server.WithGoPluginLogger(hclog.NewNullLogger()), tf6server.WithLoggingSink(f.t))
	}()
	select {
	case err := <-failed:
		f.t.Fatalf("serving the provider: %v", err)
	case config := <-ready:
		attach = reattach(config)
	}
	return attach, func() {
		cancel()
		<-closed
	}
}

// reattach is the variable TF_REATTACH_PROVIDERS for the provider, as either CLI resolves its short name.
func reattach(config *plugin.ReattachConfig) string {
	type address struct{ Network, String string }
	where := struct {
		Protocol        string
		ProtocolVersion int
		Pid             int
		Test            bool
		Addr            address
	}{string(config.Protocol), config.ProtocolVersion, config.Pid, config.Test, address{config.Addr.Network(), config.Addr.String()}}
	text, err := json.Marshal(map[string]any{
		"registry.terraform.io/hashicorp/simfabric": where,
		tofuHost + "/hashicorp/simfabric":           where,
	})
	if err != nil {
		panic(err) // strings and numbers
	}
	return string(text)
}
