package fabric

import (
	"errors"
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// Allocator gives addresses to the slots of one object.
type Allocator interface {
	// Want names all the slots that the object is going to ask for, before it asks. What it holds in other slots it is
	// giving up, and may have again in these.
	Want(slots []string)
	// Holds says what the object has in the plan so far. What the store has of it besides it has given up already, and
	// others of its slots may have been shown that.
	Holds(list []Holding)
	// Allocate returns the block that a slot gets from a pool: the one it already had, or the lowest free one of that
	// prefix length. The error is an *alloc.FullError, or the store's.
	Allocate(pool alloc.Pool, slot string, bits int) (netip.Prefix, error)
	// AllocateExactly gives a slot one certain block. Where another holds it, it returns that owner, and nothing has
	// happened. The error is the store's.
	AllocateExactly(pool alloc.Pool, slot string, block netip.Prefix) (taker string, err error)
	// GiveBack frees what slots have been given, when the change is done: until then nobody else gets it.
	GiveBack(slots []string)
	// ForAWhile says that what slots are given from here on, beyond what they have been given, is given back in the same way.
	ForAWhile()
}

// Holding is what a slot has. A port counts as the address that stands for it.
type Holding struct {
	Slot    string
	Address netip.Addr
}

// Realized is what realizing an object came to.
type Realized struct {
	Object   Object
	Findings []Finding
	// Deferred is true where the content could not be settled yet: something that the object refers to is not known, or
	// a pool is full only of what this run may still free. The plan then shows it as unknown.
	Deferred bool
}

// Realize adds to an object what the platform gives it: addresses, a prefix, instances. Before is the object as it
// exists, nil for a new one or for a successor. The error is the store's.
func Realize(w *World, before, after Object, a Allocator) (Realized, error) {
	switch o := after.(type) {
	case PublicIP:
		prior, _ := before.(PublicIP)
		return realizePublicIP(w, prior, o, a)
	case PublicIPPrefix:
		return realizePublicIPPrefix(w, o, a)
	case LoadBalancer:
		prior, _ := before.(LoadBalancer)
		return realizeLoadBalancer(w, prior, o, a)
	case ApplicationGateway:
		prior, _ := before.(ApplicationGateway)
		return realizeApplicationGateway(w, prior, o, a)
	case InboundNATRule:
		if prior, ok := before.(InboundNATRule); ok {
			o.Mappings = prior.Mappings
		}
		return Realized{Object: o.Remap(w)}, nil
	case ScaleSet:
		prior, _ := before.(ScaleSet)
		return realizeScaleSet(w, prior, o, a)
	case InstanceNetwork:
		return realizeInstanceNetwork(w, o), nil
	case InstanceUpgrade:
		return realizeInstanceUpgrade(w, before, o), nil
	}
	return Realized{Object: after}, nil
}

func realizePublicIP(w *World, before, p PublicIP, a Allocator) (Realized, error) {
	pool, code, at := publicAddresses[p.Version], CodePublicIPCountLimitReached, At("name")
	if p.PrefixID != "" {
		prefix, ok := Get[PublicIPPrefix](w, p.PrefixID)
		if sourceGoes(w, before.PrefixID, p.PrefixID) {
			p.Address = before.Address
			return Realized{Object: p}, nil
		}
		if !ok {
			return Realized{Object: p, Deferred: true}, nil
		}
		if prefix.Version != p.Version {
			return Realized{Object: p}, nil // checkPublicIPSource says so
		}
		pool, code, at = prefix.Pool(), CodePublicIPPrefixOutOfIPAddresses, At("public_ip_prefix_id")
	}
	block, err := a.Allocate(pool, "address", p.Version.bits())
	if full, ok := errors.AsType[*alloc.FullError](err); ok {
		f := &findings{id: p.ID}
		f.add(code, at, "The public IP address %s finds no free address%s.", p.Name(), fromPrefix(p.PrefixID))
		return fullPool(w, p, f, full, 1), nil
	}
	p.Address = block.Addr()
	return Realized{Object: p}, err
}

// sourceGoes reports whether that which an object has its addresses from goes in this plan. The addresses are then as they
// were: that the source goes is no change of the object.
func sourceGoes(w *World, before, after ID) bool {
	_, presence := w.Lookup(after)
	return presence == Missing && before.Is(after)
}

func fromPrefix(id ID) string {
	if id == "" {
		return ""
	}
	return " in the public IP prefix " + id.Name()
}

func realizePublicIPPrefix(w *World, p PublicIPPrefix, a Allocator) (Realized, error) {
	// The length is part of the slot: a prefix of another length is another lease.
	block, err := a.Allocate(publicPrefixes[p.Version], slotOfLength(p.Length), p.Length)
	if full, ok := errors.AsType[*alloc.FullError](err); ok {
		f := &findings{id: p.ID}
		f.add(CodePublicIPCountLimitReached, At("prefix_length"), "The public IP prefix %s finds no free block of /%d.", p.Name(), p.Length)
		return fullPool(w, p, f, full, 1), nil
	}
	p.Prefix = block
	return Realized{Object: p}, err
}

// fullPool decides what a full pool means: where enough of its addresses belong to objects that this run has not come
// to yet, has planned away, or has planned to shrink, they may become free, so the plan warns and leaves the addresses
// open.
func fullPool(w *World, o Object, f *findings, full *alloc.FullError, missing int) Realized {
	found := &f.list[len(f.list)-1]
	movable, shrinking := 0, false
	for owner, n := range full.Holders {
		id := ID(owner)
		if id.Is(o.Head().ID) {
			continue
		}
		if holder, presence := w.Lookup(id); presence == Missing || !w.IsPlanned(id) {
			movable += n
			found.Against = append(found.Against, id)
		} else if kept := planToHold(w, holder, full.Pool, n); kept < n {
			movable += n - kept
			shrinking = true
		}
	}
	if movable < missing {
		found.Against = nil // nothing that this run does will help
		return Realized{Object: o, Findings: f.list}
	}
	if shrinking {
		found.Severity = Warning
	}
	slices.Sort(found.Against)
	return Realized{Object: o, Findings: f.list, Deferred: true}
}

// planToHold returns how many addresses of a pool a planned object will hold, of n that it holds now.
func planToHold(w *World, o Object, pool alloc.Pool, n int) int {
	set, ok := o.(ScaleSet)
	if !ok {
		return n
	}
	return set.demand(&poolCache{world: w, pools: map[ID]alloc.Pool{}}, pool)
}
