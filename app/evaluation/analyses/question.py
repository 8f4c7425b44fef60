"""The question in the address: on which day, about whom, compared by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.errors import DomainError
from app.evaluation.analyses import labels
from app.evaluation.analyses.forms import QuestionForm
from app.evaluation.analyses.queries import Sources
from app.evaluation.analyses.rules.asked import (
    FEWEST_IN_GROUP,
    By,
    Groups,
    Member,
    Period,
    by_of,
    grouped,
    is_enough,
    period_of,
    periods,
)
from app.evaluation.analyses.rules.landmark import HORIZONS, LANDMARKS
from app.formats import day as written_day
from app.participants.questionnaires import labels as questionnaires
from app.participants.questionnaires.instruments import Instrument
from app.periods import month_end
from app.web import pilot, say
from app.wording import ngettext

FIELDS = {
    "dwell": ("period", "group"),
    "stages": ("period",),
    "exits": ("period",),
    "scores": ("instrument", "period", "group"),
    "contacts": ("landmark", "horizon"),
    "dose": ("period", "group"),
    "funnel": (),
}
"""What each analysis may be narrowed to, beside the day."""


@dataclass(frozen=True)
class Asked:
    """A question, with what answers are made of."""

    sources: Sources
    form: QuestionForm
    periods: Sequence[Period]
    period: Period | None
    by: By | None
    instrument: Instrument | None
    landmark: int
    horizon: int

    @property
    def day(self) -> date:
        """The day of account."""
        return self.sources.day

    @property
    def last_day(self) -> date:
        """The last day of funding: what follows is not seen."""
        return self.sources.preset.notice.ends_on

    @property
    def planned(self) -> int:
        """Months that a stay is planned to last: how far means reckon."""
        return self.sources.preset.target.planned_mean_dwell_months

    @cached_property
    def members(self) -> Sequence[Member]:
        """The stays in question."""
        return self.among(self.period)

    def among(self, period: Period | None) -> Sequence[Member]:
        """The stays that began in a period; all without one."""
        everybody = self.sources.everybody
        if period is None:
            return everybody
        return [one for one in everybody if period.holds(one.admitted_on)]

    @property
    def samples(self) -> list[Sequence[Member]]:
        """The stays of every period that is offered."""
        return [self.among(period) for period in self.periods]

    @property
    def is_enough(self) -> bool:
        """Whether enough people are in question to analyse anything."""
        return is_enough(self.members)

    def groups(self, by: By) -> Groups:
        """The stays by group."""
        return grouped(self.members, by, list(labels.groups(by)))

    @property
    def about(self) -> str:
        """Day and period in words, for the head of a page and of a file."""
        text = _("Stand am %(day)s", day=written_day(self.day))
        if self.period is None:
            return str(text)
        return str(_("%(text)s, Aufnahme %(years)s", text=text, years=years(self.period)))


def years(period: Period) -> str:
    """2023, 2021 bis 2022."""
    if period.first == period.last:
        return str(period.first)
    return str(_("%(first)s bis %(last)s", first=period.first, last=period.last))


def months(count: int) -> str:
    """1 Monat, 6 Monate."""
    return ngettext("%(num)d Monat", "%(num)d Monate", count) % {"num": count}


def left_out(count: int) -> str:
    """What is said of groups that are not shown."""
    return ngettext(
        "Eine Gruppe ist nicht gezeigt: unter %(fewest)s Personen, oder weil sich eine solche "
        "Gruppe sonst errechnen ließe.",
        "%(num)d Gruppen sind nicht gezeigt: unter %(fewest)s Personen, oder weil sich eine solche "
        "Gruppe sonst errechnen ließe.",
        count,
    ) % {"num": count, "fewest": FEWEST_IN_GROUP}


def compared(question: Asked) -> tuple[Asked, list[str]]:
    """The question with its comparison only where some group may be shown, and what is left out."""
    if question.by is None:
        return question, []
    groups = question.groups(question.by)
    notes = [left_out(len(groups.hidden))] if groups.hidden else []
    return (question if groups.shown else replace(question, by=None)), notes


def asked(key: str | None = None) -> Asked:
    """The question of this request, of one analysis or of all; refusals stand in its form."""
    form, here = QuestionForm(request.args), pilot()
    sources = Sources(here.id, here.preset, _day(form, here.day))
    offered = periods(sources.everybody)
    fields = FIELDS.get(key or "", ("period",))
    _offer(form, offered)
    period = _chosen(form.period, lambda code: period_of(code, offered), "period" in fields)
    by = _chosen(form.group, by_of, "group" in fields)
    landmark, horizon = (
        _number(field, allowed, default, field.short_name in fields)
        for field, allowed, default in (
            (form.landmark, LANDMARKS, LANDMARKS[0]),
            (form.horizon, HORIZONS, HORIZONS[-1]),
        )
    )
    instrument = None
    if key is None or "instrument" in fields:
        instrument = _instrument(form, sources.instruments)
    return Asked(sources, form, offered, period, by, instrument, landmark, horizon)


def _day(form: QuestionForm, today: date) -> date:
    """The last month end up to the day in the address, or up to the day of account."""
    wanted = today if not form.validate() or form.on.data is None else form.on.data
    if wanted > today:
        error = DomainError("house.future", "on", day=wanted, on=today)
        form.on.errors, wanted = [say(error)], today
    day = month_end(wanted)
    if not form.on.errors:
        form.on.data, form.on.raw_data = day, None
    return day


def _offer(form: QuestionForm, offered: Sequence[Period]) -> None:
    form.period.choices = [
        ("", _("allen Jahren")),
        *((one.code, years(one)) for one in offered if len(offered) > 1),
    ]
    form.group.choices = [("", _("nicht vergleichen")), *labels.BY.items()]
    form.landmark.choices = [
        (str(count), _("%(months)s nach der Aufnahme", months=months(count))) for count in LANDMARKS
    ]
    form.horizon.choices = [
        (str(count), _("%(count)s Monaten danach", count=count)) for count in HORIZONS
    ]


def _chosen(field: Any, read: Any, is_asked: bool) -> Any:
    if not is_asked:
        field.data = ""
        return None
    try:
        return read(field.data or "")
    except DomainError as error:
        field.errors = [*field.errors, say(error)]
        return None


def _number(field: Any, allowed: Sequence[int], default: int, is_asked: bool) -> int:
    if is_asked and field.data:
        if field.data in map(str, allowed):
            return int(field.data)
        field.errors = [*field.errors, say(DomainError("analyses.unknown_choice"))]
    field.data = str(default)
    return default


def _instrument(form: QuestionForm, known: Sequence[Instrument]) -> Instrument | None:
    form.instrument.choices = [(one.key, questionnaires.title(one)) for one in known]
    found = {one.key: one for one in known}
    default = next(iter(known), None)
    if form.instrument.data and form.instrument.data not in found:
        error = DomainError("analyses.unknown_choice")
        form.instrument.errors = [*form.instrument.errors, say(error)]
    chosen = found.get(form.instrument.data or "", default)
    form.instrument.data = chosen.key if chosen else ""
    return chosen
