"""Values of rules as people type them. Pure."""

from __future__ import annotations

from re import compile as pattern

from app.errors import DomainError
from app.money import euros, parse_amount
from app.pilots.rule_set import SHAPES, Codes, DayOfYear, Kind, Number, Value, Word, fits

CENTS = "limit_cents"
_DAY = pattern(r"([0-9]{1,2})\.([0-9]{1,2})\.?")
_NUMBER = pattern(r"[0-9]{1,9}")


def parsed(kind: Kind, name: str, text: str) -> Value:
    """A value from what was typed: 20, 1.000,00, 30.04. or 0831, 0850; DomainError otherwise."""
    written, shape = text.strip(), SHAPES[kind][name]
    found: Value | None = None
    match shape:
        case Number() if name == CENTS:
            found = _amount(written)
        case Number():
            found = int(written) if _NUMBER.fullmatch(written) else None
        case DayOfYear():
            day = _DAY.fullmatch(written)
            found = f"{int(day[2]):02d}-{int(day[1]):02d}" if day else None
        case Codes():
            found = tuple(part.strip() for part in written.split(",") if part.strip())
        case Word():
            found = written
    if found is None or not fits(shape, found):
        raise DomainError("rule_set.value_does_not_fit", "value")
    return found


def _amount(text: str) -> int | None:
    try:
        return parse_amount(text)
    except ValueError:
        return None


def typed(name: str, value: Value) -> str:
    """A value as it is typed; the other way round of `parsed`."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if name == CENTS and isinstance(value, int):
        return f"{euros(value)}".replace(".", ",")
    if name == "due" and isinstance(value, str):
        month, day = value.split("-")
        return f"{day}.{month}."
    return str(value)
