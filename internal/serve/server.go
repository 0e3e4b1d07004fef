package serve

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Timeouts bound how long a client may take. None of them bounds the store: no transaction waits for a client.
type Timeouts struct {
	Header   time.Duration // to send the head of a request
	Read     time.Duration // to send all of it
	Write    time.Duration // from then on, to be answered and to take the answer
	Idle     time.Duration // between two requests on one connection
	Shutdown time.Duration // for what is under way when the server stops
}

// DefaultTimeouts suit programs and people. A write waits for other writers up to half a minute, which Write has to exceed.
var DefaultTimeouts = Timeouts{Header: 5 * time.Second, Read: 20 * time.Second, Write: 60 * time.Second, Idle: 2 * time.Minute, Shutdown: 10 * time.Second}

// maxHeader is how long the head of a request may be.
const maxHeader = 32 << 10

// Server is an HTTP server that stops gracefully.
type Server struct {
	http     *http.Server
	shutdown time.Duration
}

// NewServer makes a server with limits.
func NewServer(h http.Handler, t Timeouts, log *slog.Logger) *Server {
	return &Server{
		shutdown: t.Shutdown,
		http: &http.Server{
			Handler: h, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
			ReadHeaderTimeout: t.Header, ReadTimeout: t.Read, WriteTimeout: t.Write, IdleTimeout: t.Idle,
		},
	}
}

// Until serves until the context ends, and lets what is under way end.
func Until(ctx context.Context, s *Server, l net.Listener) error {
	served := make(chan error, 1)
	go func() { served <- s.http.Serve(l) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.shutdown)
	defer cancel()
	err := s.http.Shutdown(grace)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close() // who is still there has had the time
	}
	<-served // ErrServerClosed
	return err
}
