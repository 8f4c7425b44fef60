"""Forms of the caseload; choices come from the route."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.fields import GermanDateField, NumberField
from app.forms import Versioned
from app.participants.forms import CHOSEN, FILLED, REQUIRED, RatioForm

LONGEST = 2000
"""Characters of a written reason."""


class ShareForm(FlaskForm):
    """The full-time share of a post from a day on."""

    from_day = GermanDateField(_l("Ab"), [REQUIRED])
    fte_percent = NumberField(
        _l("Anteil in Prozent einer Vollzeitstelle"),
        [
            InputRequired(_l("Bitte ausfüllen.")),
            NumberRange(0, 1000, _l("Bitte eine Zahl von 0 bis 1000 eingeben.")),
        ],
        description=_l("100 ist eine volle Stelle, 0 eine nicht besetzte."),
    )


class ShareCorrectionForm(ShareForm, Versioned):
    """A share that was entered wrongly."""


class AbsenceForm(FlaskForm):
    """Days without anybody on a post."""

    from_day = GermanDateField(_l("Erster Tag"), [REQUIRED])
    until_day = GermanDateField(
        _l("Letzter Tag"),
        [Optional()],
        description=_l("TT.MM.JJJJ; leer heißt: bis auf Weiteres."),
    )


class AbsenceCorrectionForm(AbsenceForm, Versioned):
    """An absence that ends, or had other days."""


class DeputyForm(FlaskForm):
    """Somebody stands in for the holder of a post."""

    user = SelectField(_l("Vertretung"), [CHOSEN])
    from_day = GermanDateField(_l("Erster Tag"), [REQUIRED])
    until_day = GermanDateField(_l("Letzter Tag"), [REQUIRED])


class EndDeputyForm(FlaskForm):
    """From which day on nobody stands in any more."""

    until_day = GermanDateField(_l("Erster Tag ohne Vertretung"), [REQUIRED])


class HandOverForm(RatioForm):
    """Cases of a post go to others."""

    cases = SelectMultipleField(_l("Fälle"), coerce=int)
    post_id = SelectField(_l("Neue Stelle"), [CHOSEN])
    from_day = GermanDateField(
        _l("Übergabe am"),
        [REQUIRED],
        description=_l("TT.MM.JJJJ. Ab diesem Tag betreut die neue Stelle."),
    )


class EmergencyForm(FlaskForm):
    """A case that somebody else has is opened."""

    number = NumberField(_l("Teilnehmernummer"), [InputRequired(_l("Bitte ausfüllen."))])
    reason = TextAreaField(
        _l("Begründung"),
        [FILLED, Length(max=LONGEST)],
        description=_l("Die Projektkoordination liest sie."),
    )
