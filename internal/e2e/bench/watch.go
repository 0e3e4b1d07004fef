package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// usage is what the provider processes of one command took; zero where it cannot be read.
type usage struct {
	peak uint64        // the highest resident memory of one of them, in bytes
	cpu  time.Duration // the processor time of all
}

// watch follows the provider processes of a CLI, and returns what stops it. The kernel keeps what each took; a process is looked
// at until it ends, and what it does after the last look is missed. Only Linux shows it.
func watch(cli int) (stop func() usage) {
	done, result := make(chan struct{}), make(chan usage)
	go func() {
		ticker := time.NewTicker(25 * time.Millisecond)
		defer ticker.Stop()
		seen := map[string]usage{}
		for {
			select {
			case <-done:
				result <- total(seen)
				return
			case <-ticker.C:
				lookAtChildren(cli, seen)
			}
		}
	}()
	return func() usage {
		close(done)
		return <-result
	}
}

func total(seen map[string]usage) (all usage) {
	for _, u := range seen {
		all.peak = max(all.peak, u.peak)
		all.cpu += u.cpu
	}
	return all
}

// lookAtChildren notes what each child of a process has taken so far. One that runs the same program has been forked and not
// begun its own yet: its memory is its parent's.
func lookAtChildren(pid int, seen map[string]usage) {
	program, _ := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))             // empty where the process has ended
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // the pattern is well-formed
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for child := range strings.FieldsSeq(string(text)) {
			if its, err := os.Readlink("/proc/" + child + "/exe"); err != nil || its == program {
				continue
			}
			u := seen[child]
			u.peak, u.cpu = max(u.peak, peakOf(child)), max(u.cpu, cpuOf(child))
			seen[child] = u
		}
	}
}

// peakOf returns the VmHWM of a process, in bytes.
func peakOf(pid string) uint64 {
	status, err := os.ReadFile("/proc/" + pid + "/status")
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte("VmHWM:"))
	fields := bytes.Fields(rest)
	if len(fields) == 0 {
		return 0 // it has ended, and is not waited for yet
	}
	kib, err := strconv.ParseUint(string(fields[0]), 10, 64)
	if err != nil {
		return 0
	}
	return kib << 10
}

// tick is the unit of times in /proc: USER_HZ, 100 a second on all that Go runs on (proc(5), /proc/pid/stat).
const tick = time.Second / 100

// cpuOf returns the processor time of a process: utime and stime, the 12th and 13th field after its name.
func cpuOf(pid string) time.Duration {
	stat, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:]) // the name may hold anything
	if len(fields) < 13 {
		return 0
	}
	user, errUser := strconv.ParseInt(string(fields[11]), 10, 64)
	system, errSystem := strconv.ParseInt(string(fields[12]), 10, 64)
	if errUser != nil || errSystem != nil {
		return 0
	}
	return time.Duration(user+system) * tick
}
