"""All tables in one import, for migrations and for the mapper; nothing else belongs here."""

from __future__ import annotations

from sqlalchemy.orm import configure_mappers

from app import audit
from app.accounts import models as accounts
from app.evaluation import models as evaluation
from app.finance import models as finance
from app.finance.bank import models as bank
from app.intake import models as intake
from app.milestones import models as milestones
from app.participants import models as participants
from app.participants.identity import models as identity
from app.pilots import models as pilots


def declare_tables() -> None:
    """Ties all tables and their version tables together; may be called again."""
    configure_mappers()


__all__ = [
    "accounts",
    "audit",
    "bank",
    "evaluation",
    "finance",
    "identity",
    "intake",
    "milestones",
    "participants",
    "pilots",
]
