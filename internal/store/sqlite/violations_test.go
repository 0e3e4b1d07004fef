package sqlite_test

import (
	"errors"
	"fmt"
	"net/netip"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// TestViolations: what tests of crashes and crowds look for is found where it is.
func TestViolations(t *testing.T) {
	t.Parallel()
	address := func(name, label, a string) fabric.PublicIP {
		p := ft.PublicIP(name)
		p.DomainNameLabel, p.Address = label, netip.MustParseAddr(a)
		return p
	}
	key := func(p fabric.PublicIP) string { return string(p.ID.Key()) }
	one, two := address("one", "web", "198.19.0.1"), address("two", "web", "198.19.0.1")
	lease := func(owner fabric.Object, a string) alloc.Lease {
		return alloc.Lease{
			Key:    alloc.Key{Pool: "public-addresses|IPv4", Owner: string(owner.Head().ID.Key()), Slot: "address"},
			Prefix: netip.PrefixFrom(netip.MustParseAddr(a), 32),
		}
	}
	const pool = "public-addresses|IPv4 "
	for name, test := range map[string]struct {
		objects []fabric.Object
		leases  []alloc.Lease
		want    []string
	}{
		"sound": {[]fabric.Object{one}, []alloc.Lease{lease(one, "198.19.0.1")}, nil},
		"twice": {[]fabric.Object{one, two}, []alloc.Lease{lease(two, "198.19.0.1")}, []string{
			fmt.Sprintf("%s and %s both have the label koreacentral web IPv4", key(one), key(two)),
			fmt.Sprintf("%s and %s both hold %s198.19.0.1", key(one), key(two), pool),
		}},
		"no lease": {[]fabric.Object{one}, nil, []string{key(one) + " holds " + pool + "198.19.0.1 without a lease"}},
		"another lease": {[]fabric.Object{one}, []alloc.Lease{lease(two, "198.19.0.1")}, []string{
			"a lease without its owner: " + key(two) + " address",
			key(one) + " holds " + pool + "198.19.0.1, and the lease is that of " + key(two),
		}},
		"a lease too many": {nil, []alloc.Lease{lease(one, "198.19.0.1")}, []string{
			"a lease without its owner: " + key(one) + " address",
			key(one) + " has the lease of " + pool + "198.19.0.1, and does not hold it",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "fabric.db")
			s := open(t, path)
			err := s.Update(t.Context(), func(tx store.Tx) (err error) {
				for _, o := range test.objects {
					err = errors.Join(err, tx.Put(o))
				}
				for _, l := range test.leases {
					err = errors.Join(err, tx.Confirm("run", l.Owner, []alloc.Lease{l}))
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			got, err := storetest.FileViolations(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			err = s.View(t.Context(), func(r store.Reader) error {
				list, err := storetest.Violations(r)
				got = append(got, list...)
				return err
			})
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}
