"""Files coming in: checked before parsing, read cell by cell, findings named, undone as a whole."""
