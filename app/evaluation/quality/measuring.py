"""Measures the quality of frozen sheets: each is read once, the row of persons kept per stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from app.evaluation.quality.contradictions import RULES, Rule
from app.evaluation.quality.reading import PERSONS, Row, Sheet, Stay, is_known, stay_of
from app.evaluation.quality.report import Finding, QualityReport, Range, Response, Variable
from exports.columns import Missing
from exports.datasets.questionnaires import BASELINE, SCORES
from exports.frozen import FrozenSheet, Value
from exports.instruments import BY_KEY as INSTRUMENTS

_STAY: Final = ("pseudonym", "stay")
_UNIQUE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    PERSONS: ("stay_twice", _STAY),
    "questionnaires_wide": ("stay_twice", _STAY),
    "circumstances": ("stay_twice", _STAY),
    "stage_episodes": ("number_twice", (*_STAY, "episode")),
    "contacts": ("number_twice", (*_STAY, "contact")),
    "barriers": ("number_twice", (*_STAY, "entry_number")),
    "partners": ("number_twice", (*_STAY, "involvement")),
    "follow_ups": ("wave_twice", (*_STAY, "months_after")),
    "questionnaires_long": ("wave_twice", (*_STAY, "instrument", "wave", "measure", "item")),
}
"""What may stand in a dataset once only, and how it is called when it does not."""

_NOT_DUE: Final = frozenset({Missing.NOT_YET_DUE, Missing.NOT_APPLICABLE, Missing.SUPPRESSED})

Stays = Mapping[Stay, Row]


def measure(sheets: Sequence[FrozenSheet]) -> QualityReport:
    """The quality report of a release; memory grows with the stays and by a number for each row."""
    read = sorted((Sheet(one) for one in sheets), key=lambda sheet: sheet.key != PERSONS)
    stays: dict[Stay, Row] = {}
    person_columns = next((frozenset(one.columns) for one in read if one.key == PERSONS), None)
    measured = [_Measuring(sheet, stays, person_columns) for sheet in read]
    for one in measured:
        one.read()
    by_key = {one.sheet.key: one for one in measured}
    ordered = [by_key[sheet.dataset.key] for sheet in sheets]
    return QualityReport(
        variables=tuple(found for one in ordered for found in one.variables()),
        responses=tuple(found for one in ordered for found in one.responses()),
        ranges=tuple(found for one in ordered for found in one.ranges()),
        contradictions=tuple(found for one in ordered for found in one.contradictions()),
        duplicates=tuple(found for one in ordered for found in one.duplicates()),
    )


class _Measuring:
    """What is counted while the rows of one sheet pass by."""

    def __init__(
        self, sheet: Sheet, stays: dict[Stay, Row], person_columns: frozenset[str] | None
    ) -> None:
        self.sheet, self._stays, self._has_persons = sheet, stays, person_columns is not None
        self._rows: Counter[str] = Counter()
        self._missing: Counter[tuple[str, str, Missing]] = Counter()
        self._beyond: Counter[tuple[str, str]] = Counter()
        self._bounds = dict(_bounds(sheet))
        self._scores = [name for name in SCORES if name in sheet.columns]
        self._paired: Counter[str] = Counter()
        self._broken: Counter[str] = Counter()
        self._rules = {
            rule: _is_checkable(rule, sheet, person_columns)
            for rule in RULES
            if rule.dataset == sheet.key
        }
        self._seen: set[int] = set()
        self._keys: set[int] = set()
        self._identical = self._twice = 0

    def read(self) -> None:
        """Passes over the sheet once."""
        rows = self._counted()
        if not self.sheet.is_about_people:
            for _row in rows:
                pass
            return
        by_person = [rule for rule, checkable in self._rules.items() if checkable]
        for _pseudonym, of_person in groupby(rows, key=lambda row: row["pseudonym"]):
            whole = list(of_person)
            for rule in by_person:
                if rule.is_by_person:
                    self._broken[rule.key] += rule.count(whole, {})
            for _stay, found in groupby(whole, key=stay_of):
                self._stay(list(found), by_person)

    def _stay(self, rows: Sequence[Row], rules: Iterable[Rule]) -> None:
        stay = stay_of(rows[0])
        if self.sheet.key == PERSONS:
            self._stays[stay] = _facts(rows[0])
        person = self._stays.get(stay)
        if person is None:
            self._broken["row_without_person"] += len(rows)
        for rule in rules:
            if not rule.is_by_person and (person is not None or not rule.of_person):
                self._broken[rule.key] += rule.count(rows, person or {})

    def _counted(self) -> Iterator[Row]:
        """The rows; missing values, values out of range and duplicates are counted."""
        unique = _UNIQUE.get(self.sheet.key)
        for row in self.sheet.rows():
            self._count_values(row)
            self._identical += _is_known_already(tuple(row.values()), self._seen)
            if unique is not None:
                key = tuple(row.get(name, "") for name in unique[1])
                self._twice += _is_known_already(key, self._keys)
            yield row

    def _count_values(self, row: Row) -> None:
        wave = str(row.get("wave", ""))
        self._rows[wave] += 1
        for name, value in row.items():
            if isinstance(value, Missing):
                self._missing[name, wave, value] += 1
        for name, is_beyond in self._bounds.items():
            if is_known(row[name]) and is_beyond(row):
                by_instrument = _is_of_instrument(self.sheet, name)
                self._beyond[name, str(row["instrument"]) if by_instrument else ""] += 1
        for name in self._scores:
            instrument, _wave = SCORES[name]
            at_baseline = row.get(f"{instrument}_{BASELINE}_score", Missing.UNKNOWN)
            self._paired[name] += is_known(row[name]) and is_known(at_baseline)

    def variables(self) -> Iterator[Variable]:
        """Missing values of every column that may have any, wave by wave."""
        for name, column in self.sheet.columns.items():
            if not column.missing:
                continue
            for wave, rows in self._rows.items():
                found = {
                    int(code): self._missing[name, wave, code]
                    for code in column.missing
                    if self._missing[name, wave, code]
                }
                shown = wave or SCORES.get(name, ("", ""))[1]
                yield Variable(self.sheet.key, name, shown, rows, found)

    def responses(self) -> Iterator[Response]:
        """Instruments in waves that were due for somebody."""
        rows = self._rows[""]
        for name in self._scores:
            missing = {
                code: self._missing[name, "", code]
                for code in Missing
                if self._missing[name, "", code]
            }
            due = rows - sum(count for code, count in missing.items() if code in _NOT_DUE)
            if due:
                instrument, wave = SCORES[name]
                yield Response(
                    instrument,
                    wave,
                    due=due,
                    answered=rows - sum(missing.values()),
                    incomplete=missing.get(Missing.UNKNOWN, 0),
                    paired=self._paired[name],
                    missing={int(code): count for code, count in missing.items()},
                )

    def ranges(self) -> Iterator[Range]:
        """Every bounded column with how many values lie beyond."""
        for name in self._bounds:
            parts = {part for column, part in self._beyond if column == name} or {""}
            for part in sorted(parts):
                yield Range(self.sheet.key, name, part, self._beyond[name, part])

    def contradictions(self) -> Iterator[Finding]:
        """Every rule of the dataset, and whether its rows have a row of persons."""
        for rule, is_checkable in self._rules.items():
            found = self._broken[rule.key] if is_checkable else None
            yield Finding(rule.key, self.sheet.key, found)
        if self.sheet.is_about_people and self.sheet.key != PERSONS:
            found = self._broken["row_without_person"] if self._has_persons else None
            yield Finding("row_without_person", self.sheet.key, found)

    def duplicates(self) -> Iterator[Finding]:
        """Surplus rows: identical ones, and those that give the same thing a second time."""
        if self.sheet.is_about_people:
            yield Finding("identical_rows", self.sheet.key, self._identical)
        unique = _UNIQUE.get(self.sheet.key)
        if unique is not None:
            key, columns = unique
            is_checkable = set(columns) <= set(self.sheet.columns)
            yield Finding(key, self.sheet.key, self._twice if is_checkable else None)


def _facts(row: Row) -> Row:
    """What rules about other sheets ask of a stay."""
    wanted = ("referral", "entry", "exit")
    return {name: row[name] for name in wanted if name in row}


def _is_checkable(rule: Rule, sheet: Sheet, person_columns: frozenset[str] | None) -> bool:
    has_columns = rule.needs <= set(sheet.columns)
    has_person = not rule.of_person or rule.of_person <= (person_columns or frozenset())
    return has_columns and has_person and (not rule.compares_stays or sheet.has_own_days)


def _is_known_already(values: tuple[Value, ...], seen: set[int]) -> bool:
    """Whether the same was seen before; 64 bits of each are kept, two of a million rows meet by
    chance with less than 1 in 10^7."""
    # Of texts, since the hashes of -1 and -2 are the same.
    found = hash("\x1f".join(map(str, values)))
    if found in seen:
        return True
    seen.add(found)
    return False


def _bounds(sheet: Sheet) -> Iterator[tuple[str, Callable[[Row], bool]]]:
    """For every bounded column whether a row's value lies beyond."""
    for name, column in sheet.columns.items():
        if _is_of_instrument(sheet, name):
            yield name, _is_beyond_instrument
        elif column.lowest is not None or column.highest is not None:
            yield name, _beyond(name, column.lowest, column.highest)


def _beyond(name: str, lowest: int | None, highest: int | None) -> Callable[[Row], bool]:
    def is_beyond(row: Row) -> bool:
        value: Any = row[name]
        return (lowest is not None and value < lowest) or (highest is not None and value > highest)

    return is_beyond


def _is_beyond_instrument(row: Row) -> bool:
    instrument, value = INSTRUMENTS[str(row["instrument"])], Decimal(str(row["value"]))
    if row["measure"] == "item":
        return not instrument.lowest_answer <= value <= instrument.highest_answer
    return not instrument.score(instrument.lowest) <= value <= instrument.score(instrument.highest)


def _is_of_instrument(sheet: Sheet, name: str) -> bool:
    """Whether the bounds of a column are those of the instrument that its row names."""
    return name == "value" and {"instrument", "measure"} <= set(sheet.columns)
