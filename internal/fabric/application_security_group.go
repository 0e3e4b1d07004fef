package fabric

// ApplicationSecurityGroup is Microsoft.Network/applicationSecurityGroups: a name that IP configurations join and that
// security rules use in place of addresses.
type ApplicationSecurityGroup struct {
	Meta
}

// Head implements Object.
func (a ApplicationSecurityGroup) Head() Meta { return a.Meta }

// WithHead implements Object.
func (a ApplicationSecurityGroup) WithHead(m Meta) Object { a.Meta = m; return a }

// Kind implements Object.
func (a ApplicationSecurityGroup) Kind() Kind { return KindApplicationSecurityGroup }

// References implements Object; an application security group names nothing.
func (a ApplicationSecurityGroup) References() []Reference { return nil }

// Validate implements Object.
func (a ApplicationSecurityGroup) Validate() []Finding {
	f := &findings{id: a.ID}
	checkHead(f, a.Kind(), a.Meta)
	return f.list
}
