"""Forms of reminders and of the private calendar."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

RHYTHMS = {
    "lead": _l("zu festen Vorlaufzeiten"),
    "weekly": _l("einmal in der Woche"),
    "off": _l("keine E-Mails"),
}


class RhythmForm(FlaskForm):
    """How often somebody wants mail."""

    rhythm = RadioField(_l("Erinnerungen per E-Mail"), choices=list(RHYTHMS.items()))


class EmptyForm(FlaskForm):
    """A button with its token."""
