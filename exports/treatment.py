"""How the days of people leave the house: never as they are.

Exact days identify: with them nearly everybody in a pilot of 120 people is unique. A release gives
them as months, quarters or years, as days since the entry of the stay, or moved by one number of
days per person (Art. 32 (1) a GDPR; de-identification by date shifting as in Hripcsak et al.,
JAMIA 23 (2016)).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, get_args

from exports.columns import Bilingual, Column, Dataset, Missing

_EARLIEST: Final = -90
"""Earlier days count as this one: below stand the codes of missing values."""

DateForm = Literal["months", "quarters", "years", "days", "shifted"]
DATE_FORMS: Final[tuple[DateForm, ...]] = get_args(DateForm)

Raw = str | int | date | object
Treat = Callable[[Sequence[object], "date | None", int], list[object]]

_SUFFIX: Final[dict[DateForm, str]] = {
    "months": "month",
    "quarters": "quarter",
    "years": "year",
    "days": "days",
    "shifted": "date",
}
_LABEL: Final[dict[DateForm, Bilingual]] = {
    "months": Bilingual("Monat", "month"),
    "quarters": Bilingual("Quartal", "quarter"),
    "years": Bilingual("Jahr", "year"),
    "days": Bilingual(
        "Tage seit Eintritt, -90: 90 oder mehr davor", "days since entry, -90: 90 or more before"
    ),
    "shifted": Bilingual("Tag, je Person verschoben", "day, shifted per person"),
}


def published(dataset: Dataset, dates: DateForm) -> Dataset:
    """The dataset as it leaves the house: each declared day in the form that was chosen."""
    columns = tuple(
        _published(column, dates) if column.kind == "date" else column for column in dataset.columns
    )
    return replace(dataset, columns=columns)


def treatment(dataset: Dataset, dates: DateForm) -> Treat:
    """A function from declared values, the day of entry and the person's shift in days to the
    values of the published dataset; made once per dataset."""
    places = [place for place, column in enumerate(dataset.columns) if column.kind == "date"]
    form = _FORMS[dates]

    def treat(values: Sequence[object], entry: date | None, shift_days: int) -> list[object]:
        treated = list(values)
        for place in places:
            value = treated[place]
            if not isinstance(value, Missing):
                assert isinstance(value, date)
                treated[place] = form(value, entry, shift_days)
        return treated

    return treat


def _published(column: Column, dates: DateForm) -> Column:
    form = _LABEL[dates]
    kind: Literal["integer", "date", "month", "text"] = "text"
    if dates == "months":
        kind = "month"
    elif dates in ("days", "years"):
        kind = "integer"
    elif dates == "shifted":
        kind = "date"
    return replace(
        column,
        name=f"{column.name}_{_SUFFIX[dates]}",
        label_de=f"{column.label_de} ({form.de})",
        label_en=f"{column.label_en} ({form.en})",
        kind=kind,
        level="ratio" if dates == "days" else "interval",
        unit=_UNIT[dates],
    )


_UNIT: Final[dict[DateForm, str]] = {
    "months": "YYYY-MM",
    "quarters": "YYYY-Qn",
    "years": "YYYY",
    "days": "days",
    "shifted": "YYYY-MM-DD",
}


@lru_cache(maxsize=4096)
def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _days_since(day: date, entry: date | None) -> int:
    if entry is None:
        raise ValueError("days since entry need the day of entry")
    return max((day - entry).days, _EARLIEST)


_FORMS: Final[dict[DateForm, Callable[[date, date | None, int], object]]] = {
    "months": lambda day, _entry, _shift: _month(day),
    "quarters": lambda day, _entry, _shift: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "years": lambda day, _entry, _shift: day.year,
    "days": lambda day, entry, _shift: _days_since(day, entry),
    "shifted": lambda day, _entry, shift: day + timedelta(days=shift),
}


def published_names(name: str) -> tuple[str, ...]:
    """All that a declared day may be called in a release, one name for each form."""
    return tuple(f"{name}_{suffix}" for suffix in _SUFFIX.values())
