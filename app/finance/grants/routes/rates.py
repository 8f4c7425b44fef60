"""The base rates of the half-years, and entering or confirming one."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.finance.grants import queries
from app.finance.grants.forms import RateForm
from app.finance.grants.interest import BaseRate, half_year, next_half_year
from app.finance.grants.routes.frame import HERE, blueprint, to
from app.finance.grants.services import rates as services
from app.web import actor, attempt, may, overtaken, page, pilot


def half_years() -> list[date]:
    """From the first rate that is known, or the notice, to the half-year after today."""
    here = pilot()
    start = min([half_year(here.preset.notice.starts_on), *queries.base_rates(here.id)])
    last = max([next_half_year(half_year(here.day)), *queries.base_rates(here.id)])
    found = [start]
    while found[-1] < last:
        found.append(next_half_year(found[-1]))
    return found


@blueprint.get(f"{HERE}/base-rates")
@requires(Permission.FINANCE)
def rates() -> Any:
    """All half-years, the newest first, with the base rate and where it is from."""
    here = pilot()
    return page(
        "grants/rates.html",
        starts=list(reversed(half_years())),
        rates=queries.base_rates(here.id),
        settings=here.preset.grants,
        today=half_year(here.day),
        may_keep=may(Permission.KEEP_BOOKS),
    )


@blueprint.route(f"{HERE}/base-rates/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def rate_edit() -> Any:
    """Enters, changes or confirms the rate of the half-year in the address (`from`)."""
    here, start = pilot(), asked_half_year()
    known, entered = queries.base_rates(here.id).get(start), queries.entered_rate(here.id, start)
    version = entered.version if entered else 0
    form = RateForm(obj=known)

    def save() -> None:
        given = form.data
        rate = BaseRate(start, given["basis_points"], given["source"], given["is_confirmed"])
        services.set_rate(actor(), rate, given["version"])

    if attempt(form, save):
        flash(_("Der Basiszinssatz ist gespeichert."), "success")
        return to("rates")
    entered = queries.entered_rate(here.id, start)
    version = entered.version if entered else 0
    is_late = overtaken(form, version)
    body, status = page(
        "grants/rate_edit.html",
        form,
        start=start,
        known=queries.base_rates(here.id).get(start),
        is_late=is_late,
    )
    return body, 409 if is_late else status


def asked_half_year() -> date:
    """The half-year in the address; without one the newest that has begun; 404 for nonsense."""
    given = request.args.get("from")
    if not given:
        return half_year(pilot().day)
    try:
        found = date.fromisoformat(given)
    except ValueError:
        raise NotFound from None
    if found not in half_years():
        raise NotFound
    return found
