"""What every route needs: who acts where, when to commit, how a refusal reaches its form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app, g, render_template, request, url_for
from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError

from app.access import Actor, Permission
from app.config import Settings
from app.database import writing
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.messages import sentence
from app.pilots.queries import PilotInForce
from app.wording import language

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LAST_PAGE = 10**9
"""Far behind every list, and its rows still count in 64 bits."""


@dataclass(frozen=True)
class SignedIn:
    """The user behind this request, as pages show it."""

    id: int
    display_name: str
    email: str
    must_change_password: bool
    must_set_up: bool = False
    """A role demands a second factor, and there is none yet."""


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.extensions["pilotbuch_settings"]
    return found


def actor() -> Actor:
    """Who acts in the pilot of this address; the gatekeeper has seen to it that there is one."""
    found: Actor = g.actor
    return found


def pilot() -> PilotInForce:
    """The pilot of this address."""
    found: PilotInForce = g.pilot
    return found


def may(permission: Permission) -> bool:
    """Whether the acting user may do this here."""
    return "actor" in g and actor().may(permission)


def commit() -> None:
    """Ends the request's transaction; called once, after the service."""
    db.session.commit()


@contextmanager
def one_transaction() -> Iterator[None]:
    """A short writing transaction of its own, for commands and for routes that read for long first.

    What fails inside leaves nothing.
    """
    db.session.rollback()
    with writing():
        yield
        db.session.commit()


def say(error: DomainError) -> str:
    """The sentence of a refusal in the reader's language."""
    return sentence(error.key, language(), error.params)


def refuse(form: FlaskForm, error: DomainError) -> None:
    """Puts a refusal at its field, or on top of the form; what was entered stays."""
    db.session.rollback()
    field = getattr(form, error.field, None) if error.field else None
    if field is not None:
        field.errors = [*field.errors, say(error)]
    else:
        form.form_errors.append(say(error))


def attempt(form: FlaskForm, action: Callable[[], object]) -> bool:
    """Validates a posted form, runs the service, commits; False leaves the errors in the form."""
    if not form.validate_on_submit():
        return False
    try:
        action()
        commit()
    except NotFound:
        raise
    except DomainError as error:
        refuse(form, error)
        return False
    except StaleDataError:
        # saved by somebody else after the version was compared: the same to whoever comes second
        refuse(form, Stale())
        return False
    return True


def page(template: str, form: FlaskForm | None = None, **context: Any) -> Any:
    """A page; a form that came back with errors is answered with 422."""
    status = 422 if form is not None and request.method == "POST" else 200
    return render_template(template, form=form, **context), status


def overtaken(form: Any, version: int) -> bool:
    """Gives a form the present version of its record; whether somebody else saved meanwhile.

    The form shows both, and its next try rests on the present one.
    """
    is_late = form.is_submitted() and form.version.data not in {None, version}
    form.version.data, form.version.raw_data = version, None
    return bool(is_late)


@dataclass(frozen=True)
class Listing:
    """The state of a list as its address says it: page, order, filters."""

    sort: str
    descending: bool
    page: int
    total: int
    per_page: int
    arguments: Mapping[str, Sequence[str]]
    endpoint: str
    view_arguments: Mapping[str, Any]
    most: int | None = None
    """Up to how many were counted, where the list may be longer; None for all."""

    @property
    def is_longer(self) -> bool:
        """Whether there are more than were counted."""
        return self.most is not None and self.total > self.most

    @property
    def pages(self) -> int:
        """Number of pages, at least one; of a longer list as far as it was counted."""
        return max(1, -(-self.total // self.per_page))

    def url(self, **changes: object) -> str:
        """The address of this list with other page, order or filter; None removes."""
        if "sort" in changes:
            changes["sort"] = f"{'-' if changes.pop('descending', False) else ''}{changes['sort']}"
        arguments: dict[str, object] = {**self.arguments, **changes}
        if "page" not in changes:
            arguments.pop("page", None)
        kept = {key: value for key, value in arguments.items() if value not in (None, "", 1)}
        return url_for(self.endpoint, **{**self.view_arguments, **kept})


def listing(
    total: int,
    sort: str,
    descending: bool,
    number: int,
    per_page: int = 50,
    most: int | None = None,
) -> Listing:
    """The listing of this request; `total` may be one beyond `most`, which says "more"."""
    # the gatekeeper has taken the pilot out of the view's arguments
    places = {**(request.view_args or {}), **({"pilot_key": pilot().key} if "pilot" in g else {})}
    # what names a place, or means something to `url_for` itself, is no filter
    kept = [
        key for key in request.args if key not in places and key != "endpoint" and key[:1] != "_"
    ]
    return Listing(
        sort,
        descending,
        number,
        total,
        per_page,
        {key: given for key in kept if any(given := request.args.getlist(key))},
        request.endpoint or "",
        places,
        most,
    )


def asked_page() -> int:
    """The page number in the address; nonsense counts as 1, and no list is longer than the last."""
    return min(max(1, request.args.get("page", 1, type=int) or 1), LAST_PAGE)


def asked_id(name: str) -> int | None:
    """A number of ours in the address; what no column of 64 bits can hold counts as none."""
    found = request.args.get(name, type=int)
    return found if found is not None and 0 <= found < 2**63 else None


def asked_order(allowed: Mapping[str, object], default: str) -> tuple[str, bool]:
    """Column and direction in the address ("sort=-paid_on"); unknown ones give the default."""
    asked = request.args.get("sort", default)
    if asked.lstrip("-") not in allowed:
        asked = default
    return asked.lstrip("-"), asked.startswith("-")
