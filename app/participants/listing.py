"""The carrier's list of participants: from sheet to rows that may be taken over, and findings.

Only the impossible is refused here; whether somebody meets the criteria is for the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from app.intake.findings import Outcome
from app.intake.row_reader import RowReader
from app.intake.rows import NOTHING_KNOWN, KnownHeads, Sheet
from app.intake.sheets import read_sheet
from app.intake.values import code_list, parse_code, parse_day, parse_whole, parse_yes_no
from app.participants import listed
from app.participants.listed import HEADERS, PRIVATE, SHEET_TITLE, STAGES, ListedPerson
from app.participants.listing_checks import check_days, check_exit, is_repeated

MAX_CHILDREN = 20
MAX_RUNNING_NUMBER = 10**9
MAX_NAME = 120
MAX_NUMBER = 40
MAX_REMARK = 2000

Parse = Callable[[object], str | None]


@dataclass
class ParticipantList:
    """The rows that may be taken over, in the order of the file, and what became of all rows."""

    rows: list[ListedPerson] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)
    sheet: Sheet | None = None
    """The sheet they stand in, for naming cells in later findings."""


def read_participant_list(
    data: bytes,
    lists: Mapping[str, Mapping[str, str]],
    posts: Sequence[str],
    known: KnownHeads = NOTHING_KNOWN,
) -> ParticipantList:
    """Reads the list; `lists` are the preset's wordings by list name, `posts` the posts' titles.

    DomainError only where the file as a whole cannot be read.
    """
    sheet = read_sheet(data, HEADERS, SHEET_TITLE, known=known)
    codes = {name: partial(parse_code, codes=code_list(wording)) for name, wording in lists.items()}
    codes["post"] = partial(parse_code, codes=code_list({title: title for title in posts}))
    result = ParticipantList(sheet=sheet)
    taken: defaultdict[str, list[ListedPerson]] = defaultdict(list)
    tally, findings = result.outcome.tally, result.outcome.findings
    for row in sheet.rows:
        tally.read += 1
        reader = RowReader(sheet, row, PRIVATE)
        person = _read_person(reader, codes)
        repeated = person is not None and is_repeated(reader, person, taken[person.number_key])
        findings.extend(reader.findings)
        if person is None or reader.failed:
            tally.rejected += 1
        elif repeated:
            tally.duplicates += 1
        else:
            tally.accepted += 1
            taken[person.number_key].append(person)
            result.rows.append(person)
    return result


def _read_person(reader: RowReader, codes: Mapping[str, Parse]) -> ListedPerson | None:
    number = reader.text(listed.NUMBER, MAX_NUMBER, required=True)
    family = reader.text(listed.FAMILY, MAX_NAME, required=True)
    given = reader.text(listed.GIVEN, MAX_NAME, required=True)
    running = reader.take(
        listed.RUNNING, partial(parse_whole, lowest=0, highest=MAX_RUNNING_NUMBER)
    )
    days, stage_days = _read_days(reader)
    about = _read_attributes(reader, codes)
    reason, outcome, post = about["exit_reason"], about["outcome"], about["post"]
    children = reader.take(listed.CHILDREN, partial(parse_whole, lowest=0, highest=MAX_CHILDREN))
    health = reader.take(listed.HEALTH, parse_yes_no)
    addiction = reader.take(listed.ADDICTION, parse_yes_no)
    remark = reader.text(listed.REMARK, MAX_REMARK)
    check_days(reader, days, stage_days)
    check_exit(reader, days[listed.EXITED], reason, outcome)
    born, consent, entry = days[listed.BORN], days[listed.CONSENT], days[listed.ADMITTED]
    if reader.failed or not (number and family and given and born and consent and entry):
        return None
    return ListedPerson(
        line=reader.line,
        running_number=running,
        customer_number=" ".join(number.split()),
        family_name=" ".join(family.split()),
        given_name=" ".join(given.split()),
        birth_date=born,
        sex=about["sex"],
        school=about["school"],
        vocational=about["vocational"],
        children=children,
        health_restriction=health,
        addiction=addiction,
        referred_on=days[listed.REFERRED],
        consent_on=consent,
        admitted_on=entry,
        post_title=post,
        stage_days=stage_days,
        exited_on=days[listed.EXITED],
        exit_reason=reason,
        outcome_code=outcome,
        remark=remark,
    )


def _read_days(reader: RowReader) -> tuple[dict[str, date | None], dict[int, date]]:
    days = {
        header: reader.take(header, parse_day, required=header == listed.BORN)
        for header in (
            listed.BORN,
            listed.REFERRED,
            listed.CONSENT,
            listed.ADMITTED,
            listed.EXITED,
        )
    }
    if days[listed.ADMITTED] is None and not reader.refused(listed.ADMITTED):
        reader.error(listed.ADMITTED, "participant.not_admitted")
    stages = {number: reader.take(header, parse_day) for number, header in STAGES.items()}
    return days, {number: day for number, day in stages.items() if day}


def _read_attributes(reader: RowReader, codes: Mapping[str, Parse]) -> dict[str, str | None]:
    columns = {
        "sex": listed.SEX,
        "school": listed.SCHOOL,
        "vocational": listed.VOCATIONAL,
        "post": listed.POST,
        "exit_reason": listed.EXIT_REASON,
        "outcome": listed.OUTCOME,
    }
    return {name: reader.take(header, codes[name]) for name, header in columns.items()}
