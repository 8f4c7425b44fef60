"""The pilot's own list of participants to fill in: its columns, choices and explanations."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from app.participants import listed
from app.pilots.preset import Preset
from exports.list_template import Kind, TemplateColumn

_DAYS = (listed.BORN, listed.REFERRED, listed.CONSENT, listed.ADMITTED, *listed.STAGES.values())


def template_titles() -> tuple[str, str, tuple[str, str, str, str, str]]:
    """Titles of the two sheets, and the heads of the explanations."""
    heads = (_("Spalte"), _("Pflichtangabe"), _("Was hineingehört"), _("Auswahl"), _("Beispiel"))
    return listed.SHEET_TITLE, _("Erläuterungen"), heads


def template_columns(preset: Preset, posts: Sequence[str]) -> list[TemplateColumn]:
    """The columns of the list in their order, with the words that this programme knows."""
    words = {
        listed.SEX: tuple(preset.lists.get("sex", {})),
        listed.SCHOOL: tuple(preset.lists.get("school", {})),
        listed.VOCATIONAL: tuple(preset.lists.get("vocational", {})),
        listed.POST: tuple(posts),
        listed.EXIT_REASON: tuple(preset.lists.get("exit_reason", {})),
        listed.OUTCOME: tuple(preset.lists.get("outcome", {})),
        listed.HEALTH: ("ja", "nein"),
        listed.ADDICTION: ("ja", "nein"),
    }
    texts = _explanations()
    return [
        TemplateColumn(
            head,
            _kind(head),
            head in listed.NECESSARY,
            texts[head][0],
            texts[head][1] or next(iter(words.get(head, ())), ""),
            words.get(head, ()),
        )
        for head in listed.HEADERS
    ]


def _kind(head: str) -> Kind:
    if head in (*_DAYS, listed.EXITED):
        return "day"
    return "number" if head in (listed.RUNNING, listed.CHILDREN) else "text"


def _explanations() -> dict[str, tuple[str, str]]:
    """What belongs into each column, and an example that is nobody's."""
    day = _("Tag als TT.MM.JJJJ")
    stages = {
        head: (_("%(day)s, an dem Baustein %(stage)s begann", day=day, stage=number), "01.06.2023")
        for number, head in listed.STAGES.items()
    }
    return {
        listed.RUNNING: (_("Laufende Nummer; bleibt als Teilnehmernummer, wenn sie frei ist"), "1"),
        listed.NUMBER: (_("Kundennummer; an ihr wird erkannt, wer wiederkommt"), "036D000001"),
        listed.FAMILY: (_("Familienname; wird verschlüsselt gespeichert"), "Muster"),
        listed.GIVEN: (_("Vorname; wird verschlüsselt gespeichert"), "Kim"),
        listed.BORN: (day, "17.05.1985"),
        listed.SEX: (_("Aus der Liste wählen"), ""),
        listed.SCHOOL: (_("Höchster Schulabschluss, aus der Liste"), ""),
        listed.VOCATIONAL: (_("Höchster Berufsabschluss, aus der Liste"), ""),
        listed.CHILDREN: (_("Zahl der Kinder im Haushalt, 0 bis 20"), "1"),
        listed.HEALTH: (_("Gesundheitliche Einschränkung: ja oder nein"), ""),
        listed.ADDICTION: (_("Suchterkrankung: ja oder nein"), ""),
        listed.REFERRED: (_("%(day)s der Zusteuerung", day=day), "01.03.2023"),
        listed.CONSENT: (_("%(day)s der Einwilligung in die Teilnahme", day=day), "10.03.2023"),
        listed.ADMITTED: (_("%(day)s der Aufnahme", day=day), "14.03.2023"),
        listed.POST: (_("Stelle, die den Fall betreut, aus der Liste"), ""),
        **stages,
        listed.EXITED: (
            _("%(day)s, der erste, an dem die Person nicht mehr dabei ist", day=day),
            "",
        ),
        listed.EXIT_REASON: (_("Grund des Austritts, aus der Liste"), ""),
        listed.OUTCOME: (_("Verbleib nach dem Austritt, aus der Liste"), ""),
        listed.REMARK: (_("Freier Text; wird verschlüsselt gespeichert"), ""),
    }
