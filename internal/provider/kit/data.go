package kit

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// Data is what the provider's configuration gives to every resource and data source.
type Data struct {
	Session *session.Session
	Scope   Scope
}

// Scope is where objects are that do not say.
type Scope struct {
	SubscriptionID    string
	ResourceGroupName string
	Location          string
}

// DefaultScope is the scope of a provider that is configured with nothing. It also stands in while a configuration is
// validated, when there is no provider configuration yet.
var DefaultScope = Scope{
	SubscriptionID:    "00000000-0000-0000-0000-000000000000",
	ResourceGroupName: "simfabric",
	Location:          "koreacentral",
}

// DataFrom takes the data out of a Configure request; it is nil while the provider is not configured.
func DataFrom(providerData any, diags *diag.Diagnostics) *Data {
	if providerData == nil {
		return nil
	}
	data, ok := providerData.(*Data)
	if !ok {
		diags.AddError("Provider data of an unexpected type", fmt.Sprintf("Expected *kit.Data, got %T. This is a bug of the provider.", providerData))
	}
	return data
}

// topLevelID composes the id of a top-level object.
func (s Scope) topLevelID(k fabric.Kind, resourceGroupName, name string) fabric.ID {
	if resourceGroupName == "" {
		resourceGroupName = s.ResourceGroupName
	}
	return fabric.TopLevelID(k, s.SubscriptionID, resourceGroupName, name)
}
