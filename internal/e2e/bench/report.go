package main

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"
)

const tableHead = "| configuration | step | simfabric | terraform_data | ratio | provider's memory |\n|---|---|---|---|---|---|\n"

// report prints the rows of a configuration.
func report(name string, ours, like *bench) {
	for _, step := range steps {
		a, b := median(ours.samples[step]), median(like.samples[step])
		memory := "-"
		if p := peak(ours.samples[step]); p > 0 {
			memory = fmt.Sprintf("%d MB", p/1_000_000)
		}
		fmt.Printf("| %s | %s | %.2f s | %.2f s | %.2f | %s |\n", name, step, a.Seconds(), b.Seconds(), a.Seconds()/b.Seconds(), memory)
	}
}

func median(samples []sample) time.Duration {
	times := make([]time.Duration, len(samples))
	for i, s := range samples {
		times[i] = s.time
	}
	slices.Sort(times)
	return (times[(len(times)-1)/2] + times[len(times)/2]) / 2
}

func peak(samples []sample) uint64 {
	var p uint64
	for _, s := range samples {
		p = max(p, s.peak)
	}
	return p
}

// version is the first line that a CLI prints about itself.
func version(cli string) string {
	out, err := exec.Command(cli, "version").Output() //nolint:noctx // it ends by itself
	if err != nil {
		return cli
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return line
}
