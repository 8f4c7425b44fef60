"""What happens to releases: prepared, approved, fetched, withdrawn, deleted."""

from app.evaluation.releases.services.deciding import approve, discard, withdraw
from app.evaluation.releases.services.deleting import (
    forget_files,
    note_confirmation,
    note_letter,
    note_request,
)
from app.evaluation.releases.services.drafting import (
    Draft,
    Wish,
    checked,
    courses_among,
    draft_release,
    prepare,
)
from app.evaluation.releases.services.handing_out import OpenedFile, open_file
from app.evaluation.releases.services.handing_over import (
    Handover,
    forget_handover,
    make_handover,
    note_handover,
    open_handover,
)
from app.evaluation.releases.services.standing import note_refusal, seen

__all__ = [
    "Draft",
    "Handover",
    "OpenedFile",
    "Wish",
    "approve",
    "checked",
    "courses_among",
    "discard",
    "draft_release",
    "forget_files",
    "forget_handover",
    "make_handover",
    "note_confirmation",
    "note_handover",
    "note_letter",
    "note_refusal",
    "note_request",
    "open_file",
    "open_handover",
    "prepare",
    "seen",
    "withdraw",
]
