package session_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain keeps the state machine short; -rapid.checks=1000 looks deeper.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"rapid.checks": "20", "rapid.steps": "20"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
