package fabric

import "slices"

// React returns the objects that follow a change without being asked to: the NAT rules of pools whose members changed.
func React(w *World, c Change) []Object {
	pools := map[Key]bool{}
	for _, o := range []Object{c.Before, c.After} {
		if set, ok := o.(ScaleSet); ok {
			for _, ref := range set.References() {
				pools[ref.ID.Key()] = pools[ref.ID.Key()] || ref.Kind == KindBackendPool
			}
		}
	}
	if len(pools) == 0 {
		return nil
	}
	var list []Object
	for _, rule := range Each[InboundNATRule](w) {
		if !pools[rule.BackendPoolID.Key()] {
			continue
		}
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
