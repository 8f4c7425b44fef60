"""Barriers and resources with their course, circumstances, interruptions, what became of people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from random import Random

from app.cli.training.cases import Case
from app.participants.aftercare.services import NEW, Statement, record_whereabouts
from app.participants.conditions.rules.barriers import BARRIER, RESOURCE, Since
from app.participants.conditions.services.barriers import Noted, change_state, note_condition
from app.participants.conditions.services.circumstances import set_circumstance
from app.participants.services.consents import give_consent
from app.participants.stays.services import interrupt
from app.periods import add_months
from app.pilots.preset import Preset

HEALTH = ("musculoskeletal", "mental", "pain", "cardiovascular", "metabolic", "neurological")
SOCIAL = ("debts", "care_duties", "mobility", "isolation", "housing")
RESOURCES = ("qualification", "work_experience", "family_support", "motivation")
COURSES = (
    ("in_progress", "reduced"),
    ("in_progress", "reduced", "removed"),
    ("in_progress",),
    ("in_progress", "worse", "in_progress"),
    (),
)
"""Courses of a barrier after it was noted as open."""
AIMS = {
    "disability_pension": {"em_pension": "granted"},
    "rehabilitation": {"medical_rehab": "granted", "vocational_rehab": "applied"},
    "measure": {"vocational_rehab": "granted"},
    "case_management": {"em_pension": "not_applied"},
}
PERSPECTIVES = {
    "disability_pension": "pension_application",
    "rehabilitation": "rehabilitation",
    "training": "training",
    "employment": "none",
    "measure": "employment_search",
    "case_management": "case_management",
}
PAUSES = (("hospital", 18), ("rehabilitation", 35), ("parental_leave", None), ("other", 21))
"""Interruptions of the demonstration with their days; None lasts on."""


def note(case: Case, rng: Random, day: date) -> None:
    """One or two barriers of health, one of the social ones for some, a resource."""
    groups = rng.sample(HEALTH, rng.choice((1, 1, 2)))
    groups += ["addiction"] if case.addiction else []
    groups += rng.sample(SOCIAL, rng.choice((0, 1)))
    noted_on = case.within(case.admitted_on + timedelta(14))
    for group in groups if case.has_health_consent else ():
        since = Since(date(case.admitted_on.year - rng.randint(1, 9), 1, 1), "year")
        _follow(case, group, since, noted_on, rng, day)
    told = Noted(rng.choice(RESOURCES))
    note_condition(case.worker, case.number, RESOURCE, told, "present", noted_on, (), day)


def _follow(case: Case, group: str, since: Since, noted_on: date, rng: Random, day: date) -> None:
    told = (case.worker, case.number)
    condition = note_condition(*told, BARRIER, Noted(group, since), "open", noted_on, (), day)
    on, version = noted_on, 1
    for state in rng.choice(COURSES):
        on = on + timedelta(rng.randint(45, 150))
        if on > case.last:
            return
        change_state(*told, condition, state, on, version, day)
        version += 1


def tell_circumstances(case: Case, rng: Random, day: date) -> None:
    """Since when benefits are drawn, the household, the work of those in care."""
    told = (case.worker, case.number)
    since = date(case.admitted_on.year - rng.randint(1, 5), rng.randint(1, 12), 1)
    set_circumstance(*told, "benefit_since", since.isoformat(), None, day)
    alone = ("single_parent", "couple_with_children") if case.children else ("single", "couple")
    set_circumstance(*told, "household", rng.choice(alone), case.admitted_on, day)
    if case.is_in_care:
        set_circumstance(*told, "employment", "unemployed", case.admitted_on, day)
        if case.days > 400 and rng.random() < 0.4:
            began = case.within(case.last - timedelta(rng.randint(20, 150)))
            set_circumstance(*told, "employment", "marginal", began, day)


def pause(case: Case, kind: str, days: int | None, day: date) -> None:
    """An interruption in the middle of the stay, or one that began a while ago and lasts."""
    if days is None:
        start, until = case.last - timedelta(70), None
    else:
        start = case.admitted_on + timedelta(case.days // 2)
        until = start + timedelta(days)
    interrupt(case.worker, case.number, kind, start, until, day)


def follow_up(
    case: Case, preset: Preset, statuses: Collection[str], rng: Random, day: date
) -> None:
    """Consent to be asked later, the status at the exit, the follow-ups whose day has come."""
    if case.exited_on is None or not case.has_health_consent:
        return
    agrees = rng.random() < 0.75
    if agrees:
        told = (case.worker, preset, case.number)
        give_consent(*told, "follow_up", case.last, "written", day)
    status = case.outcome if case.outcome in statuses else "unknown"
    _tell(case, preset, 0, case.exited_on, status, statuses, day)
    for months in preset.measurement.after_exit_months if agrees else ():
        asked_on = add_months(case.exited_on, months) + timedelta(rng.randint(-9, 16))
        if asked_on > day or rng.random() < 0.1:
            continue
        status = rng.choice(("employment", "training", "measure", status, status))
        told_status = status if rng.random() < 0.75 else None
        _tell(case, preset, months, asked_on, told_status, statuses, day)


def _tell(
    case: Case,
    preset: Preset,
    months: int,
    asked_on: date,
    status: str | None,
    statuses: Collection[str],
    day: date,
) -> None:
    told = Statement(
        asked_on=asked_on,
        status=status,
        missing=None if status else "not_reached",
        perspective=PERSPECTIVES.get(status or "") if months == 0 else None,
        aims=AIMS.get(status or "", {}),
    )
    record_whereabouts(case.worker, preset, case.number, months, told, NEW, statuses, day)
