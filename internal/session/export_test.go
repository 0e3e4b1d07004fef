package session

import "github.com/simfabric/terraform-provider-simfabric/internal/store"

// As names the process of a session, so that one test process can play several.
func (s *Session) As(process string) *Session {
	s.process = process
	return s
}

// Run returns the run as the store knows it.
func (s *Session) Run() store.Run { return s.run }

// Alive and Known are for run_test.go.
var (
	Alive = alive
	Known = known
)
