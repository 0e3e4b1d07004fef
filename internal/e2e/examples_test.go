package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples applies every example of the documentation, takes each resource out of the state and back in, in every way
// that its page shows, and takes all away again.
func TestExamples(t *testing.T) {
	folders := examples(t)
	eachCLI(t, func(t *testing.T, c cli) {
		for _, folder := range folders {
			t.Run(strings.ReplaceAll(folder, string(filepath.Separator), "-"), func(t *testing.T) {
				t.Parallel()
				w := c.workspace(t, filepath.Join(examplesFolder, folder))
				w.tf("plan", "-out=saved")
				w.tf("apply", "saved")
				w.settled()
				if kind, ok := strings.CutPrefix(folder, "resources"+string(filepath.Separator)); ok {
					w.importInEveryWay(kind)
				}
				w.tf("destroy", "-auto-approve")
				w.empty()
			})
		}
	})
}

// importInEveryWay takes a resource's example out of the state and back in: with terraform by the command and by a block with
// its id, with tofu, which has identity, by a block with that. import_*.txtar has the other pairs.
func (w workspace) importInEveryWay(kind string) {
	w.t.Helper()
	line := w.read(filepath.Join(examplesFolder, "resources", kind, "import.sh"))
	args := strings.Fields(strings.ReplaceAll(line, "'", ""))
	if len(args) != 4 || args[0] != "terraform" || args[1] != "import" {
		w.t.Fatalf("%q is not an import", line)
	}
	address, blocks := args[2], filepath.Join(examplesFolder, "imports", kind)
	if w.cli.name == "tofu" {
		w.importByBlock(address, w.read(filepath.Join(blocks, "import-by-identity.tf")))
		return
	}
	w.tf("state", "rm", address)
	w.tf(args[1:]...)
	w.settled()
	w.importByBlock(address, w.read(filepath.Join(blocks, "import-by-string-id.tf")))
}

// importByBlock imports a resource by a block, to which nothing else may be to do.
func (w workspace) importByBlock(address, block string) {
	w.t.Helper()
	w.tf("state", "rm", address)
	file := filepath.Join(w.folder, "import.tf")
	if err := os.WriteFile(file, []byte(block), 0o600); err != nil {
		w.t.Fatal(err)
	}
	const all = "Resources: 1 imported, 0 added, 0 changed, 0 destroyed."
	if out := w.tf("apply", "-auto-approve"); !strings.Contains(out, all) {
		w.t.Errorf("expected %q, printed was\n%s", all, out)
	}
	if err := os.Remove(file); err != nil {
		w.t.Fatal(err)
	}
}

// examplesFolder is where the examples are, from here.
var examplesFolder = filepath.Join("..", "..", "examples")

// examples lists the folders with a configuration, below examples/. A new kind of folder there is to be named here.
func examples(t *testing.T) []string {
	t.Helper()
	var folders []string
	err := fs.WalkDir(os.DirFS(examplesFolder), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".tf" {
			return err
		}
		folder := filepath.FromSlash(filepath.Dir(path))
		switch top, _, _ := strings.Cut(folder, string(filepath.Separator)); top {
		case "resources", "data-sources", "functions", "scenarios", "provider":
			if len(folders) == 0 || folders[len(folders)-1] != folder {
				folders = append(folders, folder)
			}
		case "imports": // with the resource that they import
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
