"""The kinds of import in one place, for pages and commands alike: read, compare, write, undo.

Reading happens before any lock is held; comparing and writing share one short
transaction, so that an import is seen whole or not at all and other writers hardly wait.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.access import Actor, Permission
from app.errors import DomainError
from app.evaluation.releases.queries import has_release_since
from app.finance.bank import ledger
from app.finance.bank.reading import read_bank_file
from app.finance.bank.services import statements as bank
from app.finance.overruns import overruns_with
from app.finance.plan_file import read_plan
from app.finance.services import plans, vouchers
from app.finance.staff import payroll_file
from app.finance.staff import services as staff
from app.finance.voucher_file import read_vouchers
from app.finance.voucher_row import HEADERS as VOUCHER_HEADERS
from app.intake import delimited, services, sheets
from app.intake.columns import Columns, heads_in, suggested
from app.intake.findings import Outcome
from app.intake.queries import known_heads
from app.intake.uploads import FileKind, kind_of
from app.participants import listed
from app.participants.listing import read_participant_list
from app.participants.services import imported, importing
from app.pilots.queries import PilotInForce, one_at_a_time, posts_of

Write = Callable[[int], None]


class ImportKind(StrEnum):
    """What can come in."""

    PLAN = "plan"
    PARTICIPANTS = "participants"
    VOUCHERS = "vouchers"
    BANK = "bank"
    PAYROLL = "payroll"


@dataclass(frozen=True)
class Kind:
    """How a kind of file is read, compared with what is there, and taken back."""

    permission: Permission
    read: Callable[[PilotInForce, bytes], Any]
    compare: Callable[[Actor, PilotInForce, Any], tuple[Outcome, Write]]
    check_undo: Callable[[Actor, int], None]
    undo: Callable[[Actor, int], None]
    columns: Callable[[PilotInForce, bytes], Columns | None]
    """The columns of a file that people may assign by hand; None where it names its own parts."""
    kept: Callable[[PilotInForce, bytes], bytes] = lambda _pilot, data: data
    """What of a file may be kept, while it waits for a decision and as what it is recognised."""


@dataclass(frozen=True)
class Taken:
    """What became of a file; `import_id` is None where nothing was written."""

    outcome: Outcome
    import_id: int | None


@dataclass(frozen=True)
class Assignable:
    """The heads of a file, and for each of our columns the one it is likely to be, or None."""

    columns: Columns
    heads: Sequence[str]
    suggested: Mapping[str, str | None]


def file_hash(data: bytes) -> str:
    """What the same file is recognised by."""
    return hashlib.sha256(data).hexdigest()


def read(kind: ImportKind, pilot: PilotInForce, data: bytes) -> Any:
    """Reads a file, holding no lock; DomainError where it cannot be read at all."""
    return KINDS[kind].read(pilot, data)


def kept(kind: ImportKind, pilot: PilotInForce, data: bytes) -> bytes:
    """What of a file may be kept; DomainError where that cannot be told."""
    return KINDS[kind].kept(pilot, data)


def preview(kind: ImportKind, actor: Actor, pilot: PilotInForce, parsed: Any) -> Outcome:
    """What taking it in would do; writes nothing."""
    return KINDS[kind].compare(actor, pilot, parsed)[0]


def take_in(
    kind: ImportKind,
    actor: Actor,
    pilot: PilotInForce,
    parsed: Any,
    file_name: str,
    data: bytes,
    accept_valid: bool,
) -> Taken:
    """Takes a file in, in the transaction that is open.

    With rejected rows nothing is written unless `accept_valid`; a file without anything new leaves
    nothing either.
    """
    # Whoever comes second compares with what the first has written.
    one_at_a_time(pilot.id)
    outcome, write = KINDS[kind].compare(actor, pilot, parsed)
    if not outcome.is_clean and not accept_valid:
        return Taken(outcome, None)
    if outcome.tally.accepted == 0:
        return Taken(outcome, None)
    # The same file is recognised whether it came whole or had waited.
    known_by = file_hash(kept(kind, pilot, data))
    import_id = services.record_import(actor, kind, file_name, known_by, outcome)
    write(import_id)
    return Taken(outcome, import_id)


def undo(kind: ImportKind, actor: Actor, import_id: int) -> None:
    """Takes a whole import back while nothing builds on it."""
    one_at_a_time(actor.pilot_id)
    KINDS[kind].check_undo(actor, import_id)
    services.mark_undone(actor, kind, import_id)
    KINDS[kind].undo(actor, import_id)


def assignable(kind: ImportKind, pilot: PilotInForce, data: bytes) -> Assignable | None:
    """The heads of a file and what they are likely to be; None where nothing can be assigned."""
    columns = KINDS[kind].columns(pilot, data)
    if columns is None:
        return None
    is_text = kind_of(data) is FileKind.CSV
    top = (
        delimited.read_top(data)
        if is_text
        else sheets.read_top(data, columns.names, columns.sheet_title)
    )
    known = known_heads(pilot.id, kind)
    heads = heads_in(top, columns, known)
    if len(heads) < len(columns.necessary):
        return None
    return Assignable(columns, heads, suggested(columns, heads, known))


def _positions(pilot: PilotInForce) -> list[str]:
    return [position.code for position in pilot.preset.positions]


def _read_plan(pilot: PilotInForce, data: bytes) -> Any:
    return read_plan(data, _positions(pilot), pilot.preset.years)


def _compare_plan(actor: Actor, pilot: PilotInForce, parsed: Any) -> tuple[Outcome, Write]:
    plan = plans.compare(actor, pilot.preset, parsed, pilot.day)
    return parsed.outcome, lambda import_id: plans.write(actor, plan, import_id)


def _read_participants(pilot: PilotInForce, data: bytes) -> Any:
    posts = [post.title for post in posts_of(pilot.id) if post.carries_cases]
    known = known_heads(pilot.id, ImportKind.PARTICIPANTS)
    return read_participant_list(data, pilot.preset.lists, posts, known)


def _compare_participants(actor: Actor, pilot: PilotInForce, parsed: Any) -> tuple[Outcome, Write]:
    new = importing.compare(actor, pilot.preset, parsed)
    return parsed.outcome, lambda import_id: imported.write(actor, pilot.preset, new, import_id)


def _check_undo_participants(actor: Actor, import_id: int) -> None:
    if has_release_since(actor.pilot_id, import_id):
        raise DomainError("participant.import_released")
    importing.check_undo(actor, import_id)


def _read_vouchers(pilot: PilotInForce, data: bytes) -> Any:
    known = known_heads(pilot.id, ImportKind.VOUCHERS)
    return read_vouchers(data, _positions(pilot), vouchers.known_numbers(pilot.id), known)


def _compare_vouchers(actor: Actor, pilot: PilotInForce, parsed: Any) -> tuple[Outcome, Write]:
    new = vouchers.compare(actor, pilot.preset.notice, parsed)
    parsed.outcome.findings.extend(overruns_with(pilot.id, pilot.preset, new, pilot.day))
    return parsed.outcome, lambda import_id: vouchers.write(actor, new, import_id)


def _read_bank(pilot: PilotInForce, data: bytes) -> Any:
    return read_bank_file(data, pilot.preset.bank, known_heads(pilot.id, ImportKind.BANK))


def _compare_bank(actor: Actor, _pilot: PilotInForce, parsed: Any) -> tuple[Outcome, Write]:
    taken = bank.compare(actor, parsed.statements)
    outcome = parsed.outcome.joined(taken.outcome)
    return outcome, lambda import_id: bank.write(actor, taken, import_id)


def _is_ledger(pilot: PilotInForce, data: bytes) -> bool:
    return pilot.preset.bank.source == "cost_centre" and kind_of(data) is FileKind.CSV


def _columns_of_bank(pilot: PilotInForce, data: bytes) -> Columns | None:
    return ledger.COLUMNS if _is_ledger(pilot, data) else None


def _kept_of_bank(pilot: PilotInForce, data: bytes) -> bytes:
    if not _is_ledger(pilot, data):
        return data
    return ledger.kept_of(data, pilot.preset.bank, known_heads(pilot.id, ImportKind.BANK))


def _same_columns(columns: Columns | None) -> Callable[[PilotInForce, bytes], Columns | None]:
    return lambda _pilot, _data: columns


def _read_payroll(pilot: PilotInForce, data: bytes) -> Any:
    posts = {post.title: post.id for post in posts_of(pilot.id)}
    return payroll_file.read_payroll(data, posts, known_heads(pilot.id, ImportKind.PAYROLL))


def _compare_payroll(actor: Actor, _pilot: PilotInForce, parsed: Any) -> tuple[Outcome, Write]:
    new = staff.compare(actor, parsed)
    return parsed.outcome, lambda import_id: staff.write(actor, new, import_id)


def _nothing_to_check(_actor: Actor, _import_id: int) -> None:
    """A plan is checked while it is undone."""


KINDS: Mapping[ImportKind, Kind] = {
    ImportKind.PLAN: Kind(
        Permission.KEEP_BOOKS,
        _read_plan,
        _compare_plan,
        _nothing_to_check,
        plans.undo,
        _same_columns(None),
    ),
    ImportKind.PARTICIPANTS: Kind(
        Permission.IMPORT_PARTICIPANTS,
        _read_participants,
        _compare_participants,
        _check_undo_participants,
        importing.undo,
        _same_columns(Columns(listed.HEADERS, listed.NECESSARY, listed.SHEET_TITLE)),
    ),
    ImportKind.VOUCHERS: Kind(
        Permission.KEEP_BOOKS,
        _read_vouchers,
        _compare_vouchers,
        vouchers.check_undo,
        vouchers.undo,
        _same_columns(Columns(VOUCHER_HEADERS, VOUCHER_HEADERS)),
    ),
    ImportKind.BANK: Kind(
        Permission.KEEP_BOOKS,
        _read_bank,
        _compare_bank,
        bank.check_undo,
        bank.undo,
        _columns_of_bank,
        _kept_of_bank,
    ),
    ImportKind.PAYROLL: Kind(
        Permission.KEEP_BOOKS,
        _read_payroll,
        _compare_payroll,
        staff.check_undo,
        staff.undo,
        _same_columns(Columns(payroll_file.HEADERS, payroll_file.NECESSARY)),
    ),
}
