package network_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const asg = "simfabric_application_security_group.this"

func TestApplicationSecurityGroup(t *testing.T) {
	id := acctest.ID(fabric.KindApplicationSecurityGroup, "clients")
	f := acctest.OneCLI(t)
	tagged := acctest.Vars{"tags": map[string]string{"stage": "test"}}
	f.Run(
		acctest.Apply("application_security_group", nil,
			acctest.Creates(asg),
			acctest.Is(asg, "id", id),
			acctest.Is(asg, "location", "koreacentral"),
			acctest.Is(asg, "resource_group_name", "simfabric"),
		),
		acctest.Apply("application_security_group", tagged, acctest.Updates(asg), acctest.Is(asg, "id", id), acctest.Is(asg, "tags", map[string]string{"stage": "test"})),
		acctest.Import(asg, tagged),
		acctest.ImportBlock(t, asg, tagged),
		acctest.ImportIdentity(t, asg, tagged),
		acctest.ImportRefused(asg, tagged, acctest.ID(fabric.KindNetworkSecurityGroup, "clients"), "LinkedInvalidPropertyId: not an id of the kind application security group"),
		acctest.Apply("application_security_group", nil, acctest.Updates(asg), acctest.Is(asg, "tags", nil)),
		acctest.Plan("application_security_group", acctest.Vars{"name": "other"}, acctest.Replaces(asg)),
		acctest.Plan("application_security_group", acctest.Vars{"resource_group_name": "other"}, acctest.Replaces(asg)),
		acctest.Apply("application_security_group", acctest.Vars{"location": "westeurope"}, acctest.Replaces(asg),
			acctest.Is(asg, "id", id), acctest.Is(asg, "location", "westeurope")),
		acctest.Before(func() { f.Remove(id) },
			acctest.Apply("application_security_group", acctest.Vars{"location": "westeurope"}, acctest.Creates(asg))),
	)
}
