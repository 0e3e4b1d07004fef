package kit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Top is the head of every top-level kind's model. Embed it.
type Top struct {
	ID                types.String      `tfsdk:"id"`
	Name              types.String      `tfsdk:"name"`
	ResourceGroupName types.String      `tfsdk:"resource_group_name"`
	Location          types.String      `tfsdk:"location"`
	Tags              map[string]string `tfsdk:"tags"`
}

// Child is the head of the model of a kind that lives below another. Embed it; the attribute that holds the parent's id
// is the kind's own.
type Child struct {
	ID   types.String `tfsdk:"id"`
	Name types.String `tfsdk:"name"`
}

// Part is the head of the model of a kind that has no name of its own: Expand makes the id of its arguments. Embed it.
type Part struct {
	ID types.String `tfsdk:"id"`
}

// Lives is the part of a model whose kind sets Lives. Embed it.
type Lives struct {
	ParentIncarnation types.String `tfsdk:"parent_incarnation"`
}

// headed is a model with a head.
type headed interface {
	// meta makes the object's head. The parent is the id that the model's Parent attribute holds, empty at top level.
	meta(k fabric.Kind, s Scope, parent fabric.ID) fabric.Meta
	setMeta(fabric.Meta)
}

func (t *Top) meta(k fabric.Kind, s Scope, _ fabric.ID) fabric.Meta {
	location := s.Location
	if l := t.Location.ValueString(); l != "" {
		location = l
	}
	return fabric.Meta{ID: s.topLevelID(k, t.ResourceGroupName.ValueString(), t.Name.ValueString()), Location: location, Tags: t.Tags}
}

func (t *Top) setMeta(m fabric.Meta) {
	t.ID, t.Name = types.StringValue(string(m.ID)), types.StringValue(m.Name())
	t.Location, t.Tags = types.StringValue(m.Location), m.Tags
	if p, err := fabric.ParseID(string(m.ID)); err == nil {
		t.ResourceGroupName = types.StringValue(p.ResourceGroupName)
	}
}

func (c *Child) meta(k fabric.Kind, _ Scope, parent fabric.ID) fabric.Meta {
	return fabric.Meta{ID: fabric.ChildID(k, parent, c.Name.ValueString())}
}

func (c *Child) setMeta(m fabric.Meta) {
	c.ID, c.Name = types.StringValue(string(m.ID)), types.StringValue(m.Name())
}

func (p *Part) meta(_ fabric.Kind, _ Scope, parent fabric.ID) fabric.Meta {
	return fabric.Meta{ID: parent} // until Expand has made it the object's own
}

func (p *Part) setMeta(m fabric.Meta) { p.ID = types.StringValue(string(m.ID)) }

// living is a model with parent_incarnation.
type living interface{ setParents(fabric.Meta) }

// setParents writes a short digest of the parents' incarnations: it changes when one of them is made anew.
func (l *Lives) setParents(m fabric.Meta) {
	h := sha256.New()
	for _, key := range slices.Sorted(maps.Keys(m.Parents)) {
		fmt.Fprintf(h, "%s=%d\n", key, m.Parents[key])
	}
	l.ParentIncarnation = types.StringValue(hex.EncodeToString(h.Sum(nil)[:6]))
}

const forces = " Changing this forces a replacement."

// headAttributes are the attributes that a model's head brings.
func headAttributes(k fabric.Kind, parent string, named, lives bool) map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"id": schema.StringAttribute{Computed: true, MarkdownDescription: "The full ARM id, known in the plan as soon as the names are."},
	}
	if named {
		attributes["name"] = segment(Required("The name of the " + k.Title() + "." + forces))
	}
	if parent == "" {
		attributes["resource_group_name"] = segment(Defaulted("The resource group. Default: the provider's." + forces))
		attributes["location"] = Defaulted("The region, such as `koreacentral`. Default: the provider's." + forces)
		attributes["tags"] = schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Tags, by name."}
	} else {
		attributes[parent] = Required("The id of the " + parentTitle(parent) + "." + forces)
	}
	if lives {
		attributes["parent_incarnation"] = schema.StringAttribute{Computed: true, MarkdownDescription: "Changes when something that this cannot outlive is made anew, and so makes this replaced with it."}
	}
	return attributes
}

// parentTitle reads what a parent is from the name of its attribute.
func parentTitle(attribute string) string {
	title := strings.ReplaceAll(strings.TrimSuffix(attribute, "_id"), "_", " ")
	switch title {
	case "lb":
		return "load balancer"
	case "app gateway":
		return "application gateway"
	}
	return title
}

// Segment is a string that stands for a name in the id.
func Segment(description string) schema.StringAttribute {
	return segment(Required(description + forces))
}

// segment is a string that becomes one segment of an id.
func segment(a schema.StringAttribute) schema.StringAttribute {
	a.Validators = append([]validator.String{stringvalidator.RegexMatches(noSlash, "must not have a slash")}, a.Validators...)
	return a
}

var noSlash = regexp.MustCompile(`^[^/]*$`)

// notEmpty keeps "" out, which would read back as null.
var notEmpty = []validator.String{stringvalidator.LengthAtLeast(1)}

// notEmptyElements does the same for lists: an empty id reads as one that is not known yet.
var notEmptyElements = []validator.List{listvalidator.ValueStringsAre(notEmpty...)}

// Required is a string that must be given.
func Required(description string) schema.StringAttribute {
	return schema.StringAttribute{Required: true, Validators: notEmpty, MarkdownDescription: description}
}

// RequiredInElement is a string that every element of a list or map must have. The framework takes it for missing in an
// element that is not known yet (v1.19.0), so it is declared optional and asked for here.
func RequiredInElement(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, Validators: append([]validator.String{inElement{}}, notEmpty...), MarkdownDescription: "Required. " + description}
}

// RequiredIntInElement is RequiredInElement for a number.
func RequiredIntInElement(description string) schema.Int64Attribute {
	return schema.Int64Attribute{Optional: true, Validators: []validator.Int64{inElement{}}, MarkdownDescription: "Required. " + description}
}

// Optional is a string without a default.
func Optional(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, Validators: notEmpty, MarkdownDescription: description}
}

// Defaulted is a string whose default Expand gives.
func Defaulted(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, Computed: true, Validators: notEmpty, MarkdownDescription: description}
}

// DefaultedInt is a number whose default Expand gives.
func DefaultedInt(description string) schema.Int64Attribute {
	return schema.Int64Attribute{Optional: true, Computed: true, MarkdownDescription: description}
}

// DefaultedBool is a boolean whose default Expand gives.
func DefaultedBool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{Optional: true, Computed: true, MarkdownDescription: description}
}

// Computed is a string that the fabric alone gives.
func Computed(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

// RequiredStrings is a list of strings that must be given.
func RequiredStrings(description string) schema.ListAttribute {
	return schema.ListAttribute{Required: true, ElementType: types.StringType, MarkdownDescription: description}
}

// OptionalStrings is a list of strings without a default.
func OptionalStrings(description string) schema.ListAttribute {
	return schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
}

// RequiredIDs is a list of ids that must be given.
func RequiredIDs(description string) schema.ListAttribute {
	a := RequiredStrings(description)
	a.Validators = notEmptyElements
	return a
}

// OptionalIDs is a list of ids without a default.
func OptionalIDs(description string) schema.ListAttribute {
	a := OptionalStrings(description)
	a.Validators = notEmptyElements
	return a
}

// OptionalTags is a map of strings without a default.
func OptionalTags(description string) schema.MapAttribute {
	return schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
}
