"""The parts of the application, each a blueprint; most live under the address of a pilot."""

from __future__ import annotations

from flask import Flask

from app import cli
from app.accounts import administration
from app.accounts import routes as accounts
from app.evaluation import routes as evaluation
from app.finance import routes as finance
from app.finance.bank import routes as bank
from app.intake import routes as intake
from app.milestones import routes as milestones
from app.participants import routes as participants
from app.participants.aftercare import routes as aftercare
from app.participants.capacity import routes as capacity
from app.participants.caseload import routes as caseload
from app.participants.conditions import routes as conditions
from app.participants.contacts import routes as contacts
from app.participants.dwell import routes as dwell
from app.participants.planning import routes as planning
from app.participants.questionnaires import routes as questionnaires
from app.participants.selection import routes as selection
from app.participants.stays import routes as stays
from app.partners import routes as partners
from app.pilots import routes as pilots
from app.reporting import routes as reporting

IN_PILOT = "/p/<pilot_key>"


def register(web: Flask) -> None:
    """Registers every part and the commands."""
    web.register_blueprint(accounts.blueprint)
    for part in (
        administration,
        evaluation,
        bank,
        finance,
        intake,
        milestones,
        participants,
        aftercare,
        capacity,
        caseload,
        conditions,
        contacts,
        dwell,
        partners,
        planning,
        questionnaires,
        selection,
        stays,
        pilots,
        reporting,
    ):
        web.register_blueprint(part.blueprint, url_prefix=IN_PILOT)
    cli.register(web)
