"""The costs leave the house: recorded first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit
from app.access import Actor
from app.errors import NotFound

if TYPE_CHECKING:
    from exports.allocation import CostReport


def check_kind(kind: str) -> None:
    """There is a workbook, and nothing else."""
    if kind != "xlsx":
        raise NotFound


def announce(actor: Actor) -> None:
    """Records that the costs leave the house; before they do."""
    audit.record(actor, "export_costs", "pilot", actor.pilot_id)


def write(report: CostReport) -> bytes:
    """The workbook."""
    from exports.allocation import write_cost_report

    return write_cost_report(report)
