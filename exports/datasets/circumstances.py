"""Circumstances: how a person lives at the baseline and at the end, one row for each stay."""

from collections.abc import Iterator
from typing import Final

from exports import case_codes, coarsenings, codes
from exports.columns import Bilingual, Coarsening, Code, Column, Dataset, Level, Missing
from exports.datasets.declaring import CALCULATED, pseudonym, stay

_RECORDED = Bilingual(
    "Lebensumstand, Angabe der Person mit Tag, ab dem sie gilt",
    "circumstance as told by the person, with the day from which it holds",
)
_WHEN: Final = {
    "t0": Bilingual("am Ende des Zeitfensters der Eingangserhebung", "at the end of the baseline"),
    "latest": Bilingual("zuletzt in der Teilnahme", "at the end of the participation so far"),
}


def _twice(
    stem: str,
    label: Bilingual,
    code_list: tuple[Code, ...] = (),
    *,
    level: Level = "nominal",
    is_health: bool = False,
    coarser: tuple[Coarsening, ...] = (),
) -> Iterator[Column]:
    """A circumstance as it was at the baseline, and as it is known last; yes or no without codes.

    Health data need their own consent.
    """
    for when, words in _WHEN.items():
        yield Column(
            name=f"{stem}_{when}",
            label_de=f"{label.de}, {words.de}",
            label_en=f"{label.en}, {words.en}",
            kind="code" if code_list else "yesno",
            level=level,
            identifying="sensitive" if is_health else "quasi",
            source=_RECORDED,
            codes=code_list,
            missing=(Missing.UNKNOWN, Missing.REFUSED) if is_health else (Missing.UNKNOWN,),
            consent="health" if is_health else "evaluation",
            coarser=coarser,
        )


def _benefit_months() -> Iterator[Column]:
    for when, words in _WHEN.items():
        yield Column(
            name=f"benefit_months_{when}",
            label_de=f"Dauer des Leistungsbezugs in vollendeten Monaten, {words.de}",
            label_en=f"time on benefits in completed months, {words.en}",
            kind="integer",
            level="ratio",
            identifying="quasi",
            source=_RECORDED,
            unit="months",
            missing=(Missing.UNKNOWN,),
            lowest=0,
            highest=600,
        )


CIRCUMSTANCES: Final = Dataset(
    key="circumstances",
    title_de="Lebensumstände, eine Zeile je Teilnahme",
    title_en="Circumstances, one row for each participation",
    columns=(
        pseudonym(),
        stay(),
        *_twice(
            "household",
            Bilingual("Haushalt", "household"),
            case_codes.HOUSEHOLD,
            coarser=coarsenings.HOUSEHOLD,
        ),
        *_twice(
            "children",
            Bilingual("Kinder im Haushalt, ab drei zusammengefasst", "children, three and more"),
            codes.CHILDREN,
            level="ordinal",
            coarser=coarsenings.CHILDREN,
        ),
        *_twice("caring", Bilingual("pflegt Angehörige", "cares for relatives")),
        *_twice(
            "school",
            Bilingual("höchster Schulabschluss", "highest school qualification"),
            codes.SCHOOL_QUALIFICATION,
            level="ordinal",
            coarser=coarsenings.SCHOOL_QUALIFICATION,
        ),
        *_twice(
            "vocational",
            Bilingual("höchster Berufsabschluss", "highest vocational qualification"),
            codes.VOCATIONAL_QUALIFICATION,
            coarser=coarsenings.VOCATIONAL_QUALIFICATION,
        ),
        *_twice(
            "employment",
            Bilingual("Erwerbsstatus", "employment status"),
            case_codes.EMPLOYMENT,
            coarser=coarsenings.EMPLOYMENT,
        ),
        *_benefit_months(),
        *_twice(
            "living",
            Bilingual("Wohnform", "living situation"),
            case_codes.LIVING,
            coarser=coarsenings.LIVING,
        ),
        *_twice(
            "disability",
            Bilingual("Grad der Behinderung", "degree of disability"),
            case_codes.DISABILITY,
            level="ordinal",
            is_health=True,
        ),
        *_twice(
            "equal_status",
            Bilingual(
                "Gleichstellung mit schwerbehinderten Menschen",
                "equal status with severely disabled people",
            ),
            is_health=True,
        ),
        Column(
            name="changes",
            label_de="Wechsel von Lebensumständen seit der Eingangserhebung, ohne Gesundheit",
            label_en="changes of circumstances since the baseline, health left out",
            kind="integer",
            level="ratio",
            identifying="none",
            source=CALCULATED,
            lowest=0,
        ),
    ),
)
