"""The parts of the application, each a blueprint; most live under the address of a pilot."""

from __future__ import annotations

from typing import Final

from flask import Flask

from app import cli
from app.accounts import administration
from app.accounts import routes as accounts
from app.accounts.second_factor import routes as second_factor
from app.evaluation import routes as evaluation
from app.evaluation.analyses import routes as analyses
from app.evaluation.delivery import routes as delivery
from app.evaluation.monitoring import routes as monitoring
from app.evaluation.recipients import routes as recipients
from app.evaluation.releases import routes as releases
from app.finance import routes as finance
from app.finance.bank import routes as bank
from app.finance.bank.accounts import routes as bank_accounts
from app.finance.closing import routes as closing
from app.finance.commitments import routes as commitments
from app.finance.funder_rules import routes as funder_rules
from app.finance.grants import routes as grants
from app.finance.inventory import routes as inventory
from app.finance.journal import routes as journal
from app.finance.outlook import routes as outlook
from app.finance.plans import routes as plans
from app.finance.staff import routes as staff
from app.intake import routes as intake
from app.milestones.duties import routes as milestones
from app.milestones.trend import routes as trend
from app.notices import routes as notices
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
from app.reporting.allocation import routes as allocation
from app.reporting.breakdown import routes as breakdown
from app.reporting.figures import routes as figures
from app.reporting.funder_forms import routes as funder_forms
from app.reporting.notifications import routes as notifications
from app.reporting.programme import routes as programme
from app.reporting.readiness import routes as readiness
from app.reporting.reports import routes as reports

IN_PILOT = "/p/<pilot_key>"


PARTS_OF_A_PILOT: Final = (
    administration,
    evaluation,
    releases,
    recipients,
    analyses,
    monitoring,
    bank,
    bank_accounts,
    finance,
    commitments,
    plans,
    outlook,
    grants,
    allocation,
    funder_rules,
    staff,
    inventory,
    closing,
    journal,
    intake,
    milestones,
    trend,
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
    breakdown,
    figures,
    reports,
    readiness,
    funder_forms,
    notifications,
    programme,
)


DELIVERED_PARTS: Final = frozenset({"accounts", "second_factor", "users", "delivery"})
DELIVERED: Final = frozenset(
    {
        "static",
        "evaluation.codebook",
        "releases.index",
        "releases.detail",
        "releases.difference",
        "releases.quality",
        "releases.fetch",
        "releases.check_program",
    }
)
"""All that a delivery instance has, beside the parts that it has whole; nothing else is there."""


def is_delivered(endpoint: str) -> bool:
    """Whether a delivery instance has this endpoint; what is new is not there until named here."""
    return endpoint in DELIVERED or endpoint.partition(".")[0] in DELIVERED_PARTS


def register(web: Flask) -> None:
    """Registers every part and the commands."""
    for part in (accounts, second_factor, notices, delivery):
        web.register_blueprint(part.blueprint)
    for part in PARTS_OF_A_PILOT:
        web.register_blueprint(part.blueprint, url_prefix=IN_PILOT)
    cli.register(web, is_delivery=web.extensions["pilotbuch_settings"].is_delivery)
