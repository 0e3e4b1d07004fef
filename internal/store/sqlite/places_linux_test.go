package sqlite_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// nobody is the user "nobody".
const nobody = 65534

// disk mounts a small disk on a folder of its own, or skips where that is not allowed.
func disk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("SKIPPED: this test mounts a disk, which takes root: %v", err)
	}
	t.Cleanup(func() {
		// Detached, not only unmounted: a process that another test is just starting still has this one's files open.
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// made makes a store that counts 1, closed.
func made(t *testing.T, path string) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Update(t.Context(), putCounter), s.Update(t.Context(), storetest.Increment), s.Close()); err != nil {
		t.Fatal(err)
	}
}

func wantError(t *testing.T, err, kind error, want string) {
	t.Helper()
	if !errors.Is(err, kind) || err.Error() != want {
		t.Errorf("got the error\n\t%v\nwant\n\t%s", err, want)
	}
}

func TestReadOnlyDisk(t *testing.T) {
	t.Parallel()
	dir := disk(t, "")
	path := filepath.Join(dir, "fabric.db")
	made(t, path)
	remount := func(flags uintptr) {
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|flags, ""); err != nil {
			t.Fatal(err)
		}
	}
	remount(syscall.MS_RDONLY)
	_, err := sqlite.Open(t.Context(), path)
	wantError(t, err, store.ErrDenied, "the fabric store cannot be written: "+path+": unable to open database file (14)")
	fresh := filepath.Join(dir, "folder", "fabric.db")
	_, err = sqlite.Open(t.Context(), fresh)
	wantError(t, err, store.ErrDenied, "creating the fabric store "+fresh+": the fabric store cannot be written: mkdir "+filepath.Dir(fresh)+": read-only file system")
	remount(0)
	if got := count(t, open(t, path)); got != 1 {
		t.Errorf("after all, the counter is %d, want 1", got)
	}
}

// TestFullDisk fills a disk, in a transaction and before a store is made. What was committed stays, and there is room for
// more once something else goes.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := disk(t, "size=300k")
	path, filler := filepath.Join(dir, "fabric.db"), filepath.Join(dir, "filler")
	made(t, path)
	s := open(t, path)
	if err := s.Update(t.Context(), storetest.Increment); err != nil { // so that its companions are there
		t.Fatal(err)
	}
	if err := os.WriteFile(filler, make([]byte, 1<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk takes a megabyte: %v", err)
	}
	large := fabric.ApplicationSecurityGroup{Meta: fabric.Meta{
		ID: fabric.TopLevelID(fabric.KindApplicationSecurityGroup, "s", "rg", "large"), Tags: map[string]string{"large": strings.Repeat("x", 200_000)},
	}}
	err := s.Update(t.Context(), func(tx store.Tx) error { return errors.Join(storetest.Increment(tx), tx.Put(large)) })
	wantError(t, err, store.ErrFull, "there is no room for the fabric store: "+path+": database or disk is full (13)")
	if got := count(t, s); got != 2 {
		t.Errorf("on the full disk, the counter is %d, want 2", got)
	}
	fresh := filepath.Join(dir, "fresh.db")
	_, err = sqlite.Open(t.Context(), fresh)
	wantError(t, err, store.ErrFull, "creating the fabric store "+fresh+": there is no room for the fabric store: "+fresh+": database or disk is full (13)")
	if left, err := filepath.Glob(filepath.Join(dir, ".new-*")); err != nil || len(left) > 0 {
		t.Errorf("half a store is left: %v, %v", left, err)
	}
	if err := errors.Join(os.Remove(filler), s.Update(t.Context(), storetest.Increment)); err != nil {
		t.Fatal(err)
	}
	if got := count(t, open(t, path)); got != 3 {
		t.Errorf("after all, the counter is %d, want 3", got)
	}
}

// TestFileOfAnother opens a store that another user owns, with the rights that it may have.
func TestFileOfAnother(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("SKIPPED: this test runs a process as another user, which takes root")
	}
	program := program(t)
	for name, test := range map[string]struct {
		file, dir os.FileMode
		want      string
	}{
		"private":                  {0o600, 0o755, "opening the fabric store $PATH: the fabric store cannot be written: open $PATH: permission denied"},
		"readable":                 {0o644, 0o755, "the fabric store cannot be written: $PATH: attempt to write a readonly database (1544)"},
		"writable, the folder not": {0o666, 0o755, "the fabric store cannot be written: $PATH: attempt to write a readonly database (1544)"},
		"out of sight":             {0o666, 0o700, "opening the fabric store $PATH: the fabric store cannot be written: stat $PATH: permission denied"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "fabric.db")
			made(t, path)
			before, err := os.ReadFile(path)
			if err := errors.Join(err, os.Chmod(path, test.file), os.Chmod(filepath.Dir(path), test.dir), os.Chmod(filepath.Dir(filepath.Dir(path)), 0o755)); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(program)
			cmd.Dir = "/"
			cmd.Env = append(os.Environ(), childTask+"=count", childFile+"="+path)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			out, err := cmd.CombinedOutput()
			if want := strings.ReplaceAll(test.want, "$PATH", path); err == nil || strings.TrimSpace(string(out)) != want {
				t.Errorf("the other user's process ended with %v, and said\n\t%s\nwant\n\t%s", err, out, want)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was changed, or is gone: %v", err)
			}
		})
	}
}

// program is a copy of the test binary that everybody may run.
func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	text, err := os.ReadFile(os.Args[0])
	if err := errors.Join(err, os.WriteFile(path, text, 0o755), os.Chmod(path, 0o755), os.Chmod(filepath.Dir(path), 0o755), os.Chmod(filepath.Dir(filepath.Dir(path)), 0o755)); err != nil {
		t.Fatal(err)
	}
	return path
}
