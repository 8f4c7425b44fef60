"""Consents to the programme's monitoring: most people agree, some later withdraw."""

from __future__ import annotations

from datetime import date, timedelta

from app.cli.training.cases import Case
from app.participants.queries import consents_of
from app.participants.services.consents import give_consent, withdraw_consent
from app.pilots.preset import Preset

PURPOSE = "programme_monitoring"
REFUSE, WITHDRAW = 6, 19
"""Every sixth person was not asked or does not want it; every nineteenth withdraws."""


def agree(case: Case, preset: Preset, day: date) -> None:
    """The consent with the others at the entry, without chance: no other draw moves by it."""
    if not case.has_health_consent or case.number % REFUSE == 0:
        return
    given_on = case.within(case.admitted_on)
    give_consent(case.worker, preset, case.number, PURPOSE, given_on, "written", day)
    if case.number % WITHDRAW == 0:
        told = consents_of(case.worker.pilot_id, case.participation_id)
        consent = next(one for one in told if one.purpose == PURPOSE)
        on = case.within(day - timedelta(60))
        withdraw_consent(case.worker, case.number, consent.id, on, day)
