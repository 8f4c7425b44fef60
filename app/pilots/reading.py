"""Reading a preset from TOML: every fault is named by its key, and by its line where known."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from typing import Any

from app.access import ROLES, Permission
from app.errors import DomainError
from app.money import euros, parse_amount
from app.pilots.monitoring import monitoring_faults
from app.pilots.preset import MEASURES, InventorySettings, Preset, under_rule_set
from app.pilots.records import Fault, PresetRefused, record_from
from app.pilots.report_sections import REPORT_KINDS, SHOWN
from app.pilots.rule_set_files import rule_set_from

CRITERION_KINDS = frozenset(
    {"stated", "health_or_addiction", "age_below", "qualification", "children_at_least"}
)
GATES = frozenset({"consent_participation", "consent_health_data", "coach", "baseline", "plan"})
SEERS = frozenset({"case", "workers", "nobody"})
SOURCES = frozenset({"account", "cost_centre"})
LEDGER_SIGNS = frozenset({"costs", "cash"})
INTEREST_FROM = frozenset({"payout", "day_after"})
ALLOCATION_KEYS = ("month", "period", "none")
OUTLOOK_METHODS = ("staff", "trend", "plan", "known")
DAY_COUNTS = frozenset({"actual_365", "actual_360"})
PERMISSIONS = frozenset(str(permission) for permission in Permission)
LISTS = frozenset({"sex", "school", "vocational", "exit_reason", "outcome"})


def shipped_preset(key: str) -> str:
    """The text of a preset that comes with the program; DomainError if there is none."""
    entry = files("app.pilots") / "presets" / f"{key}.toml"
    if not key.replace("_", "").isalnum() or not entry.is_file():
        raise DomainError("preset.unknown", preset=key)
    return entry.read_text(encoding="utf-8")


def read_preset(text: str) -> Preset:
    """A validated preset from TOML; raises PresetRefused naming every fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PresetRefused([Fault("", "preset.no_toml", detail=str(error))]) from error
    return _build(raw, text)


def preset_from_configuration(raw: dict[str, Any]) -> Preset:
    """A preset from the stored configuration (see `configuration_of`)."""
    return _build(raw, "")


def configuration_of(preset: Preset) -> dict[str, Any]:
    """The preset as plain JSON values, the shape of the TOML file."""
    plain = _plain(preset)
    plain["notice"]["grant"] = f"{euros(plain['notice'].pop('grant_cents'))}"
    own = [_plain(one) for one in preset.rule_set.own]
    plain["rule_set"] = {"key": preset.rule_set.key, "values": own}
    return dict(plain)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _build(raw: dict[str, Any], text: str) -> Preset:
    faults: list[Fault] = []
    raw = {**_of_this_shape(raw), "notice": _grant_in_cents(raw.get("notice"), faults)}
    rule_set = rule_set_from(raw.pop("rule_set", None), faults)
    preset: Preset = record_from(Preset, {**raw, "rule_set": rule_set}, faults)
    if not faults:
        for found in (_contradictions, _unknown_words, _repeated, _faults_of_plan, _of_monitoring):
            faults += found(preset)
    if faults or rule_set is None:
        raise PresetRefused([_with_line(fault, text) for fault in faults])
    return under_rule_set(preset, rule_set)


def _of_this_shape(raw: dict[str, Any]) -> dict[str, Any]:
    """A configuration of before the programme's own reports stood apart from the rule set."""
    older = raw.get("rule_set")
    if not isinstance(older, dict) or "monitoring_due" not in older:
        return raw
    return {"reports": {"monitoring_due": older["monitoring_due"]}, **raw}


def _grant_in_cents(notice: Any, faults: list[Fault]) -> Any:
    if not isinstance(notice, dict) or "grant" not in notice:
        return notice
    rest = {key: value for key, value in notice.items() if key != "grant"}
    try:
        rest["grant_cents"] = parse_amount(str(notice["grant"]))
    except ValueError:
        faults.append(Fault("notice.grant", "preset.no_amount", detail=str(notice["grant"])))
        rest["grant_cents"] = 0
    return rest


def _amounts(preset: Preset) -> dict[str, int]:
    """What has to be above 0, by key."""
    return {
        "notice.grant": preset.notice.grant_cents,
        "target.participants": preset.target.participants,
        "target.caseload_ratio": preset.target.caseload_ratio,
        "selection.erase_after_days": preset.selection.erase_after_days,
        "measurement.interval_months": preset.measurement.interval_months,
        "capacity.planned_until_n": preset.capacity.planned_until_n,
        "stays.emergency_hours": preset.stays.emergency_hours,
        "grants.payout_days": preset.grants.payout_days,
        "reminders.lead_days": min(preset.reminders.lead_days, default=1),
        "reminders.overdue_every_days": preset.reminders.overdue_every_days,
        "inventory.limit_net_cents": preset.inventory.limit_net_cents,
    }


def _contradictions(preset: Preset) -> list[Fault]:
    """What is well-formed but cannot be: found only in a preset whose shape is right."""
    notice, target = preset.notice, preset.target
    checks = [
        *((value > 0, key, "preset.not_positive") for key, value in _amounts(preset).items()),
        (notice.starts_on < notice.ends_on, "notice.ends_on", "preset.ends_before_start"),
        (
            0 < target.planned_mean_dwell_months <= target.maximum_dwell_months,
            "target.maximum_dwell_months",
            "preset.dwell_order",
        ),
        (
            [s.number for s in preset.stages] == list(range(1, len(preset.stages) + 1)),
            "stages",
            "preset.stage_numbers",
        ),
        (bool(preset.positions), "positions", "preset.empty"),
        (bool(preset.stages), "stages", "preset.empty"),
    ]
    return [Fault(key, code) for holds, key, code in checks if not holds]


def _faults_of_plan(preset: Preset) -> list[Fault]:
    """Packages that end before they begin, milestones that wait for one another in a circle."""
    faults = [
        Fault(f"packages[{i}].ends_on", "preset.ends_before_start")
        for i, package in enumerate(preset.packages)
        if package.ends_on < package.starts_on
    ]
    faults += [
        Fault(f"milestones[{i}].at_least", "preset.not_positive")
        for i, milestone in enumerate(preset.milestones)
        if milestone.measure and milestone.at_least <= 0
    ]
    try:
        TopologicalSorter({one.key: one.needs for one in preset.milestones}).prepare()
    except CycleError as error:
        faults.append(Fault("milestones", "preset.circle", detail=" → ".join(error.args[1])))
    return faults


def _of_monitoring(preset: Preset) -> list[Fault]:
    stages = tuple(str(stage.number) for stage in preset.stages)
    return monitoring_faults(preset.monitoring, preset.consents.purposes, stages, "monitoring.")


def _unknown_words(preset: Preset) -> list[Fault]:
    purposes = set(preset.consents.purposes)
    words: list[tuple[str, str, Container[str]]] = [
        *((f"criteria[{i}].kind", c.kind, CRITERION_KINDS) for i, c in enumerate(preset.criteria)),
        *(
            (f"stages[{i}].gates", gate, GATES)
            for i, stage in enumerate(preset.stages)
            for gate in stage.gates
        ),
        *((f"lists.{key}", key, LISTS) for key in preset.lists),
        *_words_of_plan(preset),
        ("measurement.single_answers", preset.measurement.single_answers, SEERS),
        ("bank.source", preset.bank.source, SOURCES),
        ("bank.ledger_sign", preset.bank.ledger_sign, LEDGER_SIGNS),
        *(
            ("voucherwork.award_positions", code, {one.code for one in preset.positions})
            for code in preset.voucherwork.award_positions
        ),
        ("grants.interest_from", preset.grants.interest_from, INTEREST_FROM),
        ("allocation.default", preset.allocation.default, ALLOCATION_KEYS),
        ("outlook.default", preset.outlook.default, OUTLOOK_METHODS),
        *(
            (f"{name}.{key}", code, {position.code for position in preset.positions})
            for name, key, code in _ways(preset)
        ),
        ("grants.day_count", preset.grants.day_count, DAY_COUNTS),
        *(
            (f"consents.texts[{i}].purpose", text.purpose, purposes)
            for i, text in enumerate(preset.consents.texts)
        ),
        *_section_words(preset),
        *(
            (f"roles[{i}].permissions", permission, PERMISSIONS)
            for i, role in enumerate(preset.roles)
            for permission in role.permissions
        ),
        *(
            ("consents.required_for_admission", purpose, purposes)
            for purpose in preset.consents.required_for_admission
        ),
        *(
            ("consents.covered_by_list_column", purpose, purposes)
            for purpose in preset.consents.covered_by_list_column
        ),
    ]
    return [
        Fault(key, "preset.unknown_word", detail=word)
        for key, word, allowed in words
        if word not in allowed
    ]


def _section_words(preset: Preset) -> list[tuple[str, str, frozenset[str]]]:
    """What the chapters of the factual report show, and which reports have them."""
    sections = list(enumerate(preset.reports.sections))
    return [
        *(
            (f"reports.sections[{i}].shows", word, SHOWN)
            for i, one in sections
            for word in one.shows
        ),
        *(
            (f"reports.sections[{i}].kinds", kind, REPORT_KINDS)
            for i, one in sections
            for kind in one.kinds
        ),
    ]


def _words_of_plan(preset: Preset) -> Iterator[tuple[str, str, Container[str]]]:
    packages = {"", *(package.key for package in preset.packages)}
    keys = {milestone.key for milestone in preset.milestones}
    for i, one in enumerate(preset.milestones):
        yield f"milestones[{i}].package", one.package, packages
        yield f"milestones[{i}].measure", one.measure.partition(":")[0], ("", *MEASURES)
        yield from ((f"milestones[{i}].needs", key, keys) for key in one.needs)


def _ways(preset: Preset) -> list[tuple[str, str, str]]:
    """Section, key and position of all that says how a position is spread, estimated or used."""
    sections: list[tuple[str, tuple[str, ...], object]] = [
        ("allocation", ALLOCATION_KEYS, preset.allocation),
        ("outlook", OUTLOOK_METHODS, preset.outlook),
    ]
    if preset.inventory != InventorySettings():
        # a plan without the position that is assumed where nothing is said is no fault
        sections.append(("inventory", ("positions", "without_items"), preset.inventory))
    return [
        (name, key, code)
        for name, keys, settings in sections
        for key in keys
        for code in getattr(settings, key)
    ]


def _repeated(preset: Preset) -> list[Fault]:
    keys = {
        "posts": [post.key for post in preset.posts],
        "criteria": [criterion.key for criterion in preset.criteria],
        "positions": [position.code for position in preset.positions],
        "contact_topics": [topic.key for topic in preset.contact_topics],
        "selection.referrers": [referrer.key for referrer in preset.selection.referrers],
        "milestones": [milestone.key for milestone in preset.milestones],
        "reports.sections": [section.key for section in preset.reports.sections],
        "packages": [package.key for package in preset.packages],
        "allocation": [code for key in ALLOCATION_KEYS for code in getattr(preset.allocation, key)],
        "roles": [*ROLES, *(role.key for role in preset.roles)] if preset.roles else [],
    }
    return [
        Fault(name, "preset.repeated", detail=value)
        for name, values in keys.items()
        for value in sorted({v for v in values if values.count(v) > 1})
    ]


def _with_line(fault: Fault, text: str) -> Fault:
    """The fault with the line where its last key is written, if it is written once."""
    name = fault.key.rsplit(".", 1)[-1].split("[")[0]
    section = fault.key.split(".")[0].split("[")[0]
    lines = [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if line.split("=")[0].strip() in (name, f"[{name}]")
        or line.strip() in (f"[{section}.{name}]", f"[[{name}]]")
    ]
    line = lines[0] if len(lines) == 1 else None
    return Fault(fault.key, fault.code, line, fault.detail)
