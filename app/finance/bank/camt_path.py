"""Paths through an ISO 20022 document by local names, whatever the namespace's version."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local_name(node: Element) -> str:
    """The element's name without its namespace."""
    return node.tag.rpartition("}")[2]


def all_of(node: Element, path: str) -> Iterator[Element]:
    """All elements under a path such as "NtryDtls/TxDtls", in the order of the document."""
    step, _, rest = path.partition("/")
    for child in node:
        if local_name(child) == step:
            if rest:
                yield from all_of(child, rest)
            else:
                yield child


def first_of(node: Element, *paths: str) -> Element | None:
    """The first element under the first of the paths that leads to one."""
    for path in paths:
        for found in all_of(node, path):
            return found
    return None


def text_at(node: Element, *paths: str) -> str:
    """The text of the first element with any, spaces and line breaks joined; else empty."""
    for path in paths:
        for found in all_of(node, path):
            if text := " ".join((found.text or "").split()):
                return text
    return ""
