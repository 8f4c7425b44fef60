"""How instruments, waves and their states read for people; the one place for these words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.participants.questionnaires.instruments import Band, Code, Instrument, Item
from app.participants.questionnaires.rules import shown_score
from app.participants.questionnaires.waves import wave_words
from app.wording import language

MODE = {
    "interview": _l("im Gespräch"),
    "self": _l("selbst ausgefüllt, hier am Gerät"),
    "phone": _l("am Telefon"),
    "paper": _l("auf Papier"),
}
MISSING = {
    "not_asked": _l("nicht gefragt"),
    "refused": _l("verweigert"),
    "not_reached": _l("nicht erreicht"),
    "lost": _l("verloren"),
}
STANDING = {
    "not_yet_due": ("neutral", _l("noch nicht fällig")),
    "open": ("info", _l("offen")),
    "overdue": ("warning", _l("überfällig")),
    "done": ("success", _l("beantwortet")),
    "missing": ("neutral", _l("nicht beantwortet")),
    "no_consent": ("neutral", _l("ohne Einwilligung")),
    "off": ("neutral", _l("abgeschaltet")),
    "after_statement": ("neutral", _l("nach dem Verwendungsnachweis")),
}
"""Tone and word for where an instrument of a wave stands."""
STATE = {"overdue": _l("überfällig"), "open": _l("offen"), "upcoming": _l("nächste 4 Wochen")}
LANGUAGE = {"de": _l("Deutsch"), "en": _l("Englisch")}
FIELD = {
    "answered_on": _l("Beantwortet am"),
    "missing": _l("Nicht beantwortet"),
    "score": _l("Punktwert"),
    "mode": _l("Wie"),
    "from_paper": _l("Aus Papier nachgetragen"),
    "language": _l("Sprache des Bogens"),
    "value": _l("einzelne Antworten"),
}
"""Fields as the history and the forms name them."""


def wave(key: str) -> str:
    """What a wave is called, in the reader's language."""
    return wave_words(key)[language() == "en"]


def title(one: Instrument) -> str:
    """The short name of an instrument."""
    return one.title_en if language() == "en" and one.title_en else one.title


def name(one: Instrument) -> str:
    """What an instrument measures."""
    return one.name_en if language() == "en" else one.name_de


def source(one: Instrument) -> str:
    """Whom an instrument is from."""
    return one.source_en if language() == "en" else one.source_de


def licence(one: Instrument) -> str:
    """What may be done with an instrument."""
    return one.licence_en if language() == "en" else one.licence_de


def worded(text: Band | Code | Item, in_language: str = "") -> str:
    """A text of an instrument in the language asked for, or the reader's."""
    return text.en if (in_language or language()) == "en" else text.de


def score(one: Instrument, value: int | None) -> str:
    """A score as people read it; a dash for none."""
    if value is None:
        return "–"
    shown = shown_score(one, value)
    return shown.replace(",", ".") if language() == "en" else shown


def change(one: Instrument, value: int) -> str:
    """A change of the score with its sign, and whether it is for the better."""
    better = one.is_improvement(value)
    if better is None:
        return "±0"
    word = _l("besser") if better else _l("schlechter")
    return f"{'+' if value > 0 else ''}{score(one, value)} ({word})"


def fields(names: tuple[str, ...]) -> str:
    """The names of changed fields as one line; internal ones are left out."""
    return ", ".join(str(FIELD[name]) for name in FIELD if name in names)
