// Package acctest runs acceptance tests of the provider: each test holds a fabric of its own, and runs terraform or tofu on
// the provider in this process.
//
//	f := acctest.New(t)
//	f.Run(
//		acctest.Apply("basic", nil, acctest.Is("simfabric_subnet.this", "id", "...")),
//		acctest.Import("simfabric_subnet.this"),
//	)
package acctest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// Group is what the ids of all objects start with, in the default scope.
const Group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/"

// ID returns the id of a top-level object in the default scope.
func ID(k fabric.Kind, name string) string { return Group + k.ARMType() + "/" + name }

// SubnetID returns the id of a subnet in the default scope.
func SubnetID(network, name string) string {
	return ID(fabric.KindVirtualNetwork, network) + "/subnets/" + name
}

// Fabric is the fabric of one test.
type Fabric struct {
	t     *testing.T
	path  string
	Store store.Store
}

// New makes an empty fabric and lets the test run beside others.
func New(t *testing.T) *Fabric {
	t.Helper()
	t.Parallel()
	program(t)
	f := &Fabric{t: t, path: filepath.Join(t.TempDir(), "fabric.db")}
	opened, err := sqlite.Open(t.Context(), f.path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	f.Store = opened
	return f
}

// OneCLI is New for a test on which the CLI has no bearing, or that internal/e2e makes with both in a configuration of its own:
// which case a rule refuses, which argument replaces, what one of azurerm's cases comes to. It runs with the first CLI only;
// the run with the second (go test -short) leaves it out.
func OneCLI(t *testing.T) *Fabric {
	t.Helper()
	if testing.Short() {
		t.Skip("it runs with the first CLI only")
	}
	return New(t)
}

// Providers are the factories of the provider on this fabric.
func (f *Fabric) Providers() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"simfabric": func() (tfprotov6.ProviderServer, error) { return kit.NewServer(provider.NewWithStore(f.Store)), nil },
	}
}

// Run runs the steps, destroys what they made and makes sure that nothing is left.
func (f *Fabric) Run(steps ...resource.TestStep) {
	f.t.Helper()
	resource.UnitTest(f.t, resource.TestCase{
		ProtoV6ProviderFactories: f.Providers(),
		Steps:                    steps,
		CheckDestroy:             func(*terraform.State) error { return f.Empty() },
	})
	if err := f.Empty(); err != nil { // where no step made anything there is no destroy either
		f.t.Error(err)
	}
}

// RunModules is Run for configurations with modules, which each step installs anew.
func (f *Fabric) RunModules(steps ...resource.TestStep) {
	f.t.Helper()
	for i := range steps {
		dir := f.t.TempDir() // a step installs modules only from a folder
		if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(steps[i].Config), 0o600); err != nil {
			f.t.Fatal(err)
		}
		steps[i].Config, steps[i].ConfigDirectory = "", config.StaticDirectory(dir)
		steps[i].ProtoV6ProviderFactories = f.Providers()
	}
	resource.UnitTest(f.t, resource.TestCase{
		Steps:        steps,
		CheckDestroy: func(*terraform.State) error { return f.Empty() },
	})
}

// World is what the store holds.
func (f *Fabric) World() *fabric.World {
	f.t.Helper()
	var w *fabric.World
	err := f.Store.View(context.Background(), func(r store.Reader) (err error) {
		w, err = r.World()
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return w
}

// Empty reports what is left in the store: objects, and addresses that are held for objects.
func (f *Fabric) Empty() error {
	f.t.Helper()
	for o := range f.World().All() {
		return fmt.Errorf("the store still holds %s", o.Head().ID)
	}
	if held := f.Held(true); len(held) > 0 {
		return fmt.Errorf("the store still holds leases: %v", held)
	}
	return nil
}

// Held lists the leases in the store as owner, slot and prefix: those of objects, or of plans.
func (f *Fabric) Held(confirmed bool) []string {
	f.t.Helper()
	db, err := sql.Open("sqlite", f.path)
	if err != nil {
		f.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // only read
	rows, err := db.QueryContext(context.Background(), "SELECT owner, slot, prefix FROM leases WHERE confirmed = ? ORDER BY owner, slot", confirmed)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // only read
	var held []string
	for rows.Next() {
		var owner, slot, prefix string
		if err := rows.Scan(&owner, &slot, &prefix); err != nil {
			f.t.Fatal(err)
		}
		held = append(held, owner+" "+slot+" "+prefix)
	}
	if err := rows.Err(); err != nil {
		f.t.Fatal(err)
	}
	return held
}

// Remove takes objects out of the fabric behind Terraform's back, by another session.
func (f *Fabric) Remove(ids ...string) {
	f.t.Helper()
	s, err := session.New(context.Background(), f.Store, store.Run{ID: "somebody-else", PID: 1})
	if err != nil {
		f.t.Fatal(err)
	}
	for _, id := range ids {
		list, err := s.Remove(context.Background(), fabric.ID(id))
		if err != nil || len(list) > 0 {
			f.t.Fatalf("removing %s: %v %v", id, err, list)
		}
	}
}
