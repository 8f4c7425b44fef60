"""The list of commitments, and one with its life and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.finance import labels as finance_labels
from app.finance.commitments import labels, listing, queries
from app.finance.commitments.forms import CommitmentFilterForm
from app.finance.commitments.listing import CommitmentFilters, CommitmentRow
from app.finance.commitments.routes.documents import award_panel, panel
from app.finance.commitments.routes.frame import ONE, blueprint
from app.finance.commitments.routes.timeline import told_of
from app.finance.commitments.rules import Event, State, is_expired, possible_events
from app.web import actor, asked_page, may, page, pilot
from app.web import listing as listed

PER_PAGE = 50
MINE = "me"


@blueprint.get("/finance/commitments")
@requires(Permission.FINANCE)
def index() -> Any:
    """Commitments by number, the newest first, with the sum of what they bind."""
    here, form = pilot(), CommitmentFilterForm(request.args)
    form.state.choices = labels.state_choices()
    form.position.choices = finance_labels.position_choices(here.preset, _("alle"))
    form.turn.choices = [("", _("alle")), (MINE, _("wartet auf mich"))]
    if form.state.data not in dict(form.state.choices):
        form.state.data = "open"
    wanted = filters_of(form)
    number = asked_page()
    rows, total, bound_cents = listing.commitments(here.id, here.day, wanted, number, PER_PAGE)
    return page(
        "commitments/index.html",
        filters=form,
        rows=rows,
        bound_cents=bound_cents,
        listing=listed(total, "number", descending=True, number=number, per_page=PER_PAGE),
        is_filtered=wanted != CommitmentFilters(only_open=True),
        titles=finance_labels.position_titles(here.preset),
        states=labels.STATE,
        may_enter=may(Permission.KEEP_BOOKS),
        may_decide=may(Permission.KEEP_BOOKS) or may(Permission.APPROVE),
    )


def filters_of(form: CommitmentFilterForm) -> CommitmentFilters:
    """What the address asks for; nonsense counts as nothing."""
    state = form.state.data
    positions = [one.code for one in pilot().preset.positions]
    return CommitmentFilters(
        state=State(state) if state in set(State) else None,
        only_open=state == "open",
        waits_for=actor() if form.turn.data == MINE else None,
        position=form.position.data if form.position.data in positions else None,
        text=(form.text.data or "").strip()[:100] or None,
    )


@blueprint.get(ONE)
@requires(Permission.FINANCE)
def show(number: int) -> Any:
    """A commitment, what can happen to it now, and who did what before."""
    return shown(number, None)


@dataclass(frozen=True)
class Acts:
    """What the acting user may do now; four eyes keep own entries from being approved."""

    events: frozenset[Event]
    may_approve: bool
    is_own: bool

    def __contains__(self, event: object) -> bool:
        return event in self.events


def acts_on(row: CommitmentRow) -> Acts:
    """The acts open to the acting user."""
    state = State(row.record.state)
    expired = is_expired(state, row.record.expires_on, row.day)
    possible = set(possible_events(state, expired, row.paid_cents > 0))
    is_own = actor().user_id in {row.record.entered_by, row.record.changed_by}
    decides = Event.APPROVE in possible and may(Permission.APPROVE)
    events = possible - {Event.APPROVE, Event.SEND_BACK} if may(Permission.KEEP_BOOKS) else set()
    if decides:
        events |= {Event.SEND_BACK}
    return Acts(frozenset(events), decides and not is_own, is_own)


def shown(number: int, form: FlaskForm | None) -> Any:
    """The page of a commitment; `form` carries what was refused."""
    here, record = pilot(), queries.commitment(pilot().id, number)
    row = listing.one(record, here.day)
    names, award = names_in(here.id), queries.award_of(record)
    return page(
        "commitments/show.html",
        form,
        row=row,
        record=record,
        rests=queries.rests_of(record),
        state=labels.STATE[row.state],
        coming=labels.NEXT[row.state],
        acts=acts_on(row),
        warnings=warnings_of(row, award is not None),
        twins=queries.twins_of(record),
        people={
            who: names.get(getattr(record, who) or 0)
            for who in ("entered_by", "changed_by", "checked_by", "approved_by")
        },
        award=award,
        mark_text=labels.mark_text(record.bears_mark, here.preset.voucherwork.mark),
        titles=finance_labels.position_titles(here.preset),
        posts=finance_labels.post_titles(here.preset),
        timeline=told_of(record),
        documents=panel(number),
        award_documents=award_panel(award.number) if award else None,
    )


def warnings_of(row: CommitmentRow, has_award: bool) -> list[str]:
    """What whoever approves should see first; only while it can still be put right."""
    if State(row.record.state) not in {State.INVOICED, State.CHECKED}:
        return []
    found = []
    work = pilot().preset.voucherwork
    if work.mark and row.record.bears_mark is not True:
        found.append(
            _("Der Projektvermerk „%(mark)s“ ist auf dem Beleg nicht festgestellt.", mark=work.mark)
        )
    needs_award = {share.position for share in row.shares} & set(work.award_positions)
    if needs_award and not has_award and not row.record.no_award_reason:
        found.append(
            _("Es fehlt der Vergabevermerk oder eine Begründung; vorher geht keine Freigabe.")
        )
    return found
