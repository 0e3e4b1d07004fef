package fabric_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

func TestRegistryRowsAreComplete(t *testing.T) {
	t.Parallel()
	for _, code := range fabric.Codes() {
		facts := code.Facts()
		if facts.Owner != fabric.OwnerARM && facts.Owner != fabric.OwnerFabric {
			t.Errorf("%s: owner %q", code, facts.Owner)
		}
		if facts.Owner == fabric.OwnerFabric && facts.Likely {
			t.Errorf("%s: a code of the fabric's own cannot be likely Azure's", code)
		}
		for name, text := range map[string]string{"Phrase": facts.Phrase, "When": facts.When, "Advice": facts.Advice, "Source": facts.Source} {
			if strings.TrimSpace(text) != text || text == "" {
				t.Errorf("%s: %s is %q", code, name, text)
			}
		}
		for name, text := range map[string]string{"When": facts.When, "Advice": facts.Advice} {
			if !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %s is no sentence: %q", code, name, text)
			}
		}
		if strings.HasSuffix(facts.Phrase, ".") {
			t.Errorf("%s: the phrase ends with a period: %q", code, facts.Phrase)
		}
	}
}

// TestEveryCodeIsRaised looks for each code's constant in the code of this package and of the session.
func TestEveryCodeIsRaised(t *testing.T) {
	t.Parallel()
	declared, used := codesIn(t, "."), map[string]bool{}
	for _, dir := range []string{".", "../session"} {
		for _, file := range parseDir(t, dir) {
			if strings.HasPrefix(file.name, "codes_") {
				continue
			}
			ast.Inspect(file.syntax, func(n ast.Node) bool {
				if ident, ok := n.(*ast.Ident); ok {
					used[ident.Name] = true
				}
				return true
			})
		}
	}
	if got := len(fabric.Codes()); got != len(declared) {
		t.Errorf("%d codes are declared, the registry has %d", len(declared), got)
	}
	for _, name := range declared {
		if !used[name] {
			t.Errorf("%s is raised nowhere", name)
		}
	}
}

// codesIn returns the names of the constants of the type Code.
func codesIn(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	for _, file := range parseDir(t, dir) {
		ast.Inspect(file.syntax, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Code" {
				names = append(names, spec.Names[0].Name)
			}
			return true
		})
	}
	return names
}

type goFile struct {
	name   string
	syntax *ast.File
}

// parseDir returns the files of a folder and its subfolders, without tests and test helpers.
func parseDir(t *testing.T, dir string) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "fabrictest":
			return fs.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		files = append(files, goFile{entry.Name(), syntax})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestLayer keeps the model free of Terraform and of SQL: `go list -deps` would show them as imports of some file here.
func TestLayer(t *testing.T) {
	t.Parallel()
	allowed := []string{"go4.org/netipx", "github.com/gaissmai/bart", "github.com/simfabric/terraform-provider-simfabric/internal/fabric"}
	forbidden := []string{"database/sql", "os", "time", "math/rand", "math/rand/v2", "crypto/rand", "net/http"}
	files := parseDir(t, ".")
	if len(files) < 30 {
		t.Fatalf("found only %d files", len(files))
	}
	for _, file := range files {
		for _, spec := range file.syntax.Imports {
			path := strings.Trim(spec.Path.Value, `"`)
			domain, _, _ := strings.Cut(path, "/")
			if strings.Contains(domain, ".") && !hasPrefixOf(path, allowed) {
				t.Errorf("%s imports %s", file.name, path)
			}
			for _, bad := range forbidden {
				if path == bad {
					t.Errorf("%s imports %s: no store, no clock, no chance", file.name, path)
				}
			}
		}
	}
}

func hasPrefixOf(path string, prefixes []string) bool {
	for _, p := range prefixes {
		if path == p || strings.HasPrefix(path, p+"/") {
			return true
		}
	}
	return false
}
