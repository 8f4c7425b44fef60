"""Forms of the network; choices come from the route."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField
from app.forms import Versioned
from app.partners.labels import FIELD, KIND, PURPOSE, RESULT, STANDING

FILLED = DataRequired(_l("Bitte ausfüllen."))
REQUIRED = InputRequired(_l("Bitte ausfüllen."))
CHOSEN = InputRequired(_l("Bitte wählen."))
MAIL = Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_l("Das ist keine E-Mail-Adresse."))
BUSINESS = _l("Nur dienstliche Angaben.")


class KeptForm(Versioned):
    """A form for a row that may be new: its version then is 0."""

    version = IntegerField(widget=HiddenInput(), default=0)


class PartnerForm(KeptForm):
    """An institution."""

    name = StringField(FIELD["name"], [FILLED, Length(max=120)])
    kind = SelectField(FIELD["kind"], [CHOSEN], choices=[("", _l("Bitte wählen")), *KIND.items()])
    place = StringField(FIELD["place"], [Length(max=120)])
    phone = StringField(FIELD["phone"], [Length(max=60)])
    email = StringField(FIELD["email"], [Optional(), Length(max=200), MAIL])
    remark = TextAreaField(
        FIELD["remark"],
        [Length(max=500)],
        description=_l("Nichts über Teilnehmende."),
    )


class PartnerContactForm(KeptForm):
    """A person to turn to."""

    name = StringField(FIELD["name"], [FILLED, Length(max=120)], description=BUSINESS)
    function = StringField(FIELD["function"], [Length(max=120)])
    phone = StringField(FIELD["phone"], [Length(max=60)])
    email = StringField(FIELD["email"], [Optional(), Length(max=200), MAIL])


class AgreementForm(KeptForm):
    """A cooperation agreement."""

    subject = StringField(FIELD["subject"], [FILLED, Length(max=200)])
    signed_on = GermanDateField(FIELD["signed_on"], [Optional()])
    valid_from = GermanDateField(FIELD["valid_from"], [REQUIRED])
    valid_until = GermanDateField(
        FIELD["valid_until"],
        [Optional()],
        description=_l("TT.MM.JJJJ. Der letzte Tag; leer gilt sie, bis sie gekündigt wird."),
    )
    remind_days = IntegerField(
        FIELD["remind_days"],
        [REQUIRED, NumberRange(0, 730, _l("Bitte eine Zahl von 0 bis 730 eingeben."))],
        default=90,
    )
    document_reference = StringField(FIELD["document_reference"], [Length(max=120)])


class EndForm(KeptForm):
    """Cooperation with an institution ends."""

    ended_on = GermanDateField(_l("Ab diesem Tag nicht mehr"), [REQUIRED])


class ConfirmForm(KeptForm):
    """Something is taken away or taken up again, after asking."""


class InvolvementForm(KeptForm):
    """An institution brought in for somebody."""

    partner_id = SelectField(FIELD["partner_id"], [CHOSEN])
    purpose = SelectField(
        FIELD["purpose"], [CHOSEN], choices=[("", _l("Bitte wählen")), *PURPOSE.items()]
    )
    from_day = GermanDateField(FIELD["from_day"], [REQUIRED])
    until_day = GermanDateField(FIELD["until_day"], [Optional()])
    result = SelectField(FIELD["result"], choices=[("", _l("noch offen")), *RESULT.items()])


class FilterForm(Form):
    """What the list of institutions is narrowed to, by address."""

    name = StringField(FIELD["name"], [Optional(), Length(max=120)])
    kind = SelectField(FIELD["kind"], choices=[("", _l("alle")), *KIND.items()], default="")
    state = SelectField(
        _l("Stand"),
        choices=[("", _l("in Zusammenarbeit")), ("ended", _l("beendet")), ("all", _l("alle"))],
        default="",
    )


class FiguresForm(Form):
    """Whose course is shown, by address; none for all together."""

    partner = SelectField(FIELD["partner_id"], validate_choice=False, default="")


class AgreementFilterForm(Form):
    """What the list of agreements is narrowed to, by address."""

    standing = SelectField(
        _l("Stand"),
        choices=[("", _l("alle")), *((str(key), word) for key, (_tone, word) in STANDING.items())],
        default="",
    )
