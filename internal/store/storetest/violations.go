package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Violations lists what must never be true of a store: an address, a port, a label or a name with two owners, an address
// outside its subnet, and a confirmed lease that is not what its object holds.
func Violations(r store.Reader) ([]string, error) {
	w, err := r.World()
	if err != nil {
		return nil, err
	}
	h := holdings{world: w, of: map[string]string{}}
	h.collect()
	leased, err := h.leased(r)
	if err != nil {
		return nil, err
	}
	for what, owner := range h.of {
		if isName(what) {
			continue
		}
		switch lessee := leased[what]; lessee {
		case owner:
		case "":
			h.report("%s holds %s without a lease", owner, what)
		default:
			h.report("%s holds %s, and the lease is that of %s", owner, what, lessee)
		}
	}
	for what, lessee := range leased {
		if h.of[what] == "" {
			h.report("%s has the lease of %s, and does not hold it", lessee, what)
		}
	}
	slices.Sort(h.list)
	return h.list, nil
}

// FileViolations opens a store's file as SQLite alone sees it: it is whole, a confirmed lease has an object, and a promise a
// run and a time, by which it ends.
func FileViolations(ctx context.Context, path string) (list []string, err error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(30000)")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for query, what := range map[string]string{
		"SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'":                                       "integrity",
		"SELECT owner || ' ' || slot FROM leases WHERE confirmed = 1 AND owner NOT IN (SELECT key FROM objects)":                 "a lease without its owner",
		"SELECT owner || ' ' || slot FROM leases WHERE (confirmed = 0 OR run <> '') AND (at <= 0 OR confirmed = 0 AND run = '')": "a promise without an end",
		"SELECT key FROM unanswered WHERE key NOT IN (SELECT key FROM objects)":                                                  "an unanswered creation of nothing",
	} {
		rows, err := texts(ctx, db, query)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			list = append(list, what+": "+row)
		}
	}
	return list, nil
}

func texts(ctx context.Context, db *sql.DB, query string) (list []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says it
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, rows.Err()
}

// holdings is what the objects of a world hold: "pool address", or "label ..." and "name ...", by owner.
type holdings struct {
	world *fabric.World
	of    map[string]string
	list  []string // what is wrong
}

func isName(what string) bool {
	return strings.HasPrefix(what, "label ") || strings.HasPrefix(what, "name ")
}

func (h *holdings) report(format string, args ...any) {
	h.list = append(h.list, fmt.Sprintf(format, args...))
}

// hold notes that an object holds something that nobody else may, nor itself twice.
func (h *holdings) hold(o fabric.Object, pool string, what any) {
	key, owner := pool+" "+fmt.Sprint(what), string(o.Head().ID.Key())
	if other, twice := h.of[key]; twice {
		h.report("%s and %s both hold %s", other, owner, key)
	}
	h.of[key] = owner
}

// label notes a label, which an object may use for both versions and for many instances.
func (h *holdings) label(o fabric.Object, label string, v fabric.IPVersion) {
	if label == "" {
		return
	}
	key, owner := "label "+h.world.Location(o)+" "+label+" "+string(v), string(o.Head().ID.Key())
	if other, taken := h.of[key]; taken && other != owner {
		h.report("%s and %s both have the %s", other, owner, key)
	}
	h.of[key] = owner
}

// private notes an address of a subnet; the objects of one that is gone have none to share.
func (h *holdings) private(o fabric.Object, id fabric.ID, address netip.Addr) {
	s, ok := fabric.Get[fabric.Subnet](h.world, id)
	if !ok || !address.IsValid() {
		return
	}
	v := fabric.IPv4
	if address.Is6() {
		v = fabric.IPv6
	}
	pool, _ := s.Pool(v)
	h.hold(o, pool.Name, address)
	if prefix, _ := s.Prefix(v); !prefix.Contains(address) {
		h.report("%s has %s, which is not in the subnet %s", o.Head().ID, address, id.Name())
	}
}

// public notes a public address, from its prefix where it has one.
func (h *holdings) public(o fabric.Object, id fabric.ID, v fabric.IPVersion, address netip.Addr) {
	pool := publicPool("addresses", v)
	if id != "" {
		prefix, ok := fabric.Get[fabric.PublicIPPrefix](h.world, id)
		if !ok {
			return
		}
		pool = prefix.Pool().Name
	}
	h.hold(o, pool, address)
}

func publicPool(what string, v fabric.IPVersion) string { return "public-" + what + "|" + string(v) }

func (h *holdings) collect() {
	for _, o := range fabric.Each[fabric.Object](h.world) {
		switch o := o.(type) {
		case fabric.PublicIPPrefix:
			h.hold(o, publicPool("prefixes", o.Version), o.Prefix)
		case fabric.PublicIP:
			h.public(o, o.PrefixID, o.Version, o.Address)
			h.label(o, o.DomainNameLabel, o.Version)
		case fabric.LoadBalancer:
			for _, f := range o.Frontends {
				h.private(o, f.SubnetID, f.Address)
			}
		case fabric.ApplicationGateway:
			for _, address := range o.Addresses {
				h.private(o, o.SubnetID, address)
			}
			if static, err := netip.ParseAddr(o.StaticAddress); err == nil {
				h.private(o, o.SubnetID, static)
			}
		case fabric.InboundNATRule:
			for _, m := range o.Mappings {
				h.hold(o, "name port of "+string(o.ID.Key()), m.Port)
			}
		case fabric.ScaleSet:
			h.scaleSet(o)
		}
	}
}

func (h *holdings) scaleSet(s fabric.ScaleSet) {
	for _, vm := range s.View(h.world) {
		h.hold(s, "name", vm.VMID.Key())
		for _, nic := range vm.NICs {
			for _, ip := range nic.IPConfigurations {
				h.private(s, ip.SubnetID, ip.PrivateAddress)
				if ip.PublicIP != nil {
					h.public(s, ip.PublicIP.PrefixID, ip.PublicIP.Version, ip.PublicAddress)
					if !s.Flexible() {
						h.label(s, ip.PublicIP.DomainNameLabel, ip.PublicIP.Version)
					}
				}
				for n, id := range ip.LBNATPoolIDs {
					h.hold(s, string(id.Key()), portAddress(ip.NATPorts[n]))
				}
			}
		}
	}
}

// portAddress is the address that stands for a port in a lease.
func portAddress(port int) netip.Addr {
	return netip.AddrFrom4([4]byte{0, 0, byte(port >> 8), byte(port)})
}

// leased lists the confirmed leases of all pools that are there, in the same way.
func (h *holdings) leased(r store.Reader) (map[string]string, error) {
	leased := map[string]string{}
	for _, pool := range h.pools() {
		leases, err := r.Leases(pool)
		if err != nil {
			return nil, err
		}
		for _, lease := range leases {
			if !lease.Confirmed {
				continue
			}
			what := pool + " " + strings.TrimSuffix(lease.Prefix.String(), "/"+strconv.Itoa(lease.Prefix.Addr().BitLen()))
			if other, twice := leased[what]; twice {
				h.report("%s and %s both have the lease of %s", other, lease.Owner, what)
			}
			leased[what] = lease.Owner
		}
	}
	return leased, nil
}

func (h *holdings) pools() []string {
	var pools []string
	for _, v := range []fabric.IPVersion{fabric.IPv4, fabric.IPv6} {
		pools = append(pools, publicPool("prefixes", v), publicPool("addresses", v))
		for _, s := range fabric.Each[fabric.Subnet](h.world) {
			if pool, ok := s.Pool(v); ok {
				pools = append(pools, pool.Name)
			}
		}
	}
	for _, p := range fabric.Each[fabric.PublicIPPrefix](h.world) {
		pools = append(pools, p.Pool().Name)
	}
	for _, p := range fabric.Each[fabric.InboundNATPool](h.world) {
		pools = append(pools, p.Pool().Name)
	}
	return pools
}
