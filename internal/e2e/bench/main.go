// Command bench times the CLIs on the provider, beside the builtin terraform_data that holds values of the same shape: what
// the CLI itself costs. It writes the table of docs/guides/performance.md. Run it by make bench-e2e, which lays the provider
// out where the CLIs find it. Nothing is asserted: times are of one machine, ratios travel.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"regexp"
)

// config is a configuration to be measured: a file of testdata, and its variables.
type config struct {
	name   string
	file   string
	vars   []string
	before string // -var of the size, at first and after the change
	after  string
	tenth  string // the name of the one that is as it is but for a tenth of its size; empty for none
}

func set(instances, nics int) config {
	name := func(instances int) string { return fmt.Sprintf("1 set of %d, %d NIC", instances, nics) }
	return config{
		name: name(instances), tenth: name(instances / 10), file: "set.tf", vars: []string{fmt.Sprintf("-var=nics=%d", nics)},
		before: fmt.Sprintf("-var=instances=%d", instances), after: fmt.Sprintf("-var=instances=%d", instances-10), // a set has at most 1000
	}
}

// configs are what is measured, in the order of the table.
var configs = []config{
	set(100, 1), set(1000, 1), set(100, 8), set(1000, 8),
	{name: "100 sets of 10", file: "set.tf", vars: []string{"-var=sets=100"}, before: "-var=instances=10", after: "-var=instances=11"},
	{name: "2 subnets and rules", file: "small.tf", before: "-var=instances=2", after: "-var=instances=3"}, // what any provider costs
	{name: "100 subnets and rules", file: "small.tf", before: "-var=instances=100", after: "-var=instances=110"},
	{name: "1000 subnets and rules", tenth: "100 subnets and rules", file: "small.tf", before: "-var=instances=1000", after: "-var=instances=1010"},
}

func main() {
	rounds := flag.Int("rounds", 3, "how often each step is timed")
	only := flag.String("only", "", "a regular expression for the configurations to time")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: bench [-rounds N] [-only REGEXP] CLI...")
		flag.PrintDefaults()
	}
	flag.Parse()
	wanted, err := regexp.Compile(*only)
	if err != nil || flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	for _, cli := range flag.Args() {
		fmt.Printf("%s, median of %d:\n\n%s", version(cli), *rounds, tableHead)
		all := map[string]timed{}
		for _, c := range configs {
			if !wanted.MatchString(c.name) {
				continue
			}
			t, err := measure(cli, c, *rounds)
			if err != nil {
				log.Fatalf("%s: %v", c.name, err)
			}
			t.report()
			all[c.name] = t
		}
		fmt.Print("\n", growthHead)
		for _, c := range configs {
			big, measured := all[c.name]
			if small, ok := all[c.tenth]; measured && ok {
				big.growth(small)
			}
		}
		fmt.Println()
	}
}
