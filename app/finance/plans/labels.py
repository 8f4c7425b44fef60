"""How the plan's codes read for people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.finance.plans.rules import Need, Needed
from app.formats import money

DRAFT_STATE = {
    "open": ("info", _l("Entwurf")),
    "adopted": ("success", _l("übernommen")),
    "dropped": ("neutral", _l("verworfen")),
}
NEED = {
    Need.NEW_GRANT: _l(
        "Die Summe ist %(after)s statt der bewilligten %(before)s. Dafür braucht es einen "
        "Änderungsbescheid über den Betrag der Zuwendung."
    ),
    Need.YEARS: _l(
        "Das Jahr %(subject)s hätte %(after)s statt %(before)s. Mittel zwischen Kalenderjahren zu "
        "verschieben braucht eine Zustimmung, bevor sie ausgegeben sind."
    ),
    Need.ABOVE_TOLERANCE: _l(
        "Position %(subject)s stiege um %(difference)s; ohne Zustimmung sind es höchstens "
        "%(allowed)s. Die Zustimmung muss vor der Überschreitung vorliegen."
    ),
    Need.NEW_POSITION: _l(
        "Position %(subject)s hatte bisher kein Geld und bekäme %(after)s. Eine neue Position "
        "braucht eine Zustimmung."
    ),
    Need.WITHIN_TOLERANCE: _l(
        "Position %(subject)s stiege um %(difference)s und bliebe innerhalb der erlaubten "
        "%(allowed)s, soweit andere ebenso viel einsparen: ohne Bescheid möglich."
    ),
}


def sentence_of(found: Needed) -> str:
    """What a reallocation needs, in a sentence with its figures."""
    change = found.change
    return str(NEED[found.need]) % {
        "subject": found.subject,
        "before": money(change.before_cents),
        "after": money(change.after_cents),
        "difference": money(abs(change.difference_cents)),
        "allowed": money(found.allowed_cents),
    }
