"""The fields of an MT940 file with their lines: what belongs to which statement, and where it is.

Nothing is interpreted here and nothing skipped: a line that belongs to no field is refused by its
number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from re import compile as pattern

from app.errors import DomainError

REFERENCE, ACCOUNT, OPENING, ENTRY, DETAILS, CLOSING = "20", "25", "60", "61", "86", "62"
NUMBER = "28"

_TAGS = frozenset({"20", "21", "25", "25P", "28", "28C", "60F", "60M", "61", "86", "62F", "62M"})
_MORE_TAGS = frozenset({"13D", "34F", "64", "65", "90C", "90D", "NS"})
_FIELD = pattern(r":([0-9]{2}[A-Z]?|NS):(.*)")
_HEADER = pattern(r"\{[1-3]:.*\{4:\s*")
_TRAILER = pattern(r"-?\}(?:\{5:.*)?\s*")


@dataclass
class Field:
    """A field, its first line in the file, and its text line by line as it stands there.

    `statement` is the reference (:20:) of the statement it belongs to.
    """

    line: int
    tag: str
    lines: list[str]
    statement: str = ""

    @property
    def name(self) -> str:
        """The tag without its letter: 60F and 60M are both opening balances."""
        return self.tag[:2]

    @property
    def text(self) -> str:
        """The text with its line breaks, without spaces at the ends."""
        return "\n".join(line.rstrip() for line in self.lines).strip()

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands, in German and English."""
        name = self.statement[:16]
        return f"Auszug {name}, Zeile {self.line}", f"statement {name}, line {self.line}"


@dataclass
class Message:
    """The fields from one :20: to the next."""

    fields: list[Field] = field(default_factory=list)

    def named(self, name: str) -> list[Field]:
        """The fields of a name, in order."""
        return [one for one in self.fields if one.name == name]

    def only(self, name: str) -> Field:
        """The one field of that name; DomainError when it is missing or there are several."""
        found = self.named(name)
        line = self.fields[0].line
        if not found:
            raise DomainError("bank.mt940_field_missing", field=f":{name}:", line=line)
        if len(found) > 1:
            raise DomainError("bank.mt940_field_repeated", field=f":{name}:", line=found[1].line)
        return found[0]


def messages_in(text: str) -> list[Message]:
    """The messages of a file, each begun by its :20:; DomainError for a line that fits nowhere."""
    found: list[Message] = []
    for one in _fields(text):
        if one.name == REFERENCE:
            found.append(Message())
        if not found:
            raise unreadable(one.line)
        found[-1].fields.append(one)
        one.statement = found[-1].fields[0].text
    return found


def unreadable(line: int) -> DomainError:
    """The refusal of a line."""
    return DomainError("bank.mt940_line", line=line)


def _fields(text: str) -> Iterator[Field]:
    current: Field | None = None
    for number, line in enumerate(_lines(text), start=1):
        if _HEADER.fullmatch(line) or _TRAILER.fullmatch(line) or line.strip() == "-":
            if current:
                yield current
            current = None
            continue
        match = _FIELD.match(line)
        if match and match[1] in _TAGS | _MORE_TAGS:
            if current:
                yield current
            current = Field(number, match[1], [match[2]])
        elif current:
            current.lines.append(line)
        elif line.strip():
            raise unreadable(number)
    if current:
        yield current


def _lines(text: str) -> list[str]:
    """The lines without their ends: CR LF, LF or CR, and nothing else ends one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
