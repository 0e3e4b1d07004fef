package fabric

import (
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// poolCache finds each pool once per realization.
type poolCache struct {
	world   *World
	pools   map[ID]alloc.Pool
	unknown bool // a pool's object is pending or cannot be used, so addresses are open
}

func (c *poolCache) private(ip IPConfiguration) (alloc.Pool, bool) {
	return c.get(ID(string(ip.SubnetID)+"|"+string(ip.Version)), func() (alloc.Pool, bool) {
		subnet, ok := Get[Subnet](c.world, ip.SubnetID)
		if !ok {
			return alloc.Pool{}, false
		}
		return subnet.Pool(ip.Version)
	})
}

func (c *poolCache) public(p PublicIPConfiguration) (alloc.Pool, bool) {
	if p.PrefixID == "" {
		return publicAddresses[p.Version], true
	}
	return c.get(p.PrefixID, func() (alloc.Pool, bool) {
		prefix, ok := Get[PublicIPPrefix](c.world, p.PrefixID)
		return prefix.Pool(), ok && prefix.Version == p.Version && prefix.Prefix.IsValid()
	})
}

func (c *poolCache) nat(id ID) (alloc.Pool, bool) {
	return c.get(id, func() (alloc.Pool, bool) {
		pool, ok := Get[InboundNATPool](c.world, id)
		return pool.Pool(), ok
	})
}

func (c *poolCache) get(id ID, find func() (alloc.Pool, bool)) (alloc.Pool, bool) {
	if pool, ok := c.pools[id]; ok {
		return pool, true
	}
	pool, ok := find()
	if !ok {
		c.unknown = true
		return pool, false
	}
	c.pools[id] = pool
	return pool, true
}

// fullSource is a pool that ran out, in the words of the scale set.
type fullSource struct {
	err  *alloc.FullError
	code Code
	what string
}

// add reports the pool with its arithmetic, and returns how many addresses it lacks at least. Of the set's instances some
// are extra.
func (u fullSource) add(f *findings, s ScaleSet, extra int, pools *poolCache) (missing int) {
	needed, others := s.demand(pools, u.err.Pool), 0
	for owner, n := range u.err.Holders {
		if !ID(owner).Is(s.ID) {
			others += n
		}
	}
	size := u.err.Pool.Size()
	f.add(u.code, At("capacity"), "The scale set %s needs %s for its %s%s from %s, which has %d, of which others hold %d.", s.Name(), Counted(needed, u.unit()), Counted(len(s.Instances)-extra, "instance"), overprovisioned(extra), u.what, size, others)
	return max(1, needed+others-size)
}

func overprovisioned(extra int) string {
	if extra == 0 {
		return ""
	}
	return " and the " + strconv.Itoa(extra) + " that overprovisioning adds for a while"
}

func (u fullSource) unit() string {
	if u.code == CodeInboundNATPoolSmallerThanRequestedPorts {
		return "port"
	}
	return "address"
}

// demand returns how many addresses the set's instances take from a pool.
func (s ScaleSet) demand(pools *poolCache, pool alloc.Pool) int {
	n := 0
	for _, i := range s.Instances {
		for _, ip := range ipConfigurations(s.NICsOf(i)) {
			if p, ok := pools.private(ip); ok && p.Name == pool.Name {
				n++
			}
			for _, id := range ip.LBNATPoolIDs {
				if p, ok := pools.nat(id); ok && p.Name == pool.Name {
					n++
				}
			}
			if ip.PublicIP == nil {
				continue
			}
			if p, ok := pools.public(*ip.PublicIP); ok && p.Name == pool.Name {
				n++
			}
		}
	}
	return n
}
