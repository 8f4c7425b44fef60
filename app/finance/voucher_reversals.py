"""Which voucher a row such as "STORNO zu Beleg 22" takes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from re import ASCII, IGNORECASE, Match
from re import compile as pattern

from app.finance.voucher_row import REASON, ListedVoucher
from app.intake.findings import Finding, Severity
from app.intake.rows import Sheet

_CANCELS = pattern(
    r"\bstorno(?:\s+(?:zu|von|für|des|der))?(?:\s+beleg(?:s|es)?)?(?:-?\s*nr\.?)?[\s:]*"
    r"([a-z]*)[\s-]?([0-9]{1,12})\b",
    IGNORECASE,
)
_NUMBER = pattern(r"([A-Za-z]*)-?0*([0-9]+)", ASCII)


def resolve_reversals(
    sheet: Sheet, rows: Sequence[ListedVoucher], known_numbers: Collection[str]
) -> tuple[list[ListedVoucher], list[Finding]]:
    """The rows with `reverses` filled, and a warning for each reversal whose voucher is unclear.

    The number in the text is found among the file's and the known numbers whatever their prefix
    and leading zeros. A reversal must be the exact negative of its voucher and the only one.
    """
    cancelling = _cancelling(rows)
    if not cancelling:
        return list(rows), []
    amounts: dict[str, int | None] = dict.fromkeys(known_numbers)
    amounts.update({row.source_number: row.amount_cents for row in rows})
    by_digits = _by_digits(amounts)
    resolved, findings = list(rows), []
    reversed_numbers: set[str] = set()
    for at, match in cancelling:
        row = rows[at]
        target = _find(match, row.source_number, by_digits)
        if target is None:
            findings.append(_warning(sheet, row, "voucher.reversed_not_found", match))
        elif amounts[target] not in (None, -row.amount_cents):
            findings.append(_warning(sheet, row, "voucher.reversal_amount_differs", match))
        elif target in reversed_numbers:
            findings.append(_warning(sheet, row, "voucher.reversed_twice", match))
        else:
            reversed_numbers.add(target)
            resolved[at] = row._replace(reverses=target)
    return resolved, findings


def _cancelling(rows: Sequence[ListedVoucher]) -> list[tuple[int, Match[str]]]:
    return [
        (at, match)
        for at, row in enumerate(rows)
        if "torno" in row.reason.lower() and (match := _CANCELS.search(row.reason))
    ]


def _by_digits(numbers: Collection[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number in numbers:
        if match := _NUMBER.fullmatch(number):
            found[match[2]].append(number)
    return found


def _find(match: Match[str], own: str, by_digits: dict[str, list[str]]) -> str | None:
    candidates = [
        number for number in by_digits.get(match[2].lstrip("0") or "0", ()) if number != own
    ]
    prefix = (match[1] or _prefix(own)).casefold()
    alike = [number for number in candidates if _prefix(number).casefold() == prefix]
    chosen = alike or ([] if match[1] else candidates)
    return chosen[0] if len(chosen) == 1 else None


def _prefix(number: str) -> str:
    match = _NUMBER.fullmatch(number)
    return match[1] if match else ""


def _warning(sheet: Sheet, row: ListedVoucher, code: str, match: Match[str]) -> Finding:
    column = sheet.columns[REASON].title
    params = (("number", row.source_number), ("reversed", (match[1] + match[2])[:40]))
    cell = sheet.address(REASON, row.line)
    return Finding(code, Severity.WARNING, row.line, column, cell, sheet.name, params=params)
