"""Sentences for message keys, German and English, in one dictionary per part of the house."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.messages import (
    accounts,
    aftercare,
    allocation,
    analyses,
    bank,
    breakdown,
    capacity,
    caseload,
    closing,
    commitments,
    conditions,
    contacts,
    delivery,
    dwell,
    evaluation,
    figures,
    finance,
    funder_forms,
    funder_rules,
    grants,
    house,
    intake,
    inventory,
    lists,
    milestones,
    monitoring,
    notices,
    notifications,
    package,
    packages,
    participants,
    partners,
    pilots,
    planning,
    plans,
    programme,
    questionnaires,
    readiness,
    recipients,
    releases,
    reporting,
    reports,
    second_factor,
    selection,
    staff,
    stays,
    trend,
)
from app.money import cents_from_decimal

SENTENCES: Mapping[str, tuple[str, str]] = {
    **house.SENTENCES,
    **accounts.SENTENCES,
    **pilots.SENTENCES,
    **participants.SENTENCES,
    **selection.SENTENCES,
    **stays.SENTENCES,
    **caseload.SENTENCES,
    **dwell.SENTENCES,
    **capacity.SENTENCES,
    **contacts.SENTENCES,
    **planning.SENTENCES,
    **conditions.SENTENCES,
    **questionnaires.SENTENCES,
    **aftercare.SENTENCES,
    **partners.SENTENCES,
    **milestones.SENTENCES,
    **finance.SENTENCES,
    **plans.SENTENCES,
    **commitments.SENTENCES,
    **staff.SENTENCES,
    **inventory.SENTENCES,
    **bank.SENTENCES,
    **grants.SENTENCES,
    **funder_rules.SENTENCES,
    **closing.SENTENCES,
    **allocation.SENTENCES,
    **intake.SENTENCES,
    **lists.SENTENCES,
    **evaluation.SENTENCES,
    **second_factor.SENTENCES,
    **delivery.SENTENCES,
    **packages.SENTENCES,
    **releases.SENTENCES,
    **monitoring.SENTENCES,
    **analyses.SENTENCES,
    **recipients.SENTENCES,
    **reporting.SENTENCES,
    **figures.SENTENCES,
    **reports.SENTENCES,
    **package.SENTENCES,
    **readiness.SENTENCES,
    **funder_forms.SENTENCES,
    **notifications.SENTENCES,
    **programme.SENTENCES,
    **breakdown.SENTENCES,
    **trend.SENTENCES,
    **notices.SENTENCES,
}


def sentence(key: str, language: str, params: Mapping[str, object]) -> str:
    """The sentence for a key; days and amounts among the parameters appear as people write them.

    Parameters ending in `_cents` are money; a pair is German and English. An unknown key is a
    fault of the program: KeyError.
    """
    german, english = SENTENCES[key]
    shown = {name: _shown(name, value, language) for name, value in params.items()}
    return (english if language == "en" else german) % shown


def _shown(name: str, value: object, language: str) -> object:
    if isinstance(value, tuple | list):
        return value[language == "en"]
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y") if language == "de" else value.strftime("%d %b %Y")
    if name.endswith("_cents") and isinstance(value, int):
        return amount(value, language)
    if isinstance(value, Decimal):
        return amount(cents_from_decimal(value), language)
    return value


def amount(cents: int, language: str) -> str:
    """1.234,56 € or €1,234.56, with a true minus sign."""
    sign, value = ("\u2212" if cents < 0 else ""), abs(cents)
    grouped = f"{value // 100:,}.{value % 100:02d}"
    if language == "en":
        return f"{sign}€{grouped}"
    return f"{sign}{grouped.translate(str.maketrans(',.', '.,'))}\u00a0€"
