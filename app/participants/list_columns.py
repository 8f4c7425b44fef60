"""The columns of the list of participants: which there are, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from flask_babel import lazy_gettext as _l

from app.participants import labels
from app.participants.labels import FIELD, word
from app.participants.people_list import ParticipantRow

Kind = Literal["text", "number", "day"]


class Line(NamedTuple):
    """A line of the list as people read it; `left` are the months to the planned dwell."""

    row: ParticipantRow
    name: str | None
    days: int
    months: int
    left: int
    is_too_long: bool
    stage: str


@dataclass(frozen=True)
class ListColumn:
    """A column: key in the address, head, kind of its cells, the order it sorts by, its value."""

    key: str
    label: Any
    kind: Kind
    value: Callable[[Line], str | int | date | None]
    sort: str | None = None


COLUMNS = (
    ListColumn("stage", _l("Baustein"), "text", lambda line: line.stage),
    ListColumn("post", _l("Stelle"), "text", lambda line: line.row.post_title),
    ListColumn(
        "admitted_on", FIELD["admitted_on"], "day", lambda line: line.row.admitted_on, "admitted_on"
    ),
    ListColumn("months", _l("Verweildauer (Monate)"), "number", lambda line: line.months),
    ListColumn("left", _l("Monate bis zur geplanten Dauer"), "number", lambda line: line.left),
    ListColumn(
        "exited_on", FIELD["exited_on"], "day", lambda line: line.row.exited_on, "exited_on"
    ),
    ListColumn(
        "exit_reason",
        FIELD["exit_reason"],
        "text",
        lambda line: word(labels.EXIT_REASONS, line.row.exit_reason),
    ),
    ListColumn(
        "outcome", FIELD["outcome"], "text", lambda line: word(labels.OUTCOME, line.row.outcome)
    ),
    ListColumn("age", FIELD["age_at_entry"], "number", lambda line: line.row.age_at_entry),
    ListColumn("sex", FIELD["sex"], "text", lambda line: word(labels.SEX, line.row.sex)),
    ListColumn(
        "exception",
        FIELD["against_criteria"],
        "text",
        lambda line: labels.yes_no(line.row.against_criteria),
    ),
)
USUAL = ("stage", "post", "admitted_on", "months", "exited_on")
"""The columns of who has chosen none."""


def chosen(keys: Sequence[str]) -> list[ListColumn]:
    """The columns with these keys in the order of the list; the usual ones for none of ours."""
    found = [column for column in COLUMNS if column.key in keys]
    return found or [column for column in COLUMNS if column.key in USUAL]
