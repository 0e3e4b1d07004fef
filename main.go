// Command terraform-provider-simfabric is a Terraform provider whose cloud is a network model in its own process.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	simfabric "github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
	"github.com/simfabric/terraform-provider-simfabric/internal/serve"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// version is set by the release build.
var version = "dev"

// address is where registries keep the provider.
const address = "registry.terraform.io/simfabric/simfabric"

// magicCookie is set by Terraform and OpenTofu when they start a plugin.
const magicCookie = "TF_PLUGIN_MAGIC_COOKIE"

const about = `terraform-provider-simfabric %s

A Terraform provider whose cloud is a model in its own process: the network of Azure
virtual machine scale sets. Terraform and OpenTofu start this program by themselves:

    terraform {
      required_providers {
        simfabric = { source = "simfabric/simfabric" }
      }
    }

-debug serves a provider for a debugger to attach to, -version prints the version.
The command serve answers Azure Resource Manager's REST calls from a fabric store:
see terraform-provider-simfabric serve -help.
`

func main() {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		os.Exit(runServe(os.Args[2:]))
	}
	debug := flag.Bool("debug", false, "serve for a debugger to attach to")
	printVersion := flag.Bool("version", false, "print the version")
	flag.Parse()
	switch {
	case *printVersion:
		fmt.Println(version)
		return
	case !*debug && os.Getenv(magicCookie) == "":
		fmt.Printf(about, version)
		return
	}
	quietLogs()
	run := session.ParentRun
	if *debug {
		run = session.OwnRun
	}
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	served := simfabric.New(version, run)
	err := tf6server.Serve(address, func() tfprotov6.ProviderServer { return kit.NewServer(served) }, options...)
	if err := errors.Join(err, served.Leave(context.Background())); err != nil {
		log.Fatal(err)
	}
}

// runServe serves a store until it is interrupted, and returns the exit code.
func runServe(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := serve.Command{
		Store: cmp.Or(os.Getenv(simfabric.EnvStore), simfabric.DefaultStore), Memory: simfabric.MemoryStore, Stdout: os.Stdout, Stderr: os.Stderr,
	}.Run(ctx, args)
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return 0
	default:
		fmt.Fprintln(os.Stderr, "terraform-provider-simfabric serve:", err)
		return 1
	}
}

// quietLogs raises the levels of the plugin SDK's own logs, unless the user has set them. At its default the framework
// traces each value that it visits, and each trace walks a context that grows with the values before it: a scale set of
// 1000 instances takes minutes (terraform-plugin-framework v1.19.0, write_only_nullification.go and
// server_planresourcechange.go). The SDK also writes ten lines about each call, which the CLI parses and throws away where
// no log is asked for. Both variables are read anew in each call.
func quietLogs() {
	const all, framework = "TF_LOG_SDK", "TF_LOG_SDK_FRAMEWORK"
	if os.Getenv(all) != "" {
		return // the framework's level follows it
	}
	if os.Getenv(framework) == "" {
		setEnv(framework, "error")
	}
	if os.Getenv("TF_LOG") == "" && os.Getenv("TF_LOG_PROVIDER") == "" {
		setEnv(all, "error")
	}
}

func setEnv(name, value string) {
	if err := os.Setenv(name, value); err != nil {
		log.Print(err) // slow, not wrong
	}
}
