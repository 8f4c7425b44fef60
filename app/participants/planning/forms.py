"""Forms of plans and tasks; institutions come from the route."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.fields import GermanDateField, NumberField
from app.forms import Versioned
from app.participants.labels import options
from app.participants.planning.labels import AREA, GOAL_STATE, RESPONSIBLE, STEP_STATE

REQUIRED = InputRequired(_l("Bitte ausfüllen."))
CHOSEN = InputRequired(_l("Bitte wählen."))
WITH_END = _l("Leer bei offenem Stand; bei einem anderen gilt ohne Tag der heutige.")


class DrawUpForm(FlaskForm):
    """A new plan."""

    drawn_up_on = GermanDateField(_l("Aufgestellt am"), [REQUIRED])


class AgreementForm(Versioned):
    """Both sides have signed."""

    agreed_on = GermanDateField(
        _l("Vereinbart am"),
        [REQUIRED],
        description=_l("TT.MM.JJJJ. Der Tag, an dem beide unterschrieben haben."),
    )


class ContinuationForm(Versioned):
    """The next plan takes over."""

    on = GermanDateField(_l("Neuer Plan ab"), [REQUIRED])


class PlanDaysForm(Versioned):
    """The days of a plan."""

    drawn_up_on = GermanDateField(_l("Aufgestellt am"), [REQUIRED])
    agreed_on = GermanDateField(_l("Vereinbart am"), [Optional()])
    ended_on = GermanDateField(
        _l("Beendet am"), [Optional()], description=_l("TT.MM.JJJJ. Leer, solange der Plan läuft.")
    )


class GoalForm(FlaskForm):
    """A goal."""

    area = SelectField(
        _l("Bereich"), [CHOSEN], choices=options(AREA, _l("Bitte wählen")), default=""
    )
    text = TextAreaField(_l("Was soll erreicht werden?"), [REQUIRED, Length(max=1000)])
    target_on = GermanDateField(_l("Zu erreichen bis"), [Optional()])


class GoalCorrectionForm(GoalForm, Versioned):
    """A corrected goal, and how it ended."""

    state = SelectField(_l("Stand"), [CHOSEN], choices=options(GOAL_STATE))
    closed_on = GermanDateField(_l("Abgeschlossen am"), [Optional()], description=WITH_END)


class StepForm(FlaskForm):
    """A step towards a goal."""

    text = TextAreaField(_l("Was"), [REQUIRED, Length(max=1000)])
    responsible = RadioField(
        _l("Verantwortlich"), [CHOSEN], choices=options(RESPONSIBLE), default="person"
    )
    partner_id = SelectField(_l("Verantwortliche Einrichtung"))
    due_on = GermanDateField(_l("Frist"), [Optional()])


class StepCorrectionForm(StepForm, Versioned):
    """A corrected step, and how it ended."""

    state = SelectField(_l("Stand"), [CHOSEN], choices=options(STEP_STATE))
    closed_on = GermanDateField(_l("Abgeschlossen am"), [Optional()], description=WITH_END)


class ReviewForm(FlaskForm):
    """A review, agreed for a day."""

    due_on = GermanDateField(_l("Verabredet für"), [REQUIRED])


class ReviewCorrectionForm(ReviewForm, Versioned):
    """A review that was held, or is agreed anew."""

    held_on = GermanDateField(_l("Stattgefunden am"), [Optional()])
    result = TextAreaField(_l("Ergebnis"), [Optional(), Length(max=4000)])


class TaskForm(FlaskForm):
    """A task about a case."""

    text = TextAreaField(_l("Was ist zu tun?"), [REQUIRED, Length(max=1000)])
    due_on = GermanDateField(_l("Frist"), [REQUIRED])


class NumberedTaskForm(FlaskForm):
    """A task about whoever the number names."""

    number = NumberField(_l("Nummer der Person"), [REQUIRED])
    text = TextAreaField(_l("Was ist zu tun?"), [REQUIRED, Length(max=1000)])
    due_on = GermanDateField(_l("Frist"), [REQUIRED])


class TaskCorrectionForm(TaskForm, Versioned):
    """A corrected task."""


class TasksFilter(Form):
    """What the page of tasks is narrowed to, by address."""

    days = SelectField(_l("Zeitraum voraus"), validate_choice=False)
    post = SelectField(_l("Stelle"), validate_choice=False)

    def offer(self, windows: list[tuple[str, Any]], posts: list[tuple[str, Any]]) -> None:
        """Sets the choices."""
        self.days.choices = windows
        self.post.choices = posts
