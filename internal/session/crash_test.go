package session_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// What a process that is to be killed gets: its configuration, what is in its state, and the step at which it dies.
const (
	crashSeed  = "SIMFABRIC_SESSION_TEST_SEED" // empty: destroy
	crashState = "SIMFABRIC_SESSION_TEST_STATE"
	crashStep  = "SIMFABRIC_SESSION_TEST_STEP"
)

// envKills says how many processes TestKilled kills.
const envKills = "SIMFABRIC_CRASH_KILLS"

// crashWorld is a configuration with everything that leases something, drawn by a seed.
func crashWorld(seed int64) []fabric.Object {
	random := rand.New(rand.NewSource(seed))
	one, two := ft.Set("one", random.Intn(6), "nic"), ft.Set("two", random.Intn(4), "six")
	one.UpgradeMode, two.UpgradeMode = fabric.UpgradeAutomatic, fabric.UpgradeAutomatic
	if random.Intn(4) == 0 {
		one.ComputerNamePrefix = "other" // fixed at the creation: the set is replaced
	}
	address := ft.PublicIP("lb")
	address.DomainNameLabel = []string{"front", "balancer"}[random.Intn(2)]
	home := ft.SubnetID("net", []string{"a", "b"}[random.Intn(2)])
	member := ft.NATed(ft.Public(ft.IP("ip", home), "web", ft.ID(fabric.KindPublicIPPrefix, "prefix")), "lb", "ssh")
	if random.Intn(2) == 0 {
		member = ft.Behind(member, "lb", "pool")
	}
	dual := ft.SubnetID("net", "b")
	list := []fabric.Object{
		ft.VNet("net", "10.0.0.0/16", "fd00::/48"), ft.Subnet("net", "a", "10.0.1.0/24"), ft.Subnet("net", "b", "10.0.2.0/24", "fd00:0:0:1::/64"),
		ft.Subnet("net", "gateways", "10.0.3.0/24"), ft.Prefix("prefix", 28), address, ft.PublicIP("gateway"),
		ft.LB("lb", ft.PublicFrontend("front", "lb")), ft.LB("inner", ft.InternalFrontend("front", ft.SubnetID("net", "a"), "")),
		ft.BackendPool("lb", "pool"), ft.NATPool("lb", "ssh", "front", 50000, 50020, 22), ft.NATRule("lb", "web", "front", 51000, 51020, "pool", 80),
		ft.Gateway("gateway", ft.SubnetID("net", "gateways"), 1+random.Intn(3), "gateway"),
		ft.NIC("nic", member), ft.NIC("six", ft.IP("ip", dual), ft.IPv6("six", dual)), one,
	}
	if random.Intn(3) > 0 {
		list = append(list, two)
	}
	return list
}

// order is a configuration with all objects that any seed may draw.
func order() []fabric.Object {
	for seed := int64(1); ; seed++ {
		if list := crashWorld(seed); len(list) == 17 {
			return list
		}
	}
}

// crashChild applies its configuration, until it dies.
func crashChild(s store.Store) error {
	d := driver{store: s, run: session.OwnRun(), order: order(), state: map[fabric.ID]bool{}}
	if text := os.Getenv(crashSeed); text != "" {
		seed, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		d.objects = crashWorld(seed)
	}
	for _, id := range strings.Fields(os.Getenv(crashState)) {
		d.state[fabric.ID(id)] = true
	}
	last, err := strconv.Atoi(os.Getenv(crashStep))
	if err != nil {
		return err
	}
	d.store = mortal{s, &steps{last: last}}
	d.heard = func(id fabric.ID, there bool) { fmt.Println(id, there) }
	return d.apply(context.Background())
}

// crash is a store on which processes die, and the state of the configuration that they apply.
type crash struct {
	*testing.T
	path    string
	random  *rand.Rand
	state   map[fabric.ID]bool
	longest int // steps that a process has taken
	kills   int
	resumed int // creations that a later apply took up
}

// TestKilled kills terraform runs at any point of an apply or a destroy. Whenever that is, the store opens and is sound,
// and the next apply finishes what the killed one has begun, with an empty plan after it.
func TestKilled(t *testing.T) {
	t.Parallel()
	want, err := long(envKills, 12)
	if err != nil {
		t.Fatal(err)
	}
	c := &crash{T: t, path: filepath.Join(t.TempDir(), "fabric.db"), random: rand.New(rand.NewSource(1)), state: map[fabric.ID]bool{}, longest: 20}
	for round := 0; c.kills < want && !t.Failed(); round++ {
		seed := ""
		if round%2 == 0 { // every other one destroys
			seed = fmt.Sprint(c.random.Int63n(1000))
		}
		for again := true; again; again = c.random.Intn(3) == 0 {
			c.kill(seed)
			c.open(func(store.Store) {})
		}
		c.finish(seed)
	}
	c.finish("")
	t.Logf("%d processes were killed, after up to %d steps; %d creations were taken up", c.kills, c.longest, c.resumed)
}

// open opens the store, and checks it before and after its use.
func (c *crash) open(use func(store.Store)) {
	c.Helper()
	s, err := sqlite.Open(c.Context(), c.path)
	if err != nil {
		c.Fatalf("after %d kills: %v", c.kills, err)
	}
	lab{c, s}.check()
	use(s)
	lab{c, s}.check()
	if err := s.Close(); err != nil {
		c.Fatal(err)
	}
	list, err := storetest.FileViolations(c.Context(), c.path)
	if err != nil || len(list) > 0 {
		c.Fatalf("after %d kills: %q, %v", c.kills, list, err)
	}
}

// finish applies once more, to the end.
func (c *crash) finish(seed string) {
	c.Helper()
	c.open(func(s store.Store) {
		d := driver{store: s, run: deadRun(), order: order(), state: c.state}
		if seed != "" {
			number, err := strconv.ParseInt(seed, 10, 64)
			if err != nil {
				c.Fatal(err)
			}
			d.objects = crashWorld(number)
		}
		c.resumed += c.unheard(s)
		if err := d.apply(c.Context()); err != nil {
			c.Fatalf("after %d kills, the apply of %q: %v", c.kills, seed, err)
		}
		d.run = deadRun()
		if n, _, err := d.changes(c.Context()); n != 0 || err != nil {
			c.Fatalf("after %d kills and an apply of %q the plan has %d changes: %v", c.kills, seed, n, err)
		}
		if got := fabric.Each[fabric.Object](lab{c, s}.world()); len(got) != len(d.objects) {
			c.Fatalf("after an apply of %q the store has %d objects, want %d", seed, len(got), len(d.objects))
		}
	})
}

// unheard counts the objects that no state has.
func (c *crash) unheard(s store.Store) (n int) {
	for _, o := range fabric.Each[fabric.Object](lab{c, s}.world()) {
		if !c.state[o.Head().ID] {
			n++
		}
	}
	return n
}

// kill starts a process and has it die: at a step of its own, or at a moment near one that is nobody's choice.
func (c *crash) kill(seed string) {
	c.Helper()
	last := 1 + c.random.Intn(c.longest)
	cmd := exec.Command(os.Args[0])
	step, outside := last, 0
	if c.random.Intn(2) == 0 {
		step, outside = 0, last
	}
	cmd.Env = append(os.Environ(), childTask+"=crash", childFile+"="+c.path, crashSeed+"="+seed, crashState+"="+c.known(), crashStep+"="+strconv.Itoa(step))
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		c.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		c.Fatal(err)
	}
	c.listen(bufio.NewReader(out), outside, cmd.Process)
	if err := cmd.Wait(); err != nil && stderr.Len() > 0 {
		c.Fatalf("after %d kills, the apply of %q failed: %s", c.kills, seed, &stderr)
	} else if err != nil {
		c.kills++
	}
}

// known lists the state for a child.
func (c *crash) known() string {
	var ids []string
	for id := range c.state {
		ids = append(ids, string(id))
	}
	return strings.Join(ids, " ")
}

// listen keeps the state as terraform does, and kills the process after some steps.
func (c *crash) listen(lines *bufio.Reader, last int, p *os.Process) {
	c.Helper()
	for n := 1; ; {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			c.longest = max(c.longest, n+20)
			return // what was half said was not heard
		} else if err != nil {
			c.Fatal(err)
		}
		id, there, answer := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case !answer:
			if n++; n == last+1 && last > 0 {
				if err := p.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
					c.Fatal(err)
				}
			}
		case there == "true":
			c.state[fabric.ID(id)] = true
		default:
			delete(c.state, fabric.ID(id))
		}
	}
}
