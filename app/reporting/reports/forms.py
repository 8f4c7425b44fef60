"""Forms of reports to the funder; choices that come from the programme are filled in by routes."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, MoneyField
from app.forms import Versioned
from app.reporting.reports.rules.life import Result
from app.reporting.reports.rules.review import Step

MISSING = _l("Bitte ausfüllen.")
CHOOSE = _l("Bitte auswählen.")
LANGUAGES = [("de", _l("Deutsch")), ("en", _l("Englisch"))]


class BeginForm(FlaskForm):
    """A report is begun for a period, in a language."""

    period = SelectField(_l("Nachweis"), validators=[DataRequired(CHOOSE)])
    language = RadioField(
        _l("Sprache des Nachweises"), choices=LANGUAGES, validators=[DataRequired(CHOOSE)]
    )


class AnewForm(FlaskForm):
    """A filed report is filed anew."""

    language = RadioField(
        _l("Sprache des Nachweises"), choices=LANGUAGES, validators=[DataRequired(CHOOSE)]
    )
    reason = TextAreaField(_l("Begründung"), [DataRequired(MISSING), Length(max=500)])


class TextForm(Versioned):
    """A chapter of the factual report; its length is judged by the rules."""

    text = TextAreaField(_l("Text"))


class ActForm(FlaskForm):
    """Something happens to a report; `version` is that of the report shown."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class LanguageForm(ActForm):
    """Another language."""

    language = SelectField(choices=LANGUAGES, validators=[DataRequired(CHOOSE)])


class CheckForm(ActForm):
    """The report is right in fact and figures."""

    confirmed = BooleanField(
        _l("Ja, ich habe Texte und Zahlen geprüft. Die Texte stehen danach fest."),
        [InputRequired(_l("Bitte bestätigen Sie die Prüfung."))],
    )


class ApproveForm(ActForm):
    """The second person approves."""

    confirmed = BooleanField(
        _l("Ja, ich gebe den Nachweis so frei."),
        [InputRequired(_l("Bitte bestätigen Sie die Freigabe."))],
    )


class ReasonForm(ActForm):
    """Back to draft."""

    reason = TextAreaField(_l("Grund"), [DataRequired(MISSING), Length(max=500)])


class CertifyForm(ActForm):
    """What the audit office says."""

    office = StringField(_l("Prüfeinrichtung"), [DataRequired(MISSING), Length(max=200)])
    result = RadioField(
        _l("Ergebnis"),
        choices=[
            (Result.CLEAN.value, _l("bescheinigt, ohne Beanstandung")),
            (Result.REMARKS.value, _l("bescheinigt, mit Anmerkungen")),
            (Result.OBJECTED.value, _l("nicht bescheinigt, zurück in den Entwurf")),
        ],
        validators=[DataRequired(CHOOSE)],
    )
    on = GermanDateField(_l("Datum der Bescheinigung"), [InputRequired(MISSING)])
    reference = StringField(_l("Aktenzeichen"), [Length(max=200)])
    remarks = TextAreaField(_l("Anmerkungen"), [Length(max=500)])


class FileForm(ActForm):
    """The report goes to the funder."""

    on = GermanDateField(_l("Eingereicht am"), [InputRequired(MISSING)])
    way = StringField(_l("Weg und Aktenzeichen"), [DataRequired(MISSING), Length(max=200)])
    why_not = StringField(_l("Warum ohne Bescheinigung"), [Length(max=500)])
    confirmed = BooleanField(
        _l("Ja, der Nachweis wird so eingereicht und danach nicht mehr geändert."),
        [InputRequired(_l("Bitte bestätigen Sie die Einreichung."))],
    )


class StepForm(FlaskForm):
    """What came after filing."""

    on = GermanDateField(_l("Datum"), [InputRequired(MISSING)])
    reference = StringField(_l("Aktenzeichen"), [Length(max=200)])
    text = TextAreaField(_l("Inhalt"), [DataRequired(MISSING), Length(max=2000)])
    cents = MoneyField(_l("Betrag"), [Optional()])
    interest_from = GermanDateField(_l("Verzinst ab"), [Optional()])
    repayment_id = SelectField(_l("Rückzahlung in den Büchern"), validate_choice=False)


def step_form(step: Step, repayments: Sequence[tuple[str, str]]) -> StepForm:
    """The form of a kind of step, with the fields that it has."""
    form = StepForm()
    if step not in {Step.DISALLOWED, Step.NOTICE}:
        del form.cents, form.interest_from
    if step is Step.REPAID:
        form.repayment_id.choices = list(repayments)
    else:
        del form.repayment_id
    return form


class TakeBackForm(FlaskForm):
    """Why a step was a mistake."""

    reason = TextAreaField(_l("Grund"), [DataRequired(MISSING), Length(max=500)])
