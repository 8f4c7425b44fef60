"""Who was referred: everybody of the list, and others who did not come into the pilot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from app.access import Actor
from app.cli.training.texts import FAMILY_NAMES, GIVEN_NAMES, REFERRAL_REASONS
from app.participants.identity.store import Name
from app.participants.listed import ListedPerson
from app.participants.selection.rules import Event
from app.participants.selection.services import Referral, decide, erase_due, refer
from app.participants.services.admission import Characteristics
from app.periods import Interval
from app.pilots.preset import Preset

DECLINED, REFUSED, ABSENT = Event.DECLINE, Event.REFUSE, Event.NOT_APPEAR
NOT_ADMITTED: dict[int, dict[Event | None, int]] = {
    2022: {DECLINED: 6, REFUSED: 4, ABSENT: 3},
    2023: {DECLINED: 7, REFUSED: 5, ABSENT: 4},
    2024: {DECLINED: 4, REFUSED: 3, ABSENT: 3, None: 6},
}
"""How many of whom were referred in a year but not admitted; None stands for undecided."""
REASONS = ("criteria", "no_place", "other_offer", "criteria", "other_offer", "no_place")
ERASED_LAST = date(2024, 3, 31)
"""When details were erased for the last time: some are due again on the training day."""


def refer_listed(actor: Actor, preset: Preset, people: Iterable[ListedPerson], day: date) -> None:
    """The referrals that the list tells of, before the list itself comes in."""
    rng = Random(1)  # noqa: S311 - the same work each time, no secret
    for person in people:
        referred_on = person.referred_on or person.admitted_on
        if referred_on > person.admitted_on:
            continue
        talk_on = min(referred_on + timedelta(rng.randint(3, 14)), person.admitted_on)
        referrer = rng.choices(("case_management", "integration", "self"), (8, 2, 1))[0]
        name = Name(
            person.family_name, person.given_name, person.birth_date, person.customer_number
        )
        facts = Referral(referred_on, referrer, _told(person), talk_on)
        refer(actor, preset, name, facts, day)


def _told(person: ListedPerson) -> Characteristics:
    return Characteristics(
        sex=person.sex,
        school=person.school,
        vocational=person.vocational,
        children=person.children,
        health_restriction=person.health_restriction,
        addiction=person.addiction,
    )


def refer_others(actor: Actor, preset: Preset, day: date) -> None:
    """Declined, refused, never appeared, still open; the older ones are erased already."""
    rng = Random(2)  # noqa: S311 - the same work each time, no secret
    for count, (year, event) in enumerate(_others()):
        referred_on = _day_in(rng, Interval(date(year, 1, 5), min(date(year, 12, 1), day)), event)
        talk_on = referred_on + timedelta(rng.randint(5, 16))
        facts = Referral(
            referred_on,
            rng.choices(("case_management", "integration", "self"), (8, 3, 1))[0],
            _characteristics(rng),
            talk_on,
            reason=rng.choice(REFERRAL_REASONS),
        )
        number = refer(actor, preset, _name(rng, count, year), facts, day)
        if event is not None:
            decided_on = min(talk_on + timedelta(rng.randint(0, 9)), day)
            reason = REASONS[count % len(REASONS)] if event is DECLINED else None
            decide(actor, number, event, decided_on, 1, day, reason)
    erase_due(actor, preset.selection.erase_after_days, ERASED_LAST)


def _others() -> Iterator[tuple[int, Event | None]]:
    for year, counts in NOT_ADMITTED.items():
        for event, count in counts.items():
            yield from [(year, event)] * count


def _day_in(rng: Random, period: Interval, event: Event | None) -> date:
    """A working day of the period; who is still undecided was referred in its last weeks."""
    assert period.end is not None
    latest = period.end - timedelta(30)
    start = period.end - timedelta(24) if event is None else period.start
    end = period.end - timedelta(3) if event is None else latest
    found = start + timedelta(rng.randrange((end - start).days))
    return found - timedelta(max(0, found.weekday() - 4))


def _name(rng: Random, count: int, year: int) -> Name:
    born = date(year - rng.randint(23, 52), rng.randint(1, 12), rng.randint(1, 28))
    family = FAMILY_NAMES[count % len(FAMILY_NAMES)]
    return Name(family, rng.choice(GIVEN_NAMES), born, f"000M{count + 1:06}")


def _characteristics(rng: Random) -> Characteristics:
    return Characteristics(
        sex=rng.choice(("female", "male")),
        school=rng.choice(("lower_secondary", "intermediate", "university_entrance")),
        vocational=rng.choice(("none", "dual", "dual", "school_based")),
        children=rng.choice((0, 0, 1, 2)),
        health_restriction=rng.random() < 0.9,
        addiction=rng.random() < 0.2,
    )
