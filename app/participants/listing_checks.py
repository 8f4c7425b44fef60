"""What the cells of a list must say together: order of days, repeated people, returners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.intake.row_reader import RowReader
from app.participants.listed import (
    ADMITTED,
    BORN,
    CONSENT,
    EXIT_REASON,
    EXITED,
    NUMBER,
    OUTCOME,
    REFERRED,
    STAGES,
    ListedPerson,
)


def check_days(
    reader: RowReader, days: Mapping[str, date | None], stage_days: Mapping[int, date]
) -> None:
    """Days of one row against each other; what cannot be is an error, what is odd a warning."""
    born, entry, exit_ = days[BORN], days[ADMITTED], days[EXITED]
    consent, referral = days[CONSENT], days[REFERRED]
    if consent is None and not reader.refused(CONSENT):
        reader.error(CONSENT, "participant.consent_missing")
    if entry is None:
        return
    if born and born >= entry:
        reader.error(BORN, "participant.birth_after_entry")
    if referral and referral > entry:
        reader.warn(REFERRED, "participant.referral_after_entry")
    if consent and consent > entry:
        reader.warn(CONSENT, "participant.consent_after_entry")
    if exit_ and exit_ < entry:
        reader.error(EXITED, "participant.exit_before_entry")
    else:
        _check_stages(reader, entry, exit_, stage_days)


def _check_stages(
    reader: RowReader, entry: date, exit_: date | None, stage_days: Mapping[int, date]
) -> None:
    latest = entry
    for number, day in sorted(stage_days.items()):
        if day < entry:
            reader.warn(STAGES[number], "participant.stage_before_entry", stage=number)
        elif day < latest:
            reader.warn(STAGES[number], "participant.stages_not_ascending", stage=number)
        if exit_ and day > exit_:
            reader.warn(STAGES[number], "participant.stage_after_exit", stage=number)
        latest = max(latest, day)


def check_exit(
    reader: RowReader, exited_on: date | None, reason: str | None, outcome: str | None
) -> None:
    """An exit has a day and a reason; one without the other is let in with a warning."""
    if reader.refused(EXITED):
        return
    if exited_on is None:
        if reason is not None:
            reader.warn(EXIT_REASON, "participant.exit_reason_without_exit")
        if outcome is not None:
            reader.warn(OUTCOME, "participant.outcome_without_exit")
    elif reason is None and not reader.refused(EXIT_REASON):
        reader.warn(EXITED, "participant.exit_without_reason")


def is_repeated(reader: RowReader, person: ListedPerson, earlier: Sequence[ListedPerson]) -> bool:
    """Whether an earlier line says the same; `earlier` are the rows taken of the same number.

    Another person under the number, the same admission told differently or overlapping
    participations are errors; an admission after an exit is a returner and fine.
    """
    for other in earlier:
        if other.identity_key != person.identity_key:
            reader.error(NUMBER, "participant.number_of_other_person", first_line=other.line)
        elif other.admitted_on != person.admitted_on:
            if not _apart(other, person):
                reader.error(ADMITTED, "participant.participations_overlap", first_line=other.line)
        elif _content(other) == _content(person):
            reader.warn(NUMBER, "intake.duplicate_of_line", first_line=other.line)
            return True
        else:
            reader.error(NUMBER, "participant.repeated_with_changes", first_line=other.line)
        if reader.failed:
            return False
    return False


def _apart(one: ListedPerson, other: ListedPerson) -> bool:
    first, second = sorted((one, other), key=lambda person: person.admitted_on)
    return first.exited_on is not None and first.exited_on <= second.admitted_on


def _content(person: ListedPerson) -> ListedPerson:
    family, given, _ = person.identity_key
    return replace(
        person,
        line=0,
        running_number=None,
        customer_number=person.number_key,
        family_name=family,
        given_name=given,
    )
