// Package serve is the command serve: an HTTP server of one fabric store, for ARM's REST calls and for a page.
package serve

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"

	"github.com/simfabric/terraform-provider-simfabric/internal/arm"
	"github.com/simfabric/terraform-provider-simfabric/internal/explorer"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// Command is one run of serve.
type Command struct {
	Store  string // the file that is served where -store does not say
	Memory string // what stands for a store that ends with its process, which nobody can serve
	Stdout io.Writer
	Stderr io.Writer
}

// loopback is where the server listens unless it is told otherwise: nobody but this machine reaches it.
const loopback = "127.0.0.1:0"

const usage = `Usage: terraform-provider-simfabric serve [-store FILE] [-listen ADDR] [-token T]

Answers Azure Resource Manager's REST calls from a fabric store, and shows it at / to browsers, until it is interrupted.
Terraform may plan and apply on the store at the same time.

`

// options are the command's arguments.
type options struct {
	store, listen, token string
}

// Run serves until the context ends. flag.ErrHelp is returned where help was asked for, and printed.
func (c Command) Run(ctx context.Context, args []string) error {
	o, err := c.parse(args)
	if err != nil {
		return err
	}
	s, err := c.open(ctx, o.store)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // nothing is lost without it
	listener, err := listen(ctx, o.listen, o.token)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(c.Stderr, nil))
	if _, err := fmt.Fprintf(c.Stdout, "Serving the fabric %s at http://%s\n", o.store, listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	site := Site{ARM: arm.New(s, log), Page: explorer.New(s, log), Token: o.token, Log: log}
	return Until(ctx, NewServer(site.Handler(), DefaultTimeouts, log), listener)
}

func (c Command) parse(args []string) (o options, err error) {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(c.Stderr)
	flags.StringVar(&o.store, "store", c.Store, "the `file` of the fabric store; it has to exist")
	flags.StringVar(&o.listen, "listen", loopback, "the `address` to listen at; port 0 is any that is free. One that other machines reach needs -token")
	flags.StringVar(&o.token, "token", "", "the bearer `token` that every request has to bring; browsers ask for it once. Empty for none")
	flags.Usage = func() {
		fmt.Fprint(c.Stderr, usage)
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("serve takes no argument %q; see serve -help", flags.Arg(0))
	}
	return o, nil
}

// open opens the store, and says what to do where it cannot.
func (c Command) open(ctx context.Context, path string) (store.Store, error) {
	if path == c.Memory {
		return nil, fmt.Errorf("a store in memory lives and dies with one command, so there is nothing to serve; name a file with -store")
	}
	s, err := sqlite.OpenExisting(ctx, path)
	switch {
	case err == nil:
		return s, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no fabric store %s; terraform apply makes one, and -store names another", path)
	case errors.Is(err, store.ErrNewer):
		return nil, fmt.Errorf("%w; serve it with the version that wrote it, or a newer one", err)
	}
	return nil, err
}

// listen opens the address. It is what the system makes of it that counts: one that other machines reach needs a token.
func listen(ctx context.Context, address, token string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen at %s: %w", address, err)
	}
	if tcp, ok := listener.Addr().(*net.TCPAddr); token == "" && (!ok || !tcp.IP.IsLoopback()) {
		return nil, errors.Join(fmt.Errorf("other machines reach %s; set a -token that every request has to bring, or listen at %s", listener.Addr(), loopback), listener.Close())
	}
	return listener, nil
}
