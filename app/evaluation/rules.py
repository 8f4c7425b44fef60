"""Who and what belongs into a dataset for a day of account; pure, without a clock.

A dataset shows the state of that day: what happened later is not known in it. Consent is the one
exception: whoever has withdrawn since is left out all the same (Art. 7 (3) GDPR).
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from app.participants.rules import Episode, Move, episodes, is_in_care, stage_on
from app.periods import whole_months

EVALUATION: Final = "evaluation"
HEALTH_DATA: Final = "health_data"
FOLLOW_UP: Final = "follow_up"
PURPOSES: Final = {EVALUATION: "evaluation", HEALTH_DATA: "health", FOLLOW_UP: "follow_up"}
"""What consents are given for, and what declarations of columns and datasets call it."""

_PSEUDONYM_BYTES: Final = 10
"""80 bits, 16 characters: two of a million people collide with less than 1 in 10^12."""

_FURTHEST_SHIFT: Final = 183

SMALL_CELL: Final = 5
"""Groups below this may not appear in what is published (DOMAIN: small cells)."""


class Consented(NamedTuple):
    """A consent to one purpose, withdrawn or not."""

    purpose: str
    given_on: date
    withdrawn_on: date | None


class Stay(NamedTuple):
    """A participation as it is recorded today, with its consents and its standing moves."""

    person_id: int
    participation_id: int
    referred_on: date | None
    admitted_on: date
    exited_on: date | None
    exit_reason: str | None
    outcome: str | None
    age_at_entry: int | None
    sex: str | None
    school: str | None
    vocational: str | None
    children: int | None
    health_restriction: bool | None
    addiction: bool | None
    against_criteria: bool
    consents: Sequence[Consented] = ()
    moves: Sequence[Move] = ()


class KnownStay(NamedTuple):
    """A participation as far as the day of account knows it; `number` counts the person's stays."""

    number: int
    stay: Stay
    exited_on: date | None
    is_in_care: bool
    stage: int | None
    dwell_months: int
    episodes: Sequence[Episode]
    permitted: frozenset[str]
    """The consents in force, as declarations call them: evaluation, health, follow_up."""


def known_stays(stays: Sequence[Stay], day: date) -> list[KnownStay]:
    """The stays of one person, ordered by entry, that belong into the dataset of a day.

    Left out are admissions after the day and stays without consent to evaluation.
    """
    withdrawals = [consent for stay in stays for consent in stay.consents if consent.withdrawn_on]
    return [
        _known(number, stay, day, _permitted(stay, withdrawals, day))
        for number, stay in enumerate(stays, 1)
        if stay.admitted_on <= day and is_permitted(EVALUATION, stay.consents, withdrawals, day)
    ]


def _permitted(stay: Stay, withdrawals: Sequence[Consented], day: date) -> frozenset[str]:
    return frozenset(
        declared
        for purpose, declared in PURPOSES.items()
        if is_permitted(purpose, stay.consents, withdrawals, day)
    )


def is_permitted(
    purpose: str, consents: Sequence[Consented], withdrawals: Sequence[Consented], day: date
) -> bool:
    """Whether one of the consents was in force on the day and still stands today.

    `withdrawals` are those of the person in any stay: one ends every consent to the purpose that
    was given up to its day; a consent given on a later day counts again.
    """
    ended = [w.withdrawn_on for w in withdrawals if w.purpose == purpose and w.withdrawn_on]
    return any(
        consent.purpose == purpose
        and consent.given_on <= day
        and consent.withdrawn_on is None
        and all(consent.given_on > withdrawn_on for withdrawn_on in ended)
        for consent in consents
    )


def _known(number: int, stay: Stay, day: date, permitted: frozenset[str]) -> KnownStay:
    exited_on = stay.exited_on if stay.exited_on is not None and stay.exited_on <= day else None
    moves = [move for move in stay.moves if move.entered_on <= day]
    in_care = is_in_care(stay.admitted_on, exited_on, day)
    return KnownStay(
        number=number,
        stay=stay,
        exited_on=exited_on,
        is_in_care=in_care,
        stage=stage_on(moves, day) if in_care else None,
        dwell_months=whole_months(stay.admitted_on, exited_on or day),
        episodes=episodes(moves, exited_on),
        permitted=permitted,
    )


def was_admitted(stays: Sequence[Stay], day: date) -> bool:
    """Whether the person had been admitted by the day: who is not in the dataset was left out."""
    return any(stay.admitted_on <= day for stay in stays)


def pseudonym(key: bytes, pilot_id: int, person_id: int, recipient: str) -> str:
    """Sixteen characters, the same for a person in every release to that recipient of the pilot.

    Keyed hash (HMAC-SHA256): without the key nobody gets from person to pseudonym or back, and
    two recipients cannot bring their data together.
    """
    said = f"{pilot_id}:{person_id}:{recipient}".encode()
    short = hmac.digest(key, said, "sha256")[:_PSEUDONYM_BYTES]
    return base64.b32encode(short).decode("ascii").lower()


def scope_of(scope: str, generation: int) -> str:
    """What the pseudonyms of a recipient are bound to; after a leak there is a new generation."""
    return scope if generation == 1 else f"{scope}:{generation}"


def scope_of_days(scope: str) -> str:
    """What shifted days are bound to: the same in all generations.

    Both shifts of one person, laid side by side through the pseudonyms handed over, would narrow
    down the true days; and waves of different generations would come apart.
    """
    return scope.partition(":")[0]


def shift_days(key: bytes, pilot_id: int, person_id: int, scope: str) -> int:
    """From 1 to 183 days, forth or back: the same for all dates of a person within a scope."""
    said = f"shift:{pilot_id}:{person_id}:{scope}".encode()
    drawn = int.from_bytes(hmac.digest(key, said, "sha256")[:8]) % (2 * _FURTHEST_SHIFT)
    return drawn - _FURTHEST_SHIFT + (drawn >= _FURTHEST_SHIFT)


def is_small(k: int) -> bool:
    """Whether somebody stands in a group of fewer than SMALL_CELL people."""
    return 0 < k < SMALL_CELL
