"""Reading the rule sets that come with the program, and what a pilot's notice changes in them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from app.errors import DomainError
from app.pilots.records import Fault, PresetRefused, record_from
from app.pilots.rule_set import (
    EITHER,
    SHAPES,
    Kind,
    OwnValue,
    Rule,
    RuleSet,
    Value,
    fits,
    with_own,
)

RULE_SETS = ("anbest_p", "anbest_gk", "no_funder")
"""The rule sets that a pilot can choose, in the order of choice."""


@dataclass(frozen=True)
class _WrittenRule:
    key: str
    kind: str
    norm: str
    confirmed: bool
    source: str
    values: dict[str, Any]
    valid_from: date | None = None


@dataclass(frozen=True)
class _WrittenSet:
    key: str
    title_de: str
    title_en: str
    source: str
    valid_from: date
    rules: tuple[_WrittenRule, ...]


@cache
def shipped_rule_set(key: str) -> RuleSet:
    """A rule set that comes with the program; DomainError if there is none."""
    if key not in RULE_SETS:
        raise DomainError("rule_set.unknown", "key", rule_set=key)
    entry = files("app.pilots") / "rule_sets" / f"{key}.toml"
    return read_rule_set(entry.read_text(encoding="utf-8"))


def read_rule_set(text: str) -> RuleSet:
    """A validated rule set from TOML; raises PresetRefused naming every fault."""
    faults: list[Fault] = []
    written: _WrittenSet = record_from(_WrittenSet, tomllib.loads(text), faults)
    if faults:
        raise PresetRefused(faults)
    for place, rule in enumerate(written.rules):
        faults.extend(_faults_of(rule, f"rules[{place}]"))
    keys = [rule.key for rule in written.rules]
    repeated = sorted({key for key in keys if keys.count(key) > 1})
    faults.extend(Fault("rules", "preset.repeated", detail=key) for key in repeated)
    if faults:
        raise PresetRefused(faults)
    rules = tuple(_rule(rule, written.valid_from) for rule in written.rules)
    return RuleSet(
        written.key, written.title_de, written.title_en, written.source, written.valid_from, rules
    )


def _faults_of(rule: _WrittenRule, path: str) -> list[Fault]:
    if rule.kind not in set(Kind):
        return [Fault(f"{path}.kind", "preset.unknown_word", detail=rule.kind)]
    shapes = SHAPES[Kind(rule.kind)]
    found = [
        Fault(f"{path}.values.{name}", "preset.unknown_key")
        for name in rule.values
        if name not in shapes
    ]
    found += [
        Fault(f"{path}.values.{name}", "preset.unknown_word", detail=str(value))
        for name, value in rule.values.items()
        if name in shapes and not fits(shapes[name], _listed(value))
    ]
    missing = set(shapes) - set(rule.values) - EITHER
    if EITHER & set(shapes) and len(EITHER & set(rule.values)) != 1:
        missing.add("days")
    return found + [Fault(f"{path}.values.{name}", "preset.missing") for name in sorted(missing)]


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _rule(written: _WrittenRule, since: date) -> Rule:
    return Rule(
        written.key,
        Kind(written.kind),
        written.norm,
        written.confirmed,
        written.source,
        written.valid_from or since,
        {name: _listed(value) for name, value in written.values.items()},
    )


@cache
def rule_set_in_force(key: str, own: str) -> RuleSet:
    """A shipped rule set with the notice's own values, given as JSON (see `own_as_json`)."""
    return with_own(shipped_rule_set(key), [own_value(one) for one in json.loads(own)])


def own_as_json(own: Sequence[OwnValue]) -> str:
    """Own values as they are stored."""
    return json.dumps([vars(one) for one in own], ensure_ascii=False, sort_keys=True)


def own_value(raw: Mapping[str, Any]) -> OwnValue:
    """An own value from a table; what is misspelt or missing raises TypeError."""
    return OwnValue(**{**raw, "value": _listed(raw.get("value", ""))})


def rule_set_from(raw: Any, faults: list[Fault]) -> RuleSet | None:
    """The rule set that a preset names, with its own values; what is wrong is added to the faults.

    Configurations of before there were rule sets as data spell the values out: those that differ
    from the shipped ones become own values.
    """
    if not isinstance(raw, dict) or "key" not in raw:
        faults.append(Fault("rule_set.key", "preset.missing"))
        return None
    unknown = sorted(set(raw) - {"key", "values"})
    if "title" in raw:
        raw, unknown = {"key": raw["key"], "values": _of_older_shape(raw)}, []
    faults.extend(Fault(f"rule_set.{name}", "preset.unknown_key") for name in unknown)
    try:
        own = [own_value(one) for one in raw.get("values", ())]
        return with_own(shipped_rule_set(str(raw["key"])), own)
    except DomainError as error:
        faults.append(Fault("rule_set", error.key, detail=str(raw["key"])))
    except TypeError:
        faults.append(Fault("rule_set.values", "preset.no_table"))
    return None


OLDER = {
    "position_overrun_percent": (Kind.POSITION_OVERRUN, "percent"),
    "draw_down_days": (Kind.USE_OF_DRAW_DOWNS, "days"),
    "interim_statement_due": (Kind.INTERIM_STATEMENT, "due"),
    "final_statement_months": (Kind.FINAL_STATEMENT, "months"),
    "retention_years": (Kind.RETENTION, "years"),
}


def _of_older_shape(raw: Mapping[str, Any]) -> list[dict[str, Value | bool]]:
    shipped, found = shipped_rule_set(str(raw["key"])), []
    for name, (kind, value_name) in OLDER.items():
        rule = shipped.rule(kind)
        if (
            rule
            and value_name in rule.values
            and raw.get(name) not in {None, rule.values[value_name]}
        ):
            found.append(
                {
                    "rule": rule.key,
                    "name": value_name,
                    "value": raw[name],
                    "source": "Voreinstellung des Vorhabens",
                    "confirmed": True,
                }
            )
    return found
