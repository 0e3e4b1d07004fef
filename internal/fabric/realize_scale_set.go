package fabric

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// realizeScaleSet brings a set from what it was (the zero ScaleSet for a new one) to what its arguments ask for: its
// model from the NIC configurations as they are now, its instances from its capacity, their addresses from the pools.
func realizeScaleSet(w *World, before, s ScaleSet, a Allocator) (Realized, error) {
	s.Models, s.Instances, s.NextInstanceID, s.LatestRollingUpgrade = before.Models, before.Instances, before.NextInstanceID, before.LatestRollingUpgrade
	s.keepFaultDomains(before)
	model := Model{Version: 1, SKU: s.SKU}
	for _, id := range s.NICConfigurationIDs {
		nic, ok := Get[NICConfiguration](w, id)
		if !ok {
			// Pending, or missing, which checkReferences reports.
			return Realized{Object: s, Deferred: true}, nil
		}
		model.NICs = append(model.NICs, withoutHistory(nic))
	}
	moved := s.moveTo(model)
	// A capacity change touches no other instance, and those that go are not upgraded before.
	s.Instances = s.shrink(s.Instances, s.Capacity)
	found := s.follow(w, before, moved)
	more := s.grow(s.Instances)
	s.Instances = more.kept
	s.dropUnusedModels()
	realized, err := s.assign(w, a, more.extra, nil)
	realized.Findings = append(realized.Findings, found...)
	return realized, err
}

// withoutHistory is the copy of a NIC configuration that a model keeps: its content, not its life.
func withoutHistory(nic NICConfiguration) NICConfiguration {
	nic.Meta = Meta{ID: nic.ID}
	return nic
}

// dropUnusedModels forgets older models that no instance has any more.
func (s *ScaleSet) dropUnusedModels() {
	used := map[int]bool{}
	for _, i := range s.Instances {
		used[i.ModelVersion] = true
	}
	var models []Model
	for n, m := range s.Models {
		if used[m.Version] || n == len(s.Models)-1 {
			models = append(models, m)
		}
	}
	s.Models = models
}

// assign gives every IP configuration its addresses, in the order of instances, NICs and IP configurations. What has
// an address keeps it, because its slot does. Extra instances are only started: what they get is given back. So is what
// instances have that are only passing through.
func (s ScaleSet) assign(w *World, a Allocator, extra, passing []Instance) (Realized, error) {
	pools := poolCache{world: w, pools: map[ID]alloc.Pool{}}
	if s.dnsPending(w) {
		return Realized{Object: s, Deferred: true}, nil
	}
	started := s
	started.Instances = slices.Concat(s.Instances, extra)
	slices.SortFunc(started.Instances, func(a, b Instance) int { return cmp.Compare(a.ID, b.ID) })
	a.Want(started.slots(slices.Concat(started.Instances, passing)))
	f := &findings{id: s.ID}
	for n := range started.Instances {
		full, err := started.assignInstance(&started.Instances[n], &pools, a)
		switch {
		case full != nil:
			return fullPool(w, s, f, full.err, full.add(f, started, len(extra), &pools)), nil
		case err != nil:
			return Realized{}, err
		case pools.unknown:
			return Realized{Object: s, Deferred: true}, nil
		}
	}
	a.GiveBack(s.slots(extra))
	s.Instances = slices.DeleteFunc(started.Instances, func(i Instance) bool {
		return slices.ContainsFunc(extra, func(e Instance) bool { return e.ID == i.ID })
	})
	err := s.keepFree(w, a, passing, f)
	return Realized{Object: s, Findings: f.list}, err
}

// assignInstance gives one instance its addresses.
func (s ScaleSet) assignInstance(i *Instance, pools *poolCache, a Allocator) (*fullSource, error) {
	if i.Ended || i.Own != nil && losesReference(pools.world, i.Own) {
		return nil, s.hold(*i, pools, a)
	}
	i.Addresses = nil
	for nic, ip := range ipConfigurations(s.NICsOf(*i)) {
		given, full, err := s.assignOne(pools, a, *i, nic, ip)
		if full != nil || err != nil || pools.unknown {
			return full, err
		}
		i.Addresses = append(i.Addresses, given)
	}
	return nil, nil
}

// losesReference reports whether something that an instance's own NICs refer to is planned away: then the instance's network
// goes as well, and until then all is as it was.
func losesReference(w *World, nics []NICConfiguration) bool {
	for _, nic := range nics {
		for _, ref := range nic.References() {
			if _, presence := w.Lookup(ref.ID); presence == Missing {
				return true
			}
		}
	}
	return false
}

// hold keeps those addresses of an instance that its next network may have as well. What it had them from may be gone
// already; then there is nothing to keep.
func (s ScaleSet) hold(i Instance, pools *poolCache, a Allocator) error {
	for nic, ip := range ipConfigurations(i.Own) {
		if _, _, err := s.assignOne(&poolCache{world: pools.world, pools: pools.pools}, a, i, nic, ip); err != nil {
			return err
		}
	}
	return nil
}

// dnsPending reports whether the DNS servers of an instance are not known yet, because those of its network are not.
func (s ScaleSet) dnsPending(w *World) bool {
	for _, p := range s.profiles() {
		for _, nic := range p.nics {
			if _, presence := w.Lookup(networkOf(nic)); presence == Pending && len(nic.DNSServers) == 0 {
				return true
			}
		}
	}
	return false
}

// slotOf names what an address is for, within its scale set: 3/nic1/ip1.
func slotOf(instance int, nic NICConfiguration, ip IPConfiguration) string {
	return strings.ToLower(strconv.Itoa(instance) + "/" + nic.Name() + "/" + ip.Name)
}

// publicSlot is the slot of the public address beside that of the private one.
func publicSlot(slot string) string { return slot + "/public" }

// slots lists all slots that instances of the set ask for.
func (s ScaleSet) slots(instances []Instance) []string {
	var slots []string
	for _, i := range instances {
		for nic, ip := range ipConfigurations(s.NICsOf(i)) {
			slot := slotOf(i.ID, nic, ip)
			slots = append(slots, slot)
			if ip.PublicIP != nil {
				slots = append(slots, publicSlot(slot))
			}
		}
	}
	return slots
}

// holdings lists what the set's instances have.
func (s ScaleSet) holdings() []Holding {
	var list []Holding
	for _, i := range s.Instances {
		n := 0
		for nic, ip := range ipConfigurations(s.NICsOf(i)) {
			if n >= len(i.Addresses) {
				break
			}
			slot, given := slotOf(i.ID, nic, ip), i.Addresses[n]
			n++
			list = append(list, Holding{slot, given.Private}, Holding{publicSlot(slot), given.Public})
			for _, port := range given.NATPorts {
				list = append(list, Holding{slot, portAddress(port)})
			}
		}
	}
	return list
}

func slotOfGateway(instance int) string { return "instance/" + strconv.Itoa(instance) }

func slotOfLength(bits int) string { return "prefix/" + strconv.Itoa(bits) }

func (s ScaleSet) assignOne(pools *poolCache, a Allocator, i Instance, nic NICConfiguration, ip IPConfiguration) (Assignment, *fullSource, error) {
	var given Assignment
	slot := slotOf(i.ID, nic, ip)
	pool, ok := pools.private(ip)
	if !ok {
		return given, nil, nil // the subnet is pending, or checkNICConfiguration has the reason
	}
	private, err := a.Allocate(pool, slot, ip.Version.bits())
	if full, ok := errors.AsType[*alloc.FullError](err); ok {
		return given, &fullSource{full, CodeSubnetIsFull, "the subnet " + ip.SubnetID.Name()}, nil
	}
	if err != nil {
		return given, nil, err
	}
	given.Private = private.Addr()
	for _, id := range ip.LBNATPoolIDs {
		natPool, ok := pools.nat(id)
		if !ok {
			return given, nil, nil
		}
		port, err := a.Allocate(natPool, slot, IPv4.bits())
		if full, ok := errors.AsType[*alloc.FullError](err); ok {
			return given, &fullSource{full, CodeInboundNATPoolSmallerThanRequestedPorts, "the NAT pool " + id.Name()}, nil
		}
		if err != nil {
			return given, nil, err
		}
		given.NATPorts = append(given.NATPorts, addressPort(port.Addr()))
	}
	if ip.PublicIP == nil {
		return given, nil, nil
	}
	if pool, ok = pools.public(*ip.PublicIP); !ok {
		return given, nil, nil
	}
	public, err := a.Allocate(pool, publicSlot(slot), ip.Version.bits())
	if full, ok := errors.AsType[*alloc.FullError](err); ok {
		if ip.PublicIP.PrefixID != "" {
			return given, &fullSource{full, CodePublicIPPrefixOutOfIPAddressesForVMScaleSet, "the public IP prefix " + ip.PublicIP.PrefixID.Name()}, nil
		}
		return given, &fullSource{full, CodePublicIPCountLimitExceededByVMScaleSet, "the simulated public address space"}, nil
	}
	if err != nil {
		return given, nil, err
	}
	given.Public = public.Addr()
	return given, nil, nil
}
