"""Forms of the milestone trend analysis."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.fields import GermanDateField

MOST = 200
"""So many milestones fit on one page; a pilot has some dozens."""


class RowForm(Form):
    """What is expected of one milestone; `version` is that of the milestone shown."""

    milestone = HiddenField()
    version = HiddenField()
    expected_on = GermanDateField(_l("Erwartet"), [InputRequired(_l("Bitte ausfüllen."))])
    reason = StringField(_l("Grund"), [Length(max=300)])


class ReportForm(FlaskForm):
    """This month's expectations of all open milestones."""

    rows = FieldList(FormField(RowForm), max_entries=MOST)


class CarryForm(FlaskForm):
    """The decision to expect each milestone for the day that its needs allow."""

    seen = HiddenField()
    reason = TextAreaField(
        _l("Begründung"), [DataRequired(_l("Bitte ausfüllen.")), Length(max=300)]
    )
