package fabric_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// Short names of the builders, for tables.
var (
	vnet      = fabrictest.VNet
	subnet    = fabrictest.Subnet
	subnetID  = fabrictest.SubnetID
	nsg       = fabrictest.NSG
	rule      = fabrictest.Rule
	asg       = fabrictest.ASG
	publicIP  = fabrictest.PublicIP
	prefix    = fabrictest.Prefix
	ip        = fabrictest.IP
	ipv6      = fabrictest.IPv6
	public    = fabrictest.Public
	nic       = fabrictest.NIC
	secondNIC = fabrictest.SecondNIC
	scaleSet  = fabrictest.Set
	idOf      = fabrictest.ID
)

func with[O fabric.Object](o O, change func(*O)) O { return fabrictest.With(o, change) }

// ruleCase is an object that breaks one rule, and the nearest one that does not.
type ruleCase struct {
	name          string
	code          fabric.Code
	given         []fabric.Object // what is there before
	asIs          bool            // given is put there unchecked, because it is large
	full          fabric.Object   // where set: another holds all that this object could be given
	breaks, keeps fabric.Object   // created, or changed where given has them
	// keepsGiven takes the place of given for keeps, where the world makes the difference.
	keepsGiven []fabric.Object
	says       []string // all findings of breaks
}

// removalCase is an object that goes while another needs it, and the same beside one that does not.
type removalCase struct {
	name        string
	code        fabric.Code
	given       []fabric.Object
	goes        fabric.Object
	user, other fabric.Object
	says        string
}

// ruleTables and removalCases hold a breaking case for every code.
var ruleTables = [][]ruleCase{
	headCases, virtualNetworkCases, subnetCases, ruleValueCases, ruleLimitCases, publicIPCases, publicPoolCases,
	nicCases, nicNetworkCases, scaleSetCases, policyCases, placementCases, rollingCases, instanceNetworkCases, instanceWorldCases, instanceUpgradeCases, scaleSetNetworkCases, capacityCases, referenceCases,
	routeTableCases, natGatewayCases, natSubnetCases, flexibleCases, flexiblePlacementCases, flexibleNetworkCases, explicitOutboundCases,
	closedCases, probeLintCases, routeLintCases, detourCases, nextHopCases, floatingLintCases, otherLintCases,
}

func allRuleCases() []ruleCase { return slices.Concat(append(ruleTables, balanceTables...)...) }

func allRemovalCases() []removalCase {
	return slices.Concat(removalCases, balanceRemovalCases, outboundRemovalCases)
}

func TestRules(t *testing.T) {
	t.Parallel()
	for _, c := range allRuleCases() {
		t.Run(string(c.code)+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			broken := c.world(t, c.given)
			if c.full != nil {
				broken.Fill(t, c.full, "/other")
			}
			_, list := broken.Try(t, c.breaks)
			list = c.about(list)
			if diff := cmp.Diff(c.says, lines(list)); diff != "" {
				t.Errorf("findings of the broken object (-want +got):\n%s", diff)
			}
			if !slices.ContainsFunc(list, func(f fabric.Finding) bool {
				return f.Code == c.code && f.ID == c.breaks.Head().ID && f.Severity == c.code.Facts().Severity
			}) {
				t.Errorf("no finding has the code %s, its severity and the object's id", c.code)
			}
			kept := c.world(t, c.given)
			if c.keepsGiven != nil {
				kept = c.world(t, c.keepsGiven)
			}
			if _, list = kept.Try(t, c.keeps); len(c.about(list)) > 0 {
				t.Errorf("findings of the nearest object that keeps the rule: %q", lines(c.about(list)))
			}
		})
	}
}

// about leaves out lints of other codes: few of these networks are there to be used. TestLintsOfOneNetwork has one that is.
func (c ruleCase) about(list []fabric.Finding) []fabric.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f fabric.Finding) bool { return f.Code.Facts().Lint && f.Code != c.code })
}

func (c ruleCase) world(t *testing.T, objects []fabric.Object) *fabrictest.Fabric {
	if c.asIs {
		return fabrictest.New(t).Put(objects...)
	}
	return fabrictest.New(t, objects...)
}

// texts are findings without lints: few of the tests' networks are there to be used.
func texts(list []fabric.Finding) []string {
	return lines(slices.DeleteFunc(slices.Clone(list), func(f fabric.Finding) bool { return f.Code.Facts().Lint }))
}

func lines(list []fabric.Finding) []string {
	var all []string
	for _, f := range list {
		all = append(all, f.String())
	}
	return all
}

// onlyInSession are codes that compare the fabric with what Terraform believes of it, or follow from other runs; the session
// raises them.
var onlyInSession = []fabric.Code{
	fabric.CodeResourceAlreadyExists, fabric.CodeResourceNotFound, fabric.CodePromisedValueTaken, fabric.CodePropertyChangeNotAllowed,
	fabric.CodeConnectivityExpectationNotMet, fabric.CodeConnectivityAnswerMoved, // answers are the session's to ask for
	fabric.CodeInstancesAwaitAddresses,
}

func TestEveryCodeHasABreakingCase(t *testing.T) {
	t.Parallel()
	covered := map[fabric.Code]bool{}
	for _, c := range allRuleCases() {
		covered[c.code] = true
	}
	for _, c := range allRemovalCases() {
		covered[c.code] = true
	}
	for _, code := range fabric.Codes() {
		if exempt := slices.Contains(onlyInSession, code); covered[code] == exempt {
			t.Errorf("%s: has a breaking case: %t, exempt: %t", code, covered[code], exempt)
		}
		delete(covered, code)
	}
	for code := range covered {
		t.Errorf("%s has a case and no row in the registry", code)
	}
}
