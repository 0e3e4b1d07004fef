package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

//go:embed testdata
var files embed.FS

const required = "terraform {\n  required_providers {\n    simfabric = {\n      source = \"simfabric/simfabric\"\n    }\n  }\n}\n"

// steps are what is timed, in the order in which they follow from one another.
var steps = []string{"plan", "apply", "no-op plan", "scale", "destroy"}

// sample is what one run of a step took.
type sample struct {
	time     time.Duration
	provider usage
}

// bench is a folder with a configuration.
type bench struct {
	cli, folder   string
	vars          []string
	before, after string
	samples       map[string][]sample
}

// measure times a configuration of the provider and the like of it, in turn, so that a busy machine slows both.
func measure(cli string, c config, rounds int) (t timed, err error) {
	root, err := os.MkdirTemp("", "b")
	if err != nil {
		return t, err
	}
	defer os.RemoveAll(root) //nolint:errcheck // a temporary folder
	ours, err := newBench(cli, filepath.Join(root, "simfabric"), c.file, required)
	if err != nil {
		return t, err
	}
	ours.vars, ours.before, ours.after = c.vars, c.before, c.after
	like, err := newBench(cli, filepath.Join(root, "terraform_data"), "like.tf", "")
	if err != nil {
		return t, err
	}
	if err := ours.write(like); err != nil {
		return t, err
	}
	for range rounds {
		for _, b := range []*bench{ours, like} {
			if err := b.round(); err != nil {
				return t, err
			}
		}
	}
	return timed{name: c.name, ours: ours.samples, like: like.samples}, nil
}

func newBench(cli, folder, file, head string) (*bench, error) {
	text, err := files.ReadFile("testdata/" + file)
	if err != nil {
		return nil, err
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(folder, "main.tf"), []byte(head+string(text)), 0o600); err != nil {
		return nil, err
	}
	b := &bench{cli: cli, folder: folder, samples: map[string][]sample{}}
	_, err = b.run("init")
	return b, err
}

// write makes the values that the like holds, before and after the change.
func (b *bench) write(like *bench) error {
	for name, size := range map[string]string{"before": b.before, "after": b.after} {
		if _, err := b.run("apply", "-auto-approve", size); err != nil {
			return err
		}
		show := exec.Command(b.cli, "show", "-json") //nolint:noctx // it ends by itself
		show.Dir = b.folder
		text, err := show.Output()
		if err != nil {
			return err
		}
		if err := split(text, filepath.Join(like.folder, name)); err != nil {
			return err
		}
		if _, err := b.run("destroy", "-auto-approve", size); err != nil {
			return err
		}
	}
	like.before, like.after = "-var=values=before", "-var=values=after"
	return nil
}

// split writes the values of each resource of a state to a file of its own in a folder.
func split(state []byte, folder string) error {
	var shown struct {
		Values struct {
			Root struct {
				Resources []struct{ Values json.RawMessage } `json:"resources"`
			} `json:"root_module"`
		} `json:"values"`
	}
	if err := json.Unmarshal(state, &shown); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	for n, r := range shown.Values.Root.Resources {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprint(n, ".json")), r.Values, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// round runs all steps once.
func (b *bench) round() error {
	for n, args := range [][]string{
		{"plan", "-out=tfplan", b.before}, {"apply", "tfplan"}, {"plan", "-detailed-exitcode", b.before},
		{"apply", "-auto-approve", b.after}, {"destroy", "-auto-approve", b.after},
	} {
		s, err := b.run(args...)
		if err != nil {
			return err
		}
		b.samples[steps[n]] = append(b.samples[steps[n]], s)
	}
	return nil
}

func (b *bench) run(args ...string) (sample, error) {
	if !slices.Contains(args, "tfplan") && args[0] != "init" {
		args = append(args, b.vars...)
	}
	cmd := exec.Command(b.cli, append(args, "-no-color")...) //nolint:noctx // it ends by itself
	cmd.Dir = b.folder
	var printed strings.Builder
	cmd.Stdout, cmd.Stderr = &printed, &printed
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return sample{}, err
	}
	used := watch(cmd.Process.Pid)
	err := cmd.Wait()
	s := sample{time: time.Since(start), provider: used()}
	if err != nil {
		return s, fmt.Errorf("%s %s: %w\n%s", b.cli, strings.Join(args, " "), err, printed.String())
	}
	return s, nil
}
