//go:build linux

package kerneltest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

// Environment of the tests.
const (
	envNetworks = "SIMFABRIC_KERNEL_NETWORKS" // how many networks to draw; unset: the tests are skipped
	envInside   = "SIMFABRIC_KERNEL_INSIDE"   // set in the process that has namespaces of its own
)

// TestMain runs the tests once more in a process with a network, a mount and an IPC namespace of its own. All that they make
// lives there: the machine's own network is never touched, and the kernel takes everything away when the process ends,
// however it ends.
func TestMain(m *testing.M) {
	if os.Getenv(envNetworks) == "" || os.Getenv(envInside) != "" {
		if os.Getenv(envInside) != "" {
			if err := privateRun(); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
		os.Exit(m.Run())
	}
	cmd := exec.Command("/proc/self/exe", os.Args[1:]...)
	cmd.Env = append(os.Environ(), envInside+"=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWNET | syscall.CLONE_NEWNS,
		Pdeathsig:  syscall.SIGKILL,
	}
	runtime.LockOSThread() // the kernel takes the end of the thread that has started a process for its parent's
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		os.Exit(max(1, exit.ExitCode()))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "a process with namespaces of its own cannot be started:", err)
		os.Exit(1)
	}
}

// privateRun gives the process a /run of its own, where ip keeps the names of namespaces.
func privateRun() error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("making mounts private: %w", err)
	}
	if err := syscall.Mount("kerneltest", "/run", "tmpfs", 0, ""); err != nil {
		return fmt.Errorf("mounting /run: %w", err)
	}
	return os.MkdirAll("/run/netns", 0o755)
}

// networks returns how many networks to draw, or skips the test.
func networks(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv(envNetworks))
	if err != nil {
		t.Skipf("set %s to the number of networks, as make test-kernel does", envNetworks)
	}
	return n
}
