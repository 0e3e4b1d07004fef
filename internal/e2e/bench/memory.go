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

// watch follows the provider processes of a CLI, and returns what stops it and gives the highest peak of their resident
// memory. The kernel keeps the peak of each; a process is looked at until it ends. Only Linux shows it.
func watch(cli int) (stop func() uint64) {
	done, result := make(chan struct{}), make(chan uint64)
	go func() {
		ticker := time.NewTicker(10 * time.Millisecond)
		defer ticker.Stop()
		var peak uint64
		for {
			select {
			case <-done:
				result <- peak
				return
			case <-ticker.C:
				peak = max(peak, peakOfChildren(cli))
			}
		}
	}()
	return func() uint64 {
		close(done)
		return <-result
	}
}

// peakOfChildren returns the highest VmHWM of a process's children, in bytes.
func peakOfChildren(pid int) uint64 {
	var peak uint64
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // the pattern is well-formed
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for child := range strings.FieldsSeq(string(text)) {
			status, err := os.ReadFile("/proc/" + child + "/status")
			if err != nil {
				continue
			}
			_, rest, _ := bytes.Cut(status, []byte("VmHWM:"))
			if fields := bytes.Fields(rest); len(fields) > 0 {
				if kib, err := strconv.ParseUint(string(fields[0]), 10, 64); err == nil {
					peak = max(peak, kib<<10)
				}
			}
		}
	}
	return peak
}
