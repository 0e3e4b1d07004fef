package fabric

import "slices"

// Owner says whose a code is.
type Owner string

// The owners of codes.
const (
	OwnerARM    Owner = "ARM"    // Azure Resource Manager answers with this code
	OwnerFabric Owner = "fabric" // the fabric's own: Azure's code for the rule is not known, or Azure has no such rule
)

// CodeFacts is the registry's row for a code: docs/guides/errors.md is generated from it.
type CodeFacts struct {
	Owner    Owner
	Likely   bool     // public material does not settle that Azure uses the code for this rule
	Lint     bool     // Azure takes it, and it then does not work as it looks; a warning
	Severity Severity // what a finding of this code is unless the plan lowers it
	Phrase   string   // a few words for the headline
	When     string   // one sentence
	Advice   string   // one sentence: what to do
	Source   string   // where the rule, the code or both are recorded
}

// Codes returns all codes in the registry, sorted.
func Codes() []Code { return sortedKeys(registry) }

// Facts returns what the registry says of the code.
func (c Code) Facts() CodeFacts { return registry[c] }

// registry is the one list of codes; codes_network.go, codes_compute.go, codes_flexible.go, codes_balance.go, codes_outbound.go, codes_reachability.go and codes_lint.go hold its rows.
var registry = mergeCodes(networkCodes, computeCodes, flexibleCodes, balanceCodes, outboundCodes, reachabilityCodes, lintCodes)

func mergeCodes(tables ...map[Code]CodeFacts) map[Code]CodeFacts {
	all := map[Code]CodeFacts{}
	for _, table := range tables {
		for code, facts := range table {
			if _, twice := all[code]; twice {
				panic("the code " + string(code) + " stands in two tables")
			}
			all[code] = facts
		}
	}
	return all
}

// HasCode reports whether a list of findings has an error of a code.
func HasCode(list []Finding, code Code) bool {
	return slices.ContainsFunc(list, func(f Finding) bool { return f.Code == code && f.Severity == Error })
}
