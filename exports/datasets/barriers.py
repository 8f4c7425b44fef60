"""Barriers and resources: what hinders or helps a person and what became of it, one row each."""

from typing import Final

from exports import case_codes
from exports.columns import Bilingual, Code, Column, Dataset, Level, Missing
from exports.datasets.declaring import CALCULATED, day, pseudonym, stay

_NOTED = Bilingual(
    "Hemmnis oder Ressource, wie die Fallführung sie notiert hat",
    "barrier or resource as noted by the coach",
)


def _count(name: str, label: Bilingual, source: Bilingual, lowest: int) -> Column:
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="integer",
        level="ratio" if lowest == 0 else "ordinal",
        identifying="none",
        source=source,
        consent="health",
        lowest=lowest,
    )


def _coded(
    name: str,
    label: Bilingual,
    code_list: tuple[Code, ...],
    *,
    level: Level = "nominal",
    source: Bilingual = _NOTED,
    missing: tuple[Missing, ...] = (),
) -> Column:
    """What a barrier is says something about the person's health."""
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="code",
        level=level,
        identifying="sensitive",
        source=source,
        codes=code_list,
        missing=missing,
        consent="health",
    )


BARRIERS: Final = Dataset(
    key="barriers",
    title_de="Hemmnisse und Ressourcen, eine Zeile je Eintrag",
    title_en="Barriers and resources, one row each",
    consent="health",
    columns=(
        pseudonym(),
        stay(),
        _count(
            "entry_number",
            Bilingual(
                "laufende Nummer des Eintrags in der Teilnahme",
                "running number of the entry in the participation",
            ),
            _NOTED,
            lowest=1,
        ),
        _coded("kind", Bilingual("Art", "kind"), case_codes.CONDITION_KIND),
        _coded("group", Bilingual("Gruppe", "group"), case_codes.CONDITION_GROUP),
        day("noted", Bilingual("festgestellt", "noted"), ()),
        _coded(
            "known_for",
            Bilingual(
                "bestand bei der Feststellung seit (vollendete Jahre)",
                "had been there when noted for (completed years)",
            ),
            case_codes.CONDITION_LASTING,
            level="ordinal",
            missing=(Missing.UNKNOWN,),
        ),
        _coded(
            "state_first",
            Bilingual("Stand bei der Feststellung", "state when noted"),
            case_codes.CONDITION_STATE,
        ),
        _coded(
            "state_t0",
            Bilingual(
                "Stand am Ende des Zeitfensters der Eingangserhebung; trifft nicht zu: erst danach"
                " festgestellt",
                "state at the end of the window of the baseline; not applicable: noted later only",
            ),
            case_codes.CONDITION_STATE,
            source=CALCULATED,
            missing=(Missing.NOT_APPLICABLE,),
        ),
        _coded(
            "state_latest",
            Bilingual("letzter Stand", "latest state"),
            case_codes.CONDITION_STATE,
            source=CALCULATED,
        ),
        day(
            "latest",
            Bilingual("Beginn des letzten Standes", "begin of the latest state"),
            (),
        ),
        _count(
            "changes",
            Bilingual("Wechsel des Standes seit der Feststellung", "changes of state since noted"),
            CALCULATED,
            lowest=0,
        ),
        _coded(
            "change",
            Bilingual(
                "Veränderung von der Feststellung bis zum letzten Stand; was schon verringert"
                " festgestellt wurde, gilt als unverändert",
                "change from noting to the latest state; what was noted as reduced already counts"
                " as unchanged",
            ),
            case_codes.CONDITION_CHANGE,
            level="ordinal",
            source=CALCULATED,
        ),
        _coded(
            "partner_kind",
            Bilingual(
                "Art der beteiligten Einrichtung; trifft nicht zu: keine beteiligt",
                "kind of institution involved; not applicable: none",
            ),
            case_codes.INSTITUTION_KIND,
            missing=(Missing.NOT_APPLICABLE,),
        ),
    ),
)
