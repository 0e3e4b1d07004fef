package main

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"
)

const (
	tableHead  = "| configuration | step | simfabric | terraform_data | ratio | provider's CPU | provider's memory |\n|---|---|---|---|---|---|---|\n"
	growthHead = "| ten times the size | step | simfabric | terraform_data |\n|---|---|---|---|\n"
)

// timed is a configuration with what its steps took.
type timed struct {
	name       string
	ours, like map[string][]sample
}

// report prints the rows of a configuration.
func (t timed) report() {
	for _, step := range steps {
		a, b := median(t.ours[step], elapsed), median(t.like[step], elapsed)
		cpu, memory := "-", "-"
		if p := peak(t.ours[step]); p > 0 {
			cpu, memory = seconds(median(t.ours[step], func(s sample) time.Duration { return s.provider.cpu })), fmt.Sprintf("%d MB", p/1_000_000)
		}
		fmt.Printf("| %s | %s | %s | %s | %.2f | %s | %s |\n", t.name, step, seconds(a), seconds(b), a.Seconds()/b.Seconds(), cpu, memory)
	}
}

// growth prints how much longer the steps of a configuration take than those of one of a tenth of its size.
func (t timed) growth(tenth timed) {
	for _, step := range steps {
		times := func(big, small []sample) float64 {
			return median(big, elapsed).Seconds() / median(small, elapsed).Seconds()
		}
		fmt.Printf("| %s | %s | %.1f | %.1f |\n", t.name, step, times(t.ours[step], tenth.ours[step]), times(t.like[step], tenth.like[step]))
	}
}

func elapsed(s sample) time.Duration { return s.time }

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func median(samples []sample, of func(sample) time.Duration) time.Duration {
	times := make([]time.Duration, len(samples))
	for i, s := range samples {
		times[i] = of(s)
	}
	slices.Sort(times)
	return (times[(len(times)-1)/2] + times[len(times)/2]) / 2
}

func peak(samples []sample) uint64 {
	var p uint64
	for _, s := range samples {
		p = max(p, s.provider.peak)
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
