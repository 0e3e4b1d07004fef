package arm

import (
	"net/http"
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// portMappingRequest names a member of a pool by one of the two. Source: SOURCES.md 11.2 (sure: SDK).
type portMappingRequest struct {
	IPAddress       string       `json:"ipAddress"`
	IPConfiguration *SubResource `json:"ipConfiguration"`
}

// PortMappingResult are the frontend ports of one member.
type PortMappingResult struct {
	InboundNATRulePortMappings []PortMapping `json:"inboundNatRulePortMappings"`
}

// PortMapping is the port that a member of a pool has from a NAT rule of the pool.
type PortMapping struct {
	InboundNATRuleName string `json:"inboundNatRuleName"`
	Protocol           string `json:"protocol"`
	FrontendPort       int    `json:"frontendPort"`
	BackendPort        int    `json:"backendPort"`
}

// queryPortMapping answers queryInboundNatRulePortMapping: what NAT rules of a pool give one of its members. The rules that a NAT
// pool makes are for an IP configuration, not for a backend pool, and are not in it. ARM may answer 202 and go on; here the
// answer is there at once. Source: SOURCES.md 11.2 (sure; that one who is no member has no mappings likely).
func queryPortMapping(c *call) (answer, error) {
	var r portMappingRequest
	if e := c.decode(&r); e != nil {
		return answer{}, e
	}
	pool := c.whole()
	lb, ok := fabric.Get[fabric.LoadBalancer](c.view.World, c.id(1))
	if _, known := fabric.Get[fabric.BackendPool](c.view.World, pool); !ok || !known {
		return answer{}, c.missing(c.found())
	}
	names, e := r.member()
	if e != nil {
		return answer{}, e
	}
	result := PortMappingResult{[]PortMapping{}}
	for _, m := range fabric.PortMappings(c.view.World, lb) {
		rule, ok := m.Via.(fabric.InboundNATRule)
		if ok && rule.BackendPoolID.Is(pool) && names(m.Member) {
			result.InboundNATRulePortMappings = append(result.InboundNATRulePortMappings, PortMapping{rule.Name(), m.Protocol, m.FrontendPort, m.BackendPort})
		}
	}
	return answer{status: http.StatusOK, body: result}, nil
}

// member reports who is asked about.
func (r portMappingRequest) member() (names func(fabric.PoolMember) bool, e *Error) {
	id := r.IPConfiguration.id()
	switch {
	case id != "" && r.IPAddress != "":
		return nil, invalidParameter("ipAddress", "The request names both an ipConfiguration and an ipAddress. Name one of them.")
	case id != "":
		return func(m fabric.PoolMember) bool { return m.ID.Is(id) }, nil
	case r.IPAddress == "":
		return nil, invalidParameter("ipConfiguration", "The request names neither an ipConfiguration nor an ipAddress.")
	}
	var a netip.Addr
	a, e = address("ipAddress", r.IPAddress)
	return func(m fabric.PoolMember) bool { return m.IP.PrivateAddress == a }, e
}
