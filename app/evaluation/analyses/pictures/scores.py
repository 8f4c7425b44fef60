"""How scores changed, of those who have both measurements, and who lacks the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app import charts
from app.disclosure import suppress
from app.evaluation.analyses import labels
from app.evaluation.analyses.question import Asked, compared
from app.evaluation.analyses.rules.asked import Member
from app.evaluation.analyses.rules.change import (
    LACKING,
    LATEST,
    PAIRED,
    Change,
    Measured,
    changes,
    measured,
)
from app.evaluation.analyses.rules.means import Mean
from app.evaluation.analyses.shown import PROTECTED, Cell, Column, Shown, Table, told
from app.formats import number
from app.participants.questionnaires import labels as questionnaires
from app.participants.questionnaires.instruments import Instrument
from app.wording import gettext as _


def scores(asked: Asked) -> Shown:
    """The change from the baseline to every later wave."""
    one = asked.instrument
    if one is None:
        return Shown(_("Dieses Vorhaben erhebt keinen Fragebogen mit Punktwert."))
    people = _measured(asked, one, asked.members)
    found = changes(people)
    if not found or all(change.change is None for change in found):
        return Shown(_("Noch haben zu wenige Personen zwei Messungen, um etwas zu zeigen."))
    asked, left_out = compared(asked)
    by_group = {"": _kept(asked, one, found)} if asked.by is None else _by_group(asked, one)
    notes = [*left_out, *_notes(one)]
    places = one.decimals + 1
    if asked.by is None:
        tables = [_changes(asked, by_group, places), _lacking(by_group[""])]
    else:
        latest = {
            name: [one for one in rows if one.wave == LATEST] for name, rows in by_group.items()
        }
        tables = [_changes(asked, latest, places), _changes(asked, _with_value(by_group), places)]
    return Shown(
        _sentence(one, by_group.get("", found)),
        _value(one, by_group.get("", found)),
        _figure(one, by_group),
        tables,
        notes,
        _(
            "Verändert hat sich der Punktwert derer, die zweimal geantwortet haben. Ohne "
            "Vergleichsgruppe sagt das nicht, was das Vorhaben bewirkt hat; wem es schlechter "
            "geht, der fehlt womöglich beim zweiten Mal."
        ),
    )


def _measured(asked: Asked, one: Instrument, members: Sequence[Member]) -> list[Measured]:
    return measured(
        asked.sources.schedules,
        one.key,
        asked.sources.scores(one.key),
        asked.sources.missing_codes(one.key),
        {member.id: member.exited_on is not None for member in members},
        needs_health=one.health_data,
        day=asked.day,
    )


def _kept(asked: Asked, one: Instrument, found: Sequence[Change]) -> list[Change]:
    """Of a single period no change that would be told of another by subtraction from all."""
    if asked.period is None:
        return list(found)
    paired = {
        period.code: _paired(changes(_measured(asked, one, asked.among(period))))
        for period in asked.periods
    }
    return _told_of(found, asked.period.code, paired)


def _paired(found: Sequence[Change]) -> dict[str, int]:
    """By wave how many have both, protected ones too: they are only compared."""
    return {change.wave: change.pairs for change in found}


def _told_of(
    found: Sequence[Change], part: str, paired: Mapping[str, Mapping[str, int]]
) -> list[Change]:
    """The changes of a part whose number of pairs may be told beside those of the others."""
    kept = []
    for change in found:
        counts = {name: waves.get(change.wave, 0) for name, waves in paired.items()}
        is_told = suppress(counts).cells[part] is not None
        kept.append(change if is_told else change.protected())
    return kept


def _by_group(asked: Asked, one: Instrument) -> dict[str, list[Change]]:
    assert asked.by is not None
    groups, words = asked.groups(asked.by), labels.groups(asked.by)
    members = {**groups.shown, **_hidden_members(asked, groups.hidden)}
    found = {name: changes(_measured(asked, one, rows)) for name, rows in members.items()}
    paired = {name: _paired(rows) for name, rows in found.items()}
    return {
        words.get(name, name): _told_of(found[name], name, paired)
        for name in groups.shown
        if found[name]
    }


def _hidden_members(asked: Asked, names: Sequence[str]) -> dict[str, list[Member]]:
    assert asked.by is not None
    by = asked.by
    return {name: [one for one in asked.members if one.group(by) == name] for name in names}


def _latest(found: Sequence[Change]) -> Change | None:
    return next((one for one in found if one.wave == LATEST and one.change is not None), None)


def _points(one: Instrument, value: float | None) -> str:
    """A mean of scores or of changes, as the instrument writes them; a change with its sign."""
    if value is None:
        return "–"
    return number(value / 10**one.decimals, one.decimals + 1).replace("-", "\u2212")


def _signed(one: Instrument, value: float) -> str:
    return f"{'+' if value > 0 else ''}{_points(one, value)}"


def _value(one: Instrument, found: Sequence[Change]) -> str:
    latest = _latest(found)
    if latest is None or latest.change is None:
        return "–"
    return _("%(change)s Punkte", change=_signed(one, latest.change.mean))


def _sentence(one: Instrument, found: Sequence[Change]) -> str:
    latest = _latest(found)
    if latest is None or latest.change is None or latest.first is None or latest.second is None:
        return _("Noch haben zu wenige Personen zwei Messungen, um etwas zu zeigen.")
    text = _(
        "%(title)s: im Mittel von %(first)s auf %(second)s Punkte, das sind %(change)s "
        "(n = %(n)s, 95-%%-Bereich %(lower)s bis %(upper)s).",
        title=questionnaires.title(one),
        first=_points(one, latest.first.mean),
        second=_points(one, latest.second.mean),
        change=_signed(one, latest.change.mean),
        n=latest.change.n,
        lower=_signed(one, latest.change.lower or 0),
        upper=_signed(one, latest.change.upper or 0),
    )
    return f"{text} {_verdict(one, latest.change)}"


def _verdict(one: Instrument, change: Mean) -> str:
    if change.lower is None or change.upper is None or change.lower <= 0 <= change.upper:
        return _("Der Bereich schließt „keine Veränderung“ ein.")
    is_better = (change.mean > 0) == one.higher_is_better
    return _("Das ist eine Besserung.") if is_better else _("Das ist eine Verschlechterung.")


def _figure(one: Instrument, by_group: Mapping[str, Sequence[Change]]) -> charts.Figure | None:
    """The mean changes with their intervals."""
    rows = [
        (name or labels.wave(change.wave), change.change)
        for name, found in by_group.items()
        for change in found
        if change.change is not None and (not name or change.wave == LATEST)
    ]
    if not rows:
        return None
    scale = 10**one.decimals
    values = [mean.mean / scale for _name, mean in rows]
    figure = charts.grouped(
        [name for name, _mean in rows],
        [charts.Bars(_("mittlere Veränderung"), [round(value, 3) for value in values])],
    )
    figure["data"][0]["error_x"] = {
        "type": "data",
        "symmetric": False,
        "array": [_reach(mean.upper, mean.mean, scale) for _name, mean in rows],
        "arrayminus": [_reach(mean.mean, mean.lower, scale) for _name, mean in rows],
        "color": charts.PLAN,
    }
    figure["layout"]["xaxis"]["tickformat"] = ",.1~f"
    figure["layout"]["xaxis"]["zeroline"] = True
    return figure


def _reach(high: float | None, low: float | None, scale: int) -> float:
    return 0.0 if high is None or low is None else round((high - low) / scale, 3)


def _changes(asked: Asked, by_group: Mapping[str, Sequence[Change]], places: int) -> Table:
    one = asked.instrument
    assert one is not None
    scale = 10**one.decimals
    columns = [
        Column(_("Zweite Messung"), "text"),
        Column(_("gepaart (n)")),
        Column(_("Mittel am Anfang"), "decimal", places),
        Column(_("Mittel später"), "decimal", places),
        Column(_("Veränderung"), "decimal", places),
        Column(_("95 % von"), "decimal", places),
        Column(_("bis"), "decimal", places),
        Column(_("Streuung der Veränderung"), "decimal", places),
    ]
    rows: list[list[Cell]] = []
    for name, found in by_group.items():
        for change in found:
            row = [labels.wave(change.wave), *_cells(change, scale)]
            rows.append([name, *row] if asked.by is not None else row)
    if asked.by is not None:
        columns = [Column(str(labels.BY[asked.by]), "text"), *columns]
    titles = {
        False: _("Veränderung seit der Eingangsmessung"),
        True: _("Veränderung bis zur letzten Messung"),
    }
    is_latest = {change.wave for found in by_group.values() for change in found} == {LATEST}
    return Table(f"{titles[is_latest]}, {questionnaires.title(one)}", columns, rows)


def _with_value(by_group: Mapping[str, Sequence[Change]]) -> dict[str, list[Change]]:
    """The waves in which the change of some group may be told."""
    waves = {one.wave for rows in by_group.values() for one in rows if one.change is not None}
    return {name: [one for one in rows if one.wave in waves] for name, rows in by_group.items()}


def _cells(change: Change, scale: int) -> list[Cell]:
    if change.paired == 0:
        return [0, None, None, None, None, None, None]
    means = (change.first, change.second, change.change)
    if change.paired is None or None in means:
        return [told(change.paired), *([PROTECTED] * 6)]
    first, second, by = (mean for mean in means if mean is not None)
    values: list[Any] = [first.mean, second.mean, by.mean, by.lower, by.upper, by.deviation]
    return [change.paired, *(None if value is None else value / scale for value in values)]


def _lacking(found: Sequence[Change]) -> Table:
    """What became of the second measurement of those who have the first."""
    codes = [PAIRED, *LACKING]
    shown = [code for code in codes if any(change.told.cells[code] != 0 for change in found)]
    columns = [
        Column(_("Zweite Messung"), "text"),
        Column(_("mit Eingangsmessung")),
        *(Column(str(labels.STATUS[code])) for code in shown),
    ]
    rows: list[list[Cell]] = [
        [
            labels.wave(change.wave),
            told(change.base),
            *(told(change.told.cells[code]) for code in shown),
        ]
        for change in found
    ]
    return Table(_("Warum die zweite Messung fehlt"), columns, rows)


def _notes(one: Instrument) -> list[str]:
    notes = [
        _(
            "Verglichen wird jede Person nur mit sich selbst (gepaart). Bereich: mittlere "
            "Veränderung ± Quantil der t-Verteilung × Streuung / √n. Unvollständig ausgefüllte "
            "Bögen haben keinen Punktwert."
        ),
        _("%(title)s: Höhere Werte sind besser.", title=questionnaires.title(one))
        if one.higher_is_better
        else _("%(title)s: Niedrigere Werte sind besser.", title=questionnaires.title(one)),
    ]
    if one.health_data:
        notes.append(
            _(
                "Gezählt sind nur Personen, deren Einwilligung zu Gesundheitsdaten am Stichtag "
                "gilt; wer sie widerrufen hat, ist nicht mehr enthalten."
            )
        )
    return notes
