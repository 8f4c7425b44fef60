"""How long people stay, how long each stage takes, how they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app import charts
from app.evaluation.analyses import labels
from app.evaluation.analyses.question import Asked, left_out
from app.evaluation.analyses.rules.asked import FEWEST_IN_GROUP, By
from app.evaluation.analyses.rules.staying import stages_seen, stays_seen
from app.evaluation.analyses.rules.steps import Caused, Guarded, by_cause, guarded, rare_in_any
from app.evaluation.analyses.shown import Cell, Column, Shown, Table, together
from app.formats import number, percent
from app.participants.labels import stage_titles
from app.wording import gettext as _

HEIGHT = 420
STAGE_HORIZON = 12
"""Months up to which the mean time in a stage reckons."""


def dwell(asked: Asked) -> Shown:
    """The product-limit estimate of all stays, and by group."""
    found = guarded(stays_seen(asked.members, asked.day, asked.last_day))
    if found is None:
        return _too_few()
    curves, notes, by = {"": found}, [_rests_on(found), *_definitions()], None
    if asked.by is not None:
        by_group, missing = _by_group(asked, asked.by)
        notes = [*missing, *notes]
        if by_group:
            curves, by = by_group, labels.BY[asked.by]
    parts = _parts(_("Noch dabei nach Monaten"), curves, by)
    mean, horizon = found.mean(asked.planned)
    planned = _("geplant %(months)s", months=asked.planned), float(asked.planned)
    return Shown(
        _dwell_sentence(found, mean, horizon),
        _("%(count)s Monate", count=number(mean, 1)),
        _curves(curves, _("noch dabei"), planned),
        [parts] if by is None else [_summary(asked, curves, str(by)), parts],
        notes,
    )


def _by_group(asked: Asked, by: By) -> tuple[dict[str, Guarded], list[str]]:
    """A curve for each group that is large enough, and what is said of the others."""
    groups, words = asked.groups(by), labels.groups(by)
    seen = {
        words.get(name, name): guarded(stays_seen(rows, asked.day, asked.last_day))
        for name, rows in groups.shown.items()
    }
    unseen = [name for name, curve in seen.items() if curve is None]
    curves = {name: curve for name, curve in seen.items() if curve is not None}
    return curves, _not_drawn(unseen, groups.hidden)


def _dwell_sentence(found: Guarded, mean: float, horizon: int) -> str:
    text = _(
        "Im Mittel bleiben Teilnehmende %(mean)s Monate, jeder Aufenthalt höchstens bis Monat "
        "%(horizon)s gerechnet.",
        mean=number(mean, 1),
        horizon=horizon,
    )
    if found.median is None:
        share = percent(found.parts[-1].survival)
        more = _(
            "Nach %(months)s Monaten sind noch %(share)s dabei.", months=found.last, share=share
        )
    else:
        more = _("Im Monat %(month)s ist die Hälfte nicht mehr dabei.", month=found.median)
    return f"{text} {more}"


def _too_few() -> Shown:
    return Shown(
        _(
            "Noch sind zu wenige Austritte gesehen, um etwas zu zeigen, ohne dass Einzelne zu "
            "erkennen wären."
        )
    )


def _rests_on(found: Guarded) -> str:
    text = _(
        "Aufenthalte: %(people)s. Bis Monat %(last)s beendet: %(ended)s; die übrigen laufen noch "
        "oder gehen darüber hinaus und zählen bis dahin mit (zensiert).",
        people=number(found.people),
        last=found.last,
        ended=number(found.ended),
    )
    if not found.beyond:
        return text
    return f"{text} " + _(
        "Die Kurve endet mit Monat %(last)s: Danach stünden zu wenige unter Beobachtung.",
        last=found.last,
    )


def _definitions() -> list[str]:
    return [
        _(
            "Das Ende des Bewilligungszeitraums ist kein Austritt; wer dann noch dabei ist, zählt "
            "als laufend. Ein Monat sind 30,4 Tage; Unterbrechungen sind nicht abgezogen."
        ),
        _(
            "Geschätzt wird auf den Tag genau. Gezeigt werden nur Monate, zwischen denen niemand "
            "oder mindestens 3 Personen ausgetreten sind und niemand oder mindestens 3 aus der "
            "Beobachtung fielen."
        ),
    ]


def _not_drawn(unseen: Sequence[str], hidden: Sequence[str]) -> list[str]:
    notes = [left_out(len(hidden))] if hidden else []
    if unseen:
        notes.append(
            _("Ohne Kurve, weil zu wenig gesehen wurde: %(names)s.", names=together(unseen))
        )
    return notes


def _curves(
    curves: Mapping[str, Guarded], name: str, reference: tuple[str, float] | None = None
) -> charts.Figure:
    """The curves between their points; one alone has its interval around it."""
    shown = [
        charts.Course(
            label or name,
            _places(found),
            _percents([1.0, *(part.survival for part in found.parts)]),
            _band(found) if len(curves) == 1 else None,
        )
        for label, found in curves.items()
    ]
    figure = charts.courses(
        shown,
        title=_("Monate"),
        unit="\u00a0%",
        top=102,
        is_stepped=True,
        reference=reference,
    )
    figure["layout"]["height"] = HEIGHT
    return figure


def _band(found: Guarded) -> charts.Band:
    low = [1.0, *(part.survival if part.lower is None else part.lower for part in found.parts)]
    high = [1.0, *(part.survival if part.upper is None else part.upper for part in found.parts)]
    return charts.Band(_("95-%-Bereich"), _percents(low), _percents(high))


def _places(found: Guarded) -> list[float]:
    """Where the course changes, and half a month more, so that the last step is seen."""
    return [0.0, *(float(part.end) for part in found.parts), found.last + 0.5]


def _percents(shares: Sequence[float]) -> list[float]:
    """Whole percent at those places; the last value holds on."""
    return [float(round(share * 100)) for share in (*shares, shares[-1])]


def _parts(title: str, curves: Mapping[str, Guarded], by: object = None) -> Table:
    """The intervals of each curve with the numbers at risk."""
    columns = [
        Column(_("Monate"), "text"),
        Column(_("unter Beobachtung")),
        Column(_("beendet")),
        Column(_("aus der Beobachtung")),
        Column(_("danach noch dabei"), "share"),
        Column(_("95 % von"), "share"),
        Column(_("bis"), "share"),
    ]
    rows: list[list[Cell]] = []
    for name, found in curves.items():
        for part in found.parts:
            row: list[Cell] = [
                _("%(start)s bis %(end)s", start=part.start, end=part.end),
                part.at_risk,
                part.ended,
                part.open,
            ]
            row += [part.survival, part.lower, part.upper]
            rows.append([name, *row] if by is not None else row)
    if by is not None:
        columns = [Column(str(by), "text"), *columns]
    return Table(title, columns, rows)


def _summary(asked: Asked, curves: Mapping[str, Guarded], by: str) -> Table:
    rows: list[list[Cell]] = []
    for name, found in curves.items():
        mean, horizon = found.mean(asked.planned)
        rows.append([name, found.people, found.ended, found.median, mean, horizon])
    return Table(_("Dauer nach Gruppen"), _summary_columns(by), rows)


def _summary_columns(first: str) -> list[Column]:
    return [
        Column(first, "text"),
        Column(_("Aufenthalte")),
        Column(_("davon beendet")),
        Column(_("Hälfte beendet im Monat")),
        Column(_("Mittel in Monaten"), "decimal"),
        Column(_("gerechnet bis Monat")),
    ]


def stages(asked: Asked) -> Shown:
    """The time in each stage."""
    seen = stages_seen(asked.members, asked.sources.moves, asked.day, asked.last_day)
    titles = stage_titles(asked.sources.preset)
    curves = {
        titles.get(stage, str(stage)): found
        for stage in sorted(seen)
        if len(seen[stage]) >= FEWEST_IN_GROUP and (found := guarded(seen[stage])) is not None
    }
    if not curves:
        return _too_few()
    means = {name: found.mean(STAGE_HORIZON) for name, found in curves.items()}
    sentence = _(
        "Mittlere Dauer: %(stages)s.",
        stages="; ".join(
            _("%(stage)s: %(mean)s Monate", stage=name, mean=number(mean, 1))
            for name, (mean, _horizon) in means.items()
        ),
    )
    names = [titles.get(stage, str(stage)) for stage in sorted(seen)]
    unseen = [name for name in names if name not in curves]
    longest = max(mean for mean, _horizon in means.values())
    return Shown(
        sentence,
        _("bis %(count)s Monate", count=number(longest, 1)),
        _curves(curves, ""),
        [_stage_table(curves), _parts(_("Noch im Baustein"), curves, _("Baustein"))],
        [
            _(
                "Gezählt ist jede Zeit in einem Baustein; wer zurückkehrt, zählt noch einmal. Der "
                "erste Baustein kann vor der Aufnahme beginnen. Eine Zeit endet mit dem Wechsel "
                "oder dem Austritt; das Mittel rechnet jede Zeit höchstens bis Monat %(horizon)s.",
                horizon=STAGE_HORIZON,
            ),
            *_definitions(),
            *_not_drawn(unseen, ()),
        ],
    )


def _stage_table(curves: Mapping[str, Guarded]) -> Table:
    rows: list[list[Cell]] = []
    for name, found in curves.items():
        mean, horizon = found.mean(STAGE_HORIZON)
        rows.append([name, found.people, found.ended, found.median, mean, horizon])
    columns = _summary_columns(_("Baustein"))
    columns[1] = Column(_("Zeiten im Baustein"))
    return Table(_("Dauer der Bausteine"), columns, rows)


def exits(asked: Asked) -> Shown:
    """Cumulative incidence of the reasons of exit."""
    found = guarded(stays_seen(asked.members, asked.day, asked.last_day))
    if found is None:
        return _too_few()
    # Of a single period only what every period may tell: the others would follow by subtraction.
    rare = (
        rare_in_any(stays_seen(rows, asked.day, asked.last_day) for rows in asked.samples)
        if asked.period is not None
        else ()
    )
    caused = by_cause(found, rare)
    left = 1 - found.parts[-1].survival
    return Shown(
        _exit_sentence(found, caused),
        percent(left),
        _incidence(found, caused),
        [_incidence_table(found, caused), _reasons(found, caused)],
        [
            _rests_on(found),
            _(
                "Kumulative Inzidenz (Aalen-Johansen): Die Gründe schließen einander aus. Je Grund "
                "wächst der Anteil erst, wenn mindestens 3 weitere Personen aus ihm ausgetreten "
                "sind, und was am Ende übrig ist, steht beim letzten Schritt; dazwischen ergeben "
                "die Gründe und „noch dabei“ deshalb nicht immer 100 %."
            ),
            *_definitions(),
        ],
    )


def _exit_sentence(found: Guarded, caused: Caused) -> str:
    text = _(
        "Bis Monat %(last)s sind geschätzt %(share)s ausgetreten.",
        last=found.last,
        share=percent(1 - found.parts[-1].survival),
    )
    reasons = [
        _(
            "%(share)s: %(reason)s",
            share=percent(caused.shares[cause][-1]),
            reason=labels.cause(cause),
        )
        for cause in caused.causes
    ]
    return f"{text} {'; '.join(reasons)}." if reasons else text


def _incidence(found: Guarded, caused: Caused) -> charts.Figure:
    shown = [
        charts.Course(labels.cause(cause), _places(found), _percents([0.0, *caused.shares[cause]]))
        for cause in caused.causes
    ]
    figure = charts.courses(shown, title=_("Monate"), unit="\u00a0%", is_stepped=True)
    figure["layout"]["height"] = HEIGHT
    return figure


def _incidence_table(found: Guarded, caused: Caused) -> Table:
    columns = [
        Column(_("bis Monat")),
        Column(_("unter Beobachtung")),
        *(Column(labels.cause(cause), "share") for cause in caused.causes),
        Column(_("noch dabei"), "share"),
    ]
    rows: list[list[Cell]] = [
        [
            part.end,
            part.at_risk,
            *(caused.shares[cause][place] for cause in caused.causes),
            part.survival,
        ]
        for place, part in enumerate(found.parts)
    ]
    return Table(_("Ausgetreten nach Grund und Monat"), columns, rows)


def _reasons(found: Guarded, caused: Caused) -> Table:
    rows: list[list[Cell]] = [
        [labels.cause(cause), caused.totals[cause], caused.shares[cause][-1]]
        for cause in caused.causes
    ]
    rows.append([_("zusammen"), found.ended, 1 - found.parts[-1].survival])
    columns = [
        Column(_("Grund des Austritts"), "text"),
        Column(_("Austritte bis Monat %(last)s", last=found.last)),
        Column(_("geschätzter Anteil"), "share"),
    ]
    return Table(_("Gründe"), columns, rows)
