"""The funder's auxiliary conditions (Nebenbestimmungen) as data: rules, their values, their norms.

Pure. What the rules say of the books is worked out in `app.finance.funder_rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from re import compile as pattern

from app.errors import DomainError
from app.periods import add_months

Value = int | str | tuple[str, ...]
"""A whole number, a word, a day of the year (MM-DD) or a list of positions."""


class Kind(StrEnum):
    """What rules there can be; each has one pure evaluator."""

    TOTAL_BINDING = "total_binding"
    POSITION_OVERRUN = "position_overrun"
    ANNUAL_ALLOTMENT = "annual_allotment"
    USE_OF_DRAW_DOWNS = "use_of_draw_downs"
    ELIGIBLE_PERIOD = "eligible_period"
    INVENTORY_LIMIT = "inventory_limit"
    DOUBLE_FUNDING = "double_funding"
    MARK_ON_VOUCHERS = "mark_on_vouchers"
    AWARD_FOR_CONTRACTS = "award_for_contracts"
    INTERIM_STATEMENT = "interim_statement"
    FINAL_STATEMENT = "final_statement"
    RETENTION = "retention"
    CERTIFICATION = "certification"


@dataclass(frozen=True)
class Number:
    """A whole number within bounds, both included."""

    lowest: int
    highest: int


@dataclass(frozen=True)
class Word:
    """One of some words."""

    words: frozenset[str]


@dataclass(frozen=True)
class DayOfYear:
    """A day written MM-DD."""


@dataclass(frozen=True)
class Codes:
    """Positions of the financing plan, at least one."""


Shape = Number | Word | DayOfYear | Codes
_DAYS, _MONTHS = Number(1, 3650), Number(1, 120)
_CENTS, _POSITIONS = Number(0, 10**12), Codes()
SHAPES: Mapping[Kind, Mapping[str, Shape]] = {
    Kind.TOTAL_BINDING: {"against": Word(frozenset({"grant", "plan"}))},
    Kind.POSITION_OVERRUN: {"percent": Number(0, 1000)},
    Kind.ANNUAL_ALLOTMENT: {},
    Kind.USE_OF_DRAW_DOWNS: {"days": _DAYS, "months": _MONTHS},
    Kind.ELIGIBLE_PERIOD: {"grace_days": Number(0, 3650)},
    Kind.INVENTORY_LIMIT: {"limit_cents": _CENTS, "positions": _POSITIONS, "always": _POSITIONS},
    Kind.DOUBLE_FUNDING: {},
    Kind.MARK_ON_VOUCHERS: {},
    Kind.AWARD_FOR_CONTRACTS: {"limit_cents": _CENTS, "positions": _POSITIONS},
    Kind.INTERIM_STATEMENT: {"due": DayOfYear()},
    Kind.FINAL_STATEMENT: {"months": _MONTHS},
    Kind.RETENTION: {"years": Number(1, 100)},
    Kind.CERTIFICATION: {"lead_days": Number(0, 365)},
}
"""The values of each kind; a rule has all of them, of days and months one."""
EITHER = frozenset({"days", "months"})
CODE_LENGTH = 12
_MONTH_AND_DAY = pattern(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def fits(shape: Shape, value: object) -> bool:
    """Whether a value has the shape that its rule asks for."""
    match shape:
        case Number(lowest, highest):
            return type(value) is int and lowest <= value <= highest
        case Word(words):
            return value in words
        case DayOfYear():
            return isinstance(value, str) and _is_day_of_year(value)
        case Codes():
            return (
                isinstance(value, tuple)
                and bool(value)
                and all(isinstance(c, str) and 0 < len(c) <= CODE_LENGTH for c in value)
            )


def _is_day_of_year(value: str) -> bool:
    if not _MONTH_AND_DAY.fullmatch(value):
        return False
    month, day = (int(part) for part in value.split("-"))
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class OwnValue:
    """A value that the pilot's notice sets itself; a rule without values has the name ""."""

    rule: str
    name: str
    value: Value
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Rule:
    """A rule with its norm; while a value is not confirmed, nothing is judged by it."""

    key: str
    kind: Kind
    norm: str
    confirmed: bool
    source: str
    valid_from: date
    values: Mapping[str, Value]
    own: tuple[OwnValue, ...] = ()
    """What the notice sets itself, already among the values."""

    def number(self, name: str) -> int:
        """A value that is a whole number."""
        found = self.values[name]
        if not isinstance(found, int):
            raise TypeError(name)
        return found

    def word(self, name: str) -> str:
        """A value that is a word or a day of the year."""
        found = self.values[name]
        if not isinstance(found, str):
            raise TypeError(name)
        return found

    def codes(self, name: str) -> frozenset[str]:
        """A value that is a list of positions."""
        found = self.values[name]
        if not isinstance(found, tuple):
            raise TypeError(name)
        return frozenset(found)

    def last_day(self, since: date) -> date:
        """The last day of a time of so many days or months from a day on."""
        if "months" in self.values:
            return add_months(since, self.number("months"))
        return since + timedelta(days=self.number("days"))


NO_LIMIT_DAYS = 36_500


@dataclass(frozen=True)
class RuleSet:
    """The auxiliary conditions that bind a pilot; what makes no sense for it is absent."""

    key: str
    title_de: str
    title_en: str
    source: str
    valid_from: date
    rules: tuple[Rule, ...]

    @property
    def title(self) -> str:
        """The official German name, as sheets to the funder cite it."""
        return self.title_de

    def rule(self, kind: Kind) -> Rule | None:
        """The rule of that kind, or None."""
        return next((rule for rule in self.rules if rule.kind is kind), None)

    def keyed(self, key: str) -> Rule | None:
        """The rule with that key, or None."""
        return next((rule for rule in self.rules if rule.key == key), None)

    @property
    def own(self) -> tuple[OwnValue, ...]:
        """All that the notice sets itself."""
        return tuple(one for rule in self.rules for one in rule.own)

    @property
    def position_overrun_percent(self) -> int | None:
        """How far a position may exceed its plan; None where positions do not bind."""
        rule = self.rule(Kind.POSITION_OVERRUN)
        return rule.number("percent") if rule else None

    @property
    def draw_down_days(self) -> int:
        """Days for the use of a draw-down, of a time in months the shortest they can be.

        NO_LIMIT_DAYS where nobody asks.
        """
        rule = self.rule(Kind.USE_OF_DRAW_DOWNS)
        if rule is None:
            return NO_LIMIT_DAYS
        starts = (date(2021, month, 1) for month in range(1, 13))
        return min((rule.last_day(start) - start).days for start in starts)

    @property
    def interim_statement_due(self) -> str | None:
        """The day (MM-DD) by which the interim statement of the year before is due, if any is."""
        rule = self.rule(Kind.INTERIM_STATEMENT)
        return rule.word("due") if rule else None

    @property
    def final_statement_months(self) -> int:
        """Months from the end of the period to the final statement; 0 where none is asked."""
        rule = self.rule(Kind.FINAL_STATEMENT)
        return rule.number("months") if rule else 0

    @property
    def retention_years(self) -> int | None:
        """Years for which vouchers are kept from the final statement on, if a rule says so."""
        rule = self.rule(Kind.RETENTION)
        return rule.number("years") if rule else None

    @property
    def grace_days(self) -> int:
        """Days after the period for payments of its invoices; 0 where no rule says so."""
        rule = self.rule(Kind.ELIGIBLE_PERIOD)
        return rule.number("grace_days") if rule else 0


def check_own(rule_set: RuleSet, own: OwnValue) -> None:
    """Refuses a value for a rule or name that the set does not have, or of another shape."""
    rule = rule_set.keyed(own.rule)
    if rule is None:
        raise DomainError("rule_set.no_such_rule", rule=own.rule)
    if not rule.values and own.name == own.value == "":
        return
    if own.name not in rule.values:
        raise DomainError("rule_set.no_such_value", name=own.name)
    if not fits(SHAPES[rule.kind][own.name], own.value):
        raise DomainError("rule_set.value_does_not_fit", "value")


def with_own(rule_set: RuleSet, own: Iterable[OwnValue]) -> RuleSet:
    """The rule set with the notice's own values; of two for the same value the later one."""
    latest = {(one.rule, one.name): one for one in own}
    for one in latest.values():
        check_own(rule_set, one)
    return replace(
        rule_set,
        rules=tuple(
            _with_own(rule, [one for one in latest.values() if one.rule == rule.key])
            for rule in rule_set.rules
        ),
    )


def _with_own(rule: Rule, own: list[OwnValue]) -> Rule:
    """The rule as it then binds: confirmed when every value is, the set's or the notice's."""
    if not own:
        return rule
    replaced = {one.name for one in own}
    rest_is_confirmed = rule.confirmed or not (set(rule.values) - replaced)
    return replace(
        rule,
        confirmed=all(one.confirmed for one in own) and rest_is_confirmed,
        values={**rule.values, **{one.name: one.value for one in own if one.name}},
        own=tuple(own),
    )
