"""Records from tables of TOML or JSON: every fault is named by its dotted key."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from types import GenericAlias, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from app.errors import DomainError


@dataclass(frozen=True)
class Fault:
    """A fault in a preset: dotted key ("notice.grant"), message key, line where known."""

    key: str
    code: str
    line: int | None = None
    detail: str = ""


class PresetRefused(DomainError):
    """The preset has faults; `faults` lists all of them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("preset.refused", count=len(faults))
        self.faults = faults


def record_from(cls: type[Any], raw: Any, faults: list[Fault], path: str = "") -> Any:
    """A record of that class from a table of TOML; what is missing, misspelt or of another kind is
    added to the faults. Usable only while there are none.
    """
    return _record(cls, raw, path, faults)


def _record(cls: type[Any], raw: Any, path: str, faults: list[Fault]) -> Any:
    if not isinstance(raw, dict):
        faults.append(Fault(path, "preset.missing" if raw is None else "preset.no_table"))
        return None
    hints = get_type_hints(cls)
    known = {f.name for f in fields(cls)}
    faults.extend(Fault(_join(path, key), "preset.unknown_key") for key in raw if key not in known)
    values = {}
    for f in fields(cls):
        where = _join(path, "grant" if f.name == "grant_cents" else f.name)
        if f.name in raw:
            values[f.name] = _value(hints[f.name], raw[f.name], where, faults)
        elif f.default is MISSING and f.default_factory is MISSING:
            faults.append(Fault(where, "preset.missing"))
            values[f.name] = None
    return cls(**values)


def _value(hint: Any, raw: Any, path: str, faults: list[Fault]) -> Any:
    if is_dataclass(hint):
        if isinstance(raw, cast(type[Any], hint)):
            return raw  # put together before
        return _record(cast(type[Any], hint), raw, path, faults)
    if get_origin(hint) is tuple:
        return _rows(get_args(hint)[0], raw, path, faults)
    if isinstance(hint, UnionType):
        return None if raw is None else _value(get_args(hint)[0], raw, path, faults)
    if isinstance(hint, GenericAlias) or get_origin(hint) is dict:
        return _table(raw, path, faults)
    return _scalar(hint, raw, path, faults)


def _rows(item: Any, raw: Any, path: str, faults: list[Fault]) -> Any:
    if not isinstance(raw, list | tuple):
        faults.append(Fault(path, "preset.no_list"))
        return ()
    return tuple(_value(item, part, f"{path}[{i}]", faults) for i, part in enumerate(raw))


def _table(raw: Any, path: str, faults: list[Fault]) -> Any:
    if not isinstance(raw, dict):
        faults.append(Fault(path, "preset.no_table"))
        return {}
    return raw


def _scalar(hint: type, raw: Any, path: str, faults: list[Fault]) -> Any:
    if hint is date and isinstance(raw, str):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            faults.append(Fault(path, "preset.no_date", detail=raw))
            return None
    if hint is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    if type(raw) is not hint:
        faults.append(Fault(path, f"preset.no_{hint.__name__}", detail=str(raw)))
        return None
    return raw


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
