package session

import (
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// As names the process of a session, so that one test process can play several.
func (s *Session) As(process string) *Session {
	s.process = process
	return s
}

// On puts a session on another store.
func (s *Session) On(other store.Store) { s.store = other }

// Run returns the run as the store knows it.
func (s *Session) Run() store.Run { return s.run }

// Alive and Known are for run_test.go.
var (
	Alive = alive
	Known = known
)

// PlannedNetwork and StoredNetwork are what the session keeps for the next question.
func (s *Session) PlannedNetwork() *trace.Network { return s.planned.network }
func (s *Session) StoredNetwork() *trace.Network  { return s.stored.network }
