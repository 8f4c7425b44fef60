"""Social security numbers: entered one by one or as a table, looked at on record, removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app import audit
from app.database import new_id
from app.errors import DomainError
from app.evaluation.monitoring import queries
from app.evaluation.monitoring.models import MonitoringNumber
from app.evaluation.monitoring.rules.life import State, check_open
from app.evaluation.monitoring.rules.number import checked, fits_age, masked
from app.evaluation.monitoring.rules.rows import Stay
from app.evaluation.monitoring.services import vault
from app.evaluation.monitoring.services.desk import Contents, Desk, contents, destroy_numbers
from app.extensions import db
from app.intake.findings import Finding, Severity


@dataclass(frozen=True)
class Line:
    """A row of a table of numbers, as it was read."""

    line: int
    participant: str
    number: str


class TableRefused(DomainError):
    """Nothing of a table was taken; `findings` say why, by line, without a number."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("monitoring.table_refused", "file", count=len(findings))
        self.findings = findings


def enter_number(desk: Desk, delivery_id: int, participant: int, text: str) -> None:
    """Keeps the number of a participant, sealed, until the delivery is handed over."""
    found = contents(desk, delivery_id, to_change=True)
    check_open(State(found.row.state))
    stay = found.stay(participant)
    _keep(desk, found, stay, checked(text))
    audit.record(
        desk.actor,
        "enter_monitoring_number",
        "participation",
        stay.participation_id,
        ["social_security_number"],
    )


def _keep(desk: Desk, found: Contents, stay: Stay, number: str) -> None:
    row, person = found.row, stay.person_id
    key = vault.key_of(desk.settings, row, is_new=not found.numbers)
    mark = vault.mark_of(key, number)
    _check_free(found, person, mark)
    one = found.numbers.get(person)
    if one is None:
        one = MonitoringNumber(
            pilot_id=row.pilot_id, id=new_id(), delivery_id=row.id, person_id=person
        )
        db.session.add(one)
    one.sealed, one.mark = vault.seal(key, number, row.pilot_id, one.id), mark
    one.fits_age = fits_age(number, stay.age_at_entry, stay.admitted_on)
    one.entered_by, one.entered_at = desk.actor.user_id, desk.now
    db.session.flush()
    found.numbers[person] = one


def _check_free(found: Contents, person_id: int, mark: str) -> None:
    """No number stands for two people."""
    for person, one in found.numbers.items():
        if one.mark == mark and person != person_id:
            other = next(stay.number for stay in found.members.stays if stay.person_id == person)
            raise DomainError("monitoring.number_taken", "number", other=other)


def remove_number(desk: Desk, delivery_id: int, participant: int) -> None:
    """Destroys the number of a participant that was entered by mistake."""
    found = contents(desk, delivery_id, to_change=True)
    check_open(State(found.row.state))
    stay = found.stay(participant)
    one = found.numbers.get(stay.person_id)
    if one is None:
        raise DomainError("monitoring.no_number")
    destroy_numbers(found.row, [one.id])
    audit.record(
        desk.actor,
        "remove_monitoring_number",
        "participation",
        stay.participation_id,
        ["social_security_number"],
    )


def take_table(desk: Desk, delivery_id: int, lines: Sequence[Line]) -> int:
    """Keeps the numbers of a table, all or none of them; returns how many.

    They replace those that the same people had.
    """
    found = contents(desk, delivery_id, to_change=True)
    check_open(State(found.row.state))
    if not lines:
        raise DomainError("monitoring.table_empty", "file")
    taken, findings = _checked_lines(found, lines)
    if not findings:
        people = [stay.person_id for _line, stay, _number in taken]
        before = [found.numbers.pop(person) for person in people if person in found.numbers]
        destroy_numbers(found.row, [one.id for one in before])
        findings = _kept_lines(desk, found, taken)
    if findings:
        raise TableRefused(findings)
    audit.record(
        desk.actor,
        "take_monitoring_numbers",
        "monitoring_delivery",
        delivery_id,
        ["social_security_number"],
    )
    return len(taken)


def _checked_lines(
    found: Contents, lines: Sequence[Line]
) -> tuple[list[tuple[Line, Stay, str]], list[Finding]]:
    by_number = {str(stay.number): stay for stay in found.members.stays}
    taken: list[tuple[Line, Stay, str]] = []
    findings: list[Finding] = []
    seen: dict[int, int] = {}
    for one in lines:
        stay = by_number.get(one.participant)
        if stay is None:
            findings.append(_finding(one, DomainError("monitoring.not_in_file")))
            continue
        if stay.person_id in seen:
            again = DomainError("monitoring.person_twice", first=seen[stay.person_id])
            findings.append(_finding(one, again))
            continue
        seen[stay.person_id] = one.line
        try:
            taken.append((one, stay, checked(one.number)))
        except DomainError as error:
            findings.append(_finding(one, error))
    return taken, findings


def _kept_lines(
    desk: Desk, found: Contents, taken: Iterable[tuple[Line, Stay, str]]
) -> list[Finding]:
    findings = []
    for one, stay, number in taken:
        try:
            _keep(desk, found, stay, number)
        except DomainError as error:
            findings.append(_finding(one, error))
    return findings


def _finding(one: Line, error: DomainError) -> Finding:
    params = tuple(error.params.items())
    return Finding(error.key, Severity.ERROR, one.line, params=params)


def endings(desk: Desk, found: Contents) -> dict[int, str]:
    """By person the number with all but its last characters as dots; none where they are lost."""
    if not vault.has_key(desk.settings, found.row):
        return {}
    return {person: masked(number) for person, number in _opened(desk, found).items()}


def announce_look(desk: Desk, delivery_id: int) -> None:
    """Records that somebody is about to look at the whole numbers."""
    row = queries.delivery(desk.actor.pilot_id, delivery_id)
    audit.record(desk.actor, "look_at_monitoring_numbers", "monitoring_delivery", row.id)


def whole_numbers(desk: Desk, found: Contents) -> dict[int, str]:
    """The numbers by person; whoever shows them has announced the look and committed that."""
    return _opened(desk, found)


def _opened(desk: Desk, found: Contents) -> dict[int, str]:
    if not found.numbers:
        return {}
    key = vault.key_of(desk.settings, found.row)
    return {person: vault.unseal(key, one) for person, one in found.numbers.items()}
