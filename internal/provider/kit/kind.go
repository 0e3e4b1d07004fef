// Package kit turns a kind of the fabric into a Terraform resource: one Kind literal, a model struct and two
// conversions. It is the only generic code of the provider, and holds no rule of the network.
//
// A plan is a pure function of the configuration and of the fabric, never of the prior state: what the configuration
// leaves out takes the value that Expand gives it. So removing an argument brings back its default, and plan and apply
// take the same way:
//
//	config --Expand--> arguments --session--> realized object --Flatten--> computed values --merge--> planned / new state
package kit

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Kind describes one resource. M is its model, a struct with a field for each attribute; O its object in the fabric.
type Kind[M any, O fabric.Object] struct {
	// Kind is the fabric's kind, and the resource's name behind simfabric_.
	Kind fabric.Kind
	// Description is the resource's page in the documentation, in Markdown.
	Description string
	// Attributes are the resource's attributes beside those that the model's head (Top or Child) brings.
	Attributes map[string]schema.Attribute
	// Parent names the attribute that holds a child's parent, empty for a top-level kind.
	Parent string
	// Names lists the attributes that make the id, beside the parent's; nil for name. The model's head is then a Part.
	Names []string
	// Lives adds parent_incarnation: the object cannot outlive some of what it refers to.
	Lives bool
	// FromNames lists computed attributes that follow from the id alone: they are known as soon as the names are.
	FromNames []string
	// Derived lists optional attributes whose default depends on other arguments: they are unknown while any argument is.
	Derived []string
	// Bulk lists computed attributes that grow with the number of an object's parts. They go past the framework (NewServer).
	Bulk []string
	// Expand makes the object of a model. Null becomes the default; what is not known yet is null as well.
	Expand func(M, fabric.Meta) O
	// Flatten fills a model from an object in its world, but for its head.
	Flatten func(O, *fabric.World) M
}

// Resource makes the constructor that the provider lists.
func (k Kind[M, O]) Resource() func() resource.Resource {
	return func() resource.Resource { return &Resource[M, O]{kind: k} }
}

// Resource implements resource.Resource for a Kind.
type Resource[M any, O fabric.Object] struct {
	kind Kind[M, O]
	data *Data
}

// Kind returns the fabric's kind, for tests that look at every resource.
func (r *Resource[M, O]) Kind() fabric.Kind { return r.kind.Kind }

// Model returns an empty model, for the test that compares it with the schema.
func (r *Resource[M, O]) Model() any { return new(M) }

// Metadata implements resource.Resource.
func (r *Resource[M, O]) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + string(r.kind.Kind)
	// An id may come back in another casing than it was imported with.
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema implements resource.Resource.
func (r *Resource[M, O]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.schema()
}

func (r *Resource[M, O]) schema() schema.Schema {
	attributes := headAttributes(r.kind.Kind, r.kind.Parent, r.kind.Names == nil, r.kind.Lives)
	for name, a := range r.kind.Attributes {
		attributes[name] = a
	}
	return schema.Schema{MarkdownDescription: r.kind.Description, Attributes: attributes}
}

// IdentitySchema implements resource.ResourceWithIdentity: an object is known by its id alone.
func (r *Resource[M, O]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{RequiredForImport: true, Description: "The full ARM id of the " + r.kind.Kind.Title() + "."},
	}}
}

// Configure implements resource.ResourceWithConfigure.
func (r *Resource[M, O]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.data = DataFrom(req.ProviderData, &resp.Diagnostics)
}

// ImportState implements resource.ResourceWithImportState, for the import command and for import blocks by id or identity.
func (r *Resource[M, O]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if req.ID != "" {
		if kind, ok := fabric.ID(req.ID).Kind(); !ok || kind != r.kind.Kind {
			resp.Diagnostics.AddAttributeError(path.Root("id"), string(fabric.CodeLinkedInvalidPropertyID)+": not an id of the kind "+r.kind.Kind.Title(),
				"Got "+req.ID+".\n\nExpected "+exampleID(r.kind.Kind)+".")
			return
		}
	}
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}

// exampleID shows the form of a kind's ids.
func exampleID(k fabric.Kind) string {
	types := strings.Split(k.ARMType(), "/")
	id := "/subscriptions/<subscription>/resourceGroups/<group>/providers/" + types[0]
	for _, t := range types[1:] {
		id += "/" + t + "/<name>"
	}
	return id
}
