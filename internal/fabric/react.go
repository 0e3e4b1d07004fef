package fabric

import "slices"

// React returns the objects that follow a change without being asked to: the NAT rules of pools whose members changed.
func React(w *World, c Change) []Object {
	if _, ok := firstOf(c).(ScaleSet); !ok {
		return nil
	}
	var list []Object
	for _, rule := range Each[InboundNATRule](w) {
		if now := rule.Remap(w); !slices.Equal(now.Mappings, rule.Mappings) {
			list = append(list, now)
		}
	}
	return list
}

func firstOf(c Change) Object {
	if c.After != nil {
		return c.After
	}
	return c.Before
}
