"""The datasets of a release: no name, no exact date, no number of the database, no staff data."""

from typing import Final

from exports import codes
from exports.columns import Bilingual, Code, Column, Dataset, Identifying, Level, Missing

_FILE = Bilingual("Fallakte, Angabe bei Eintritt", "case file, as stated at entry")
_COURSE = Bilingual("Verlauf der Teilnahme", "course of the participation")
_CALCULATED = Bilingual("berechnet zum Stichtag", "calculated for the day of account")

_ASKED = (Missing.NOT_ASKED, Missing.REFUSED, Missing.UNKNOWN)
_LATER = (Missing.NOT_APPLICABLE, Missing.NOT_YET_DUE, Missing.UNKNOWN)


def _pseudonym() -> Column:
    # Unique by intent, so it says nothing about how alike people are: not a quasi-identifier.
    return Column(
        name="pseudonym",
        label_de="Pseudonym der Person, gleich über alle Teilnahmen und Lieferungen",
        label_en="pseudonym of the person, the same in all participations and releases",
        kind="text",
        level="nominal",
        identifying="none",
        source=Bilingual(
            "Schlüsselhash, Schlüssel bleibt im Haus", "keyed hash, the key stays in the house"
        ),
    )


def _stay() -> Column:
    return Column(
        name="stay",
        label_de="wievielte Teilnahme der Person (1, 2, …)",
        label_en="which participation of the person (1, 2, …)",
        kind="integer",
        level="ordinal",
        identifying="none",
        source=_COURSE,
    )


def _coded(
    name: str,
    label: Bilingual,
    code_list: tuple[Code, ...],
    *,
    source: Bilingual = _FILE,
    level: Level = "nominal",
    identifying: Identifying = "quasi",
    missing: tuple[Missing, ...] = _ASKED,
) -> Column:
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="code",
        level=level,
        identifying=identifying,
        source=source,
        codes=code_list,
        missing=missing,
    )


def _month(name: str, label: Bilingual, missing: tuple[Missing, ...] = _LATER) -> Column:
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="month",
        level="interval",
        identifying="quasi",
        source=_COURSE,
        unit="YYYY-MM",
        missing=missing,
    )


def _yes_no(
    name: str,
    label: Bilingual,
    *,
    source: Bilingual = _CALCULATED,
    missing: tuple[Missing, ...] = (),
) -> Column:
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="yesno",
        level="nominal",
        identifying="none",
        source=source,
        missing=missing,
    )


def _health(name: str, label: Bilingual) -> Column:
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="yesno",
        level="nominal",
        identifying="sensitive",
        source=Bilingual("Feststellung im Fallmanagement", "established in case management"),
        missing=_ASKED,
        consent="health",
    )


_CHARACTERISTICS = (
    _coded(
        "age_group_at_entry",
        Bilingual("Altersgruppe am Tag des Eintritts", "age group on the day of entry"),
        codes.AGE_GROUP,
        level="ordinal",
        missing=_LATER,
    ),
    _coded("sex", Bilingual("Geschlecht", "sex"), codes.SEX),
    _coded(
        "school",
        Bilingual("höchster Schulabschluss", "highest school qualification"),
        codes.SCHOOL_QUALIFICATION,
        level="ordinal",
    ),
    _coded(
        "vocational",
        Bilingual("höchster Berufsabschluss", "highest vocational qualification"),
        codes.VOCATIONAL_QUALIFICATION,
    ),
    _coded(
        "children_in_household",
        Bilingual("Kinder im Haushalt, ab drei zusammengefasst", "children, three and more as one"),
        codes.CHILDREN,
        level="ordinal",
    ),
    _health(
        "health_restriction",
        Bilingual("gesundheitliche Einschränkung", "health restriction"),
    ),
    _health("addiction", Bilingual("Suchterkrankung", "addiction")),
)

_PROGRESS = (
    _month("referral_month", Bilingual("Monat der Zusteuerung", "month of referral")),
    _month("entry_month", Bilingual("Monat des Eintritts", "month of entry")),
    _coded(
        "stage_at_day",
        Bilingual("methodischer Baustein am Stichtag", "stage on the day of account"),
        codes.STAGE,
        source=_CALCULATED,
        level="ordinal",
        identifying="none",
        missing=_LATER,
    ),
    _yes_no(
        "in_care_at_day",
        Bilingual(
            "am Stichtag in Betreuung (Eintritt ≤ Stichtag < Austritt)",
            "in care on the day of account (entry ≤ day < exit)",
        ),
    ),
    _month("exit_month", Bilingual("Monat des Austritts", "month of exit")),
    _coded(
        "exit_reason",
        Bilingual("Grund des Austritts", "reason for exit"),
        codes.EXIT_REASON,
        source=_COURSE,
        missing=_LATER,
    ),
    _coded(
        "outcome",
        Bilingual("Anschluss nach dem Austritt", "outcome after exit"),
        codes.OUTCOME,
        source=_COURSE,
        missing=_LATER,
    ),
    Column(
        name="dwell_months",
        label_de="Verweildauer in vollendeten Monaten (bis Austritt, sonst bis Stichtag)",
        label_en="dwell in completed months (until exit, else until the day of account)",
        kind="integer",
        level="ratio",
        identifying="quasi",
        source=_CALCULATED,
        unit="months",
        missing=_LATER,
    ),
    _yes_no("returner", Bilingual("erneute Teilnahme", "takes part again")),
    _yes_no(
        "admitted_against_criterion",
        Bilingual(
            "mit Begründung entgegen einem Kriterium aufgenommen",
            "admitted against a criterion with a reason",
        ),
        source=_FILE,
        missing=_LATER,
    ),
)

PERSONS: Final = Dataset(
    key="persons",
    title_de="Teilnahmen, eine Zeile je Teilnahme",
    title_en="Participations, one row each",
    columns=(_pseudonym(), _stay(), *_CHARACTERISTICS, *_PROGRESS),
)

STAGE_EPISODES: Final = Dataset(
    key="stage_episodes",
    title_de="Bausteinphasen, eine Zeile je Phase",
    title_en="Stage episodes, one row each",
    columns=(
        _pseudonym(),
        _stay(),
        Column(
            name="episode",
            label_de="laufende Nummer der Phase in der Teilnahme",
            label_en="running number of the episode in the participation",
            kind="integer",
            level="ordinal",
            identifying="none",
            source=_COURSE,
        ),
        _coded(
            "stage",
            Bilingual("methodischer Baustein", "stage"),
            codes.STAGE,
            source=_COURSE,
            level="ordinal",
            identifying="none",
            missing=(),
        ),
        _month("from_month", Bilingual("Beginn im Monat", "begins in month"), ()),
        _month(
            "until_month",
            Bilingual(
                "Ende im Monat (noch nicht fällig: dauert an)",
                "ends in month (not yet due: still open)",
            ),
            (Missing.NOT_YET_DUE,),
        ),
        _yes_no("ended", Bilingual("am Stichtag beendet", "ended on the day of account")),
    ),
)

DATASETS: Final = (PERSONS, STAGE_EPISODES)
