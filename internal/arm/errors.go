package arm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Error is an answer that refuses a call: ARM's error body with its status. Codes are ARM's own (SOURCES.md 12; those of
// routing likely: recall), or those of the rule that is broken.
type Error struct {
	Status  int     `json:"-"`
	Code    string  `json:"code"`
	Message string  `json:"message"`
	Target  string  `json:"target,omitempty"`
	Details []Error `json:"details,omitempty"`
}

// ErrorBody is how an error stands in an answer.
type ErrorBody struct {
	Error *Error `json:"error"`
}

// Error implements error.
func (e *Error) Error() string { return e.Code + ": " + e.Message }

func refuse(status int, code, format string, args ...any) *Error {
	return &Error{Status: status, Code: code, Message: fmt.Sprintf(format, args...)}
}

func badRequest(code, format string, args ...any) *Error {
	return refuse(http.StatusBadRequest, code, format, args...)
}

// invalidParameter refuses a value of the request.
func invalidParameter(target, format string, args ...any) *Error {
	e := badRequest("InvalidParameter", format, args...)
	e.Target = target
	return e
}

// statuses are those of codes that ARM does not answer with 400. Source: SOURCES.md 12.
var statuses = map[fabric.Code]int{
	fabric.CodeResourceNotFound:         http.StatusNotFound,
	fabric.CodeResourceAlreadyExists:    http.StatusConflict,
	fabric.CodePropertyChangeNotAllowed: http.StatusConflict,
}

// broken is the answer to a change that breaks rules: the first, and where there are several all of them as details.
func broken(list []fabric.Finding) *Error {
	var all []Error
	for _, f := range list {
		if f.Severity != fabric.Error {
			continue
		}
		e := Error{Status: http.StatusBadRequest, Code: string(f.Code), Message: strings.ReplaceAll(f.Text(), "\n\n", " "), Target: targetOf(f.Field)}
		if status, ok := statuses[f.Code]; ok {
			e.Status = status
		}
		all = append(all, e)
	}
	if len(all) == 0 {
		return nil
	}
	first := all[0]
	if len(all) > 1 {
		first.Details = all
	}
	return &first
}

// asError makes an answer of what went wrong. What the caller cannot mend says no more than that.
func asError(err error) *Error {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, store.ErrBusy), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return refuse(http.StatusServiceUnavailable, "ServiceUnavailable", "Another process changes the fabric and has not finished. Try again.")
	}
	return refuse(http.StatusInternalServerError, "InternalServerError", "The fabric store cannot be used. The server's log says why.")
}

// armNames are ARM's words for the attributes that findings name; indexes stay.
var armNames = map[string]string{
	"instance_id":                    "instanceId",
	"instance_ids":                   "instanceIds",
	"network_interfaces":             "properties.networkProfileConfiguration.networkInterfaceConfigurations",
	"name":                           "name",
	"primary":                        "properties.primary",
	"accelerated_networking_enabled": "properties.enableAcceleratedNetworking",
	"ip_forwarding_enabled":          "properties.enableIPForwarding",
	"dns_servers":                    "properties.dnsSettings.dnsServers",
	"network_security_group_id":      "properties.networkSecurityGroup.id",
	"ip_configurations":              "properties.ipConfigurations",
	"version":                        "properties.privateIPAddressVersion",
	"subnet_id":                      "properties.subnet.id",
	"application_security_group_ids": "properties.applicationSecurityGroups",
	"lb_backend_pool_ids":            "properties.loadBalancerBackendAddressPools",
	"lb_nat_pool_ids":                "properties.loadBalancerInboundNatPools",
	"app_gateway_pool_ids":           "properties.applicationGatewayBackendAddressPools",
	"public_ip_address":              "properties.publicIPAddressConfiguration",
	"sku":                            "sku.name",
	"domain_name_label":              "properties.dnsSettings.domainNameLabel",
	"idle_timeout_in_minutes":        "properties.idleTimeoutInMinutes",
	"ip_tags":                        "properties.ipTags",
	"public_ip_prefix_id":            "properties.publicIPPrefix.id",
}

// targetOf says in ARM's words where a finding is; empty where ARM has no word.
func targetOf(f fabric.Field) string {
	var b strings.Builder
	for _, step := range f {
		name, known := armNames[step.Name]
		switch {
		case step.Name == "" && !step.Keyed:
			fmt.Fprintf(&b, "[%d]", step.Index)
		case !known:
			return b.String()
		case b.Len() > 0:
			b.WriteString("." + name)
		default:
			b.WriteString(name)
		}
	}
	return b.String()
}
