"""Partners: which kind of institution was brought in, when, for what; never which institution."""

from typing import Final

from exports import case_codes
from exports.columns import Bilingual, Code, Column, Dataset, Missing
from exports.datasets.declaring import coded, day, pseudonym, stay

_NOTED = Bilingual("Einbeziehung, in der Fallakte eingetragen", "involvement, as in the case file")


def _told(name: str, label: Bilingual, codes: tuple[Code, ...]) -> Column:
    """What an institution is and is for tells of health: a psychotherapist, addiction services."""
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="code",
        level="nominal",
        identifying="sensitive",
        source=_NOTED,
        codes=codes,
        missing=(Missing.REFUSED,),
        consent="health",
    )


PARTNERS: Final = Dataset(
    key="partners",
    title_de="Einbezogene Einrichtungen, eine Zeile je Einbeziehung",
    title_en="Institutions brought in, one row for each involvement",
    columns=(
        pseudonym(),
        stay(),
        Column(
            name="involvement",
            label_de="laufende Nummer der Einbeziehung in der Teilnahme",
            label_en="running number of the involvement in the participation",
            kind="integer",
            level="ordinal",
            identifying="none",
            source=_NOTED,
            lowest=1,
        ),
        _told(
            "partner_kind",
            Bilingual("Art der Einrichtung", "kind of institution"),
            case_codes.INSTITUTION_KIND,
        ),
        _told(
            "purpose",
            Bilingual("Zweck der Einbeziehung", "purpose of the involvement"),
            case_codes.INVOLVEMENT_PURPOSE,
        ),
        day(
            "from",
            Bilingual(
                "Beginn; nach dem Tag des Austritts nur mit Einwilligung in die Nachbefragung",
                "begin; after the day of exit with consent to follow-up only",
            ),
            (),
        ),
        day(
            "until",
            Bilingual(
                "Ende; noch nicht fällig: dauert an; verweigert: reicht über den Austritt hinaus,"
                " ohne Einwilligung in die Nachbefragung",
                "end; not yet due: still open; refused: goes beyond the exit, without consent to"
                " follow-up",
            ),
            (Missing.NOT_YET_DUE, Missing.REFUSED),
        ),
        coded(
            "result",
            Bilingual(
                "Ergebnis; noch nicht fällig: dauert an; unbekannt: beendet, nichts eingetragen;"
                " verweigert: wie beim Ende",
                "result; not yet due: still open; unknown: ended, nothing entered; refused: as"
                " for the end",
            ),
            case_codes.INVOLVEMENT_RESULT,
            source=_NOTED,
            identifying="none",
            missing=(Missing.NOT_YET_DUE, Missing.UNKNOWN, Missing.REFUSED),
        ),
    ),
)
