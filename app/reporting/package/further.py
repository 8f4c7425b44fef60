"""The tables that belong to a statement of figures: years, inventory, draw-downs, cash by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from app.finance.grants.account import DRAW_DOWN, Account, ReceiptRow
from app.finance.grants.cash import by_month
from app.finance.grants.labels import STANDING
from app.finance.grants.queries import DrawDownRow, account_of, draw_downs
from app.finance.inventory import labels as inventory
from app.finance.inventory.queries import items_on
from app.finance.queries import plan_in_force
from app.formats import day
from app.periods import add_months
from app.reporting.figures.rules import Scope
from app.reporting.package.material import Material
from app.reporting.package.statement import position_title, positions_of
from exports.report import Head, Table, Value
from exports.statement_lines import Statement


def further_of(material: Material, statement: Statement) -> list[Table]:
    """All of them in the order of reading; a single year is not told by years."""
    account = account_of(material.pilot.id, material.last)
    return [
        *(_by_years(material, statement) if len(material.scope.years) > 1 else ()),
        _draw_downs(material, account),
        _cash(material, account),
        _inventory(material),
    ]


def _by_years(material: Material, statement: Statement) -> Iterator[Table]:
    """Expenditure and plan by position and calendar year."""
    years, codes = material.scope.years, positions_of(material)
    spent: dict[tuple[str, int], int] = {}
    for voucher in statement.vouchers:
        at = voucher.position, voucher.paid_on.year
        spent[at] = spent.get(at, 0) + voucher.amount_cents
    yield _year_table(
        material, "years", _("Ausgaben nach Position und Jahr"), codes, spent, "spent"
    )
    plan = plan_in_force(material.pilot.id, material.last)
    if plan is not None:
        title = _("Ansätze des Finanzierungsplans nach Position und Jahr")
        planned = {at: cents for at, cents in plan.amounts.items() if at[1] in years}
        yield _year_table(material, "plan_years", title, codes, planned, "planned_here")


def _year_table(
    material: Material,
    key: str,
    title: str,
    codes: Sequence[str],
    amounts: Mapping[tuple[str, int], int],
    name: str,
) -> Table:
    """Positions × years with sums both ways; every cell leads to its year."""
    years = material.scope.years
    of_year = [_part_of_year(material.scope, year) for year in years]
    found: dict[tuple[int, int], str | None] = {}
    for row, code in enumerate([*codes, ""]):
        figure = f"{name}:{code}" if code else name
        for column, scope in enumerate([*of_year, material.scope], start=2):
            found[row, column] = material.address(figure, scope)
    rows: list[list[Value]] = []
    for code in codes:
        by_year = [amounts.get((code, year), 0) for year in years]
        rows.append([code, position_title(material, code), *by_year, sum(by_year)])
    money = [Head(label=str(year), kind="money", is_summed=True) for year in years]
    total = Head(label=_("insgesamt"), kind="money", is_summed=True, adds_up=True)
    return Table(
        key=key,
        title=title,
        heads=[Head(label=_("Position")), Head(label=_("Bezeichnung")), *money, total],
        rows=rows,
        total=_("Summe"),
        addresses={cell: address for cell, address in found.items() if address},
    )


def _part_of_year(scope: Scope, year: int) -> Scope:
    """What of a calendar year lies in the scope."""
    return Scope(max(scope.first, date(year, 1, 1)), min(scope.last, date(year, 12, 31)))


@dataclass(frozen=True)
class _Drawn:
    """A line of the list of draw-downs; a repayment has no number and lessens what came."""

    number: int | None
    words: str
    sent_on: date | None
    asked_cents: int | None
    came_on: date | None
    came_cents: int


def _draw_downs(material: Material, account: Account) -> Table:
    """What was asked for and what came in the period; what went back lessens it."""
    lines = _drawn_lines(material.scope, account, draw_downs(material.pilot.id))
    heads = [
        Head(label=_("Nr."), kind="number"),
        Head(label=_("Vorgang")),
        Head(label=_("Gesendet am"), kind="day"),
        Head(label=_("Angefordert"), kind="money"),
        Head(label=_("Eingegangen am"), kind="day"),
        Head(label=_("Eingegangen im Zeitraum"), kind="money", is_summed=True),
    ]
    return Table(
        key="draw_downs",
        title=_("Mittelabrufe und Rückzahlungen"),
        heads=heads,
        rows=[
            (one.number, one.words, one.sent_on, one.asked_cents, one.came_on, one.came_cents)
            for one in lines
        ],
        total=_("Summe"),
        note="" if lines else _("Im Zeitraum wurden keine Mittel abgerufen."),
        addresses=material.addresses({(len(lines), 5): "income:draw_down"}),
    )


def _drawn_lines(scope: Scope, account: Account, asked: Sequence[DrawDownRow]) -> list[_Drawn]:
    """In time order: requests sent in the period or answered in it, other receipts, repayments."""
    came = [
        one for one in account.receipts if one.kind == DRAW_DOWN and scope.holds(one.received_on)
    ]
    numbers = {row.number for row in asked}
    found = [
        line
        for row in asked
        for line in _of_request(scope, row, [one for one in came if one.draw_down == row.number])
    ]
    found += [
        _Drawn(None, one.reason, None, None, one.received_on, one.amount_cents)
        for one in came
        if one.draw_down not in numbers
    ]
    found += [
        _Drawn(
            None,
            _("Rückzahlung: %(reason)s", reason=one.reason),
            None,
            None,
            one.paid_on,
            -one.amount_cents,
        )
        for one in account.paid_back
        if scope.holds(one.paid_on)
    ]
    return sorted(found, key=lambda one: one.came_on or one.sent_on or scope.last)


def _of_request(scope: Scope, row: DrawDownRow, came: Sequence[ReceiptRow]) -> Iterator[_Drawn]:
    """A request in as many lines as it was answered in; one that is open in a line by itself."""
    words = str(STANDING[row.standing][1])
    for place, one in enumerate(came):
        is_first = place == 0
        yield _Drawn(
            row.number,
            words if is_first else _("weiterer Teil"),
            row.sent_on if is_first else None,
            row.amount_cents if is_first else None,
            one.received_on,
            one.amount_cents,
        )
    if not came and row.sent_on and scope.holds(row.sent_on):
        yield _Drawn(row.number, words, row.sent_on, row.amount_cents, None, 0)


def _cash(material: Material, account: Account) -> Table:
    """Receipts, expenditure and repayments by month, with the balance at the end of each."""
    scope, notice = material.scope, material.preset.notice
    first = min(notice.starts_on, scope.first)
    months = by_month(
        first,
        scope.last,
        [(one.received_on, one.amount_cents) for one in account.receipts],
        [(one.paid_on, one.amount_cents) for one in account.payments],
        [(one.paid_on, one.amount_cents) for one in account.paid_back],
    )
    here = [one for one in months if one.month >= scope.first.replace(day=1)]
    days = [_days_of(one.month, scope) for one in here]
    found = {
        (row, column): address
        for row, of_month in enumerate([*days, scope])
        for column, key in ((2, "spent"), (4, "cash_closing"))
        if (address := material.address(key, of_month)) and (row, column) != (len(here), 4)
    }
    money = [_("Einnahmen"), _("Ausgaben"), _("Rückzahlungen")]
    return Table(
        key="cash",
        title=_("Kassenbestand nach Monaten"),
        heads=[
            Head(label=_("Monat")),
            *(Head(label=label, kind="money", is_summed=True) for label in money),
            Head(label=_("Bestand am Monatsende"), kind="money"),
        ],
        rows=[
            (
                f"{one.month:%m.%Y}",
                one.received_cents,
                one.spent_cents,
                one.repaid_cents,
                one.balance_cents,
            )
            for one in here
        ],
        total=_("Summe"),
        note=_(
            "Bestand der Bücher; ein Bestand unter 0 ist vom Träger vorgestreckt. Zinsen trägt "
            "der Träger, sie sind nicht enthalten."
        ),
        addresses=found,
    )


def _days_of(month: date, scope: Scope) -> Scope:
    """The days of a month that lie in the scope."""
    last = add_months(month, 1) - timedelta(days=1)
    return Scope(max(month, scope.first), min(last, scope.last))


def _inventory(material: Material) -> Table:
    """The items as they stood on the last day (ANBest-P 4)."""
    found = items_on(material.pilot.id, material.last)
    return Table(
        key="inventory",
        title=_("Bestandsliste am %(day)s", day=day(material.last)),
        heads=[
            Head(label=_("Nr."), kind="number"),
            Head(label=_("Bezeichnung")),
            Head(label=_("Typ oder Seriennummer")),
            Head(label=_("Angeschafft am"), kind="day"),
            Head(label=_("Belegnummer")),
            Head(label=_("Nettopreis"), kind="money", is_summed=True),
            Head(label=_("Standort")),
            Head(label=_("Zustand")),
            Head(label=_("Verbleib")),
        ],
        rows=[
            (
                row.item.number,
                row.item.description,
                row.item.serial_number or "",
                row.item.acquired_on,
                row.item.source_number or _("noch ohne Beleg"),
                row.item.net_cents,
                row.state.place,
                inventory.shown("condition", row.state.condition),
                inventory.whereabouts(row.state),
            )
            for row in found
        ],
        total=_("Summe"),
        note="" if found else _("Es sind keine Gegenstände inventarisiert."),
    )
