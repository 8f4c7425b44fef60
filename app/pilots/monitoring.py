"""What the programme wants in its monitoring file: a mapping of columns, changed without code."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.pilots.records import Fault, PresetRefused, record_from

STAGE: Final = "stage"
CONSTANT: Final = "constant"
AFTER_EXIT: Final = "status_after"
NUMBER: Final = "social_security_number"


_EMPLOYMENT = ("unemployed", "marginal", "part_time", "full_time", "self_employed", "training")
_OUTCOME = (
    "disability_pension",
    "training",
    "rehabilitation",
    "employment",
    "measure",
    "case_management",
    "unknown",
)
CODED: Final[Mapping[str, tuple[str, ...]]] = {
    "sex": ("female", "male", "diverse"),
    "school": (
        "none",
        "lower_secondary",
        "intermediate",
        "applied_sciences_entrance",
        "university_entrance",
    ),
    "vocational": (
        "none",
        "dual",
        "school_based",
        "master_technician",
        "applied_sciences",
        "university",
    ),
    "employment_at_entry": _EMPLOYMENT,
    "employment_at_end": _EMPLOYMENT,
    "exit_reason": (
        "regular",
        "health",
        "employment",
        "moved",
        "dropped_out",
        "consent_withdrawn",
        "other",
    ),
    "status_at_exit": _OUTCOME,
    AFTER_EXIT: _OUTCOME,
}
"""Sources that give codes, with all of them (lists of the house, which tests hold them to); those
of a stage are the programme's own."""
DAYS: Final = ("period_from", "period_until", "entered_on", "exited_on")
FIGURES: Final = ("participant_number", "age_at_entry", "age_at_least")
TEXTS: Final = (NUMBER, "period", CONSTANT)
SOURCES: Final = (*TEXTS, *FIGURES, *DAYS, *CODED, STAGE)
"""What a column can hold; nothing of it is free text or a name."""
DAY_FORMS: Final[Mapping[str, str]] = {
    "TT.MM.JJJJ": "%d.%m.%Y",
    "JJJJ-MM-TT": "%Y-%m-%d",
    "JJJJMMTT": "%Y%m%d",
    "MM/JJJJ": "%m/%Y",
    "JJJJ": "%Y",
}
"""How a day can be written, and how that is said to the clock."""
GAPS: Final[Mapping[str, str]] = {
    "not_asked": "-91",
    "refused": "-92",
    "not_reached": "-93",
    "lost": "-94",
    "not_applicable": "-95",
    "not_yet_due": "-96",
    "unknown": "-97",
}
"""Why a value is missing, with the codes of the house (`exports.columns.Missing`)."""
SEPARATORS: Final = (";", ",", "\t")
LONGEST_NAME, LONGEST_VALUE, MOST_COLUMNS = 60, 200, 60
_FORMULA_STARTS = ("=", "+", "-", "@")
_NUMBER = re.compile(r"-[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True)
class MonitoringColumn:
    """A column of the file: its head, what of ours it holds, and the funder's words for our codes.

    `value` is what a `constant` says, `months` the point in time of `status_after`.
    """

    name: str
    source: str
    codes: dict[str, str] = field(default_factory=dict)
    value: str = ""
    months: int = 0


def _usual() -> tuple[MonitoringColumn, ...]:
    return (
        MonitoringColumn("teilnehmernummer", "participant_number"),
        MonitoringColumn("versicherungsnummer", NUMBER),
        MonitoringColumn("alter_bei_eintritt", "age_at_entry"),
        MonitoringColumn("geschlecht", "sex"),
        MonitoringColumn("erwerbsstatus_bei_eintritt", "employment_at_entry"),
        MonitoringColumn("halbjahr", "period"),
        MonitoringColumn("eintritt", "entered_on"),
        MonitoringColumn("austritt", "exited_on"),
        MonitoringColumn("massnahme", STAGE),
        MonitoringColumn("verbleib_bei_austritt", "status_at_exit"),
    )


@dataclass(frozen=True)
class MonitoringSettings:
    """The monitoring file of the programme; `purpose` is the consent that everybody in it gave.

    A social security number that was not handed over is destroyed `keep_days` after its entry.
    """

    purpose: str = "programme_monitoring"
    keep_days: int = 30
    day_form: str = "TT.MM.JJJJ"
    separator: str = ";"
    gaps: dict[str, str] = field(default_factory=dict)
    columns: tuple[MonitoringColumn, ...] = field(default_factory=_usual)

    def gap(self, reason: str) -> str:
        """What stands in the file for a missing value."""
        return self.gaps.get(reason, GAPS[reason])


def monitoring_faults(
    settings: MonitoringSettings,
    purposes: tuple[str, ...],
    stages: tuple[str, ...],
    prefix: str = "",
) -> list[Fault]:
    """What is wrong in a mapping whose shape is right, each fault by its dotted key."""
    faults = [*_general(settings, purposes), *_gaps(settings)]
    for place, column in enumerate(settings.columns):
        key = f"columns[{place}]"
        faults += [Fault(f"{key}.{f.key}", f.code, f.line, f.detail) for f in _column(column)]
        faults += [
            Fault(f"{key}.{f.key}", f.code, f.line, f.detail) for f in _codes(column, stages)
        ]
    return [Fault(f"{prefix}{f.key}", f.code, f.line, f.detail) for f in faults]


def _general(settings: MonitoringSettings, purposes: tuple[str, ...]) -> Iterator[Fault]:
    if settings.purpose not in purposes and settings != MonitoringSettings():
        # a programme that says nothing about monitoring may know no such consent
        yield Fault("purpose", "preset.unknown_word", detail=settings.purpose)
    if not 1 <= settings.keep_days <= 90:
        yield Fault("keep_days", "monitoring.keep_days", detail=str(settings.keep_days))
    if settings.day_form not in DAY_FORMS:
        yield Fault("day_form", "preset.unknown_word", detail=settings.day_form)
    if settings.separator not in SEPARATORS:
        yield Fault("separator", "preset.unknown_word", detail=settings.separator)
    if not 1 <= len(settings.columns) <= MOST_COLUMNS:
        yield Fault("columns", "monitoring.column_count", detail=str(MOST_COLUMNS))
    names = [column.name for column in settings.columns]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault("columns", "preset.repeated", detail=name)
    if NUMBER not in {column.source for column in settings.columns}:
        yield Fault("columns", "monitoring.no_number_column")


def _gaps(settings: MonitoringSettings) -> Iterator[Fault]:
    for reason, code in settings.gaps.items():
        if reason not in GAPS:
            yield Fault("gaps", "preset.unknown_word", detail=reason)
        elif not _is_fit(code):
            yield Fault(f"gaps.{reason}", "monitoring.unfit_text")


def _column(column: MonitoringColumn) -> Iterator[Fault]:
    if not _is_fit(column.name) or len(column.name) > LONGEST_NAME:
        yield Fault("name", "monitoring.unfit_text")
    if column.source not in SOURCES:
        yield Fault("source", "preset.unknown_word", detail=column.source)
    if (column.source == CONSTANT) != bool(column.value):
        yield Fault("value", "monitoring.value_of_constant")
    elif column.value and not _is_fit(column.value):
        yield Fault("value", "monitoring.unfit_text")
    if (column.source == AFTER_EXIT) != (1 <= column.months <= 60):
        yield Fault("months", "monitoring.months_of_status")


def _codes(column: MonitoringColumn, stages: tuple[str, ...]) -> Iterator[Fault]:
    """Whoever translates codes translates all of them: none of ours slips through unnoticed."""
    known = stages if column.source == STAGE else CODED.get(column.source, ())
    if not column.codes:
        return
    for code, word in column.codes.items():
        if code not in known:
            yield Fault("codes", "preset.unknown_word", detail=code)
        elif not _is_fit(word):
            yield Fault(f"codes.{code}", "monitoring.unfit_text")
    for code in known:
        if code not in column.codes:
            yield Fault(f"codes.{code}", "monitoring.code_untranslated")


def _is_fit(text: object) -> bool:
    """One printable line that every file format can carry and no spreadsheet calculates.

    "-91" is a number and stays one.
    """
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_VALUE:
        return False
    is_formula = text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return text.isprintable() and not is_formula


def read_monitoring(
    text: str, purposes: tuple[str, ...], stages: tuple[str, ...]
) -> MonitoringSettings:
    """A mapping from TOML; raises PresetRefused naming every fault by its key."""
    try:
        raw: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # beside what TOML forbids: a number of thousands of digits, brackets within brackets
        raise PresetRefused([Fault("", "preset.no_toml", detail=str(error))]) from error
    faults: list[Fault] = []
    found: MonitoringSettings = record_from(MonitoringSettings, raw, faults)
    if not faults:
        faults += monitoring_faults(found, purposes, stages)
    if faults:
        raise PresetRefused(faults)
    return found


def monitoring_toml(settings: MonitoringSettings) -> str:
    """The mapping as the file that can be changed and given back."""
    lines = [
        f"purpose = {_quoted(settings.purpose)}",
        f"keep_days = {settings.keep_days}",
        f"day_form = {_quoted(settings.day_form)}",
        f"separator = {_quoted(settings.separator)}",
        "",
        "[gaps]",
        *(f"{reason} = {_quoted(settings.gap(reason))}" for reason in GAPS),
    ]
    for column in settings.columns:
        lines += ["", "[[columns]]", f"name = {_quoted(column.name)}"]
        lines.append(f"source = {_quoted(column.source)}")
        lines += [f"value = {_quoted(column.value)}"] if column.value else []
        lines += [f"months = {column.months}"] if column.months else []
        if column.codes:
            lines.append("[columns.codes]")
            lines += [f"{_quoted(code)} = {_quoted(word)}" for code, word in column.codes.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML: what JSON escapes, TOML reads the same way."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
