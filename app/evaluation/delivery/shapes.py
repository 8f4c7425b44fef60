"""What the JSON API says, as classes: values are written from them, and so is their description."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NamedTuple,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from flask_babel import lazy_gettext as _l


class About(NamedTuple):
    """What a field means, and what JSON Schema says of it beside its type."""

    words: Any
    rules: Mapping[str, Any] = {}


@dataclass(frozen=True)
class FileShape:
    """A file of a release."""

    format: Annotated[str, About(_l("Format, Teil der Adresse der Datei"))]
    name: Annotated[str, About(_l("Name der Datei"))]
    size_bytes: Annotated[int | None, About(_l("Größe in Byte; null, wo sie niemand notiert hat"))]
    sha256: Annotated[str | None, About(_l("SHA-256 der Datei, wie sie geladen wird"))]
    href: Annotated[
        str | None,
        About(_l("Adresse zum Laden, „purpose“ gehört dazu; null, solange nichts zu laden ist")),
    ]


@dataclass(frozen=True)
class ReleaseShape:
    """A release as its recipient knows it."""

    id: Annotated[
        str,
        About(_l("Kennung; eine Zahl mit 63 Bit, darum als Text"), {"pattern": "^[0-9]{1,19}$"}),
    ]
    number: Annotated[int, About(_l("Nummer im Vorhaben, ab 1"), {"minimum": 1})]
    kind: Annotated[
        Literal["research", "publication"],
        About(_l("Forschungsdaten oder Veröffentlichung")),
    ]
    state: Annotated[
        Literal["approved", "locked", "withdrawn"],
        About(_l("„locked“: eine Einwilligung ist widerrufen, bitte löschen")),
    ]
    day: Annotated[date, About(_l("Stichtag der Daten"))]
    prepared_at: Annotated[datetime, About(_l("Wann sie vorbereitet wurde"))]
    approved_at: Annotated[datetime, About(_l("Wann sie freigegeben wurde"))]
    persons: Annotated[int, About(_l("Zahl der Personen"), {"minimum": 0})]
    content_hash: Annotated[
        str,
        About(_l("SHA-256 über die Werte, unabhängig vom Format"), {"pattern": "^[0-9a-f]{64}$"}),
    ]
    files: Annotated[list[FileShape], About(_l("Die Dateien"))]
    href: Annotated[str, About(_l("Adresse dieser Freigabe"))]


@dataclass(frozen=True)
class ReleasesShape:
    """The releases of the token's recipient."""

    releases: Annotated[list[ReleaseShape], About(_l("Die neueste zuerst"))]


@dataclass(frozen=True)
class ProblemShape:
    """Why a request was refused (RFC 9457)."""

    type: Annotated[str, About(_l("Immer „about:blank“: der Status sagt, welcher Art"))]
    title: Annotated[str, About(_l("Der Status in Worten"))]
    status: Annotated[int, About(_l("Der Status"), {"minimum": 400, "maximum": 599})]
    detail: Annotated[str, About(_l("Was geschehen ist und was zu tun ist"))]


def as_json(value: Any) -> Any:
    """A shape as JSON: days and moments as ISO 8601 writes them."""
    if is_dataclass(value):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


_SIMPLE: Final[Mapping[Any, Mapping[str, str]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def schema_of(shape: type[Any], say: Callable[[Any], str]) -> dict[str, Any]:
    """JSON Schema of a shape; other shapes in it are referred to by name."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        "type": "object",
        "properties": {name: _property(hint, say) for name, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }


def _property(hint: Any, say: Callable[[Any], str]) -> dict[str, Any]:
    kind, about = get_args(hint)
    return {**_type(kind), **about.rules, "description": say(about.words)}


def _type(kind: Any) -> dict[str, Any]:
    if is_dataclass(kind):
        return {"$ref": f"#/components/schemas/{name_of(kind)}"}
    origin, inner = get_origin(kind), get_args(kind)
    if origin is list:
        return {"type": "array", "items": _type(inner[0])}
    if origin is Literal:
        return {"type": "string", "enum": list(inner)}
    if origin in (types.UnionType, Union):
        return {"type": [_SIMPLE[inner[0]]["type"], "null"]}
    return dict(_SIMPLE[kind])


def name_of(shape: Any) -> str:
    """What the description calls a shape."""
    return str(shape.__name__).removesuffix("Shape")
