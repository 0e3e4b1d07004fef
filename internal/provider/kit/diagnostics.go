package kit

import (
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// maxReported is how many errors, and how many warnings, of one object are told. Each pair of a few hundred parts may be in
// conflict, nobody reads tens of thousands of texts, and the framework compares each with all before it.
const maxReported = 50

// Report turns findings into diagnostics at their attributes.
func Report(diags *diag.Diagnostics, list []fabric.Finding) {
	count := map[fabric.Severity]int{}
	for _, f := range list {
		count[f.Severity]++
	}
	told := map[fabric.Severity]int{}
	for _, f := range list {
		told[f.Severity]++
		text := f.Text()
		switch n := told[f.Severity]; {
		case n > maxReported:
			continue
		case n == maxReported && count[f.Severity] > n:
			text += fmt.Sprintf("\n\nThere are %d more findings, which are not shown.", count[f.Severity]-n)
		}
		if f.Severity == fabric.Warning {
			diags.AddAttributeWarning(pathOf(f.Field), f.Summary(), text)
		} else {
			diags.AddAttributeError(pathOf(f.Field), f.Summary(), text)
		}
	}
}

// pathOf points at a field: its root and at most one step into it, which is as deep as all versions of Terraform and
// OpenTofu can show a line of the configuration for. The finding's text says the rest.
func pathOf(f fabric.Field) path.Path {
	p := path.Root(f[0].Name)
	if len(f) < 2 {
		return p
	}
	switch step := f[1]; {
	case step.Keyed:
		return p.AtMapKey(step.Key)
	case step.Name != "":
		return p.AtName(step.Name)
	default:
		return p.AtListIndex(step.Index)
	}
}

// ReportStore says that the store failed, and what to do about it.
func ReportStore(diags *diag.Diagnostics, err error) {
	advice := "Check that the file can be read and written."
	switch {
	case errors.Is(err, store.ErrNewer):
		advice = "Use the provider version that wrote it, or a newer one. The file was left as it is."
	case errors.Is(err, store.ErrForeign):
		advice = "Point the provider's store argument at another file. The file was left as it is."
	case errors.Is(err, store.ErrCorrupt):
		advice = "Restore the file from a copy, or delete it to start with an empty fabric. The file was left as it is."
	case errors.Is(err, store.ErrDenied):
		advice = "Whoever runs Terraform needs the right to read and write the file and its folder: see who owns them, and whether the disk is mounted for reading only. Nothing was changed."
	case errors.Is(err, store.ErrFull):
		advice = "Make room on the disk, and try again. Nothing was changed, and what was stored is still there."
	case errors.Is(err, store.ErrBusy):
		advice = "Another terraform process holds it; try again when that is done."
	}
	diags.AddError("The fabric store cannot be used", err.Error()+"\n\n"+advice)
}
