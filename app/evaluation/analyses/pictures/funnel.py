"""From referral to decision: the selection funnel, as its own page counts it."""

from __future__ import annotations

from app import charts
from app.evaluation.analyses.question import Asked
from app.evaluation.analyses.shown import Cell, Column, Shown, Table, told
from app.formats import number, percent
from app.participants.selection import labels as selection
from app.participants.selection.rules import DECLINE_REASONS, Funnel, State
from app.participants.selection.rules import funnel as counted
from app.wording import gettext as _


def funnel(asked: Asked) -> Shown:
    """What became of the referrals, by year, and why some were declined."""
    preset = asked.sources.preset
    known = [one.key for one in preset.selection.referrers]
    found = counted(asked.sources.referred, known, asked.day)
    total = found.count("referred")
    if not total:
        return Shown(_("Noch sind zu wenige Zusteuerungen erfasst, um etwas zu zeigen."))
    share = found.share("state", State.ADMITTED)
    return Shown(
        _sentence(found, total, share),
        percent(share),
        _figure(found),
        [_by_year(found), _reasons(found)],
        [
            _(
                "Gezählt sind Zusteuerungen nach dem Jahr, in dem sie eingingen, mit ihrem Stand "
                "am Stichtag. Die Teilnahme ist freiwillig; eine Absage hat keine Folgen."
            )
        ],
    )


def _sentence(found: Funnel, total: int, share: float | None) -> str:
    admitted, open_ = found.count("state", State.ADMITTED), found.count("state", State.OPEN)
    if admitted is None:
        return _("%(total)s Menschen sind zugesteuert worden.", total=number(total))
    text = _(
        "Von %(total)s Zusteuerungen führten %(admitted)s zur Aufnahme (%(share)s).",
        total=number(total),
        admitted=number(admitted),
        share=percent(share),
    )
    if not open_:
        return text
    return f"{text} " + _("Offen sind noch %(count)s.", count=number(open_))


def _figure(found: Funnel) -> charts.Figure:
    steps = [(_("zugesteuert"), found.count("referred"))]
    steps.append((_("Erstgespräch geführt"), found.count("talk", "held")))
    steps += [(str(selection.STATE[state]), found.count("state", state)) for state in State]
    shown = [(name, count) for name, count in steps if count is not None]
    return charts.bars(
        [name for name, _count in shown],
        [float(count) for _name, count in shown],
        [number(count) for _name, count in shown],
        _("Zusteuerungen"),
    )


def _by_year(found: Funnel) -> Table:
    columns = [
        Column(_("Stand"), "text"),
        *(Column(str(year)) for year in found.years),
        Column(_("zusammen")),
        Column(_("Anteil"), "share"),
    ]
    none: list[Cell] = [None for _year in found.years]
    rows: list[list[Cell]] = [
        _row(found, _("zugesteuert"), "referred", ""),
        [
            _("Erstgespräch geführt"),
            *none,
            told(found.count("talk", "held")),
            found.share("talk", "held"),
        ],
    ]
    rows += [_row(found, str(selection.STATE[state]), "state", str(state)) for state in State]
    return Table(_("Zusteuerungen nach Jahr und Stand"), columns, rows)


def _row(found: Funnel, name: str, table: str, key: str) -> list[Cell]:
    by_year = [told(found.count(table, key, year)) for year in found.years]
    return [name, *by_year, told(found.count(table, key)), found.share(table, key)]


def _reasons(found: Funnel) -> Table:
    rows: list[list[Cell]] = [
        [str(selection.REASON[reason]), told(found.count("reason", reason))]
        for reason in DECLINE_REASONS
    ]
    columns = [Column(_("Grund der Ablehnung"), "text"), Column(_("Zusteuerungen"))]
    return Table(_("Ablehnungen nach Grund"), columns, rows)
