"""The selection funnel as counts: nobody stands in it, small counts are suppressed."""

from typing import Final

from exports.columns import Bilingual, Code, Column, Dataset, Missing

_COUNTED: Final = Bilingual("gezählt aus den Zusteuerungen", "counted from the referrals")

TABLES: Final[tuple[Code, ...]] = (
    Code("referred", "zugesteuert", "referred"),
    Code("talk", "Erstgespräch geführt", "first talk held"),
    Code("state", "nach Stand", "by state"),
    Code("referrer", "nach zusteuernder Stelle", "by referrer"),
    Code("reason", "Ablehnungen nach Grund", "declined, by reason"),
)

STATES: Final[dict[str, tuple[str, str]]] = {
    "open": ("offen", "open"),
    "admitted": ("aufgenommen", "admitted"),
    "declined": ("abgelehnt", "declined"),
    "refused": ("Person möchte nicht", "does not want to take part"),
    "never_appeared": ("nicht erschienen", "never appeared"),
}
"""States of a referral in both languages."""

REASONS: Final[dict[str, tuple[str, str]]] = {
    "criteria": ("Voraussetzungen nicht erfüllt", "criteria not met"),
    "no_place": ("kein freier Platz", "no free place"),
    "other_offer": ("anderes Angebot passt besser", "another offer fits better"),
    "not_responsible": ("nicht zuständig", "not responsible"),
    "other": ("sonstiger Grund", "other reason"),
}
"""Coded reasons of declining in both languages."""


def _text(name: str, label_de: str, label_en: str) -> Column:
    return Column(
        name=name,
        label_de=label_de,
        label_en=label_en,
        kind="text",
        level="nominal",
        identifying="none",
        source=_COUNTED,
        consent="none",
    )


FUNNEL: Final = Dataset(
    about="counts",
    key="selection_funnel",
    title_de="Auswahltrichter, eine Zeile je Zahl",
    title_en="Selection funnel, one row per count",
    columns=(
        Column(
            name="counted_by",
            label_de="wonach gezählt ist",
            label_en="what is counted by",
            kind="code",
            level="nominal",
            identifying="none",
            source=_COUNTED,
            codes=TABLES,
            consent="none",
        ),
        _text("year", "Jahr der Zusteuerung oder „all“", "year of the referral, or “all”"),
        _text("group_de", "Gruppe, deutsch", "group, in German"),
        _text("group_en", "Gruppe, englisch", "group, in English"),
        Column(
            name="referrals",
            label_de="Anzahl der Zusteuerungen",
            label_en="number of referrals",
            kind="integer",
            level="ratio",
            identifying="none",
            source=_COUNTED,
            missing=(Missing.SUPPRESSED,),
            consent="none",
        ),
    ),
)
"""Both the workbook of the funnel's page and a release hold it, each with its own k."""
