package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// configure validates and configures a provider, and says what the diagnostics are.
func configure(t *testing.T, config attrs) (validation, configuration messages) {
	t.Helper()
	s := kit.NewServer(provider.New("test", session.OwnRun))
	schemas, err := s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	packedConfig := packed(t, object(t, schemas.Provider.ValueType(), config))
	validated, err := s.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: packedConfig})
	if err != nil {
		t.Fatal(err)
	}
	configured, err := s.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: packedConfig})
	if err != nil {
		t.Fatal(err)
	}
	return told(validated.Diagnostics), told(configured.Diagnostics)
}

func TestProviderConfiguration(t *testing.T) {
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.db")
	if err := os.WriteFile(foreign, []byte(strings.Repeat("no database ", 20)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		config            attrs
		validates, starts []string
	}{
		"memory":               {attrs{"store": "memory"}, nil, nil},
		"file":                 {attrs{"store": filepath.Join(dir, "deep", "fabric.db"), "subscription_id": "s", "resource_group_name": "g", "location": "westeurope"}, nil, nil},
		"foreign file":         {attrs{"store": foreign}, nil, []string{"error  The fabric store cannot be used"}},
		"empty store":          {attrs{"store": ""}, []string{"error store Invalid Attribute Value Length"}, nil},
		"slash":                {attrs{"store": "memory", "subscription_id": "a/b"}, []string{"error subscription_id Invalid Attribute Value Match"}, nil},
		"space":                {attrs{"store": "memory", "resource_group_name": "a b"}, []string{"error resource_group_name Invalid Attribute Value Match"}, nil},
		"store not known":      {attrs{"store": unknown{}}, nil, []string{"error store Provider argument not known yet"}},
		"group not known":      {attrs{"store": "memory", "resource_group_name": unknown{}}, nil, []string{"error resource_group_name Provider argument not known yet"}},
		"location and subscr.": {attrs{"store": "memory", "location": unknown{}, "subscription_id": unknown{}}, nil, []string{"error location Provider argument not known yet", "error subscription_id Provider argument not known yet"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir()) // where the default store would be
			validation, configuration := configure(t, c.config)
			wantHeads(t, validation, c.validates...)
			if len(c.validates) == 0 {
				wantHeads(t, configuration, c.starts...)
			}
		})
	}
	if body, err := os.ReadFile(foreign); err != nil || !strings.HasPrefix(string(body), "no database") {
		t.Error("the foreign file was touched")
	}
	if _, err := os.Stat(filepath.Join(dir, "deep", "fabric.db")); err != nil {
		t.Error(err)
	}
}
