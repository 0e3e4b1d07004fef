package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// What a re-executed test binary does, and on which file.
const (
	childTask = "SIMFABRIC_STORE_TEST_TASK"
	childFile = "SIMFABRIC_STORE_TEST_FILE"
)

// TestMain makes the test binary a writer of its own where a test has started it as one.
func TestMain(m *testing.M) {
	task := map[string]func(store.Store) error{"": nil, "count": countUp, "write": writeForever}[os.Getenv(childTask)]
	if task == nil {
		os.Exit(m.Run())
	}
	s, err := sqlite.Open(context.Background(), os.Getenv(childFile))
	if err == nil {
		err = errors.Join(task(s), s.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const transactionsEach = 50

func countUp(s store.Store) error {
	for range transactionsEach {
		if err := s.Update(context.Background(), storetest.Increment); err != nil {
			return err
		}
	}
	return nil
}

// writeForever counts up, with a lease that says the same, and says on stdout what it has committed.
func writeForever(s store.Store) error {
	for {
		var n int
		err := s.Update(context.Background(), func(tx store.Tx) (err error) {
			n, err = step(tx)
			return err
		})
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// step changes an object and a lease in one transaction.
func step(tx store.Tx) (int, error) {
	if err := storetest.Increment(tx); err != nil {
		return 0, err
	}
	w, err := tx.World()
	if err != nil {
		return 0, err
	}
	n := storetest.Count(w)
	owner := string(storetest.Counter().Head().ID.Key())
	return n, tx.Confirm("run", owner, []alloc.Lease{{
		Key: alloc.Key{Pool: "pool", Owner: owner, Slot: fmt.Sprint(n)}, Prefix: addressOf(n),
	}})
}

func child(t *testing.T, task, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childTask+"="+task, childFile+"="+path)
	return cmd
}

func TestProcesses(t *testing.T) {
	t.Parallel()
	const writers = 4
	path := filepath.Join(t.TempDir(), "fabric.db")
	s := open(t, path)
	if err := s.Update(context.Background(), putCounter); err != nil {
		t.Fatal(err)
	}
	var children []*exec.Cmd
	var outputs []*strings.Builder
	for range writers {
		cmd, output := child(t, "count", path), &strings.Builder{}
		cmd.Stderr = output
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		children, outputs = append(children, cmd), append(outputs, output)
	}
	for n, cmd := range children {
		if err := cmd.Wait(); err != nil {
			t.Errorf("writer %d: %v\n%s", n, err, outputs[n])
		}
	}
	if got, want := count(t, s), writers*transactionsEach; got != want {
		t.Errorf("the counter is %d, want %d", got, want)
	}
}

// TestKilledWriter kills a process that writes, again and again: each transaction is there whole or not at all, and one
// that the process has seen commit is there.
func TestKilledWriter(t *testing.T) {
	t.Parallel()
	const kills = 20
	path := filepath.Join(t.TempDir(), "fabric.db")
	if err := open(t, path).Update(context.Background(), putCounter); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewSource(1))
	committed := 0
	for round := range kills {
		committed = killedAfter(t, path, 1+random.Intn(8), committed)
		s, err := sqlite.Open(context.Background(), path)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		now := checkStep(t, s)
		if now < committed {
			t.Fatalf("round %d: the counter is %d, and %d was committed", round, now, committed)
		}
		committed = now
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		checkIntegrity(t, path)
	}
	if committed < kills {
		t.Errorf("only %d transactions were committed in %d rounds", committed, kills)
	}
}

// killedAfter starts a writer, kills it once it has committed some transactions, and returns the last that it reported.
func killedAfter(t *testing.T, path string, transactions, committed int) int {
	t.Helper()
	cmd := child(t, "write", path)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for n := 0; ; n++ {
		if n == transactions {
			if err := cmd.Process.Kill(); err != nil {
				t.Error(err)
			}
		}
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			break
		}
		if _, err := fmt.Sscan(line, &committed); err != nil {
			t.Errorf("the writer said %q: %v", line, err)
		}
	}
	if err := cmd.Wait(); err == nil || stderr.Len() > 0 {
		t.Errorf("the writer ended by itself (%v): %s", err, &stderr)
	}
	return committed
}

// checkStep compares what one transaction has changed in two places, and returns the counter.
func checkStep(t *testing.T, s store.Store) int {
	t.Helper()
	n := count(t, s)
	err := s.View(context.Background(), func(r store.Reader) error {
		leases, err := r.Leases("pool")
		if err != nil {
			return err
		}
		if len(leases) != 1 || leases[0].Slot != fmt.Sprint(n) || leases[0].Prefix != addressOf(n) || !leases[0].Confirmed {
			t.Errorf("half a transaction: the counter is %d, the leases are %v", n, leases)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func checkIntegrity(t *testing.T, path string) {
	t.Helper()
	list, err := storetest.FileViolations(t.Context(), path)
	if err != nil || len(list) > 0 {
		t.Fatalf("the file: %q, %v", list, err)
	}
}

func addressOf(n int) netip.Prefix {
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, byte(n >> 8), byte(n)}), 32)
}
