package fabric

// Codes of connectivity tests.
const (
	CodeConnectivityExpectationNotMet Code = "ConnectivityExpectationNotMet"
	CodeConnectivityAnswerMoved       Code = "ConnectivityAnswerMoved"
)

var reachabilityCodes = map[Code]CodeFacts{
	CodeConnectivityExpectationNotMet: {Owner: OwnerFabric, Phrase: "not as the test expects",
		When:   "A connectivity test expects a packet to get through, or not to, and the network that is planned does otherwise.",
		Advice: "Change what decides, or what the test expects.", Source: "the fabric's own: Azure has no such resource"},
	CodeConnectivityAnswerMoved: {Owner: OwnerFabric, Severity: Warning, Phrase: "the network has changed after the test",
		When:   "A connectivity test is applied on a network in which its answer is another than its plan showed, because it did not wait for something that decides.",
		Advice: "Add depends_on with what the test is about, so that it is planned and applied after it; the next refresh shows the new answer.", Source: "the fabric's own: Azure has no such resource"},
}
