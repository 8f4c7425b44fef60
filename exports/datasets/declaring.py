"""The words that declarations of datasets share: sources, missing codes, kinds of columns."""

from typing import Final

from exports.columns import Bilingual, Coarsening, Code, Column, Identifying, Level, Missing

FILE: Final = Bilingual("Fallakte, Angabe bei Eintritt", "case file, as stated at entry")
COURSE: Final = Bilingual("Verlauf der Teilnahme", "course of the participation")
CALCULATED: Final = Bilingual("berechnet zum Stichtag", "calculated for the day of account")

ASKED: Final = (Missing.NOT_ASKED, Missing.REFUSED, Missing.UNKNOWN)
LATER: Final = (Missing.NOT_APPLICABLE, Missing.NOT_YET_DUE, Missing.UNKNOWN)


def pseudonym() -> Column:
    """Whose row it is; stable for a recipient, unknown to everybody else."""
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


def stay() -> Column:
    """Which stay of the person the row belongs to."""
    return Column(
        name="stay",
        label_de="wievielte Teilnahme der Person (1, 2, …)",
        label_en="which participation of the person (1, 2, …)",
        kind="integer",
        level="ordinal",
        identifying="none",
        source=COURSE,
    )


def coded(
    name: str,
    label: Bilingual,
    code_list: tuple[Code, ...],
    *,
    source: Bilingual = FILE,
    level: Level = "nominal",
    identifying: Identifying = "quasi",
    missing: tuple[Missing, ...] = ASKED,
    coarser: tuple[Coarsening, ...] = (),
) -> Column:
    """A value of a code list."""
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
        coarser=coarser,
    )


def day(name: str, label: Bilingual, missing: tuple[Missing, ...] = LATER) -> Column:
    """A day of the person's course; a release names it by the form that it gives it."""
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="date",
        level="interval",
        identifying="quasi",
        source=COURSE,
        missing=missing,
    )


def yes_no(
    name: str,
    label: Bilingual,
    *,
    source: Bilingual = CALCULATED,
    missing: tuple[Missing, ...] = (),
) -> Column:
    """Yes or no, as 1 and 0."""
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


def health(name: str, label: Bilingual) -> Column:
    """Yes or no about health; shown with consent to health data only."""
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="yesno",
        level="nominal",
        identifying="sensitive",
        source=Bilingual("Feststellung im Fallmanagement", "established in case management"),
        missing=ASKED,
        consent="health",
    )
