"""Partners: which kind of institution was brought in, when and for what; never which one."""

from typing import Final

from exports import case_codes
from exports.columns import Bilingual, Column, Dataset, Missing
from exports.datasets.declaring import coded, day, pseudonym, stay

_RECORDED = Bilingual(
    "Beteiligung einer Einrichtung, Eintrag der Fallführung",
    "involvement of an institution as recorded by the coach",
)

PARTNERS: Final = Dataset(
    key="partners",
    title_de="Beteiligte Einrichtungen, eine Zeile je Beteiligung",
    title_en="Institutions involved, one row per involvement",
    # An institution brought in for treatment hints at health.
    consent="health",
    columns=(
        pseudonym(),
        stay(),
        Column(
            name="involvement",
            label_de="laufende Nummer der Beteiligung in der Teilnahme",
            label_en="running number of the involvement in the participation",
            kind="integer",
            level="ordinal",
            identifying="none",
            source=_RECORDED,
            lowest=1,
        ),
        day("from", Bilingual("Beginn der Beteiligung", "begin of the involvement"), ()),
        day(
            "until",
            Bilingual(
                "Ende der Beteiligung; noch nicht fällig: dauert an",
                "end of the involvement; not yet due: still open",
            ),
            (Missing.NOT_YET_DUE,),
        ),
        coded(
            "kind",
            Bilingual("Art der Einrichtung", "kind of institution"),
            case_codes.INSTITUTION_KIND,
            source=_RECORDED,
            identifying="sensitive",
            missing=(),
        ),
        coded(
            "purpose",
            Bilingual("Zweck der Beteiligung", "purpose of the involvement"),
            case_codes.PARTNER_PURPOSE,
            source=_RECORDED,
            identifying="sensitive",
            missing=(),
        ),
        coded(
            "result",
            Bilingual("Ergebnis; noch nicht fällig: dauert an", "result; not yet due: still open"),
            case_codes.PARTNER_RESULT,
            source=_RECORDED,
            level="ordinal",
            identifying="none",
            missing=(Missing.NOT_YET_DUE, Missing.UNKNOWN),
        ),
    ),
)
