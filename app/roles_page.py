"""The page of roles: who may do what, written from the roles and the routes themselves.

`python -m app.roles_page > docs/roles.md` renews the committed page.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from app.access import ROLES, Gate, Permission
from app.config import load_settings
from app.factory import create_app
from app.gatekeeper import declared_permission
from app.messages import SENTENCES

HEAD = """# Rollen · Roles

Erzeugt aus `app/access.py` und den Routen, nicht von Hand ändern:
`python -m app.roles_page > docs/roles.md`.
Generated from `app/access.py` and the routes; do not edit by hand.

Eine Rolle gilt in einem Vorhaben und für einen Zeitraum; wer mehrere hat, darf alles, was eine
davon erlaubt. Eine Route ohne Angabe ist für alle gesperrt. Ein fremdes Vorhaben antwortet wie
eines, das es nicht gibt (404).
A role holds in one pilot and for a period; several roles add up. A route without a declaration is
refused for everybody. A foreign pilot answers like one that does not exist (404).
"""


def roles_page(web: Flask) -> str:
    """Roles, permissions and routes as Markdown tables."""
    return "\n".join([HEAD, *_titles(), "", *_permissions(), "", *_routes(web), "", *_gates(web)])


def _titles() -> Iterator[str]:
    yield from ("## Die Rollen · The roles", "", "| Rolle | Deutsch | English |", "|---|---|---|")
    for role in ROLES:
        german, english = SENTENCES[f"role.{role}"]
        yield f"| `{role}` | {german} | {english} |"


def _permissions() -> Iterator[str]:
    yield from ("## Berechtigungen · Permissions", "", *_head("Berechtigung · Permission"))
    for permission in Permission:
        yield _line(f"`{permission}`", permission)


def _routes(web: Flask) -> Iterator[str]:
    yield from ("## Seiten und Handlungen · Pages and acts", "", *_head("Route"))
    for rule in _rules(web):
        needed = declared_permission(web, rule.endpoint)
        if isinstance(needed, Permission):
            yield _line(_name(rule), needed)


def _gates(web: Flask) -> Iterator[str]:
    yield from (
        "## Außerhalb der Vorhaben · Outside the pilots",
        "",
        "| Route | Zugang · Access |",
        "|---|---|",
    )
    words = {
        Gate.PUBLIC: "alle · everybody",
        Gate.SIGNED_IN: "wer angemeldet ist · signed in",
        Gate.TOKEN: "Programme mit Zugriffsschlüssel · programs with an access token",
    }
    for rule in _rules(web):
        needed = declared_permission(web, rule.endpoint)
        if isinstance(needed, Gate):
            yield f"| {_name(rule)} | {words[needed]} |"
    yield ""


def _rules(web: Flask) -> list[Rule]:
    return sorted(web.url_map.iter_rules(), key=lambda rule: (rule.rule, _methods(rule)))


def _name(rule: Rule) -> str:
    return f"{_methods(rule)} `{rule.rule}`"


def _methods(rule: Rule) -> str:
    return ", ".join(sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}))


def _head(first: str) -> tuple[str, str]:
    return f"| {first} | {' | '.join(ROLES)} |", f"|---|{':-:|' * len(ROLES)}"


def _line(name: str, permission: Permission) -> str:
    marks = ("●" if permission in granted else " " for granted in ROLES.values())
    return f"| {name} | {' | '.join(marks)} |"


def main() -> None:
    """Writes the page to the standard output; needs no database."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({"PILOTBUCH_INSTANCE": str(Path(folder) / "instance")})
        sys.stdout.write(roles_page(create_app(settings)))


if __name__ == "__main__":
    main()
