"""flask status: the figures of a day, for people and programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

from app.cli.desk import DAY, command, day_of, desk, say
from app.finance.bank.queries import reconciliation
from app.finance.queries import spent_by_position
from app.messages import amount
from app.participants.figures import caseload, dwell, people
from app.pilots.queries import PilotInForce
from app.web import one_transaction


@click.command("status")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--on", "on_day", type=DAY, help="Stichtag / day of account")
@click.option("--json", "as_json", is_flag=True)
@command
def status(pilot_key: str, on_day: object, as_json: bool) -> None:
    """Die Zahlen eines Stichtags / the figures of a day of account."""
    with one_transaction():
        pilot = desk(pilot_key).pilot
    figures = status_on(pilot, day_of(on_day) if on_day else pilot.day)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    who, money = figures["participants"], figures["budget"]
    say(
        f"{who['admitted']} aufgenommen, {who['in_care']} in Betreuung, {who['exited']} "
        f"ausgetreten; {amount(money['spent_cents'], 'de')} von "
        f"{amount(money['granted_cents'], 'de')} ausgegeben.",
        f"{who['admitted']} admitted, {who['in_care']} in care, {who['exited']} exited; "
        f"{amount(money['spent_cents'], 'en')} of {amount(money['granted_cents'], 'en')} spent.",
    )


def status_on(pilot: PilotInForce, day: date) -> dict[str, Any]:
    """The figures as the contract has them."""
    preset = pilot.preset
    found = people(pilot.id, day, [stage.number for stage in preset.stages])
    stays = dwell(pilot.id, day)
    spent = spent_by_position(pilot.id, day, [position.code for position in preset.positions])
    bank = reconciliation(pilot.id, day)
    return {
        "participants": {
            "admitted": found.admitted,
            "in_care": found.in_care,
            "exited": found.exited,
            "by_stage": {str(stage): count for stage, count in found.by_stage.items()},
        },
        "caseload": {
            "ratio": preset.target.caseload_ratio,
            "posts": {
                post.title: {
                    "fte": post.fte_percent / 100,
                    "in_care": post.in_care,
                    "load": None if post.load is None else round(post.load, 4),
                }
                for post in caseload(pilot.id, day, preset)
            },
        },
        "dwell_days": {
            "mean_completed": round(stays.mean_completed or 0.0, 2),
            "completed": stays.completed,
        },
        "budget": {
            "granted_cents": preset.notice.grant_cents,
            "spent_cents": sum(spent.values()),
            "by_position": spent,
        },
        "bank": {"entries": bank.entries, "matched": bank.matched, "unmatched": bank.unmatched},
    }
