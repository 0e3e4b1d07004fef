// Command terraform-provider-simfabric is a Terraform provider whose cloud is a network model in its own process.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	simfabric "github.com/simfabric/terraform-provider-simfabric/internal/provider"
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
`

func main() {
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
	ctx, served := context.Background(), simfabric.New(version, run)
	err := providerserver.Serve(ctx, func() provider.Provider { return served }, providerserver.ServeOpts{
		Address: address,
		Debug:   *debug,
	})
	if err := errors.Join(err, served.Leave(ctx)); err != nil {
		log.Fatal(err)
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
