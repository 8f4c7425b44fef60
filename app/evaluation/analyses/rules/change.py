"""How scores changed between two waves: who has both, by how much, who lacks the second. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.disclosure import FEWEST, Disclosed, suppress
from app.evaluation.analyses.rules.asked import FEWEST_IN_GROUP
from app.evaluation.analyses.rules.means import Mean, mean_of
from app.participants.questionnaires.rounds import PersonColumns, Schedule
from app.participants.questionnaires.waves import BASELINE, EXIT, HEALTH, wave_order

PAIRED, INCOMPLETE, NOT_APPLICABLE = "paired", "incomplete", "not_applicable"
LACKING = (
    "not_asked",
    "refused",
    "not_reached",
    "lost",
    "overdue",
    INCOMPLETE,
    "open",
    "not_yet_due",
    "no_consent",
    "after_statement",
    NOT_APPLICABLE,
)
"""Why a second measurement is missing, in the order of reading."""
FEWEST_PAIRS = FEWEST_IN_GROUP
"""Mean and deviation of whole scores of fewer people would give the scores themselves away."""
LATEST = "latest"
"""The last measurement in care that somebody has, whichever it is; the exit counts as one."""


@dataclass(frozen=True)
class Measured:
    """Somebody's scores by wave, and the code of each wave that has none."""

    id: int
    scores: Mapping[str, int]
    lacking: Mapping[str, str]
    has_left: bool

    def latest(self) -> str | None:
        """The last wave in care, or the exit, that has a score; none but the baseline is none."""
        waves = [key for key in self.scores if key != BASELINE and not key.startswith("f")]
        return max(waves, key=_in_time, default=None)

    def lacks(self, wave: str) -> str:
        """Why the wave has no score: as recorded, not due yet, or never to be for who has left."""
        known = self.lacking.get(wave)
        if known is not None:
            return known
        never = self.has_left and wave.startswith("m")
        return NOT_APPLICABLE if never else "not_yet_due"


def _in_time(wave: str) -> tuple[int, int]:
    return wave_order(wave)


@dataclass(frozen=True)
class Change:
    """The change from one wave to another, of those who have both; None where they are too few.

    `base` counts those with the first; `told` says what became of the second, paired ones included.
    `pairs` is the number itself, never to be shown.
    """

    wave: str
    pairs: int
    base: int | None
    told: Disclosed[str]
    first: Mean | None
    second: Mean | None
    change: Mean | None

    @property
    def paired(self) -> int | None:
        """How many have both."""
        return self.told.cells[PAIRED]

    def protected(self) -> Change:
        """The same with nothing told: another part would follow from it."""
        hidden = Disclosed[str](dict.fromkeys(self.told.cells), None)
        return Change(self.wave, self.pairs, None, hidden, None, None, None)


def measured(
    schedules: Iterable[Schedule],
    instrument: str,
    scores: Mapping[tuple[int, str], int | None],
    codes: Mapping[tuple[int, str], str],
    among: Mapping[int, bool],
    *,
    needs_health: bool,
    day: date,
) -> list[Measured]:
    """The measurements of those in question (`among`, with whether they have left by the day).

    Who does not consent to health data on the day is left out where the instrument asks for them:
    what was given earlier is not analysed any more.
    """
    found = []
    for columns, waves in schedules:
        id_ = columns[0]
        if id_ not in among or (needs_health and not _agrees(columns, day)):
            continue
        known: dict[str, int] = {}
        lacking: dict[str, str] = {}
        for wave, where in waves.all:
            score = scores.get((id_, wave.key))
            if score is not None:
                known[wave.key] = score
            elif (id_, wave.key) in scores:
                lacking[wave.key] = INCOMPLETE
            else:
                standing = str(where.standings.get(instrument, "not_asked"))
                lacking[wave.key] = codes.get((id_, wave.key), standing)
        found.append(Measured(id_, known, lacking, among[id_]))
    return found


def _agrees(columns: PersonColumns, day: date) -> bool:
    return any(
        purpose == HEALTH and given_on <= day and (withdrawn_on is None or withdrawn_on > day)
        for purpose, given_on, withdrawn_on in columns[5]
    )


def waves_after(people: Iterable[Measured]) -> list[str]:
    """The later waves of anybody, in the order of time."""
    keys = {key for one in people for key in (*one.scores, *one.lacking)} - {BASELINE}
    return sorted(keys, key=_in_time)


def changes(people: Sequence[Measured], k: int = FEWEST) -> list[Change]:
    """From the baseline to each later wave, and to the latest measurement in care."""
    begun = [one for one in people if BASELINE in one.scores]
    if not begun:
        return []
    return [change_to(begun, wave, k) for wave in (*waves_after(begun), LATEST)]


def change_to(begun: Sequence[Measured], wave: str, k: int = FEWEST) -> Change:
    """The change of those who have a baseline; the mean of fewer than 5 pairs is not shown."""
    pairs: list[tuple[int, int]] = []
    counts = dict.fromkeys((PAIRED, *LACKING), 0)
    for one in begun:
        second = one.latest() if wave == LATEST else wave
        score = one.scores.get(second) if second else None
        if score is None:
            counts[_code(one, wave)] += 1
        else:
            counts[PAIRED] += 1
            pairs.append((one.scores[BASELINE], score))
    told = suppress(counts, k)
    if told.cells[PAIRED] is None or len(pairs) < FEWEST_PAIRS:
        return Change(wave, len(pairs), told.total, told, None, None, None)
    return Change(
        wave,
        len(pairs),
        told.total,
        told,
        mean_of([first for first, _second in pairs]),
        mean_of([second for _first, second in pairs]),
        mean_of([second - first for first, second in pairs]),
    )


def _code(one: Measured, wave: str) -> str:
    if wave != LATEST:
        found = one.lacks(wave)
        return found if found in LACKING else "not_asked"
    asked = [code for key, code in one.lacking.items() if key == EXIT or key.startswith("m")]
    found = asked[-1] if asked else "not_yet_due"
    return found if found in LACKING else "not_asked"
