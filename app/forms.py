"""What forms of all rooms have in common."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.widgets import HiddenInput


class Versioned(FlaskForm):
    """A form that knows which version of the record it was filled from."""

    version = IntegerField(widget=HiddenInput())

    def renew(self, version: int | None) -> bool:
        """Takes over the present version; True if the form rested on an older one."""
        is_old = self.version.data != version
        self.version.data, self.version.raw_data = version, None
        return is_old
