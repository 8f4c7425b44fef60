"""Items over a limit are inventoried."""

from __future__ import annotations

from app.finance.funder_rules.rules.facts import Facts, VoucherFact
from app.finance.funder_rules.rules.findings import Finding, Place, Rows, Verdict
from app.pilots.rule_set import Rule


def inventory_limit(rule: Rule, facts: Facts) -> list[Finding]:
    """Items over the limit without tax stand in the inventory (ANBest-P 4: 800 EUR).

    In the positions for such items (`always`) a voucher over the limit is one; below, it stands in
    the wrong position. In the other positions for items a voucher over the limit may hold several
    cheaper ones, so it is to be looked at. Without a note of the tax the gross amount counts.
    """
    positions = rule.codes("positions") | rule.codes("always")
    judged = [
        _item(rule, one)
        for one in facts.items
        if one.position in positions and one.number not in facts.inventoried
    ]
    found = [one for one in judged if one is not None]
    limit = {"limit_cents": rule.number("limit_cents")}
    return found or [Finding(rule, Verdict.KEPT, "funder_rules.inventory_kept", limit)]


def _item(rule: Rule, voucher: VoucherFact) -> Finding | None:
    limit, net = rule.number("limit_cents"), voucher.net_cents
    figures: dict[str, object] = {
        "number": voucher.number,
        "position": voucher.position,
        "limit_cents": limit,
        "gross_cents": voucher.gross_cents,
        "net_cents": net,
    }
    is_always = voucher.position in rule.codes("always")
    if is_always and (voucher.gross_cents if net is None else net) > limit:
        verdict, said = Verdict.BROKEN, "funder_rules.inventory_missing"
    elif is_always:
        verdict, said = Verdict.WARNING, "funder_rules.inventory_wrong_position"
    elif net is None and voucher.gross_cents > limit:
        verdict, said = Verdict.WARNING, "funder_rules.inventory_net_unknown"
    elif net is not None and net > limit:
        verdict, said = Verdict.WARNING, "funder_rules.inventory_to_check"
    else:
        return None
    rows = (Rows(Place.VOUCHER, number=voucher.number),)
    return Finding(rule, verdict, said, figures, voucher.number, rows=rows)
