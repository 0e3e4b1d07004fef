package session_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// What a re-executed test binary does, and on which file.
const (
	childTask = "SIMFABRIC_SESSION_TEST_TASK"
	childFile = "SIMFABRIC_SESSION_TEST_FILE"
)

// long reads an environment variable that makes a test longer.
func long(name string, otherwise int) (int, error) {
	text := os.Getenv(name)
	if text == "" {
		return otherwise, nil
	}
	return strconv.Atoi(text)
}

// TestMain makes the test binary a terraform run of its own where a test has started it as one. It keeps the state machine
// short; -rapid.checks=1000 looks deeper.
func TestMain(m *testing.M) {
	task := map[string]func(store.Store) error{"": nil, "crash": crashChild, "crowd": crowdChild}[os.Getenv(childTask)]
	if task == nil {
		for name, value := range map[string]string{"rapid.checks": "20", "rapid.steps": "20"} {
			if err := flag.Set(name, value); err != nil {
				panic(err)
			}
		}
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
