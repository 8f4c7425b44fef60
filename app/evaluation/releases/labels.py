"""What pages call the parts of a release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from app.formats import number
from app.messages import sentence
from app.wording import language
from exports.columns import Bilingual, Language
from exports.datasets import PERSONS
from exports.treatment import DATE_FORMS, published

KIND: Final = {
    "research": _l("Forschungsdaten: an einen Empfänger mit Rechtsgrundlage, k und l gemessen"),
    "publication": _l("Veröffentlichung: zur Weitergabe, k und l eingehalten"),
}
SHORT_KIND: Final = {"research": _l("Forschung"), "publication": _l("Veröffentlichung")}
DATES: Final = {
    "months": _l("Monate"),
    "quarters": _l("Quartale"),
    "years": _l("Jahre"),
    "days": _l("Tage seit Eintritt"),
    "shifted": _l("Tage, je Person verschoben"),
}
BASIS: Final = {
    "contract": _l("Vertrag (§ 80 SGB X)"),
    "approval": _l("Genehmigung (§ 75 SGB X)"),
    "publication": _l("keine: nur Veröffentlichungen"),
}
MEGABYTE: Final = 1_000_000
WAY: Final = {"letter": _l("Brief"), "mail": _l("E-Mail"), "other": _l("anderer Weg")}
STATE: Final[dict[str, tuple[str, Any]]] = {
    "prepared": ("info", _l("wartet auf zweite Person")),
    "approved": ("success", _l("freigegeben")),
    "yours": ("warning", _l("wartet auf Sie")),
    "locked": ("danger", _l("gesperrt")),
    "withdrawn": ("neutral", _l("zurückgezogen")),
    "discarded": ("neutral", _l("verworfen")),
}
FORMAT: Final[dict[str, tuple[Any, Any]]] = {
    "xlsx": (_l("Excel"), _l("Arbeitsmappe mit Codes, Bezeichnungen und Codebuch")),
    "spss": (_l("SPSS"), _l("je Datensatz eine .sav-Datei")),
    "stata": (_l("Stata"), _l("je Datensatz eine .dta-Datei")),
    "parquet": (_l("Parquet"), _l("je Datensatz eine Datei, für Python und R")),
    "csv": (_l("CSV"), _l("mit Datenwörterbuch, auch für REDCap, und Ladeprogrammen")),
    "manifest": (_l("Manifest"), _l("Prüfsummen aller Dateien")),
    "all": (_l("Alles"), _l("alle Formate in einer ZIP-Datei")),
    "encrypted": (_l("Verschlüsselte Datei"), _l("alle Formate, zur Übergabe")),
    "package": (_l("Paket"), _l("für die Auslieferungsinstanz")),
}
ACT: Final = {
    "added": _l("hinzugekommen"),
    "changed": _l("geändert"),
    "removed": _l("nicht mehr enthalten"),
}
WHY: Final = {
    "admitted": _l("seither aufgenommen"),
    "consented": _l("Einwilligung liegt jetzt vor"),
    "consent_withdrawn": _l("Einwilligung widerrufen"),
    "question": _l("andere Auswahl"),
    "protected": _l("zum Schutz weggelassen"),
    "corrected": _l("berichtigt"),
    "since": _l("seither geschehen"),
}


def size(size_bytes: int) -> str:
    """How much there is to load: whole kB, from a million bytes on MB with one decimal."""
    if size_bytes < MEGABYTE:
        return f"{number(max(size_bytes / 1000, 1))}\u00a0kB"
    return f"{number(size_bytes / MEGABYTE, 1)}\u00a0MB"


def column_labels() -> dict[str, str]:
    """What the columns of persons are called, in every form of their days."""
    spoken: Language = "en" if language() == "en" else "de"
    return {
        column.name: Bilingual(column.label_de, column.label_en).in_language(spoken)
        for form in DATE_FORMS
        for column in published(PERSONS, form).columns
    }


def told(key: str, params: Mapping[str, object]) -> str:
    """A sentence about what two releases tell together."""
    named = dict(params)
    if "column" in named:
        named["column"] = column_labels().get(str(named["column"]), named["column"])
    return sentence(key, language(), named)


def bilingual(key: str) -> Bilingual:
    """The sentence of a key in both languages."""
    return Bilingual(sentence(key, "de", {}), sentence(key, "en", {}))
