"""What a release would hold, before anything is prepared."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.access import Actor
from app.config import Settings
from app.evaluation.anonymity.difference import Finding
from app.evaluation.anonymity.proposals import Proposal
from app.evaluation.freezing import Place, Pseudonyms, Survey, freeze_answer
from app.evaluation.recipients.models import Recipient
from app.evaluation.releases import queries
from app.evaluation.releases.composing import sheet_of
from app.evaluation.releases.keeping import ROWS, kept, unpack_rows
from app.evaluation.releases.protecting import (
    Examined,
    examine,
    learned_from,
    token_of,
    without_days,
)
from app.evaluation.releases.services import Wish
from app.pilots.queries import PilotInForce
from exports.datasets import PERSONS
from exports.frozen import FrozenSheet


@dataclass(frozen=True)
class Preview:
    """People in the answer, and how well they are protected; nothing of the latter without rows of
    people."""

    survey: Survey
    examined: Examined | None
    learned: Sequence[Finding]

    @property
    def choices(self) -> list[tuple[str, Proposal]]:
        """The proposals, each with the token by which it is chosen."""
        if self.examined is None or self.examined.proposals is None:
            return []
        return [(token_of(one.plan), one) for one in self.examined.proposals.found]


def preview_of(
    actor: Actor, pilot: PilotInForce, recipient: Recipient, wish: Wish, settings: Settings
) -> Preview:
    """Reads the answer to a question without keeping it; only the sheet of persons is made."""
    settings.files.mkdir(mode=0o700, parents=True, exist_ok=True)
    pseudonyms = Pseudonyms(settings.keys["pseudonym"], actor.pilot_id, recipient.pseudonym_scope)
    wanted = tuple(key for key in wish.question.datasets if key == PERSONS.key)
    with tempfile.TemporaryDirectory(dir=settings.files) as name:
        folder = Path(name)
        frozen = freeze_answer(
            Place(actor.pilot_id, pilot.preset),
            replace(wish.question, datasets=wanted),
            pseudonyms,
            folder,
        )
        sheet = sheet_of(frozen.sheets, PERSONS.key)
        if sheet is None:
            return Preview(frozen.survey, None, ())
        is_published = wish.question.kind == "publication"
        if is_published:
            sheet = without_days(sheet, folder / "persons.published")
        return Preview(
            frozen.survey,
            examine(sheet, wish.target, is_published=is_published),
            learned_of(actor, recipient, wish, sheet, settings, folder),
        )


def learned_of(
    actor: Actor,
    recipient: Recipient,
    wish: Wish,
    sheet: FrozenSheet,
    settings: Settings,
    folder: Path,
) -> Sequence[Finding]:
    """What the recipient would learn from this release and the one before together."""
    row = queries.previous_release(actor.pilot_id, recipient.id, wish.question.kind)
    if row is None:
        return ()
    packed = folder / "earlier.zip"
    packed.write_bytes(kept(settings, row.pilot_id, row.id, ROWS))
    before = next((one for one in unpack_rows(packed) if one.key == PERSONS.key), None)
    return () if before is None else learned_from(before, sheet, wish.k_asked)
