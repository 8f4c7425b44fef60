"""Which columns a kind of file has, and how a file's own heads are assigned to them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from app.errors import DomainError
from app.intake.rows import (
    NOTHING_KNOWN,
    KnownHeads,
    Row,
    count_matches,
    fold,
    header_text,
)

ALIKE = 0.6
"""From this similarity on a head is suggested for a column; a person confirms it."""


@dataclass(frozen=True)
class Columns:
    """The columns of a kind of file by our names; a file may lack those that are not necessary."""

    names: Sequence[str]
    necessary: Sequence[str]
    sheet_title: str | None = None


def heads_in(top: Sequence[Row], columns: Columns, known: KnownHeads = NOTHING_KNOWN) -> list[str]:
    """The heads of the row that is most likely the header: most of ours, else most texts.

    Empty and repeated ones are left out.
    """
    best = max(
        top,
        key=lambda row: (count_matches(row.values, columns.names, known), _texts(row)),
        default=None,
    )
    if best is None:
        return []
    titles = (header_text(value) for value in best.values)
    return list({fold(title): title for title in titles if title}.values())


def _texts(row: Row) -> int:
    return sum(isinstance(value, str) and not value.strip().isdecimal() for value in row.values)


def suggested(
    columns: Columns, heads: Sequence[str], known: KnownHeads = NOTHING_KNOWN
) -> dict[str, str | None]:
    """For every column the head that has its name, is known for it, or looks like it; else None.

    No head is suggested twice.
    """
    free = {fold(head): head for head in heads}
    remembered = {fold(name): key for key, name in known.heads.items()}
    found: dict[str, str | None] = dict.fromkeys(columns.names)
    for name in columns.names:
        exact = next((key for key in (fold(name), remembered.get(fold(name))) if key in free), None)
        if exact is not None:
            found[name] = free.pop(exact)
    for name in columns.names:
        if found[name] is None and name not in known.absent:
            alike = get_close_matches(fold(name), free, n=1, cutoff=ALIKE)
            found[name] = free.pop(alike[0]) if alike else None
    return found


def check_assigned(columns: Columns, chosen: Mapping[str, str | None]) -> None:
    """Every necessary column has a head, and no head stands for two columns."""
    for name in columns.necessary:
        if not chosen.get(name):
            raise DomainError("intake.column_necessary", column=name)
    used: dict[str, str] = {}
    for name, head in chosen.items():
        if head:
            first = used.setdefault(fold(head), name)
            if first != name:
                raise DomainError("intake.head_chosen_twice", head=head, one=first, other=name)


def own_wording(name: str, head: str | None) -> bool:
    """Whether the head is the column's own name: nothing to remember."""
    return head is not None and fold(head) == fold(name)
