"""The journal leaves the house: recorded before the file is written."""

from __future__ import annotations

from app import audit
from app.access import Actor


def announce_export(actor: Actor) -> None:
    """Records that the journal is about to be written as a file, so that none is missing."""
    audit.record(actor, "export_journal", "journal", None, ["format"])
