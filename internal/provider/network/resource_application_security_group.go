package network

import (
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
)

// Microsoft.Network/applicationSecurityGroups: nothing but a name.

type applicationSecurityGroupModel struct {
	kit.Top
}

// ApplicationSecurityGroup is the resource simfabric_application_security_group.
var ApplicationSecurityGroup = kit.Kind[applicationSecurityGroupModel, fabric.ApplicationSecurityGroup]{
	Kind: fabric.KindApplicationSecurityGroup,
	Description: "An application security group: IP configurations join it, and security rules name it in place of addresses. " +
		"All its members are in one virtual network.",
	Expand: func(_ applicationSecurityGroupModel, head fabric.Meta) fabric.ApplicationSecurityGroup {
		return fabric.ApplicationSecurityGroup{Meta: head}
	},
	Flatten: func(fabric.ApplicationSecurityGroup, *fabric.World) applicationSecurityGroupModel {
		return applicationSecurityGroupModel{}
	},
}
