package kit

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// A diagnostic is the code and a phrase, then what is wrong, then what to do, at an attribute.
func TestReport(t *testing.T) {
	var diags diag.Diagnostics
	Report(&diags, []fabric.Finding{
		{Code: fabric.CodeSubnetIsFull, Field: fabric.At("capacity"), Detail: "The subnet web is full."},
		{Code: fabric.CodeUnknownVMSize, Severity: fabric.Warning, Field: fabric.At("sku"), Detail: "Odd.", Advice: "Check it."},
	})
	want := diag.Diagnostics{
		diag.NewAttributeErrorDiagnostic(path.Root("capacity"), "SubnetIsFull: subnet full", "The subnet web is full.\n\nUse a larger subnet, fewer instances, or fewer IP configurations in it."),
		diag.NewAttributeWarningDiagnostic(path.Root("sku"), "UnknownVmSize: unknown VM size", "Odd.\n\nCheck it."),
	}
	if !diags.Equal(want) {
		t.Errorf("got %v", diags)
	}
}

// Of very many findings the first are told, errors apart from warnings, and how many there are besides.
func TestReportMany(t *testing.T) {
	var diags diag.Diagnostics
	var list []fabric.Finding
	for n := range 3 * maxReported {
		list = append(list, fabric.Finding{Code: fabric.CodeSubnetIsFull, Severity: fabric.Severity(n % 2), Field: fabric.At("capacity"), Detail: fmt.Sprint("It is full ", n, ".")})
	}
	Report(&diags, list)
	if got := [2]int{diags.ErrorsCount(), diags.WarningsCount()}; got != [2]int{maxReported, maxReported} {
		t.Errorf("%v errors and warnings are told", got)
	}
	const more = "There are 25 more findings, which are not shown."
	for n, d := range diags {
		if last := n >= 2*maxReported-2; strings.HasSuffix(d.Detail(), more) != last {
			t.Errorf("the diagnostic %d of %d: %s", n, len(diags), d.Detail())
		}
	}
}

// A store that fails says what to do.
func TestReportStore(t *testing.T) {
	for err, want := range map[error]string{
		store.ErrNewer:       "newer",
		store.ErrForeign:     "another file",
		store.ErrCorrupt:     "Restore the file",
		store.ErrBusy:        "try again",
		store.ErrDenied:      "read and write the file and its folder",
		store.ErrFull:        "Make room",
		errors.New("no way"): "can be read and written",
	} {
		var diags diag.Diagnostics
		ReportStore(&diags, fmt.Errorf("opening x.db: %w", err))
		if len(diags) != 1 || diags[0].Severity() != diag.SeverityError || diags[0].Summary() != "The fabric store cannot be used" {
			t.Fatalf("got %v", diags)
		}
		if d := diags[0].Detail(); !strings.Contains(d, "opening x.db: "+err.Error()) || !strings.Contains(d, want) {
			t.Errorf("%v: got %s", err, d)
		}
	}
}
