"""Roles as named sets of permissions, and the decorator that every route bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What somebody may do in a pilot."""

    OVERVIEW = "overview"
    PARTICIPANTS = "participants"
    ALL_CASES = "participants.all_cases"
    NAMES = "participants.names"
    WORK_CASES = "participants.work"
    ADMIT_AGAINST_CRITERIA = "participants.admit_against_criteria"
    EVIDENCE = "participants.evidence"
    IMPORT_PARTICIPANTS = "participants.import"
    EXPORT_LIST = "participants.export_list"
    ERASE_CANDIDATES = "participants.erase_candidates"
    DISTRIBUTE_CASES = "participants.distribute_cases"
    OPEN_IN_EMERGENCY = "participants.open_in_emergency"
    CRISIS_PROCEDURE = "participants.crisis_procedure"
    NETWORK = "partners"
    KEEP_NETWORK = "partners.keep"
    MILESTONES = "milestones"
    PLAN_MILESTONES = "milestones.plan"
    FINANCE = "finance"
    KEEP_BOOKS = "finance.keep_books"
    APPROVE = "finance.approve"
    SET_RULES = "finance.set_rules"
    RELEASE = "evaluation.release"
    DOWNLOAD = "evaluation.download"
    APPROVE_RELEASE = "evaluation.approve"
    ANALYSES = "evaluation.analyses"
    MONITORING = "evaluation.monitoring"
    STATEMENT = "reporting.statement"
    PREPARE_REPORT = "reporting.prepare"
    PROGRAMME = "reporting.programme"
    IMPORTS = "imports"
    MANAGE_USERS = "accounts.manage"
    AUDIT_LOG = "audit.read"
    PILOT_SETTINGS = "pilot.settings"
    MOVE_CLOCK = "pilot.move_clock"


class Gate(StrEnum):
    """Routes outside a pilot: for everybody, for whoever has signed in, for holders of a token."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    TOKEN = "token"  # noqa: S105 - the name of a gate


_P = Permission
_CASES = {
    _P.OVERVIEW,
    _P.PARTICIPANTS,
    _P.NAMES,
    _P.WORK_CASES,
    _P.NETWORK,
    _P.KEEP_NETWORK,
    _P.MILESTONES,
}

ROLES: dict[str, frozenset[Permission]] = {
    "coordinator": frozenset(
        _CASES
        | {
            _P.ALL_CASES,
            _P.ADMIT_AGAINST_CRITERIA,
            _P.EVIDENCE,
            _P.IMPORT_PARTICIPANTS,
            _P.EXPORT_LIST,
            _P.ERASE_CANDIDATES,
            _P.DISTRIBUTE_CASES,
            _P.CRISIS_PROCEDURE,
            _P.PLAN_MILESTONES,
            _P.FINANCE,
            _P.SET_RULES,
            _P.RELEASE,
            _P.DOWNLOAD,
            _P.APPROVE_RELEASE,
            _P.ANALYSES,
            _P.MONITORING,
            _P.STATEMENT,
            _P.PREPARE_REPORT,
            _P.IMPORTS,
            _P.PILOT_SETTINGS,
            _P.MOVE_CLOCK,
        }
    ),
    "coach": frozenset(_CASES | {_P.OPEN_IN_EMERGENCY}),
    "deputy": frozenset(_CASES | {_P.OPEN_IN_EMERGENCY}),
    "finance": frozenset(
        {
            _P.OVERVIEW,
            _P.MILESTONES,
            _P.FINANCE,
            _P.KEEP_BOOKS,
            _P.STATEMENT,
            _P.PREPARE_REPORT,
            _P.IMPORTS,
            _P.PILOT_SETTINGS,
        }
    ),
    "approver": frozenset(
        {
            _P.OVERVIEW,
            _P.MILESTONES,
            _P.FINANCE,
            _P.APPROVE,
            _P.STATEMENT,
            _P.DOWNLOAD,
            _P.APPROVE_RELEASE,
            _P.ANALYSES,
            _P.MONITORING,
        }
    ),
    "evaluator": frozenset({_P.DOWNLOAD}),
    "auditor": frozenset(
        {
            _P.OVERVIEW,
            _P.EVIDENCE,
            _P.MILESTONES,
            _P.FINANCE,
            _P.STATEMENT,
            _P.AUDIT_LOG,
            _P.PILOT_SETTINGS,
        }
    ),
    "funder": frozenset({_P.PROGRAMME}),
    "administrator": frozenset({_P.MANAGE_USERS, _P.AUDIT_LOG, _P.PILOT_SETTINGS, _P.MOVE_CLOCK}),
}
"""Roles of the house (DOMAIN §5); the command line acts with all permissions."""

ON_DELIVERY = frozenset({_P.DOWNLOAD, _P.MANAGE_USERS})
"""All that any role grants on a delivery instance."""


@dataclass(frozen=True)
class Actor:
    """Who acts, in which pilot, with which permissions; `posts` are those held on the day."""

    user_id: int
    pilot_id: int
    permissions: frozenset[Permission]
    posts: frozenset[int] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the actor's roles grant this."""
        return permission in self.permissions

    @property
    def is_recipient(self) -> bool:
        """Whether all the actor may do is to fetch releases: one of the recipients' people."""
        return self.permissions <= ROLES["evaluator"]

    @property
    def sees_post(self) -> frozenset[int] | None:
        """Posts whose cases are visible; None means the cases of all posts."""
        return None if self.may(Permission.ALL_CASES) else self.posts


def permissions_of(
    roles: Iterable[str], further: Mapping[str, Iterable[str]] | None = None
) -> frozenset[Permission]:
    """All that roles grant; `further` are the programme's own, unknown ones grant nothing."""
    granted: set[Permission] = set()
    for role in roles:
        own = (further or {}).get(role, ())
        granted |= ROLES.get(role) or {Permission(permission) for permission in own}
    return frozenset(granted)


def requires(permission: Permission | Gate) -> Callable[[View], View]:
    """Declares what a route needs; a route without it is refused for everybody."""

    def mark(view: View) -> View:
        cast(Any, view).permission = permission
        return view

    return mark


def long_reading(view: View) -> View:
    """Marks a writing route that reads for long first and takes the write lock itself, late."""
    cast(Any, view).reads_first = True
    return view
