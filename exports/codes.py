"""Code lists: the values are the database's too, the labels are what people read."""

from typing import Final

from exports.columns import Code, Missing

MISSING_CODES: Final[tuple[Code, ...]] = (
    Code(Missing.NOT_ASKED.value, "nicht erhoben", "not asked"),
    Code(Missing.REFUSED.value, "Angabe verweigert", "refused"),
    Code(Missing.NOT_REACHED.value, "nicht erreicht", "not reached"),
    Code(Missing.LOST.value, "verloren gegangen", "lost"),
    Code(Missing.NOT_APPLICABLE.value, "trifft nicht zu", "not applicable"),
    Code(Missing.NOT_YET_DUE.value, "noch nicht fällig", "not yet due"),
    Code(Missing.UNKNOWN.value, "unbekannt", "unknown"),
    Code(
        Missing.SUPPRESSED.value,
        "nicht gezeigt, zum Schutz Einzelner",
        "suppressed to protect individuals",
    ),
)

SEX: Final[tuple[Code, ...]] = (
    Code("female", "weiblich", "female"),
    Code("male", "männlich", "male"),
    Code("diverse", "divers", "diverse"),
)

SCHOOL_QUALIFICATION: Final[tuple[Code, ...]] = (
    Code("none", "kein Schulabschluss", "no school-leaving certificate"),
    Code("lower_secondary", "Hauptschulabschluss", "lower secondary certificate"),
    Code("intermediate", "Mittlere Reife", "intermediate certificate"),
    Code(
        "applied_sciences_entrance",
        "Fachhochschulreife",
        "entrance qualification for universities of applied sciences",
    ),
    Code("university_entrance", "Abitur", "general university entrance qualification"),
)

VOCATIONAL_QUALIFICATION: Final[tuple[Code, ...]] = (
    Code("none", "keine abgeschlossene Berufsausbildung", "no completed vocational training"),
    Code("dual", "betriebliche Ausbildung", "dual apprenticeship"),
    Code("school_based", "schulische Ausbildung", "school-based training"),
    Code("master_technician", "Meister oder Techniker", "master craftsperson or technician"),
    Code("applied_sciences", "Fachhochschulabschluss", "degree of applied sciences"),
    Code("university", "Universitätsabschluss", "university degree"),
)

EXIT_REASON: Final[tuple[Code, ...]] = (
    Code("regular", "reguläres Ende", "regular end"),
    Code("health", "gesundheitliche Gründe", "health reasons"),
    Code("employment", "Aufnahme einer Beschäftigung", "took up employment"),
    Code("moved", "Umzug", "moved away"),
    Code("dropped_out", "Abbruch durch die Teilnehmenden", "dropped out"),
    Code("consent_withdrawn", "Einwilligung widerrufen", "consent withdrawn"),
    Code("other", "sonstiger Grund", "other reason"),
)

OUTCOME: Final[tuple[Code, ...]] = (
    Code("disability_pension", "Erwerbsminderungsrente", "reduced-earning-capacity pension"),
    Code("training", "Ausbildung", "vocational training"),
    Code(
        "rehabilitation",
        "Antrag auf LTA oder Rehabilitation",
        "application for participation benefits or rehabilitation",
    ),
    Code("employment", "Arbeit auf dem 1. Arbeitsmarkt", "work on the first labour market"),
    Code("measure", "Maßnahme", "measure"),
    Code("case_management", "Fallmanagement", "case management"),
    Code("unknown", "nicht bekannt", "not known"),
)

STAGE: Final[tuple[Code, ...]] = (
    Code(1, "Zusteuerung aus dem Fallmanagement", "referral from case management"),
    Code(2, "Situations- und Bedarfsanalyse", "analysis of situation and needs"),
    Code(3, "Aktive Unterstützung", "active support"),
    Code(
        4,
        "Individuelle Überleitung, Anschlussperspektive",
        "individual transition and follow-up perspective",
    ),
)

AGE_GROUP: Final[tuple[Code, ...]] = (
    Code("under_25", "unter 25 Jahre", "under 25 years"),
    Code("25_34", "25 bis 34 Jahre", "25 to 34 years"),
    Code("35_44", "35 bis 44 Jahre", "35 to 44 years"),
    Code("45_49", "45 bis 49 Jahre", "45 to 49 years"),
    Code("50_plus", "50 Jahre und älter", "50 years and older"),
)

CHILDREN: Final[tuple[Code, ...]] = (
    Code(0, "kein Kind", "no child"),
    Code(1, "ein Kind", "one child"),
    Code(2, "zwei Kinder", "two children"),
    Code(3, "drei oder mehr Kinder", "three or more children"),
)

YES_NO: Final[tuple[Code, ...]] = (Code(1, "ja", "yes"), Code(0, "nein", "no"))


def age_group(age_years: int) -> str:
    """The coarse band of an age in whole years at entry; 50 itself belongs to the last band."""
    for below, value in ((25, "under_25"), (35, "25_34"), (45, "35_44"), (50, "45_49")):
        if age_years < below:
            return value
    return "50_plus"


def children_group(children: int) -> int:
    """Children in the household, three and more as 3; raises ValueError below zero."""
    if children < 0:
        raise ValueError("a number of children is never negative")
    return min(children, 3)
