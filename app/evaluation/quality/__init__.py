"""How good the data of a release are: counts from its frozen sheets, never a name or pseudonym."""
