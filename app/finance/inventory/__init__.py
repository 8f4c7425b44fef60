"""Things bought with the grant, until they are gone."""
