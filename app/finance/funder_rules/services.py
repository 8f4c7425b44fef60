"""Choosing the auxiliary conditions of a pilot; every choice stays on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, Stale
from app.extensions import db
from app.pilots.models import RuleSetChoice
from app.pilots.queries import one_at_a_time, preset_on, rule_set_choices
from app.pilots.rule_set import OwnValue, RuleSet, with_own
from app.pilots.rule_set_files import own_as_json, shipped_rule_set


@dataclass(frozen=True)
class Change:
    """From when a change binds and why; `seen` is the latest choice it was made on, 0 for none."""

    valid_from: date
    reason: str
    seen: int


def choose_rule_set(actor: Actor, key: str, change: Change) -> None:
    """Another rule set binds from a day on, with its shipped values."""
    chosen = shipped_rule_set(key)
    row_id = _keep(actor, chosen, change)
    fields = ["rule_set", "valid_from"]
    audit.record(actor, "choose_rule_set", "rule_set_choice", row_id, fields)


def set_value(actor: Actor, own: OwnValue, change: Change) -> None:
    """The notice sets a value of the rule set in force otherwise, or confirms it."""
    if not own.source.strip():
        raise DomainError("rule_set.source_missing", "source")
    in_force = preset_on(actor.pilot_id, change.valid_from).rule_set
    row_id = _keep(actor, with_value(in_force, own), change)
    fields = ["own_values", "valid_from"]
    audit.record(actor, "set_rule_value", "rule_set_choice", row_id, fields)


def with_value(rule_set: RuleSet, own: OwnValue) -> RuleSet:
    """The rule set with one more value of the notice; those set before stay."""
    return with_own(shipped_rule_set(rule_set.key), [*rule_set.own, own])


def _keep(actor: Actor, chosen: RuleSet, change: Change) -> int:
    if not change.reason.strip():
        raise DomainError("rule_set.reason_missing", "reason")
    one_at_a_time(actor.pilot_id)
    if latest_choice([one.id for one in rule_set_choices(actor.pilot_id)]) != change.seen:
        raise Stale
    if preset_on(actor.pilot_id, change.valid_from).rule_set == chosen:
        raise DomainError("rule_set.nothing_changes", "valid_from")
    row = RuleSetChoice(
        pilot_id=actor.pilot_id,
        id=new_id(),
        key=chosen.key,
        valid_from=change.valid_from,
        own_values=own_as_json(chosen.own),
        reason=change.reason.strip(),
        chosen_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def latest_choice(ids: Sequence[int]) -> int:
    """The choice that was made last, 0 for none."""
    return max(ids, default=0)
