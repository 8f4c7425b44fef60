"""Contacts, notes and institutions brought in, over the time of a stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.cli.training.cases import Case
from app.cli.training.texts import CASE_NOTES, CONTACT_NOTES
from app.participants.contacts.services import ContactFacts, record_contact, write_note
from app.participants.services.consents import Proof
from app.participants.stays.services import Released, release_secrecy
from app.partners.services.involvements import Help, Stay, bring_in
from app.pilots.preset import Preset

PURPOSES = {
    "health_insurer": "other",
    "clinic": "medical_rehab",
    "medical_practice": "diagnostics",
    "psychotherapy": "treatment",
    "counselling": "debt_counselling",
    "addiction_help": "addiction_counselling",
    "pension_insurance": "vocational_rehab",
    "education": "qualification",
    "employer": "placement",
    "self_help": "everyday_support",
}
"""For what the invented institutions are brought in, by their kind."""
RESULTS = ("achieved", "achieved", "partly", "partly", "not_achieved", "refused_by_person")
MINUTES = {
    "talk": (45, 60, 60, 90),
    "phone": (10, 15, 20, 30),
    "video": (30, 45),
    "home_visit": (60, 90),
    "accompaniment": (90, 120, 180),
}
IN_VAIN = 0.08
"""Share of contacts that were only tried."""
GAPS = (28, 35, 42, 49, 63)
"""Days between contacts; the last two months are denser."""


@dataclass(frozen=True)
class Brought:
    """An institution that helps a person, since when and, if known, until when."""

    partner_id: int
    from_day: date
    until_day: date | None

    def helps_on(self, day: date) -> bool:
        """Whether the institution helps on a day."""
        return self.from_day <= day and (self.until_day is None or day < self.until_day)


def involve(case: Case, partners: Mapping[str, int], rng: Random, day: date) -> list[Brought]:
    """One to three institutions, the first of them with a release from secrecy."""
    kinds = [kind for kind in PURPOSES if kind != "addiction_help" or case.addiction]
    found = []
    for kind in rng.sample(kinds, rng.choice((1, 1, 2, 2, 3)) if case.days > 60 else 0):
        since = case.within(case.admitted_on + timedelta(rng.randint(20, max(21, case.days - 30))))
        planned = since + timedelta(rng.randint(60, 300))
        lasts = case.is_in_care and planned > case.last
        ended = None if lasts else max(since, case.within(planned))
        result = rng.choice(RESULTS) if ended is not None else None
        given = Help(partners[kind], PURPOSES[kind], since, ended, result)
        bring_in(case.worker, Stay(case.participation_id, case.earliest), given, day)
        found.append(Brought(partners[kind], since, ended))
    if found and rng.random() < 0.6:
        first = found[0]
        released = Released(first.partner_id, "mutual", first.from_day)
        proof = Proof(f"Handakte {case.number}, Blatt 3")
        release_secrecy(case.worker, case.number, released, "written", proof, day)
    return found


def meet(case: Case, preset: Preset, helpers: Sequence[Brought], rng: Random, day: date) -> None:
    """Contacts from the day of admission on, some of them tried in vain, and a note or two."""
    topics = [topic.key for topic in preset.contact_topics]
    topics = [key for key in topics if key != "addiction" or case.addiction]
    topics = [key for key in topics if key != "family" or case.children]
    favourites = rng.sample(topics, 3)
    for held_on in _days(case, rng):
        record_contact(
            case.worker, preset, case.number, _contact(held_on, favourites, helpers, rng), day
        )
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        written_on = case.within(case.admitted_on + timedelta(rng.randint(0, case.days)))
        write_note(case.worker, case.number, written_on, rng.choice(CASE_NOTES), day)


def _days(case: Case, rng: Random) -> list[date]:
    on, found = case.admitted_on, set[date]()
    while on <= case.last:
        found.add(case.within(on))
        is_late = case.is_in_care and (case.last - on).days < 60
        on += timedelta(rng.choice((7, 10, 14, 21)) if is_late else rng.choice(GAPS))
    return sorted(found)


def _contact(
    held_on: date, favourites: Sequence[str], helpers: Sequence[Brought], rng: Random
) -> ContactFacts:
    kind = rng.choices(tuple(MINUTES), (50, 26, 5, 7, 12))[0]
    helping = [one.partner_id for one in helpers if one.helps_on(held_on)]
    with_partner = rng.choice(helping) if helping and kind == "accompaniment" else None
    if rng.random() < IN_VAIN:
        return ContactFacts(held_on, 5, "phone", was_reached=False)
    chosen = rng.sample(favourites, rng.choice((1, 1, 2)))
    note = rng.choice(CONTACT_NOTES[chosen[0]]) if rng.random() < 0.35 else ""
    return ContactFacts(held_on, rng.choice(MINUTES[kind]), kind, chosen, with_partner, note=note)
