package arm

import (
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// PublicIPAddressList is the answer of a scale set's publicipaddresses call. Source: SOURCES.md 11.5 (sure: VMSSNET;
// dnsSettings likely).
type PublicIPAddressList struct {
	Value []PublicIPAddress `json:"value"`
}

// PublicIPAddress is the public IP address of one IP configuration of one instance.
type PublicIPAddress struct {
	Name       string                    `json:"name"`
	ID         string                    `json:"id"`
	ETag       string                    `json:"etag"`
	Properties PublicIPAddressProperties `json:"properties"`
}

// PublicIPAddressProperties are the properties of a public IP address. One that stands alone has an IP configuration only
// where a frontend uses it.
type PublicIPAddressProperties struct {
	ProvisioningState        string       `json:"provisioningState"`
	ResourceGUID             string       `json:"resourceGuid"`
	IPAddress                string       `json:"ipAddress,omitempty"`
	PublicIPAddressVersion   string       `json:"publicIPAddressVersion"`
	PublicIPAllocationMethod string       `json:"publicIPAllocationMethod"`
	IdleTimeoutInMinutes     int          `json:"idleTimeoutInMinutes"`
	IPConfiguration          *SubResource `json:"ipConfiguration,omitempty"`
	NATGateway               *SubResource `json:"natGateway,omitempty"`
	PublicIPPrefix           *SubResource `json:"publicIPPrefix,omitempty"`
	IPTags                   []IPTag      `json:"ipTags,omitempty"`
	DNSSettings              *DNSSettings `json:"dnsSettings,omitempty"`
}

// DNSSettings are the public name of an address.
type DNSSettings struct {
	DomainNameLabel string `json:"domainNameLabel"`
	FQDN            string `json:"fqdn,omitempty"`
}

// PublicIPAddresses lists the public addresses of a scale set, by instance, NIC and IP configuration.
func PublicIPAddresses(s fabric.ScaleSet, w *fabric.World) PublicIPAddressList {
	list := PublicIPAddressList{Value: []PublicIPAddress{}}
	for _, vm := range s.View(w) {
		for _, nic := range vm.NICs {
			for _, ip := range nic.IPConfigurations {
				if ip.PublicAddress.IsValid() {
					list.Value = append(list.Value, publicIPAddress(vm, ip))
				}
			}
		}
	}
	return list
}

func publicIPAddress(vm fabric.InstanceView, ip fabric.IPConfigurationView) PublicIPAddress {
	p := PublicIPAddress{
		Name: ip.PublicIPID.Name(),
		ID:   string(ip.PublicIPID),
		ETag: fabric.ETag(ip.PublicIPID, strconv.Itoa(vm.ModelVersion), ip.PublicAddress.String()),
		Properties: PublicIPAddressProperties{
			ProvisioningState:        Succeeded,
			ResourceGUID:             fabric.GUID(ip.PublicIPID),
			IPAddress:                ip.PublicAddress.String(),
			PublicIPAddressVersion:   string(ip.PublicIP.Version),
			PublicIPAllocationMethod: allocationMethod(ip.PublicSKU),
			IdleTimeoutInMinutes:     ip.PublicIP.IdleTimeout,
			IPConfiguration:          ref(ip.ID),
		},
	}
	if ip.FQDN != "" {
		p.Properties.DNSSettings = &DNSSettings{DomainNameLabel: ip.PublicLabel, FQDN: ip.FQDN}
	}
	return p
}

// allocationMethod is Dynamic for Basic addresses, Static for Standard ones. Source: SOURCES.md 4.3 (first sure: VMSSNET,
// second likely).
func allocationMethod(sku string) string {
	if sku == fabric.SKUBasic {
		return fabric.AllocationDynamic
	}
	return fabric.AllocationStatic
}
