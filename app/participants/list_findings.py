"""What history did against today's rules: taken in with a warning, since it happened. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.intake.findings import Finding, Severity
from app.participants import listed
from app.participants.listed import ListedPerson
from app.participants.rules import (
    Checked,
    Facts,
    check_criteria,
    open_gates,
    present_for_gates,
)
from app.periods import Interval
from app.pilots.preset import Preset
from app.pilots.queries import PostRow


def finding_at(
    person: ListedPerson, column: str, code: str, severity: Severity, **params: object
) -> Finding:
    """A finding on a cell of a person's row; `column` is the file's own header."""
    return Finding(code, severity, person.line, column, params=tuple(params.items()))


_COLUMN_OF = {
    "age_below": listed.BORN,
    "health_or_addiction": listed.HEALTH,
    "qualification": listed.VOCATIONAL,
    "children_at_least": listed.CHILDREN,
}


def old_history(preset: Preset, person: ListedPerson) -> list[Finding]:
    """Criteria that were not met, gates that were not passed, a post that is missing."""
    found = []
    for item in checked_criteria(preset, person):
        if item.blocks:
            code = f"participant.criterion_{item.answer}"
            column = _COLUMN_OF.get(item.criterion.kind, listed.ADMITTED)
            title = (item.criterion.title_de, item.criterion.title_en)
            found.append(finding_at(person, column, code, Severity.WARNING, criterion=title))
    if person.post_title is None:
        found.append(finding_at(person, listed.POST, "participant.no_post", Severity.WARNING))
    return [*found, *_missing_gates(preset, person)]


def _missing_gates(preset: Preset, person: ListedPerson) -> list[Finding]:
    """Stages entered before the list's consent, or without a post that cares."""
    covered = frozenset(preset.consents.covered_by_list_column)
    found = []
    for number, day in sorted(person.stage_days.items()):
        stage = preset.stage(number)
        consents = covered if person.consent_on <= day else frozenset()
        present = present_for_gates(consents, has_coach=person.post_title is not None)
        for gate in open_gates(stage, present) if stage else []:
            code = f"participant.list_gate_{gate}"
            column = listed.STAGES[number]
            found.append(finding_at(person, column, code, Severity.WARNING, stage=number))
    return found


def checked_criteria(preset: Preset, person: ListedPerson) -> list[Checked]:
    """The criteria of admission, answered from the list on the day of entry."""
    return check_criteria(
        preset.criteria,
        Facts(
            entry=person.admitted_on,
            birth_date=person.birth_date,
            health_restriction=person.health_restriction,
            addiction=person.addiction,
            school=person.school,
            vocational=person.vocational,
            children=person.children,
        ),
    )


def over_ratio(
    people: Sequence[ListedPerson],
    preset: Preset,
    posts: Sequence[PostRow],
    present: Mapping[str, Sequence[Interval]],
) -> list[Finding]:
    """The admissions that brought a post above its places; `present` are stays by post title."""
    places = {post.title: preset.target.caseload_ratio * post.fte_percent // 100 for post in posts}
    by_post = defaultdict(list, {title: list(stays) for title, stays in present.items()})
    found = []
    for person in sorted(people, key=lambda p: p.admitted_on):
        if person.post_title is None:
            continue
        cases = 1 + sum(stay.contains(person.admitted_on) for stay in by_post[person.post_title])
        by_post[person.post_title].append(Interval(person.admitted_on, person.exited_on))
        limit = places.get(person.post_title, 0)
        if cases > limit:
            found.append(
                finding_at(
                    person,
                    listed.POST,
                    "participant.ratio_exceeded",
                    Severity.WARNING,
                    cases=cases,
                    places=limit,
                )
            )
    return found
