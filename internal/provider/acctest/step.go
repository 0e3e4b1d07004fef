package acctest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Expectation is something that a step's plan, the state after it, or both must show.
type Expectation struct {
	plan  []plancheck.PlanCheck
	state []statecheck.StateCheck
}

// Is expects a value, known in the plan and the same in the state. The path is written with dots, list indexes in
// brackets: ip_configurations[0].name. Values: nil, bool, int, string, []any, map[string]any.
func Is(address, path string, want any) Expectation {
	return Expectation{
		plan:  []plancheck.PlanCheck{plancheck.ExpectKnownValue(address, parsePath(path), exactly{want})},
		state: []statecheck.StateCheck{statecheck.ExpectKnownValue(address, parsePath(path), exactly{want})},
	}
}

// Comes expects a value that is not known in the plan.
func Comes(address, path string, want any) Expectation {
	return Expectation{
		plan:  []plancheck.PlanCheck{plancheck.ExpectUnknownValue(address, parsePath(path))},
		state: []statecheck.StateCheck{statecheck.ExpectKnownValue(address, parsePath(path), exactly{want})},
	}
}

// Opens expects that a value is not known in the plan, in a step that is not applied.
func Opens(address, path string) Expectation {
	return Expectation{plan: []plancheck.PlanCheck{plancheck.ExpectUnknownValue(address, parsePath(path))}}
}

// Ends expects a value in the state.
func Ends(address, path string, want any) Expectation {
	return Expectation{state: []statecheck.StateCheck{statecheck.ExpectKnownValue(address, parsePath(path), exactly{want})}}
}

// Outputs expects the value of an output, known in the plan.
func Outputs(name string, want any) Expectation {
	return Expectation{
		plan:  []plancheck.PlanCheck{plancheck.ExpectKnownOutputValue(name, exactly{want})},
		state: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue(name, exactly{want})},
	}
}

// OutputComes expects the value of an output in the state alone.
func OutputComes(name string, want any) Expectation {
	return Expectation{state: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue(name, exactly{want})}}
}

// Creates, Updates, Replaces, ReplacesFirst, Deletes and Keeps expect what a plan does to a resource.
func Creates(address string) Expectation { return does(address, plancheck.ResourceActionCreate) }

// Updates expects an update in place.
func Updates(address string) Expectation { return does(address, plancheck.ResourceActionUpdate) }

// Replaces expects that the old object goes before the new one comes.
func Replaces(address string) Expectation {
	return does(address, plancheck.ResourceActionDestroyBeforeCreate)
}

// ReplacesLate expects that the new object comes before the old one goes.
func ReplacesLate(address string) Expectation {
	return does(address, plancheck.ResourceActionCreateBeforeDestroy)
}

// Deletes expects a removal.
func Deletes(address string) Expectation { return does(address, plancheck.ResourceActionDestroy) }

// Keeps expects no change.
func Keeps(address string) Expectation { return does(address, plancheck.ResourceActionNoop) }

func does(address string, action plancheck.ResourceActionType) Expectation {
	return Expectation{plan: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

// Vars are the variables of a configuration, as Go values.
type Vars map[string]any

func (v Vars) variables() config.Variables {
	if v == nil {
		return nil
	}
	out := config.Variables{}
	for name, value := range v {
		out[name] = variable(value)
	}
	return out
}

func variable(value any) config.Variable {
	switch v := value.(type) {
	case bool:
		return config.BoolVariable(v)
	case int:
		return config.IntegerVariable(v)
	case string:
		return config.StringVariable(v)
	case []string:
		list := make([]config.Variable, len(v))
		for i, s := range v {
			list[i] = config.StringVariable(s)
		}
		return config.ListVariable(list...)
	case []int:
		list := make([]config.Variable, len(v))
		for i, n := range v {
			list[i] = config.IntegerVariable(n)
		}
		return config.ListVariable(list...)
	case []bool:
		list := make([]config.Variable, len(v))
		for i, b := range v {
			list[i] = config.BoolVariable(b)
		}
		return config.ListVariable(list...)
	case map[string]map[string]string:
		m := make(map[string]config.Variable, len(v))
		for key, inner := range v {
			m[key] = variable(inner)
		}
		return config.MapVariable(m)
	case map[string]string:
		m := make(map[string]config.Variable, len(v))
		for key, s := range v {
			m[key] = config.StringVariable(s)
		}
		return config.MapVariable(m)
	}
	panic(fmt.Sprintf("no variable for %T", value))
}

// configured makes a step of testdata/<file>.tf, of several such files joined by plus signs, or of a configuration in
// place where it has a line break.
func configured(file string, vars Vars) resource.TestStep {
	step := resource.TestStep{ConfigVariables: vars.variables()}
	if strings.Contains(file, "\n") {
		step.Config = file
		return step
	}
	var texts []string
	for name := range strings.SplitSeq(file, "+") {
		text, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)+".tf"))
		if err != nil {
			panic(err)
		}
		texts = append(texts, string(text))
	}
	step.Config = strings.Join(texts, "\n")
	return step
}

// Apply applies a configuration, testdata/<file>.tf or one in place. The second plan, with and without refresh, is empty.
func Apply(file string, vars Vars, expect ...Expectation) resource.TestStep {
	step := configured(file, vars)
	for _, e := range expect {
		step.ConfigPlanChecks.PreApply = append(step.ConfigPlanChecks.PreApply, e.plan...)
		step.ConfigStateChecks = append(step.ConfigStateChecks, e.state...)
	}
	return step
}

// Plan plans a configuration that asks for changes, and applies nothing.
func Plan(file string, vars Vars, expect ...Expectation) resource.TestStep {
	step := configured(file, vars)
	step.PlanOnly, step.ExpectNonEmptyPlan = true, true
	for _, e := range expect {
		step.ConfigPlanChecks.PostApplyPostRefresh = append(step.ConfigPlanChecks.PostApplyPostRefresh, e.plan...)
	}
	return step
}

// Unchanged plans a configuration and expects no change.
func Unchanged(file string, vars Vars) resource.TestStep {
	step := configured(file, vars)
	step.PlanOnly = true
	return step
}

// Refuses plans a configuration and expects an error of a code, and the texts behind it.
func Refuses(file string, vars Vars, code fabric.Code, texts ...string) resource.TestStep {
	return refused(file, vars, true, code, texts...)
}

// RefusesApply expects that the plan passes and the apply fails.
func RefusesApply(file string, vars Vars, code fabric.Code, texts ...string) resource.TestStep {
	step := refused(file, vars, false, code, texts...)
	step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectNonEmptyPlan()}
	return step
}

// Fails plans a configuration and expects an error with these texts, in their order.
func Fails(file string, texts ...string) resource.TestStep {
	step := configured(file, nil)
	step.PlanOnly, step.ExpectError = true, Message(texts...)
	return step
}

func refused(file string, vars Vars, planOnly bool, code fabric.Code, texts ...string) resource.TestStep {
	step := configured(file, vars)
	step.PlanOnly = planOnly
	step.ExpectError = refusal(code, texts)
	return step
}

// refusal matches an error of a code and the texts behind it.
func refusal(code fabric.Code, texts []string) *regexp.Regexp {
	return Message(append([]string{"Error: " + string(code) + ":"}, texts...)...)
}

// Message matches texts in their order, wherever the program breaks its lines.
func Message(texts ...string) *regexp.Regexp {
	parts := make([]string, len(texts))
	for i, text := range texts {
		words := strings.Fields(text)
		for j, w := range words {
			words[j] = regexp.QuoteMeta(w)
		}
		parts[i] = strings.Join(words, `[\s│]+`)
	}
	return regexp.MustCompile(`(?s)` + strings.Join(parts, `.*`))
}

// Import imports a resource of the last step by its id with the command, and compares the whole state.
func Import(address string, vars ...Vars) resource.TestStep {
	return resource.TestStep{ResourceName: address, ConfigVariables: merged(vars), ImportState: true, ImportStateVerify: true}
}

// ImportBlock imports it by a block with its id: the plan is a no-op.
func ImportBlock(t *testing.T, address string, vars ...Vars) resource.TestStep {
	return resource.TestStep{
		ResourceName: address, ConfigVariables: merged(vars), ImportState: true, ImportStateKind: resource.ImportBlockWithID,
		SkipFunc: func() (bool, error) { return !Has(t, ImportBlocks), nil },
	}
}

// ImportIdentity imports it by a block with its identity, where the CLI has that: TestExamples of internal/e2e does so with tofu for
// every kind.
func ImportIdentity(t *testing.T, address string, vars ...Vars) resource.TestStep {
	return resource.TestStep{
		ResourceName: address, ConfigVariables: merged(vars), ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
		SkipFunc: func() (bool, error) { return !Has(t, ImportByIdentity), nil },
	}
}

// ImportRefused imports another id into it, and expects an error with a text.
func ImportRefused(address string, vars Vars, id, text string) resource.TestStep {
	return resource.TestStep{ResourceName: address, ConfigVariables: vars.variables(), ImportState: true, ImportStateId: id, ExpectError: Message(text)}
}

func merged(list []Vars) config.Variables {
	all := Vars{}
	for _, vars := range list {
		maps.Copy(all, vars)
	}
	return all.variables()
}

// Taint marks resources as tainted before a step.
func Taint(step resource.TestStep, addresses ...string) resource.TestStep {
	step.Taint = addresses
	return step
}

// Before runs something before a step.
func Before(do func(), step resource.TestStep) resource.TestStep {
	step.PreConfig = do
	return step
}
