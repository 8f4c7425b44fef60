"""What cannot be: each contradiction a named rule over the rows of one stay, or of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from app.evaluation.quality.reading import PERSONS, Row, earliest, is_before, is_known
from exports.columns import Missing
from exports.datasets.questionnaires import SCORES, is_follow_up
from exports.instruments import BY_KEY as INSTRUMENTS

Count = Callable[[Sequence[Row], Row], int]
Test = Callable[[Row, Row], bool]


@dataclass(frozen=True)
class Rule:
    """A contradiction: how often it is found in rows that belong together.

    `needs` are columns of the dataset, `of_person` those of the stay's row of persons, which the
    count gets beside them. Rows belong together by stay, or by person.
    """

    key: str
    dataset: str
    needs: frozenset[str]
    of_person: frozenset[str]
    count: Count
    is_by_person: bool = False
    compares_stays: bool = False


def each(test: Test) -> Count:
    """Counts the rows that contradict themselves, or the row of persons."""

    def count(rows: Sequence[Row], person: Row) -> int:
        return sum(test(row, person) for row in rows)

    return count


def _rule(key: str, dataset: str, needs: str, count: Count, of_person: str = "") -> Rule:
    return Rule(key, dataset, frozenset(needs.split()), frozenset(of_person.split()), count)


def _has_not_left(row: Row) -> bool:
    return row["exit"] is Missing.NOT_YET_DUE


def _is_unstated(row: Row, column: str) -> bool:
    """Whether something is missing that was to be stated; hidden values are not."""
    return isinstance(row[column], Missing) and row[column] is not Missing.SUPPRESSED


def _overlapping_stays(rows: Sequence[Row], _person: Row) -> int:
    stays = sorted(rows, key=lambda row: int(str(row["stay"])))
    return sum(
        _has_not_left(earlier) or is_before(later["entry"], earlier["exit"])
        for earlier, later in pairwise(stays)
    )


def _is_before_referral(column: str) -> Test:
    """Whether a day lies before the referral; without one nothing can be said."""
    return lambda row, person: (
        is_known(person["referral"])
        and is_before(row[column], earliest(person["referral"], person["entry"]))
    )


def _is_after_exit(*columns: str) -> Test:
    return lambda row, person: any(is_before(person["exit"], row[column]) for column in columns)


def _overlapping_episodes(rows: Sequence[Row], _person: Row) -> int:
    return sum(is_before(later["from"], earlier["until"]) for earlier, later in pairwise(rows))


def _open_beside_others(rows: Sequence[Row], _person: Row) -> int:
    return max(0, sum(row["ended"] == 0 for row in rows) - 1)


def _is_misplaced(row: Row, person: Row) -> bool:
    """Whether a contact counts as in care on a day that is not."""
    on = row["held"]
    outside = is_before(on, person["entry"]) or is_before(person["exit"], on)
    return row["phase"] == "in_care" and outside


def _is_early_follow_up(row: Row, person: Row) -> bool:
    is_early = _has_not_left(person) or is_before(row["answered"], person["exit"])
    return is_follow_up(str(row["wave"])) and is_early


def _has_early_follow_up(row: Row, person: Row) -> bool:
    return _has_not_left(person) and any(
        is_known(row[column])
        for column, (_instrument, wave) in SCORES.items()
        if is_follow_up(wave) and column in row
    )


def _wrong_scores(rows: Sequence[Row], _person: Row) -> int:
    by_questionnaire = groupby(rows, key=lambda row: (row["instrument"], row["wave"]))
    return sum(_is_wrong(list(found)) for _key, found in by_questionnaire)


def _is_wrong(rows: Sequence[Row]) -> bool:
    """Whether a score is not what its answers give, or was given in spite of a gap."""
    instrument = INSTRUMENTS[str(rows[0]["instrument"])]
    answers = [row["value"] for row in rows if row["measure"] == "item"]
    scores = [row["value"] for row in rows if row["measure"] == "score"]
    if not answers or len(scores) != 1 or scores[0] is Missing.SUPPRESSED:
        return False
    given = [int(str(answer)) for answer in answers if is_known(answer)]
    if len(given) < instrument.items:
        return is_known(scores[0])
    return scores[0] != instrument.factor * sum(given)


_OF_PERSONS: Final[tuple[tuple[str, str, Test], ...]] = (
    (
        "referral_after_entry",
        "referral entry",
        lambda row, _: is_before(row["entry"], row["referral"]),
    ),
    ("exit_before_entry", "entry exit", lambda row, _: is_before(row["exit"], row["entry"])),
    (
        "exit_without_reason",
        "exit exit_reason",
        lambda row, _: is_known(row["exit"]) and _is_unstated(row, "exit_reason"),
    ),
    (
        "reason_without_exit",
        "exit exit_reason",
        lambda row, _: _has_not_left(row) and is_known(row["exit_reason"]),
    ),
    (
        "outcome_without_exit",
        "exit outcome",
        lambda row, _: _has_not_left(row) and is_known(row["outcome"]),
    ),
    (
        "in_care_after_exit",
        "exit in_care_at_day",
        lambda row, _: is_known(row["exit"]) and row["in_care_at_day"] == 1,
    ),
    (
        "neither_in_care_nor_left",
        "exit in_care_at_day",
        lambda row, _: _has_not_left(row) and row["in_care_at_day"] == 0,
    ),
    (
        "stage_without_care",
        "stage_at_day in_care_at_day",
        lambda row, _: is_known(row["stage_at_day"]) and row["in_care_at_day"] == 0,
    ),
)


RULES: Final[tuple[Rule, ...]] = (
    *(_rule(key, PERSONS, needs, each(test)) for key, needs, test in _OF_PERSONS),
    Rule(
        "stays_overlap",
        PERSONS,
        frozenset(("entry", "exit")),
        frozenset(),
        _overlapping_stays,
        is_by_person=True,
        compares_stays=True,
    ),
    _rule(
        "episode_ends_early",
        "stage_episodes",
        "from until",
        each(lambda row, _: is_before(row["until"], row["from"])),
    ),
    _rule(
        "episode_before_referral",
        "stage_episodes",
        "from",
        each(_is_before_referral("from")),
        "referral entry",
    ),
    _rule(
        "episode_after_exit",
        "stage_episodes",
        "from until",
        each(_is_after_exit("from", "until")),
        "exit",
    ),
    _rule(
        "episode_open_after_exit",
        "stage_episodes",
        "ended",
        each(lambda row, person: row["ended"] == 0 and is_known(person["exit"])),
        "exit",
    ),
    _rule("episodes_overlap", "stage_episodes", "from until", _overlapping_episodes),
    _rule("episodes_open_at_once", "stage_episodes", "ended", _open_beside_others),
    _rule(
        "contact_before_referral",
        "contacts",
        "held",
        each(_is_before_referral("held")),
        "referral entry",
    ),
    _rule("contact_not_in_care", "contacts", "held phase", each(_is_misplaced), "entry exit"),
    _rule(
        "answers_before_entry",
        "questionnaires_long",
        "answered",
        each(lambda row, person: is_before(row["answered"], person["entry"])),
        "entry",
    ),
    _rule(
        "follow_up_before_exit",
        "questionnaires_long",
        "wave answered",
        each(_is_early_follow_up),
        "exit",
    ),
    _rule(
        "score_unlike_answers",
        "questionnaires_long",
        "instrument wave measure value",
        _wrong_scores,
    ),
    _rule(
        "follow_up_before_exit", "questionnaires_wide", "stay", each(_has_early_follow_up), "exit"
    ),
    _rule(
        "barrier_before_referral",
        "barriers",
        "noted",
        each(_is_before_referral("noted")),
        "referral entry",
    ),
    _rule(
        "barrier_after_exit",
        "barriers",
        "noted latest",
        each(_is_after_exit("noted", "latest")),
        "exit",
    ),
    _rule(
        "state_before_noting",
        "barriers",
        "noted latest",
        each(lambda row, _: is_before(row["latest"], row["noted"])),
    ),
    _rule(
        "involvement_before_referral",
        "partners",
        "from",
        each(_is_before_referral("from")),
        "referral entry",
    ),
    _rule(
        "involvement_ends_early",
        "partners",
        "from until",
        each(lambda row, _: is_before(row["until"], row["from"])),
    ),
    _rule(
        "follow_up_before_exit",
        "follow_ups",
        "asked",
        each(lambda row, person: _has_not_left(person) or is_before(row["asked"], person["exit"])),
        "exit",
    ),
)
"""All contradictions that are looked for, in the order in which they are told."""
