package arm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// instanceRequest is what a PUT of an instance says of its network. All else that an instance has is not for the fabric to
// change and is left out, so that what GET gives can be put back. Source: SOURCES.md 2.6 (sure).
type instanceRequest struct {
	Properties *struct {
		NetworkProfileConfiguration json.RawMessage `json:"networkProfileConfiguration"`
	} `json:"properties"`
}

// putInstance gives an instance its whole network profile, by the rules and in the transaction that the resource
// simfabric_scale_set_instance_network has. What terraform holds of it shows the change as drift.
func putInstance(c *call) (answer, error) {
	nics, e := c.readNetworkProfile()
	if e != nil {
		return answer{}, e
	}
	after, err := c.change(session.CallRequest{Change: func(w *fabric.World) (fabric.Object, error) {
		v := newView(w)
		m, err := c.machine(v)
		if err != nil {
			return nil, err
		}
		if e := precondition(c.request, m.instance(nil).ETag); e != nil {
			return nil, e
		}
		if e := broken(m.Set.RefuseOwnNetwork(m.VM.VMID)); e != nil {
			return nil, e
		}
		if sameNICs(nics, m.Set.NICsOf(m.VM.Instance)) {
			return nil, nil // what is there already makes no instance deviate from its model
		}
		return c.instanceNetwork(v, m, nics), nil
	}})
	if err != nil {
		return answer{}, err
	}
	m, err := c.machine(after)
	if err != nil {
		return answer{}, err
	}
	return c.one(m.instance(nil))
}

// instanceNetwork is the object to be: the one that there is, with other NICs, or a new one.
func (c *call) instanceNetwork(v *view, m machine, nics []fabric.NICConfiguration) fabric.InstanceNetwork {
	n := fabric.InstanceNetwork{Meta: fabric.Meta{ID: fabric.ChildID(fabric.KindInstanceNetwork, m.Set.ID, m.VM.InstanceID)}}
	if there, ok := fabric.Get[fabric.InstanceNetwork](v.World, n.ID); ok {
		n.Meta = there.Meta
	}
	for _, nic := range nics {
		nic.Meta = fabric.Meta{ID: fabric.InstanceNICID(n.ID, nic.Name())}
		n.NICs = append(n.NICs, nic)
	}
	return n
}

// sameNICs reports whether two lists say the same in ARM's words.
func sameNICs(a, b []fabric.NICConfiguration) bool {
	x, errX := json.Marshal(networkInterfaceConfigurations(a))
	y, errY := json.Marshal(networkInterfaceConfigurations(b))
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// readNetworkProfile reads the NICs of the request's body. Their ids are their names until the instance is known.
func (c *call) readNetworkProfile() ([]fabric.NICConfiguration, *Error) {
	var request instanceRequest
	if e := c.decode(&request); e != nil {
		return nil, e
	}
	if request.Properties == nil || isNull(request.Properties.NetworkProfileConfiguration) {
		return nil, invalidParameter("properties.networkProfileConfiguration", "Required parameter 'networkProfileConfiguration' is missing (null).")
	}
	var profile networkProfileConfiguration
	if e := decodeJSON(request.Properties.NetworkProfileConfiguration, &profile, true); e != nil {
		return nil, e
	}
	var nics []fabric.NICConfiguration
	for i, nic := range profile.NetworkInterfaceConfigurations {
		at := fmt.Sprintf("properties.networkProfileConfiguration.networkInterfaceConfigurations[%d]", i)
		if e := nic.Properties.check(at); e != nil {
			return nil, e
		}
		read, e := nic.read(at, len(profile.NetworkInterfaceConfigurations) == 1)
		if e != nil {
			return nil, e
		}
		nics = append(nics, read)
	}
	return nics, nil
}

func isNull(raw json.RawMessage) bool {
	return len(raw) == 0 || bytes.Equal(bytes.TrimSpace(raw), []byte("null"))
}

// manualUpgradeRequest names instances. Source: SOURCES.md 11.2 (sure).
type manualUpgradeRequest struct {
	InstanceIDs []string `json:"instanceIds"`
}

// manualUpgrade brings instances to the latest model. ARM answers 202 and goes on by itself; here it is done with the
// answer.
func manualUpgrade(c *call) (answer, error) {
	var request manualUpgradeRequest
	if e := c.decode(&request); e != nil {
		return answer{}, e
	}
	if request.InstanceIDs == nil {
		return answer{}, invalidParameter("instanceIds", "Required parameter 'instanceIds' is missing (null).")
	}
	_, err := c.change(session.CallRequest{Passing: true, Change: func(w *fabric.World) (fabric.Object, error) {
		s, err := c.set(newView(w))
		if err != nil {
			return nil, err
		}
		latest, _ := s.LatestModel()
		return fabric.InstanceUpgrade{
			Meta:  fabric.Meta{ID: fabric.InstanceUpgradeID(s.ID, request.InstanceIDs)},
			SetID: s.ID, InstanceIDs: request.InstanceIDs, ModelVersion: latest.Version,
		}, nil
	}})
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK}, nil
}
