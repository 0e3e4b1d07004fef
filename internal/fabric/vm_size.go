package fabric

import (
	"regexp"
	"strconv"
	"strings"
)

// maxNetworkInterfacesPerVM holds whatever the size. Source: SOURCES.md 3.1 (sure: seed).
const maxNetworkInterfacesPerVM = 8

// VMSize is what the network needs to know of a VM size.
type VMSize struct {
	MaxNICs               int
	AcceleratedNetworking bool
}

// vmSizes is the table of SOURCES.md 3.4, by the name in lower case without "standard_".
var vmSizes = expandSizes([]sizeRow{
	// General purpose, older series: no accelerated networking on the small ones.
	{"a0 a1_v2 a2_v2 a2m_v2", 2, false},
	{"a4_v2 a4m_v2", 4, false},
	{"a8_v2 a8m_v2", 8, false},
	{"b1ls b1s b1ms", 2, false},
	{"b2s b2ms", 3, false},
	{"b4ms b8ms", 4, false},
	{"b12ms", 6, true},
	{"b16ms b20ms", 8, true},
	{"b2ts_v2 b2ls_v2 b2s_v2 b4ls_v2 b4s_v2 b8ls_v2 b8s_v2", 2, true},
	{"b16ls_v2 b16s_v2 b32ls_v2 b32s_v2", 4, true},
	{"d1_v2 ds1_v2", 2, false},
	{"d2_v2 ds2_v2 d11_v2 ds11_v2", 2, true},
	{"d3_v2 ds3_v2 d12_v2 ds12_v2", 4, true},
	{"d4_v2 ds4_v2 d5_v2 ds5_v2 d13_v2 ds13_v2 d14_v2 ds14_v2 d15_v2 ds15_v2", 8, true},
	// D and E, version 3 and later: 2 and 4 vCPUs have 2 NICs, 8 have 4, 16 and more have 8.
	{"d2_v3 d2s_v3 d4_v3 d4s_v3 d2s_v4 d2as_v4 d4s_v4 d4as_v4", 2, true},
	{"d8_v3 d8s_v3 d8s_v4 d8as_v4", 4, true},
	{"d16_v3 d16s_v3 d32_v3 d32s_v3 d48_v3 d48s_v3 d64_v3 d64s_v3 d16s_v4 d16as_v4 d32s_v4 d32as_v4", 8, true},
	{"d2_v5 d2s_v5 d2ds_v5 d2as_v5 d2ads_v5 d4s_v5 d2pls_v5 d2ps_v5", 2, true},
	{"d8s_v5 d16plds_v5", 4, true},
	{"d16s_v5 d32s_v5 d48s_v5 d64s_v5 d96s_v5", 8, true},
	{"d2s_v6 d4s_v6 d2as_v6", 2, true},
	{"d8s_v6", 4, true},
	{"d16s_v6 d32s_v6 d48s_v6 d64s_v6 d96s_v6 d128s_v6 d192s_v6 d128ds_v6 dc8s_v3", 8, true},
	{"e2s_v3 e2s_v4 e4s_v3 e2s_v5 e4s_v5 e4d_v5", 2, true},
	{"e8s_v3 e8s_v5", 4, true},
	{"e16s_v3 e20s_v3 e32s_v3 e64s_v3 e16s_v5 e20s_v5 e32s_v5 e48s_v5 e64s_v5 e96s_v5", 8, true},
	// Compute optimized.
	{"f1s", 2, false},
	{"f2s f2s_v2 f4s_v2", 2, true},
	{"f4s f8s_v2 f16s_v2", 4, true},
	{"f8s f16s f32s_v2 f48s_v2 f64s_v2 f72s_v2", 8, true},
	// Storage, memory and GPU.
	{"l8s_v2 m8-2ms nc4as_t4_v3 nc24ads_a100_v4", 2, true},
	{"l16s_v2 l8s_v3 nc8as_t4_v3 nc6s_v3", 4, true},
	{"l32s_v2 l48s_v2 l64s_v2 l80s_v2 l16s_v3 l32s_v3 l48s_v3 l64s_v3 l80s_v3 nc16as_t4_v3", 8, true},
})

// sizeRow is several sizes with the same facts.
type sizeRow struct {
	names                 string
	maxNICs               int
	acceleratedNetworking bool
}

func expandSizes(rows []sizeRow) map[string]VMSize {
	sizes := map[string]VMSize{}
	for _, row := range rows {
		for name := range strings.FieldsSeq(row.names) {
			sizes[name] = VMSize{row.maxNICs, row.acceleratedNetworking}
		}
	}
	return sizes
}

// vcpusInName finds the number of vCPUs in a size's name: Standard_E20ds_v5 has 20; a constrained size such as
// Standard_E32-8s_v5 keeps what its parent, with 32, has.
var vcpusInName = regexp.MustCompile(`^standard_[a-z]+([0-9]{1,3})`)

// LookupVMSize returns the facts of a VM size. known is false where the table does not have it; the facts are then
// those of D and E sizes with as many vCPUs, and without a number in the name the most generous ones. Source:
// SOURCES.md 3.4 (fallback likely).
func LookupVMSize(name string) (size VMSize, known bool) {
	lower := strings.ToLower(name)
	if size, known = vmSizes[strings.TrimPrefix(lower, "standard_")]; known {
		return size, true
	}
	size = VMSize{MaxNICs: maxNetworkInterfacesPerVM, AcceleratedNetworking: true}
	if m := vcpusInName.FindStringSubmatch(lower); m != nil {
		switch vcpus, _ := strconv.Atoi(m[1]); {
		case vcpus <= 4:
			size.MaxNICs = 2
		case vcpus <= 8:
			size.MaxNICs = 4
		}
	}
	return size, false
}
