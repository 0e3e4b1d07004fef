package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples applies every example of the documentation, and takes it away again.
func TestExamples(t *testing.T) {
	folders := examples(t)
	eachCLI(t, func(t *testing.T, c cli) {
		for _, folder := range folders {
			t.Run(strings.ReplaceAll(folder, string(filepath.Separator), "-"), func(t *testing.T) {
				t.Parallel()
				w := c.workspace(t, filepath.Join("..", "..", "examples", folder))
				w.tf("plan", "-out=saved")
				w.tf("apply", "saved")
				w.settled()
				w.tf("destroy", "-auto-approve")
				w.empty()
			})
		}
	})
}

// TestImportExamples takes each resource's example out of the state and back in, in every way that its page shows.
func TestImportExamples(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join("..", "..", "examples", "imports", "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("there are no examples of imports: %v", err)
	}
	eachCLI(t, func(t *testing.T, c cli) {
		for _, folder := range folders {
			kind := filepath.Base(folder)
			t.Run(kind, func(t *testing.T) {
				t.Parallel()
				resource := filepath.Join("..", "..", "examples", "resources", kind)
				w := c.workspace(t, resource)
				w.tf("apply", "-auto-approve")
				address := w.importByCommand(w.read(filepath.Join(resource, "import.sh")))
				w.importByBlock(address, w.read(filepath.Join(folder, "import-by-string-id.tf")))
				if c.name != "terraform" { // 1.11 has no identity yet
					w.importByBlock(address, w.read(filepath.Join(folder, "import-by-identity.tf")))
				}
				w.settled()
			})
		}
	})
}

// importByCommand runs "terraform import address id", and returns the address.
func (w workspace) importByCommand(line string) (address string) {
	w.t.Helper()
	args := strings.Fields(strings.ReplaceAll(line, "'", ""))
	if len(args) != 4 || args[0] != "terraform" || args[1] != "import" {
		w.t.Fatalf("%q is not an import", line)
	}
	address = args[2]
	w.tf("state", "rm", address)
	w.tf(args[1:]...)
	w.settled()
	return address
}

func (w workspace) importByBlock(address, block string) {
	w.t.Helper()
	w.tf("state", "rm", address)
	file := filepath.Join(w.folder, "import.tf")
	if err := os.WriteFile(file, []byte(block), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.tf("plan", "-out=import")
	var p planJSON
	w.decode([]byte(w.tf("show", "-json", "import")), &p)
	if got := p.changes(); len(got) != 1 || got[0] != address+"=import" {
		w.t.Errorf("the plan of the import block changes %v", got)
	}
	w.tf("apply", "import")
	if err := os.Remove(file); err != nil {
		w.t.Fatal(err)
	}
}

// examples lists the folders with a configuration, below examples/. A new kind of folder there is to be named here.
func examples(t *testing.T) []string {
	t.Helper()
	root := filepath.Join("..", "..", "examples")
	var folders []string
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".tf" {
			return err
		}
		folder := filepath.FromSlash(filepath.Dir(path))
		switch top, _, _ := strings.Cut(folder, string(filepath.Separator)); top {
		case "resources", "data-sources", "functions", "scenarios", "provider":
			if len(folders) == 0 || folders[len(folders)-1] != folder {
				folders = append(folders, folder)
			}
		case "imports": // TestImportExamples
		default:
			t.Errorf("examples/%s is a folder that this test does not know", folder)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) == 0 {
		t.Fatal("there are no examples")
	}
	return folders
}
