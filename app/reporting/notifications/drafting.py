"""What a letter says at first, in the language that is spoken: people change it from there.

Counts of fewer than three people never stand in it, whoever drafts it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.pilots.preset import Preset
from app.reporting.notifications.labels import TITLE, told
from app.reporting.notifications.rules.letters import Wording
from app.reporting.notifications.rules.triggers import Kind, Norm, Trigger
from app.wording import language

CONSEQUENCES = {
    Kind.GOAL: _l(
        "Das vereinbarte Ziel ist damit nach heutigem Stand nicht mehr oder nicht mehr sicher zu "
        "erreichen. Ursachen und Gegenmaßnahmen: [bitte ergänzen]"
    ),
    Kind.DRAWN_MONEY: _l(
        "Für nicht fristgerecht verwendete Beträge können Zinsen nach § 49a VwVfG verlangt werden. "
        "Grund der Verzögerung: [bitte ergänzen]"
    ),
    Kind.YEAR_MONEY: _l(
        "Ohne Übertragung fehlen die Mittel für Ausgaben, die sich in ein späteres Jahr "
        "verschieben. Grund der Verschiebung: [bitte ergänzen]"
    ),
    Kind.OTHER_FUNDING: _l(
        "Weitere Mittel können die Höhe der Zuwendung vermindern. Wofür sie bestimmt sind: "
        "[bitte ergänzen]"
    ),
    Kind.OVERRUN: _l(
        "Die Überschreitung bedarf Ihrer Einwilligung. Grund, und wo gleich viel eingespart wird: "
        "[bitte ergänzen]"
    ),
    Kind.INVENTORY: _l(
        "Die Gegenstände dienen damit innerhalb der zeitlichen Bindung nicht mehr dem "
        "Zuwendungszweck. Hergang und vorgesehener Verbleib: [bitte ergänzen]"
    ),
    Kind.PURPOSE: _l("Auswirkungen auf das Vorhaben: [bitte ergänzen]"),
    Kind.INSOLVENCY: _l("Auswirkungen auf das Vorhaben: [bitte ergänzen]"),
}
ASKED = {
    Kind.GOAL: _l(
        "Wir bitten um Mitteilung, ob das Ziel angepasst oder der Bewilligungszeitraum verlängert "
        "werden kann und welche Unterlagen Sie dafür benötigen."
    ),
    Kind.DRAWN_MONEY: _l(
        "Wir bitten um Mitteilung, ob die Beträge zurückzuzahlen sind oder auf den nächsten "
        "Mittelabruf angerechnet werden können."
    ),
    Kind.YEAR_MONEY: _l("Wir bitten, die genannten Beträge in das folgende Jahr zu übertragen."),
    Kind.OTHER_FUNDING: _l("Wir bitten um Mitteilung, ob und wie die Zuwendung anzupassen ist."),
    Kind.OVERRUN: _l("Wir bitten um Ihre Einwilligung in die Änderung des Finanzierungsplans."),
    Kind.INVENTORY: _l("Wir bitten um Ihre Entscheidung über den weiteren Verbleib."),
    Kind.PURPOSE: _l(
        "Wir bitten um Mitteilung, ob die Bewilligung unter den geänderten Umständen fortbesteht."
    ),
    Kind.INSOLVENCY: _l("Wir bitten um Mitteilung, welche weiteren Angaben Sie benötigen."),
}
MOST_ROWS = 30
"""So many rows stand in a letter; with the longest words it stays within what it may hold."""
TO_COMPLETE = ("[bitte ergänzen]", "[please complete]")
"""What stands in a draft where only people know; said before such a letter is sent."""


def subject(kind: Kind, norm: Norm) -> str:
    """The subject of a letter."""
    return str(_("Mitteilung nach %(norm)s: %(what)s", norm=norm.text, what=TITLE[kind]))


def of_trigger(
    trigger: Trigger, preset: Preset, titles: Mapping[str, str], addressed: tuple[str, str], on: str
) -> Wording:
    """The letter about what the system sees; `addressed` is recipient and reference."""
    rows = [told(row.figures, titles) for row in trigger.rows[:MOST_ROWS]]
    if more := len(trigger.rows) - len(rows):
        rows.append(str(_("%(count)s weitere, siehe Anlage.", count=more)))
    happened = rows[0] if len(rows) == 1 else "\n".join(f"– {row}" for row in rows)
    return _letter(trigger.kind, trigger.norm, preset, [happened, _as_of(on)], addressed)


def by_hand(
    kind: Kind, norm: Norm, preset: Preset, since: str, what: str, addressed: tuple[str, str]
) -> Wording:
    """The letter about what a person has recorded, in that person's words."""
    happened = f"{_('Seit dem %(day)s:', day=since)} {what.strip()}"
    return _letter(kind, norm, preset, [happened], addressed)


def _as_of(on: str) -> str:
    return str(_("Stand der Zahlen: %(day)s.", day=on))


def _letter(
    kind: Kind, norm: Norm, preset: Preset, happened: Sequence[str], addressed: tuple[str, str]
) -> Wording:
    title = preset.title_en if language() == "en" else preset.title
    opening = _(
        "zum Vorhaben „%(title)s“ (%(notice)s) teilen wir Ihnen nach %(norm)s Folgendes mit.",
        title=title,
        notice=preset.notice.reference,
        norm=norm.text,
    )
    parts = [
        _("Sehr geehrte Damen und Herren,"),
        opening,
        *([] if norm.is_confirmed else [_("Diese Mitteilung erfolgt vorsorglich.")]),
        _("Sachverhalt"),
        *happened,
        _("Folgen"),
        CONSEQUENCES[kind],
        _("Unsere Bitte"),
        ASKED[kind],
        f"{_('Mit freundlichen Grüßen')}\n{preset.carrier}",
    ]
    recipient, reference = addressed
    text = "\n\n".join(str(part) for part in parts)
    return Wording(recipient, reference, subject(kind, norm), text)
