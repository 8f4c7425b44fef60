"""How contacts and notes read for people."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.pilots.preset import Preset
from app.wording import language, ngettext

KIND = {
    "talk": _l("Gespräch"),
    "phone": _l("Telefon"),
    "video": _l("Video"),
    "home_visit": _l("Hausbesuch"),
    "accompaniment": _l("Begleitung zu einem Termin"),
}
NOTE = "note"
"""The kind under which the course also filters notes of the file."""
COURSE = {**KIND, NOTE: _l("Aktennotiz")}
MONTHS = (
    *(_l("Januar"), _l("Februar"), _l("März"), _l("April"), _l("Mai"), _l("Juni")),
    *(_l("Juli"), _l("August"), _l("September"), _l("Oktober"), _l("November"), _l("Dezember")),
)


def topics(preset: Preset) -> dict[str, str]:
    """Keys and titles of the programme's topics, in its order."""
    english = language() == "en"
    return {one.key: one.title_en if english else one.title_de for one in preset.contact_topics}


def minutes(count: int) -> str:
    """1 Minute, 45 Minuten."""
    return ngettext("%(num)d Minute", "%(num)d Minuten", count) % {"num": count}


def contacts(count: int) -> str:
    """1 Kontakt, 12 Kontakte."""
    return ngettext("%(num)d Kontakt", "%(num)d Kontakte", count) % {"num": count}


def month(year: int, number: int) -> str:
    """Juni 2024."""
    return str(_("%(month)s %(year)s", month=MONTHS[number - 1], year=year))
