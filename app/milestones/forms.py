"""Forms of milestones."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField

REQUIRED = _l("Bitte ausfüllen.")


class FilterForm(FlaskForm):
    """What the list is narrowed to; part of the address."""

    class Meta:
        """The address carries no token."""

        csrf = False

    state = SelectField(
        _l("Stand"), choices=[("", _l("alle")), ("open", _l("noch nicht erreicht"))], default=""
    )


class PlanForm(FlaskForm):
    """A further milestone."""

    title = StringField(_l("Bezeichnung"), [DataRequired(REQUIRED), Length(max=200)])
    title_en = StringField(_l("Bezeichnung auf Englisch"), [Length(max=200)])
    baseline_on = GermanDateField(_l("Geplant für"), [InputRequired(REQUIRED)])
    remark = TextAreaField(_l("Bemerkung"), [Length(max=500)])


class ReviseForm(FlaskForm):
    """A new expectation, or the day of reaching; `version` is that of the milestone shown."""

    expected_on = GermanDateField(_l("Erwartet"), [Optional()])
    actual_on = GermanDateField(_l("Erreicht am"), [Optional()])
    remark = TextAreaField(_l("Bemerkung"), [Length(max=500)])
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class DropForm(FlaskForm):
    """The confirmation before a milestone is removed."""

    confirmed = BooleanField(
        _l("Ja, der Meilenstein wurde irrtümlich geplant."),
        [InputRequired(_l("Bitte bestätigen Sie die Löschung."))],
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
