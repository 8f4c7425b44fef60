"""A break-down as people see it: words, the way to the people behind a cell, chart and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app import charts
from app.access import Permission
from app.formats import day as written_day
from app.pilots.queries import PostRow, posts_of
from app.reporting.breakdown import labels
from app.reporting.breakdown.labels import months, written
from app.reporting.breakdown.rules import By, Measure, Place, Question, Table, Value
from app.reporting.concerns import address
from app.reporting.figures.rules import NOT_STATED, whole_scope
from app.reporting.pictures import wrapped
from app.reporting.ways import behind
from app.web import pilot
from app.wording import gettext as _

Words = Sequence[Mapping[str, str]]
"""The groups of each characteristic in question, in order, with their words."""
OF_FIGURES = {
    (Measure.IN_CARE, By.STAGE): "stage",
    (Measure.EXITED, By.EXIT_REASON): "exited_here",
    (Measure.EXITED, By.OUTCOME): "outcome",
}
"""Groups that are a figure of their own, with its rows."""


def case_posts() -> list[PostRow]:
    """The posts that carry cases, in the order that the list of people knows them by."""
    return [post for post in posts_of(pilot().id) if post.carries_cases]


def words_of(question: Question) -> Words:
    """The words for the groups of a question."""
    posts = {post.id: post.title for post in case_posts()} if By.POST in question.by else {}
    return [labels.groups_of(by, pilot().preset, posts) for by in question.by]


@dataclass(frozen=True)
class Shown:
    """A table with its words: what the page, its chart and the workbook are made of."""

    table: Table
    words: Words

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.table.question

    @property
    def title(self) -> str:
        """Personen in Betreuung nach Geschlecht und Baustein."""
        names = [str(labels.BY[by]) for by in self.question.by]
        text = _("%(what)s nach %(by)s", what=labels.MEASURE[self.question.measure], by=names[0])
        return _("%(title)s und %(by)s", title=text, by=names[1]) if len(names) > 1 else text

    @property
    def head(self) -> list[str]:
        """The heads of the columns; the last is the sum, or the only one."""
        unit = _("Monate") if self.question.measure is Measure.DWELL else _("Personen")
        first = str(labels.BY[self.question.rows])
        if self.question.columns is None:
            return [first, unit]
        columns = [self._word(1, group) for group in self.table.columns]
        return [first, *columns, self._together]

    @property
    def _together(self) -> str:
        return _("zusammen") if self.question.measure is Measure.DWELL else _("Summe")

    @property
    def lines(self) -> list[tuple[str, list[tuple[Place, Value]]]]:
        """Each row with its cells, the sums last."""
        names = [*((self._word(0, group), group) for group in self.table.rows)]
        return [(name, self._cells(group)) for name, group in names] + [
            (self._together, self._cells(None))
        ]

    def _cells(self, row: str | None) -> list[tuple[Place, Value]]:
        if self.question.columns is None:
            places: list[Place] = [(row,)]
        else:
            places = [(row, column) for column in (*self.table.columns, None)]
        return [(place, self.table.values[place]) for place in places]

    def _word(self, at: int, group: str) -> str:
        return self.words[at].get(group, group)

    @property
    def rows(self) -> list[list[Any]]:
        """The rows as the macro `chart` takes them."""
        measure = self.question.measure
        return [
            [
                name,
                *(_with_way(written(value, measure), self._way(at, value)) for at, value in cells),
            ]
            for name, cells in self.lines
        ]

    def _way(self, place: Place, value: Value) -> str | None:
        """The list of people where it can be narrowed so, otherwise the figure with its rows."""
        return self._list(place) or self._figure(place) if value.people else None

    def _list(self, place: Place) -> str | None:
        here, question = pilot(), self.question
        if question.measure is not Measure.IN_CARE or question.on != here.day:
            return None
        filters: dict[str, Any] = {"state": "in_care"}
        posts = [str(post.id) for post in case_posts()] if By.POST in question.by else []
        for by, group in zip(question.by, place, strict=True):
            if group is None:
                continue
            if by is By.STAGE and group != NOT_STATED:
                filters["stage"] = group
            elif by is By.POST and group in posts:
                filters["post"] = posts.index(group) + 1
            else:
                return None
        return address("participants.index", Permission.PARTICIPANTS, **filters)

    def _figure(self, place: Place) -> str | None:
        named = [
            (by, group)
            for by, group in zip(self.question.by, place, strict=True)
            if group is not None
        ]
        scope = whole_scope(pilot().preset.notice, self.question.on)
        if not named:
            return behind(self.question.measure, scope)
        name = OF_FIGURES.get((self.question.measure, named[0][0]))
        return behind(f"{name}:{named[0][1]}", scope) if name and len(named) == 1 else None

    def figure(self) -> charts.Figure:
        """Bars for each row; of a second characteristic a kind of bar for each group."""
        measure, rows = self.question.measure, [wrapped(name) for name, _c in self.lines[:-1]]
        if self.question.columns is None:
            values = [self.table.at(group) for group in self.table.rows]
            texts = [written(value, measure) for value in values]
            drawn = [_length(value, measure) for value in values]
            figure = charts.bars(rows, drawn, texts, self.head[1])
        else:
            parts = [
                charts.Bars(
                    self._word(1, column),
                    [_length(self.table.at(row, column), measure) for row in self.table.rows],
                )
                for column in self.table.columns
            ]
            figure = charts.grouped(rows, parts, is_stacked=measure is not Measure.DWELL)
        each = 44 if self.question.columns is None or measure is not Measure.DWELL else 90
        figure["layout"]["height"] = 100 + each * len(rows)
        return figure

    @property
    def summary(self) -> str:
        """What the chart tells in one sentence."""
        total = self.table.values[(None,) * len(self.question.by)]
        text = written(total, self.question.measure)
        if self.question.measure is Measure.DWELL:
            return _(
                "Am %(day)s: %(months)s Monate im Mittel der abgeschlossenen Aufenthalte.",
                day=written_day(self.question.on),
                months=text,
            )
        return _(
            "Am %(day)s, %(what)s: %(count)s.",
            day=written_day(self.question.on),
            count=text,
            what=labels.MEASURE[self.question.measure],
        )


def _with_way(text: str, url: str | None) -> str | dict[str, str]:
    return text if url is None else {"text": text, "url": url}


def _length(value: Value, measure: Measure) -> float | None:
    if measure is not Measure.DWELL:
        return value.people
    found = months(value)
    return None if found is None else round(found, 1)
