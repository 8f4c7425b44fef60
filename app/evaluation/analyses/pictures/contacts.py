"""What participants received, and whether dense contact goes with how they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app import charts
from app.evaluation.analyses import labels
from app.evaluation.analyses.question import Asked, compared, months
from app.evaluation.analyses.rules.asked import Member
from app.evaluation.analyses.rules.dose import (
    ALL,
    KIND,
    NO_STAGE,
    STAGE,
    TOPIC,
    Dose,
    Part,
    Sums,
    counted,
    rare_in_any,
    received,
)
from app.evaluation.analyses.rules.landmark import (
    AIM,
    FEW,
    MIDDLE,
    OTHER,
    Landmark,
    Outcome,
    landmark,
    reached,
)
from app.evaluation.analyses.shown import PROTECTED, Cell, Column, Shown, Table, told
from app.formats import number, percent
from app.participants.contacts import labels as contacts
from app.participants.labels import stage_titles
from app.wording import gettext as _


def density(asked: Asked) -> Shown:
    """Contacts before the landmark against exits after it."""
    there = reached(asked.members, asked.sources.held, asked.landmark, asked.day, asked.last_day)
    found = landmark(there, len(asked.members), asked.horizon)
    caveat = _(
        "Kein Wirkungsnachweis: Wer viele und wer wenige Kontakte hat, unterscheidet sich auch in "
        "anderem, etwa in der Gesundheit. Ein Zusammenhang kann daher kommen."
    )
    if found is None:
        return Shown(
            _(
                "Zu wenige Personen waren %(months)s nach der Aufnahme noch dabei und sind danach "
                "lange genug gesehen worden, oder fast alle hatten gleich viele Kontakte: Ein "
                "Vergleich ließe Einzelne erkennen.",
                months=months(asked.landmark),
            ),
            caveat=caveat,
        )
    return Shown(
        _density_sentence(asked, found),
        _density_value(found),
        _density_figure(found),
        [_density_table(asked, found)],
        _density_notes(asked),
        caveat,
    )


def _density_sentence(asked: Asked, found: Landmark) -> str:
    shares = [
        _(
            "%(share)s bei %(range)s Kontakten je Monat",
            share=percent(one.share),
            range=_range(one, found),
        )
        for one in found.outcomes
        if one.share is not None
    ]
    text = _(
        "In den %(horizon)s Monaten nach der Landmarke scheiden regulär oder in Beschäftigung aus: "
        "%(shares)s.",
        horizon=asked.horizon,
        shares="; ".join(shares),
    )
    return f"{text} {_chance(found)}".rstrip()


def _chance(found: Landmark) -> str:
    """Whether all intervals have a share in common."""
    shown = [one.bounds for one in found.outcomes if one.share is not None]
    bounds = [one for one in shown if one is not None]
    if len(bounds) < len(shown) or max(low for low, _high in bounds) > min(
        high for _low, high in bounds
    ):
        return ""
    return _("Die Bereiche überschneiden sich: Der Unterschied kann Zufall sein.")


def _density_value(found: Landmark) -> str:
    first, last = found.outcomes[0].share, found.outcomes[-1].share
    if first is None or last is None:
        return "–"
    return _("%(few)s gegen %(many)s", few=percent(first), many=percent(last))


def _range(one: Outcome, found: Landmark) -> str:
    low, high = (number(limit, 1) for limit in (found.limits[0], found.limits[-1]))
    if one.density == FEW:
        return _("höchstens %(low)s", low=low)
    if one.density == MIDDLE:
        return _("mehr als %(low)s bis %(high)s", low=low, high=high)
    return _("mehr als %(high)s", high=high)


def _density_figure(found: Landmark) -> charts.Figure:
    rows = [one for one in found.outcomes if one.share is not None]
    shares = [float(round((one.share or 0) * 100)) for one in rows]
    figure = charts.bars(
        [str(labels.DENSITY[one.density]) for one in rows],
        shares,
        [percent(one.share) for one in rows],
        _("ausgeschieden"),
        unit="\u00a0%",
    )
    figure["layout"]["xaxis"]["range"] = [0, 100]
    figure["data"][0]["error_x"] = {
        "type": "data",
        "symmetric": False,
        "array": [_up(one) for one in rows],
        "arrayminus": [_down(one) for one in rows],
        "color": charts.PLAN,
    }
    figure["data"][0]["textposition"] = "none"
    return figure


def _up(one: Outcome) -> float:
    return 0.0 if one.bounds is None else round((one.bounds[1] - (one.share or 0)) * 100, 1)


def _down(one: Outcome) -> float:
    return 0.0 if one.bounds is None else round(((one.share or 0) - one.bounds[0]) * 100, 1)


def _density_table(asked: Asked, found: Landmark) -> Table:
    rows: list[list[Cell]] = []
    for one in found.outcomes:
        low, high = one.bounds or (None, None)
        hidden = PROTECTED if None in one.counts.values() else None
        rows.append(
            [
                _(
                    "%(group)s: %(range)s je Monat",
                    group=labels.DENSITY[one.density],
                    range=_range(one, found),
                ),
                told(one.people),
                told(one.counts[AIM]),
                told(one.counts[OTHER]),
                hidden or one.share,
                hidden or low,
                hidden or high,
            ]
        )
    columns = [
        Column(_("Kontakte vor der Landmarke"), "text"),
        Column(_("Personen")),
        Column(_("regulär oder in Beschäftigung ausgeschieden")),
        Column(_("alle anderen")),
        Column(_("geschätzter Anteil"), "share"),
        Column(_("95 % von"), "share"),
        Column(_("bis"), "share"),
    ]
    title = _("Austritte bis %(months)s nach der Landmarke", months=months(asked.horizon))
    return Table(title, columns, rows)


def _density_notes(asked: Asked) -> list[str]:
    return [
        _(
            "Landmarke: %(months)s nach der Aufnahme. Betrachtet sind nur die, die dann noch dabei "
            "waren, und gezählt nur ihre Kontakte davor; sonst brächte ein langer Aufenthalt von "
            "selbst viele Kontakte.",
            months=months(asked.landmark),
        ),
        _(
            "Die Gruppen sind Drittel nach der Zahl der Kontakte, oder Hälften, wo Drittel zu "
            "klein wären; wer gleich viele hatte, ist in derselben Gruppe. Der Anteil ist die "
            "kumulative Inzidenz: Andere Austritte schließen "
            "diesen aus, wer noch dabei ist, zählt bis zum Stichtag mit. „Alle anderen“ sind "
            "anders ausgeschieden, noch dabei oder noch nicht so lange gesehen."
        ),
    ]


def dose(asked: Asked) -> Shown:
    """Contacts and minutes per month in care, by kind, topic and stage, or by group."""
    everything = _counted(asked, asked.members)
    samples = [_counted(asked, rows) for rows in asked.samples] if asked.period else []
    found = received(everything, rare_in_any(samples))
    total = found[ALL]
    if total is None or not total.contacts:
        return Shown(_("Noch sind keine Kontakte mit genug Personen eingetragen."))
    asked, left_out = compared(asked)
    kinds = {part: found[part] for kind in contacts.KIND if (part := (KIND, kind)) in found}
    tables = [_dose_table(asked, found)]
    figure = _dose_figure(kinds)
    if asked.by is not None:
        groups = _by_group(asked)
        tables, figure = [_group_table(asked, groups)], _dose_figure(groups)
    return Shown(
        _(
            "Je Monat in Betreuung kommen im Mittel %(contacts)s Kontakte zustande, zusammen "
            "%(minutes)s Minuten.",
            contacts=number(total.per_month, 1),
            minutes=number(total.minutes_per_month),
        ),
        _("%(count)s je Monat", count=number(total.per_month, 1)),
        figure,
        tables,
        [
            *left_out,
            _(
                "Gezählt sind Kontakte, die zustande kamen, an Tagen in Betreuung; gestrichene und "
                "vergebliche nicht. Geteilt wird durch die Monate in Betreuung aller, bei "
                "Bausteinen durch die Monate im Baustein; Unterbrechungen sind nicht abgezogen."
            ),
            _(
                "Ein Kontakt zu mehreren Themen zählt bei jedem. Personen: bei Art und Thema, wer "
                "einen solchen Kontakt hatte; bei Bausteinen, wer darin betreut wurde."
            ),
        ],
    )


def _counted(asked: Asked, members: Sequence[Member]) -> Mapping[Part, Sums]:
    sources = asked.sources
    return counted(members, sources.held, sources.topics, sources.moves, asked.day)


def _by_group(asked: Asked) -> dict[Part, Dose | None]:
    assert asked.by is not None
    groups, words = asked.groups(asked.by), labels.groups(asked.by)
    return {
        ("group", words.get(name, name)): received(_counted(asked, rows))[ALL]
        for name, rows in groups.shown.items()
    }


def _dose_figure(parts: Mapping[Part, Dose | None]) -> charts.Figure | None:
    rows = [(_part_word(part), one) for part, one in parts.items() if one is not None]
    if not rows:
        return None
    values = [round(one.per_month or 0, 2) for _word, one in rows]
    texts = [number(one.per_month, 2) for _word, one in rows]
    return charts.bars([word for word, _one in rows], values, texts, _("Kontakte je Monat"))


def _part_word(part: Part) -> str:
    if part[0] == KIND:
        return str(contacts.KIND.get(part[1], part[1]))
    return part[1]


def _dose_table(asked: Asked, found: Mapping[Part, Dose | None]) -> Table:
    preset = asked.sources.preset
    words: dict[str, Mapping[str, object]] = {
        KIND: contacts.KIND,
        TOPIC: contacts.topics(preset),
        STAGE: {
            **{str(stage): title for stage, title in stage_titles(preset).items()},
            str(NO_STAGE): _("noch in keinem Baustein"),
        },
    }
    heads = {KIND: _("Art"), TOPIC: _("Thema"), STAGE: _("Baustein")}
    rows = [_row(_("alle Kontakte"), found[ALL])]
    for what, known in words.items():
        codes = [code for kind, code in found if kind == what]
        order = [*(code for code in known if code in codes), *sorted(set(codes) - set(known))]
        rows += [
            _row(f"{heads[what]}: {known.get(code, code)}", found[what, code]) for code in order
        ]
    return Table(_("Kontakte und Minuten"), _dose_columns(_("Was")), rows)


def _group_table(asked: Asked, groups: Mapping[Part, Dose | None]) -> Table:
    rows = [_row(part[1], one) for part, one in groups.items()]
    by = labels.BY[asked.by] if asked.by else ""
    return Table(_("Kontakte und Minuten"), _dose_columns(str(by)), rows)


def _dose_columns(first: str) -> list[Column]:
    return [
        Column(first, "text"),
        Column(_("Personen")),
        Column(_("Kontakte")),
        Column(_("Minuten")),
        Column(_("Monate in Betreuung"), "decimal"),
        Column(_("Kontakte je Monat"), "decimal", 2),
        Column(_("Minuten je Monat"), "decimal"),
    ]


def _row(name: str, one: Dose | None) -> list[Cell]:
    if one is None:
        return [name, *([PROTECTED] * 6)]
    figures: list[Cell] = [one.people, one.contacts, one.minutes, one.months]
    return [name, *figures, one.per_month, one.minutes_per_month]
