package topology

import (
	"fmt"
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Words for what the picture marks.
const (
	floatingIP = "floating IP"
	haPorts    = "HA ports"
)

// portText is a protocol and a port; port 0 stands for all of them.
func portText(protocol string, port int) string {
	if port == 0 {
		return haPorts
	}
	return protocol + " " + strconv.Itoa(port)
}

func rangeText(protocol string, from, to int) string {
	if from == to {
		return portText(protocol, from)
	}
	return fmt.Sprintf("%s %d–%d", protocol, from, to)
}

func ruleText(r fabric.LoadBalancingRule) string {
	if r.HAPorts() {
		return haPorts
	}
	return fmt.Sprintf("%s → %d", portText(r.Protocol, r.FrontendPort), r.BackendPort)
}

func natPoolText(p fabric.InboundNATPool) string {
	return fmt.Sprintf("%s → %d", rangeText(p.Protocol, p.FrontendPortStart, p.FrontendPortEnd), p.BackendPort)
}

func natRuleText(r fabric.InboundNATRule) string {
	return fmt.Sprintf("%s → %d", rangeText(r.Protocol, r.FrontendPortStart, r.FrontendPortEnd), r.BackendPort)
}

func outboundText(r fabric.OutboundRule) string {
	if r.AllocatedOutboundPorts == 0 {
		return r.Protocol + ", default ports"
	}
	return fmt.Sprintf("%s, %d ports", r.Protocol, r.AllocatedOutboundPorts)
}

func probeText(p fabric.Probe) string { return portText(p.Protocol, p.Port) + p.RequestPath }

func flowDetails(text string, floating bool) []string {
	if floating {
		return []string{text, floatingIP}
	}
	return []string{text}
}
