"""All tables in one import, for migrations and for the mapper; nothing else belongs here."""

from __future__ import annotations

from sqlalchemy.orm import configure_mappers

from app import audit
from app.accounts import models as accounts
from app.documents import models as documents
from app.evaluation.delivery import models as delivery
from app.evaluation.monitoring import models as monitoring
from app.evaluation.recipients import models as recipients
from app.evaluation.releases import models as releases
from app.finance import models as finance
from app.finance.bank import models as bank
from app.finance.closing import models as closing
from app.finance.commitments import models as commitments
from app.finance.grants import models as grants
from app.finance.inventory import models as inventory
from app.finance.outlook import models as outlook
from app.finance.plans import models as plans
from app.finance.staff import models as staff
from app.intake import models as intake
from app.milestones import models as milestones
from app.milestones.duties import models as duties
from app.notices import models as notices
from app.participants import models as participants
from app.participants.aftercare import models as aftercare
from app.participants.caseload import models as caseload
from app.participants.conditions import models as conditions
from app.participants.contacts import models as contacts
from app.participants.identity import models as identity
from app.participants.planning import models as planning
from app.participants.questionnaires import models as questionnaires
from app.participants.selection import models as selection
from app.participants.stays import models as stays
from app.partners import models as partners
from app.pilots import models as pilots
from app.reporting.funder_forms import models as funder_forms
from app.reporting.notifications import models as notifications
from app.reporting.reports import models as reports


def declare_tables() -> None:
    """Ties all tables and their version tables together; may be called again."""
    configure_mappers()


__all__ = [
    "accounts",
    "aftercare",
    "audit",
    "bank",
    "caseload",
    "closing",
    "commitments",
    "conditions",
    "contacts",
    "delivery",
    "documents",
    "duties",
    "finance",
    "funder_forms",
    "grants",
    "identity",
    "intake",
    "inventory",
    "milestones",
    "monitoring",
    "notices",
    "notifications",
    "outlook",
    "participants",
    "partners",
    "pilots",
    "planning",
    "plans",
    "questionnaires",
    "recipients",
    "releases",
    "reports",
    "selection",
    "staff",
    "stays",
]
