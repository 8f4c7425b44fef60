"""Reads of the network; each starts from the pilot. Participants appear as counts or by id only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    extract,
    func,
    or_,
    select,
)

from app.errors import NotFound
from app.extensions import db, fetch
from app.partners.models import Agreement, Involvement, Partner, PartnerContact
from app.partners.rules import Standing, standing
from app.periods import Interval, day_after


@dataclass(frozen=True)
class Filters:
    """What the list of institutions is narrowed to; `state`: "" (working together), ended, all."""

    name: str = ""
    kind: str = ""
    state: str = ""


@dataclass(frozen=True)
class Agreed:
    """How an institution's best agreement stands, and its last day."""

    standing: Standing
    valid_until: date | None


@dataclass(frozen=True)
class PartnerRow:
    """An institution in the list: its best agreement and how many people it was brought in for."""

    partner: Partner
    agreed: Agreed | None
    current: int
    ever: int


@dataclass(frozen=True)
class AgreementRow:
    """An agreement with its institution and how it stands on the day."""

    agreement: Agreement
    partner_name: str
    standing: Standing


@dataclass(frozen=True)
class InvolvementRow:
    """An institution brought in for a participation."""

    involvement: Involvement
    partner_name: str


_BEST = (Standing.IN_FORCE, Standing.ENDING, Standing.FUTURE, Standing.EXPIRED)


def _is_offered(on: date | BindParameter[date]) -> ColumnElement[bool]:
    return or_(Partner.ended_on.is_(None), Partner.ended_on > on)


def partner_choices(pilot_id: int, on: date) -> list[tuple[int, str]]:
    """Number and name of the institutions that are worked with on a day, by name."""
    rows = fetch(_names(only_offered=True), {"pilot": pilot_id, "day": on})
    return [(partner_id, name) for partner_id, name in rows]


@cache
def _names(only_offered: bool) -> Select[int, str]:
    """Put together once: pages of every case ask for them."""
    offered = [_is_offered(bindparam("day", type_=Date()))] if only_offered else []
    return (
        select(Partner.id, Partner.name)
        .where(Partner.pilot_id == bindparam("pilot", type_=BigInteger()), *offered)
        .order_by(Partner.name)
    )


def partner_names(pilot_id: int) -> dict[int, str]:
    """The names of all institutions, those no longer worked with too."""
    return dict(fetch(_names(only_offered=False), {"pilot": pilot_id}).all())


def partner(pilot_id: int, partner_id: int) -> Partner:
    """An institution of the pilot; otherwise NotFound."""
    row = db.session.get(Partner, (pilot_id, partner_id))
    if row is None:
        raise NotFound
    return row


def partners(pilot_id: int, day: date, filters: Filters) -> list[PartnerRow]:
    """The institutions by name, with agreement and people brought in: three statements."""
    conditions = [Partner.pilot_id == pilot_id]
    if filters.name:
        conditions.append(Partner.name.icontains(filters.name, autoescape=True))
    if filters.kind:
        conditions.append(Partner.kind == filters.kind)
    if filters.state != "all":
        is_ended = filters.state == "ended"
        conditions.append(~_is_offered(day) if is_ended else _is_offered(day))
    rows = db.session.scalars(select(Partner).where(*conditions).order_by(Partner.name)).all()
    agreed = _best_agreements(pilot_id, day)
    people = _people_by_partner(pilot_id, day)
    return [PartnerRow(row, agreed.get(row.id), *people.get(row.id, (0, 0))) for row in rows]


def _best_agreements(pilot_id: int, day: date) -> dict[int, Agreed]:
    """Per institution the agreement that stands best; among equals the one that lasts longest."""
    found: dict[int, Agreed] = {}
    for row in agreements(pilot_id, day):
        agreement = row.agreement
        known = found.get(agreement.partner_id)
        new = Agreed(row.standing, agreement.valid_until)
        if known is None or _rank(new) < _rank(known):
            found[agreement.partner_id] = new
    return found


def _rank(agreed: Agreed) -> tuple[int, int]:
    until = agreed.valid_until or date.max
    return _BEST.index(agreed.standing), -until.toordinal()


def _people_by_partner(pilot_id: int, day: date) -> dict[int, tuple[int, int]]:
    lasts = and_(
        Involvement.from_day <= day,
        or_(Involvement.until_day.is_(None), Involvement.until_day > day),
    )
    rows = db.session.execute(
        select(
            Involvement.partner_id,
            func.count(Involvement.participation_id.distinct()).filter(lasts),
            func.count(Involvement.participation_id.distinct()),
        )
        .where(Involvement.pilot_id == pilot_id, Involvement.from_day <= day)
        .group_by(Involvement.partner_id)
    )
    return {partner_id: (current, ever) for partner_id, current, ever in rows}


def contacts_of(pilot_id: int, partner_id: int) -> Sequence[PartnerContact]:
    """The persons to turn to in an institution, by name."""
    return db.session.scalars(
        select(PartnerContact)
        .where(PartnerContact.pilot_id == pilot_id, PartnerContact.partner_id == partner_id)
        .order_by(PartnerContact.name)
    ).all()


def agreements(pilot_id: int, day: date, partner_id: int | None = None) -> list[AgreementRow]:
    """The agreements of the pilot or of one institution, those that end first on top."""
    asked = {"pilot": pilot_id, "partner": partner_id}
    return [
        AgreementRow(row, name, standing(row.valid_from, row.valid_until, row.remind_days, day))
        for row, name in db.session.execute(_agreements(partner_id is not None), asked)
    ]


@cache
def _agreements(of_one: bool) -> Select[Agreement, str]:
    """Put together once: the page of tasks asks it each time, and mostly there are few."""
    statement = (
        select(Agreement, Partner.name)
        .join(Partner, _same_partner(Agreement))
        .where(Agreement.pilot_id == bindparam("pilot", type_=BigInteger()))
        .order_by(Agreement.valid_until.asc().nulls_last(), Partner.name, Agreement.id)
    )
    if of_one:
        partner = bindparam("partner", type_=BigInteger())
        statement = statement.where(Agreement.partner_id == partner)
    return statement


def _same_partner(table: type[Agreement] | type[Involvement]) -> ColumnElement[bool]:
    return and_(Partner.pilot_id == table.pilot_id, Partner.id == table.partner_id)


def ending(pilot_id: int, day: date) -> list[AgreementRow]:
    """Agreements whose end is near, and expired ones without one that follows them."""
    rows = agreements(pilot_id, day)
    lasting = {
        row.agreement.partner_id
        for row in rows
        if row.standing in (Standing.IN_FORCE, Standing.FUTURE)
    }
    return [
        row
        for row in rows
        if row.standing in (Standing.ENDING, Standing.EXPIRED)
        and row.agreement.partner_id not in lasting
    ]


def involvements_of(pilot_id: int, participation_id: int) -> list[InvolvementRow]:
    """The institutions brought in for a participation, the latest first."""
    rows = db.session.execute(
        select(Involvement, Partner.name)
        .join(Partner, _same_partner(Involvement))
        .where(Involvement.pilot_id == pilot_id, Involvement.participation_id == participation_id)
        .order_by(Involvement.from_day.desc(), Involvement.id.desc())
    )
    return [InvolvementRow(row, name) for row, name in rows]


def involvement(pilot_id: int, participation_id: int, involvement_id: int) -> Involvement:
    """An involvement of that participation; otherwise NotFound."""
    row = db.session.get(Involvement, (pilot_id, involvement_id))
    if row is None or row.participation_id != participation_id:
        raise NotFound
    return row


def involved_by_month(pilot_id: int, day: date) -> dict[int, dict[date, int]]:
    """How often each institution was brought in, by the first day of the month, up to the day."""
    rows = db.session.execute(
        select(
            Involvement.partner_id,
            extract("year", Involvement.from_day),
            extract("month", Involvement.from_day),
            func.count(),
        )
        .where(Involvement.pilot_id == pilot_id, Involvement.from_day <= day)
        .group_by(
            Involvement.partner_id,
            extract("year", Involvement.from_day),
            extract("month", Involvement.from_day),
        )
    )
    found: dict[int, dict[date, int]] = {}
    for partner_id, year, month, count in rows:
        found.setdefault(partner_id, {})[date(int(year), int(month), 1)] = count
    return found


def results_by_purpose(pilot_id: int, day: date) -> dict[str, dict[str | None, int]]:
    """What came of it: involvements up to the day by purpose and result (None: still open)."""
    rows = db.session.execute(
        select(Involvement.purpose, Involvement.result, func.count())
        .where(Involvement.pilot_id == pilot_id, Involvement.from_day <= day)
        .group_by(Involvement.purpose, Involvement.result)
    )
    found: dict[str, dict[str | None, int]] = {}
    for purpose, result, count in rows:
        found.setdefault(purpose, {})[result] = count
    return found


def validity(rows: Sequence[AgreementRow]) -> list[Interval]:
    """When agreements hold, their last day included."""
    return [
        Interval(
            row.agreement.valid_from,
            day_after(row.agreement.valid_until) if row.agreement.valid_until else None,
        )
        for row in rows
    ]
