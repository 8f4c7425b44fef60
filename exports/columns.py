"""How a column of a dataset is declared: once, for writer, codebook, validation and tests."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Literal, NamedTuple, get_args

Kind = Literal["code", "integer", "decimal", "date", "month", "yesno", "text", "money"]
Level = Literal["nominal", "ordinal", "interval", "ratio"]
Identifying = Literal["none", "quasi", "sensitive"]
Consent = Literal["evaluation", "health", "follow_up", "none"]
"""Whose consent a column or dataset needs; suppressed counts need none."""
About = Literal["people", "counts"]
"""What a row is about: something of one person, or a figure of the pilot."""
Language = Literal["de", "en"]

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")
_CODE_VALUE: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
_SHEET_NAME_LIMIT: Final = 31


class Bilingual(NamedTuple):
    """The same statement in both languages."""

    de: str
    en: str

    def in_language(self, language: Language) -> str:
        """The wording in the asked language."""
        return self.de if language == "de" else self.en


class Missing(IntEnum):
    """Why a value is missing: one list for every dataset; labels stand in exports.codes."""

    NOT_ASKED = -91
    REFUSED = -92
    NOT_REACHED = -93
    LOST = -94
    NOT_APPLICABLE = -95
    NOT_YET_DUE = -96
    UNKNOWN = -97
    SUPPRESSED = -98


class Code(NamedTuple):
    """One value of a code list with its labels; values are numbers or snake_case words."""

    value: str | int
    label_de: str
    label_en: str


@dataclass(frozen=True)
class Coarsening:
    """A step that makes a column say less: each of its codes becomes one of fewer.

    Generalisation as in Samarati and Sweeney, Protecting Privacy when Disclosing Information
    (1998).
    """

    key: str
    label: Bilingual
    codes: tuple[Code, ...]
    becomes: Mapping[str | int, str | int]


class DeclarationError(ValueError):
    """A column or dataset is declared in a way that may not exist."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: what it means, what it may hold, how identifying it is, whose consent it needs.

    Kinds: code (a value of `codes`), integer, decimal, date, month (text YYYY-MM), yesno (1 or
    0), text, money (integer cents in, euros in the cell). Whatever may be missing says so by a
    declared code of `Missing`; an empty cell does not exist. A declared date never leaves the
    house as it is: a release makes it a month, days since entry, or shifts it
    (exports.treatment). `lowest` and `highest` bound what is plausible; `coarser` are the steps in
    which a quasi-identifier may say less.
    """

    name: str
    label_de: str
    label_en: str
    kind: Kind
    level: Level
    identifying: Identifying
    source: Bilingual
    unit: str = ""
    codes: tuple[Code, ...] = ()
    missing: tuple[Missing, ...] = ()
    consent: Consent = "evaluation"
    lowest: int | None = None
    highest: int | None = None
    coarser: tuple[Coarsening, ...] = ()

    def __post_init__(self) -> None:
        """Refuse at import what must never be declared."""
        problem = next(_column_problems(self), None)
        if problem:
            raise DeclarationError(f"column {self.name!r}: {problem}")

    @property
    def is_text(self) -> bool:
        """Whether the cells hold text; a missing code is then the same digits as text."""
        coded_by_word = any(isinstance(code.value, str) for code in self.codes)
        return self.kind in ("text", "month", "date") or coded_by_word


def _column_problems(column: Column) -> Iterator[str]:
    """What is wrong with a declaration, worst first."""
    if column.identifying not in get_args(Identifying):
        yield "directly identifying data may not stand in a dataset"
    if not _NAME.fullmatch(column.name):
        yield "the name must be snake_case of at most 32 characters"
    if column.kind not in get_args(Kind):
        yield "unknown kind"
    if not (column.label_de and column.label_en and column.source.de and column.source.en):
        yield "labels and source are needed in both languages"
    if (column.kind == "code") != bool(column.codes):
        yield "codes belong to the kind 'code', and to it only"
    yield from _code_problems(column.codes)
    yield from _coarsening_problems(column)
    if column.kind == "money" and column.missing:
        yield "a missing code in a money column would read as an amount"
    if len(set(column.missing)) != len(column.missing):
        yield "a missing code is declared twice"


def _code_problems(codes: Sequence[Code]) -> Iterator[str]:
    values = [code.value for code in codes]
    if len(set(values)) != len(values):
        yield "a code is declared twice"
    if len({type(value) for value in values}) > 1:
        yield "codes are either all numbers or all words"
    if any(isinstance(value, str) and not _CODE_VALUE.fullmatch(value) for value in values):
        yield "a code must be a snake_case word"
    if any(value in set(Missing) for value in values):
        yield "a code takes the value of a missing code"


def _coarsening_problems(column: Column) -> Iterator[str]:
    values = {code.value for code in column.codes}
    for step in column.coarser:
        if column.identifying != "quasi":
            yield "only a quasi-identifier is made coarser"
        if set(step.becomes) != values:
            yield f"coarsening {step.key}: every code becomes another, and no other does"
        if set(step.becomes.values()) != {code.value for code in step.codes}:
            yield f"coarsening {step.key}: its codes are those that the others become"
        yield from _code_problems(step.codes)


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A sheet of the release: its key (name of the sheet), titles and columns in order.

    A dataset about people begins with the columns `pseudonym` and `stay`; without the consent that
    it needs, nothing of a stay stands in it.
    """

    key: str
    title_de: str
    title_en: str
    columns: tuple[Column, ...]
    about: About = "people"
    consent: Consent = "evaluation"

    def __post_init__(self) -> None:
        """Refuse names that a workbook could not hold apart."""
        if not _NAME.fullmatch(self.key) or len(self.key) > _SHEET_NAME_LIMIT:
            raise DeclarationError(f"dataset {self.key!r}: the key must be snake_case, 31 at most")
        names = [column.name for column in self.columns]
        if not names or len(set(names)) != len(names):
            raise DeclarationError(f"dataset {self.key!r}: columns are missing or named twice")
        if self.about == "people" and tuple(names[:2]) != ("pseudonym", "stay"):
            raise DeclarationError(f"dataset {self.key!r}: pseudonym and stay come first")

    @property
    def column_names(self) -> tuple[str, ...]:
        """The header of the sheet."""
        return tuple(column.name for column in self.columns)
