package e2e

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite" // the driver "sqlite", to look into a store

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// planFile is where the command plan leaves its plan.
const planFile = "tfplan"

// commands are what scripts can say beside testscript's own:
//
//	init [dir...]           tf init, with the provider's block where a folder has none
//	tf args...              the CLI; in the background it is exec tf args... &
//	plan args...            tf plan, kept for planned, changes and "apply tfplan"
//	apply args...           tf apply -auto-approve
//	settled args...         a plan has nothing to do and nothing to warn of but what works otherwise than it looks
//	destroy args...         tf destroy -auto-approve without a warning
//	output name json        an output of the state
//	planned name json       an output of the kept plan
//	changes address=what... all that the kept plan changes; what is create, update, delete+create, import, ...
//	says text               the last command printed the text, wherever lines wrap
//	store what=n...         how many objects, leases and promises the store has
//	sql statement           change the store behind the CLI's back
//	damage file             overwrite all of a file but its header
var commands = map[string]func(*testscript.TestScript, bool, []string){
	"init": commandInit,
	"tf":   func(ts *testscript.TestScript, neg bool, args []string) { tf(ts, neg, args...) },
	"plan": func(ts *testscript.TestScript, neg bool, args []string) {
		tf(ts, neg, prepend(args, "plan", "-out="+planFile)...)
	},
	"apply": func(ts *testscript.TestScript, neg bool, args []string) {
		tf(ts, neg, prepend(args, "apply", "-auto-approve")...)
	},
	"settled": commandSettled,
	"destroy": commandDestroy,
	"output":  commandOutput,
	"planned": commandPlanned,
	"changes": commandChanges,
	"says":    commandSays,
	"store":   commandStore,
	"sql":     commandSQL,
	"damage":  commandDamage,
}

func prepend(args []string, first ...string) []string { return append(first, args...) }

func tf(ts *testscript.TestScript, neg bool, args ...string) {
	err := ts.Exec("tf", args...)
	if neg && err == nil {
		ts.Fatalf("tf %s was to fail", strings.Join(args, " "))
	}
	if !neg && err != nil {
		ts.Fatalf("tf %s: %v", strings.Join(args, " "), err)
	}
}

func commandInit(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "init")
	if len(args) == 0 {
		args = []string{"."}
	}
	for _, folder := range args {
		ts.Check(requireProvider(ts.MkAbs(folder)))
		tf(ts, false, "-chdir="+folder, "init")
	}
}

func commandSettled(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "settled")
	tf(ts, false, prepend(args, "plan", "-detailed-exitcode")...) // 2 where there is something to do
	withoutWarning(ts)
}

func commandDestroy(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "destroy")
	tf(ts, false, prepend(args, "destroy", "-auto-approve")...)
	withoutWarning(ts)
}

func commandOutput(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "output")
	wantArgs(ts, args, 2, "output name json")
	value, err := stateOutput(ts.MkAbs("."), args[0])
	ts.Check(err)
	sameJSON(ts, "the output "+args[0], value, args[1])
}

// planJSON is what the tests read of "show -json" of a plan.
type planJSON struct {
	PlannedValues struct {
		Outputs map[string]struct {
			Value json.RawMessage `json:"value"`
		} `json:"outputs"`
	} `json:"planned_values"`
	ResourceChanges []struct {
		Address string `json:"address"`
		Mode    string `json:"mode"`
		Change  struct {
			Actions   []string        `json:"actions"`
			Importing json.RawMessage `json:"importing"`
		} `json:"change"`
	} `json:"resource_changes"`
}

// changes lists what a plan does to managed resources, sorted.
func (p planJSON) changes() []string {
	list := []string{}
	for _, c := range p.ResourceChanges {
		what := c.Change.Actions
		if len(c.Change.Importing) > 0 {
			what = append([]string{"import"}, what...)
		}
		what = slices.DeleteFunc(what, func(action string) bool { return action == "no-op" })
		if c.Mode == "managed" && len(what) > 0 {
			list = append(list, c.Address+"="+strings.Join(what, "+"))
		}
	}
	slices.Sort(list)
	return list
}

// readPlan reads the kept plan, which the CLI is asked for once. What the last command printed stays, for says.
func readPlan(ts *testscript.TestScript) planJSON {
	kept := ts.MkAbs(planFile)
	text, err := os.ReadFile(kept + ".json")
	if err != nil || older(kept+".json", kept) {
		text = showPlan(ts)
		ts.Check(os.WriteFile(kept+".json", text, 0o600))
	}
	var p planJSON
	ts.Check(json.Unmarshal(text, &p))
	return p
}

// older reports whether a file was written before another.
func older(file, other string) bool {
	a, errA := os.Stat(file)
	b, errB := os.Stat(other)
	return errA != nil || errB != nil || a.ModTime().Before(b.ModTime())
}

func showPlan(ts *testscript.TestScript) []byte {
	cmd := exec.Command(ts.Getenv("TF"), "show", "-json", planFile) //nolint:noctx // a test
	cmd.Dir = ts.MkAbs(".")
	for _, name := range append(slices.Sorted(maps.Keys(cli{}.environment())), "SIMFABRIC_STORE") {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	var problem strings.Builder
	cmd.Stderr = &problem
	out, err := cmd.Output()
	if err != nil {
		ts.Fatalf("tf show: %v\n%s", err, problem.String())
	}
	return out
}

func commandPlanned(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "planned")
	wantArgs(ts, args, 2, "planned name json")
	sameJSON(ts, "the planned output "+args[0], readPlan(ts).PlannedValues.Outputs[args[0]].Value, args[1])
}

func commandChanges(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "changes")
	got, want := readPlan(ts).changes(), slices.Sorted(slices.Values(args))
	if !slices.Equal(got, want) {
		ts.Fatalf("the plan changes\n\t%s\nexpected\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func commandSays(ts *testscript.TestScript, neg bool, args []string) {
	wantArgs(ts, args, 1, "says text")
	if strings.Contains(printed(ts), strings.Join(strings.Fields(args[0]), " ")) == neg {
		ts.Fatalf("printed was\n%s", printed(ts))
	}
}

// frame removes the lines that the CLIs draw beside a diagnostic.
var frame = strings.NewReplacer("│", " ", "╷", " ", "╵", " ")

// printed is what the last command printed, in one line.
func printed(ts *testscript.TestScript) string {
	return strings.Join(strings.Fields(frame.Replace(ts.ReadFile("stdout")+" "+ts.ReadFile("stderr"))), " ")
}

func withoutWarning(ts *testscript.TestScript) {
	for _, found := range warning.FindAllStringSubmatch(printed(ts), -1) {
		// What is said of networks that are here for their addresses alone is tested elsewhere.
		if !fabric.Code(found[1]).Facts().Lint {
			ts.Fatalf("a warning was printed: %s", found[1])
		}
	}
}

// warning is a warning's headline; what follows up to a colon is its code, where it is the provider's.
var warning = regexp.MustCompile(`Warning: ([^:\n]*)`)

// rowsOf is what scripts count in a store: what exists, what it holds, and what plans have promised beyond.
var rowsOf = map[string]string{
	"objects":  "objects",
	"leases":   "leases WHERE confirmed = 1",
	"promises": "leases WHERE confirmed = 0",
}

func commandStore(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "store")
	db := openStore(ts)
	defer db.Close() //nolint:errcheck // only read
	for _, arg := range args {
		what, want, _ := strings.Cut(arg, "=")
		var got int
		ts.Check(db.QueryRow("SELECT count(*) FROM " + rowsOf[what]).Scan(&got)) //nolint:noctx // a test
		if strconv.Itoa(got) != want {
			ts.Fatalf("the store has %d %s, expected %s", got, what, want)
		}
	}
}

func commandSQL(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "sql")
	wantArgs(ts, args, 1, "sql statement")
	db := openStore(ts)
	defer db.Close()           //nolint:errcheck // the statement has been committed
	_, err := db.Exec(args[0]) //nolint:noctx // a test
	ts.Check(err)
}

// commandDamage overwrites all of a file but its header.
func commandDamage(ts *testscript.TestScript, neg bool, args []string) {
	noNegation(ts, neg, "damage")
	wantArgs(ts, args, 1, "damage file")
	file := ts.MkAbs(args[0])
	content := []byte(ts.ReadFile(file))
	for i := 100; i < len(content); i++ {
		content[i] = 0xa5
	}
	ts.Check(os.WriteFile(file, content, 0o600))
}

func openStore(ts *testscript.TestScript) *sql.DB {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(ts.Getenv("SIMFABRIC_STORE"))+"?_pragma=busy_timeout(30000)")
	ts.Check(err)
	return db
}

func sameJSON(ts *testscript.TestScript, what string, got []byte, want string) {
	var g, w any
	if len(got) == 0 {
		ts.Fatalf("%s is not known", what)
	}
	ts.Check(json.Unmarshal(got, &g))
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		ts.Fatalf("the expectation %s is no JSON: %v", want, err)
	}
	if !reflect.DeepEqual(g, w) {
		ts.Fatalf("%s is\n\t%s\nexpected\n\t%s", what, compact(g), want)
	}
}

func compact(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

func noNegation(ts *testscript.TestScript, neg bool, name string) {
	if neg {
		ts.Fatalf("%s cannot be negated", name)
	}
}

func wantArgs(ts *testscript.TestScript, args []string, n int, usage string) {
	if len(args) != n {
		ts.Fatalf("usage: %s", usage)
	}
}
