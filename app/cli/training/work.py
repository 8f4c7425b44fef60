"""All of the invented case work in one step, the same each time."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

from app.access import Actor
from app.cli.desk import Desk
from app.cli.training import conditions, contacts, monitoring, network, plans, waves
from app.cli.training.cases import Case, cases_of

SEED = 20240630


def fill(at: Desk, workers: Collection[Actor], statuses: Collection[str]) -> None:
    """Work about every case, each by who holds its post; `statuses` are the known whereabouts."""
    preset, day = at.pilot.preset, at.pilot.day
    partners = network.fill(at.actor, day)
    waves.put_in_force(at.actor, preset)
    cases: dict[int, Case] = {}
    for worker in workers:
        for case in cases_of(worker, day):
            rng = Random(SEED + case.number)  # noqa: S311 - the same each time, no secret
            helpers = contacts.involve(case, partners, rng, day)
            contacts.meet(case, preset, helpers, rng, day)
            plans.plan(case, rng, day)
            plans.note_tasks(case, rng, day)
            conditions.note(case, rng, day)
            conditions.tell_circumstances(case, rng, day)
            conditions.follow_up(case, preset, statuses, rng, day)
            monitoring.agree(case, preset, day)
            cases[case.number] = case
    settled = [case for case in cases.values() if case.is_in_care and case.days > 240]
    for case, (kind, days) in zip(settled[::5], conditions.PAUSES, strict=False):
        conditions.pause(case, kind, days, day)
    rng = Random(SEED)  # noqa: S311 - the same each time, no secret
    waves.ask(at.actor, cases, preset, rng, day)
