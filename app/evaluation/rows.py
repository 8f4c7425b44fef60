"""From what is known of a stay to the declared columns of `exports.datasets`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from app.evaluation import rules
from app.evaluation.rules import KnownStay
from exports.codes import age_group, children_group
from exports.columns import Bilingual, Missing

Cell = str | int | Missing
PersonRow = tuple[Cell, ...]
EpisodeRow = tuple[Cell, ...]

READING_RULES: Final = (
    Bilingual(
        "Enthalten sind nur Teilnahmen, deren Einwilligung in die Evaluation am Stichtag galt und"
        " bis zur Erstellung nicht widerrufen wurde.",
        "Only participations are included whose consent to evaluation was in force on the day of"
        " account and had not been withdrawn when the file was made.",
    ),
    Bilingual(
        "Gezeigt wird der Stand am Stichtag: Was danach geschah, ist nicht enthalten. Der Tag des"
        " Austritts zählt nicht mehr als Betreuung.",
        "The state on the day of account is shown: what happened later is not included. The day of"
        " exit no longer counts as in care.",
    ),
    Bilingual(
        "Gesundheitsangaben setzen eine eigene Einwilligung voraus. Fehlt sie oder ist sie"
        " widerrufen, steht dort der Code für „Angabe verweigert“.",
        "Health data need a consent of their own. Where it is missing or withdrawn, the code for"
        " “refused” stands there.",
    ),
    Bilingual(
        "Tage werden auf Monate vergröbert, Alter auf Gruppen. Zurückgenommene Wechsel zwischen"
        " Bausteinen sind nicht enthalten.",
        "Days are reduced to months, ages to groups. Moves between stages that were taken back are"
        " not included.",
    ),
    Bilingual(
        "Wer erneut teilnimmt, behält das Pseudonym; die Spalte stay zählt die Teilnahmen.",
        "Whoever returns keeps the pseudonym; the column stay counts the participations.",
    ),
    Bilingual(
        "Die Daten sind pseudonym, nicht anonym. Veröffentlichen Sie keine Zelle mit weniger als"
        f" {rules.SMALL_CELL} Personen.",
        "The data are pseudonymous, not anonymous. Publish no cell with fewer than"
        f" {rules.SMALL_CELL} people.",
    ),
)


class EpisodeRecord(NamedTuple):
    """A stage episode with its months; no end means it is still open."""

    pseudonym: str
    stay: int
    number: int
    stage: int
    from_month: str
    until_month: str | None


def person_row(pseudonym: str, known: KnownStay) -> PersonRow:
    """One row of the dataset `persons`."""
    stay = known.stay
    return (
        pseudonym,
        known.number,
        age_band(stay.age_at_entry),
        _asked(stay.sex),
        _asked(stay.school),
        _asked(stay.vocational),
        Missing.UNKNOWN if stay.children is None else children_group(stay.children),
        _health(stay.health_restriction, known.may_show_health),
        _health(stay.addiction, known.may_show_health),
        Missing.UNKNOWN if stay.referred_on is None else month(stay.referred_on),
        month(stay.admitted_on),
        _stage(known),
        int(known.is_in_care),
        Missing.NOT_YET_DUE if known.exited_on is None else month(known.exited_on),
        _after_exit(known, stay.exit_reason),
        _after_exit(known, stay.outcome),
        known.dwell_months,
        int(known.number > 1),
        int(stay.against_criteria),
    )


def episode_records(pseudonym: str, known: KnownStay) -> Iterator[EpisodeRecord]:
    """The stage episodes of a stay, numbered from 1 in the order of time."""
    for number, episode in enumerate(known.episodes, 1):
        end = episode.interval.end
        yield EpisodeRecord(
            pseudonym,
            known.number,
            number,
            episode.stage,
            month(episode.interval.start),
            None if end is None else month(end),
        )


def episode_rows(records: Iterable[EpisodeRecord]) -> Iterator[EpisodeRow]:
    """The rows of the dataset `stage_episodes`."""
    for pseudonym, stay, number, stage, from_month, until in records:
        ended = until is not None
        end = Missing.NOT_YET_DUE if until is None else until
        yield pseudonym, stay, number, stage, from_month, end, int(ended)


def group_of(known: KnownStay) -> tuple[Cell, Cell]:
    """The cell that a stay falls into when small groups are looked for: age group and sex."""
    return age_band(known.stay.age_at_entry), _asked(known.stay.sex)


def age_band(age_years: int | None) -> Cell:
    """The age group at entry, or unknown."""
    return Missing.UNKNOWN if age_years is None else age_group(age_years)


@lru_cache(maxsize=4096)
def month(day: date) -> str:
    """The month of a day; remembered, because a pilot has few days and a dataset many."""
    return rules.month(day)


def _asked(value: str | None) -> Cell:
    return Missing.UNKNOWN if value is None else value


def _health(value: bool | None, may_be_shown: bool) -> Cell:
    if not may_be_shown:
        return Missing.REFUSED
    return Missing.UNKNOWN if value is None else int(value)


def _stage(known: KnownStay) -> Cell:
    if not known.is_in_care:
        return Missing.NOT_APPLICABLE
    return Missing.UNKNOWN if known.stage is None else known.stage


def _after_exit(known: KnownStay, value: str | None) -> Cell:
    return Missing.NOT_YET_DUE if known.exited_on is None else _asked(value)
