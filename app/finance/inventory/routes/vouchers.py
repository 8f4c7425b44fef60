"""Vouchers that are likely to hold an item over the limit, and those that need none."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.finance import labels as finance
from app.finance.inventory import queries, services
from app.finance.inventory.forms import ReasonForm
from app.finance.inventory.routes.frame import address, blueprint, done
from app.web import actor, asked_page, attempt, commit, listing, may, page, pilot

VOUCHERS = "/finance/inventory/vouchers"
PER_PAGE = 50


@blueprint.get(VOUCHERS)
@requires(Permission.FINANCE)
def vouchers() -> Any:
    """What is to be inventoried still, and what was said to need no item."""
    here = pilot()
    found = queries.not_inventoried(here.id, here.preset, here.day)
    number = min(asked_page(), max(1, -(-len(found) // PER_PAGE)))
    titles = finance.position_titles(here.preset)
    return page(
        "inventory/vouchers.html",
        rows=found[(number - 1) * PER_PAGE : number * PER_PAGE],
        listing=listing(len(found), "paid_on", descending=False, number=number, per_page=PER_PAGE),
        waivers=queries.waivers(here.id),
        settings=here.preset.inventory,
        positions=[f"{code} {titles.get(code, '')}" for code in here.preset.inventory.positions],
        may_keep=may(Permission.KEEP_BOOKS),
    )


@blueprint.route(f"{VOUCHERS}/waive/<path:source_number>", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def waive(source_number: str) -> Any:
    """Says why a voucher needs no item."""
    form, found = ReasonForm(), queries.voucher_facts(pilot().id, source_number)
    if found is None:
        raise NotFound
    if attempt(form, lambda: services.waive(actor(), source_number, form.reason.data or "")):
        return done(
            _("Beleg %(number)s wird nicht mehr vorgeschlagen.", number=source_number),
            address("vouchers"),
        )
    return page(
        "inventory/act.html",
        form,
        title=_("Nicht inventarisieren"),
        submit=_("Begründung speichern"),
        trail=(_("Belege ohne Inventar"), address("vouchers")),
        lead=_(
            "Beleg %(number)s, %(payee)s: %(reason)s. Begründen Sie zum Beispiel mit "
            "Verbrauchsmaterial oder mit mehreren Gegenständen unter der Grenze auf einem Beleg.",
            number=source_number,
            payee=found.payee,
            reason=found.reason,
        ),
    )


@blueprint.post(f"{VOUCHERS}/suggest/<path:source_number>")
@requires(Permission.KEEP_BOOKS)
def suggest(source_number: str) -> Any:
    """The reason no longer holds: the voucher is suggested again."""
    services.withdraw_waiver(actor(), source_number)
    commit()
    return done(
        _("Beleg %(number)s wird wieder vorgeschlagen.", number=source_number), address("vouchers")
    )
