package kit

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// DataSource is the part that every data source shares. Embed it.
type DataSource struct {
	Data *Data
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.Data = DataFrom(req.ProviderData, &resp.Diagnostics)
}

// Find looks an object up in the fabric with all that this run has planned, and reports at the attribute that named it
// where it is missing, of another kind, or not known yet.
func Find[O fabric.Object](ctx context.Context, d *Data, at path.Path, id fabric.ID, k fabric.Kind, diags *diag.Diagnostics) (o O, w *fabric.World, ok bool) {
	w, err := d.Session.World(ctx)
	if err != nil {
		ReportStore(diags, err)
		return o, nil, false
	}
	o, ok = FindIn[O](w, at, id, k, diags)
	return o, w, ok
}

// FindIn is Find in a fabric that has been read already.
func FindIn[O fabric.Object](w *fabric.World, at path.Path, id fabric.ID, k fabric.Kind, diags *diag.Diagnostics) (o O, ok bool) {
	found, presence := w.Lookup(id)
	o, ok = found.(O)
	switch {
	case presence == fabric.Pending:
		diags.AddAttributeError(at, fmt.Sprintf("The %s is not known yet", k.Title()),
			fmt.Sprintf("%s depends on values that are known only after apply.\n\nRefer to the resource directly, so that Terraform reads this data source after it.", id))
	case !ok:
		diags.AddAttributeError(at, fabric.Finding{Code: fabric.CodeInvalidResourceReference}.Summary(),
			fmt.Sprintf("There is no %s %s.\n\nCheck the id, and add depends_on where the %s is created in the same configuration.", k.Title(), id, k.Title()))
	}
	return o, ok
}

// TopLevelID composes an id in the scope of the provider; an empty group is the provider's.
func (d *Data) TopLevelID(k fabric.Kind, resourceGroupName, name string) fabric.ID {
	return d.Scope.topLevelID(k, resourceGroupName, name)
}

// DataSourceAttributes returns the attributes of a kind's schema as a data source gives them: all computed.
func (k Kind[M, O]) DataSourceAttributes() map[string]dataschema.Attribute {
	return computedAttributes((&Resource[M, O]{kind: k}).schema().Attributes)
}

func computedAttributes(attributes map[string]schema.Attribute) map[string]dataschema.Attribute {
	computed := make(map[string]dataschema.Attribute, len(attributes))
	for name, a := range attributes {
		computed[name] = computedAttribute(a)
	}
	return computed
}

func computedAttribute(a schema.Attribute) dataschema.Attribute {
	switch a := a.(type) {
	case schema.StringAttribute:
		return dataschema.StringAttribute{Computed: true, MarkdownDescription: a.MarkdownDescription}
	case schema.BoolAttribute:
		return dataschema.BoolAttribute{Computed: true, MarkdownDescription: a.MarkdownDescription}
	case schema.Int64Attribute:
		return dataschema.Int64Attribute{Computed: true, MarkdownDescription: a.MarkdownDescription}
	case schema.ListAttribute:
		return dataschema.ListAttribute{Computed: true, ElementType: a.ElementType, MarkdownDescription: a.MarkdownDescription}
	case schema.SetAttribute:
		return dataschema.SetAttribute{Computed: true, ElementType: a.ElementType, MarkdownDescription: a.MarkdownDescription}
	case schema.MapAttribute:
		return dataschema.MapAttribute{Computed: true, ElementType: a.ElementType, MarkdownDescription: a.MarkdownDescription}
	case schema.SingleNestedAttribute:
		return dataschema.SingleNestedAttribute{Computed: true, Attributes: computedAttributes(a.Attributes), MarkdownDescription: a.MarkdownDescription}
	case schema.ListNestedAttribute:
		return dataschema.ListNestedAttribute{Computed: true, NestedObject: nestedComputed(a.NestedObject), MarkdownDescription: a.MarkdownDescription}
	case schema.MapNestedAttribute:
		return dataschema.MapNestedAttribute{Computed: true, NestedObject: nestedComputed(a.NestedObject), MarkdownDescription: a.MarkdownDescription}
	}
	panic(fmt.Sprintf("no data source attribute for %T", a)) // a test builds every schema
}

func nestedComputed(o schema.NestedAttributeObject) dataschema.NestedAttributeObject {
	return dataschema.NestedAttributeObject{Attributes: computedAttributes(o.Attributes)}
}

// FlattenObject fills a whole model from an object, with its head.
func (k Kind[M, O]) FlattenObject(o O, w *fabric.World) M {
	model := k.Flatten(o, w)
	any(&model).(headed).setMeta(o.Head())
	if l, ok := any(&model).(living); ok {
		l.setParents(o.Head())
	}
	return model
}
