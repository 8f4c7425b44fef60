"""Contacts: when, how and for how long somebody spoke with a person, one row each."""

from typing import Final

from exports import case_codes
from exports.columns import Bilingual, Column, Dataset, Missing
from exports.datasets.declaring import CALCULATED, coded, day, pseudonym, stay, yes_no

_NOTED = Bilingual("Kontakt, wie ihn die Fallführung notiert hat", "contact as noted by the coach")

CONTACTS: Final = Dataset(
    key="contacts",
    title_de="Kontakte und vergebliche Versuche, eine Zeile je Kontakt",
    title_en="Contacts and attempts in vain, one row each",
    columns=(
        pseudonym(),
        stay(),
        Column(
            name="contact",
            label_de="laufende Nummer des Kontakts in der Teilnahme",
            label_en="running number of the contact in the participation",
            kind="integer",
            level="ordinal",
            identifying="none",
            source=_NOTED,
            lowest=1,
        ),
        day("held", Bilingual("Tag des Kontakts", "day of the contact"), ()),
        coded(
            "phase",
            Bilingual(
                "Zeit des Kontakts; nach dem Tag des Austritts nur mit Einwilligung in die"
                " Nachbefragung",
                "time of the contact; after the day of exit with consent to follow-up only",
            ),
            case_codes.CONTACT_PHASE,
            source=CALCULATED,
            level="ordinal",
            identifying="none",
            missing=(),
        ),
        coded(
            "kind",
            Bilingual("Art des Kontakts", "kind of contact"),
            case_codes.CONTACT_KIND,
            source=_NOTED,
            identifying="none",
            missing=(),
        ),
        yes_no(
            "reached",
            Bilingual(
                "hat stattgefunden (nein: vergeblicher Versuch, Termin nicht wahrgenommen)",
                "took place (no: attempt in vain, appointment missed)",
            ),
            source=_NOTED,
        ),
        Column(
            name="minutes",
            label_de="Dauer in Minuten",
            label_en="duration in minutes",
            kind="integer",
            level="ratio",
            identifying="none",
            source=_NOTED,
            unit="minutes",
            lowest=0,
            highest=1440,
        ),
        Column(
            name="partner_kind",
            label_de="Art der beteiligten Einrichtung; trifft nicht zu: keine beteiligt",
            label_en="kind of institution involved; not applicable: none",
            kind="code",
            level="nominal",
            identifying="sensitive",
            source=_NOTED,
            codes=case_codes.INSTITUTION_KIND,
            missing=(Missing.NOT_APPLICABLE, Missing.REFUSED),
            consent="health",
        ),
        Column(
            name="topics",
            label_de="Themen, Schlüssel der Voreinstellung des Vorhabens, mit Leerzeichen getrennt;"
            " unbekannt: keines notiert",
            label_en="topics, keys of the pilot's preset, separated by spaces; unknown: none noted",
            kind="text",
            level="nominal",
            identifying="sensitive",
            source=_NOTED,
            missing=(Missing.UNKNOWN, Missing.REFUSED),
            consent="health",
        ),
    ),
)
