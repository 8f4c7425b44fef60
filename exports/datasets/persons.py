"""Participations: who takes part, one row each."""

from typing import Final

from exports import coarsenings, codes
from exports.columns import Bilingual, Column, Dataset
from exports.datasets.declaring import (
    CALCULATED,
    COURSE,
    FILE,
    LATER,
    coded,
    day,
    health,
    pseudonym,
    stay,
    yes_no,
)

_CHARACTERISTICS = (
    coded(
        "age_group_at_entry",
        Bilingual("Altersgruppe am Tag des Eintritts", "age group on the day of entry"),
        codes.AGE_GROUP,
        level="ordinal",
        missing=LATER,
        coarser=coarsenings.AGE_GROUP,
    ),
    coded("sex", Bilingual("Geschlecht", "sex"), codes.SEX),
    coded(
        "school",
        Bilingual("höchster Schulabschluss", "highest school qualification"),
        codes.SCHOOL_QUALIFICATION,
        level="ordinal",
        coarser=coarsenings.SCHOOL_QUALIFICATION,
    ),
    coded(
        "vocational",
        Bilingual("höchster Berufsabschluss", "highest vocational qualification"),
        codes.VOCATIONAL_QUALIFICATION,
        coarser=coarsenings.VOCATIONAL_QUALIFICATION,
    ),
    coded(
        "children_in_household",
        Bilingual("Kinder im Haushalt, ab drei zusammengefasst", "children, three and more as one"),
        codes.CHILDREN,
        level="ordinal",
        coarser=coarsenings.CHILDREN,
    ),
    health(
        "health_restriction",
        Bilingual("gesundheitliche Einschränkung", "health restriction"),
    ),
    health("addiction", Bilingual("Suchterkrankung", "addiction")),
)

_PROGRESS = (
    day("referral", Bilingual("Zusteuerung", "referral")),
    day("entry", Bilingual("Eintritt", "entry")),
    coded(
        "stage_at_day",
        Bilingual("methodischer Baustein am Stichtag", "stage on the day of account"),
        codes.STAGE,
        source=CALCULATED,
        level="ordinal",
        identifying="none",
        missing=LATER,
    ),
    yes_no(
        "in_care_at_day",
        Bilingual(
            "am Stichtag in Betreuung (Eintritt ≤ Stichtag < Austritt)",
            "in care on the day of account (entry ≤ day < exit)",
        ),
    ),
    day("exit", Bilingual("Austritt", "exit")),
    coded(
        "exit_reason",
        Bilingual("Grund des Austritts", "reason for exit"),
        codes.EXIT_REASON,
        source=COURSE,
        coarser=coarsenings.EXIT_REASON,
        missing=LATER,
    ),
    coded(
        "outcome",
        Bilingual("Anschluss nach dem Austritt", "outcome after exit"),
        codes.OUTCOME,
        source=COURSE,
        coarser=coarsenings.OUTCOME,
        missing=LATER,
    ),
    Column(
        name="dwell_months",
        label_de="Verweildauer in vollendeten Monaten (bis Austritt, sonst bis Stichtag)",
        label_en="dwell in completed months (until exit, else until the day of account)",
        kind="integer",
        level="ratio",
        identifying="quasi",
        source=CALCULATED,
        unit="months",
        missing=LATER,
    ),
    yes_no("returner", Bilingual("erneute Teilnahme", "takes part again")),
    yes_no(
        "admitted_against_criterion",
        Bilingual(
            "mit Begründung entgegen einem Kriterium aufgenommen",
            "admitted against a criterion with a reason",
        ),
        source=FILE,
        missing=LATER,
    ),
)

PERSONS: Final = Dataset(
    key="persons",
    title_de="Teilnahmen, eine Zeile je Teilnahme",
    title_en="Participations, one row each",
    columns=(pseudonym(), stay(), *_CHARACTERISTICS, *_PROGRESS),
)
