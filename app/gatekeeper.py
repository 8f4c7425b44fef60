"""Before each request: who is it, in which pilot, and may they? Undeclared routes are refused."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user

from app.access import ON_DELIVERY, Actor, Gate, Permission
from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.clock import today
from app.database import start_writing, stop_writing, writing
from app.errors import Elsewhere, Malformed
from app.extensions import db, login_manager
from app.navigation import first_page
from app.pilots.queries import pilot_by_key
from app.web import SignedIn, settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ALWAYS_OPEN = frozenset({"accounts.own", "accounts.sign_out", "accounts.language", "static"})
OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {
        "second_factor.show",
        "second_factor.begin",
        "accounts.sign_out",
        "accounts.language",
        "static",
    }
)
"""For whose role demands a second factor, until there is one."""
KEPT_FOR_A_WHILE = frozenset({"static", "notices.calendar_file"})
"""What is no page: it says itself how long it may be kept."""
SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Browser:
    """A signed-in browser for Flask-Login: its id is the session's token, not the user's number."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, token: str, user: SignedIn) -> None:
        self.token = token
        self.user = user

    def get_id(self) -> str:
        """What the cookie keeps."""
        return self.token


def register(app: Flask) -> None:
    """Puts the gate in front of every route and the headers on every answer."""
    app.before_request(refuse_nul)
    app.before_request(choose_transaction)
    app.before_request(check_permission)
    app.after_request(add_headers)
    app.teardown_request(end_writing)
    login_manager.user_loader(load_browser)


def load_browser(token: str) -> Browser | None:
    """The signed-in browser behind a cookie, while its server-side session lasts."""
    now = datetime.now(UTC)
    user, needs_touch = account_services.user_of_session(token, now, settings().second_factor)
    if user is None:
        return None
    browser = Browser(
        token,
        SignedIn(
            user.user_id,
            user.display_name,
            user.email,
            user.must_change_password,
            user.must_set_up,
        ),
    )
    session.setdefault("language", user.language)
    if needs_touch:
        db.session.rollback()
        with writing():
            account_services.touch_session(token, now)
            db.session.commit()
    return browser


def refuse_nul() -> None:
    """No text may hold a NUL: PostgreSQL cannot keep one, and nobody types one."""
    given = [request.args, request.form] if request.method not in SAFE_METHODS else [request.args]
    texts = [text for each in given for _name, text in each.items(multi=True)]
    if any("\0" in text for text in [request.path, *texts]):
        raise Malformed


def choose_transaction() -> None:
    """Writing requests take the write lock first; see `app.database.writing`."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method in SAFE_METHODS or getattr(view, "reads_first", False):
        stop_writing()
    else:
        start_writing()


def end_writing(_error: BaseException | None) -> None:
    """What follows in this thread only reads until it says otherwise."""
    stop_writing()


def check_permission() -> Any:
    """Lets a request pass only when its route declares a permission that the user has."""
    if request.endpoint is None:
        return None
    needed = declared_permission(current_app, request.endpoint)
    if needed is None:
        abort(403)
    if needed is Gate.PUBLIC:
        return None
    return enter_by_token() if needed is Gate.TOKEN else enter_signed_in(needed)


def enter_signed_in(needed: Permission | Gate) -> Any:
    """Lets a signed-in browser pass as far as its account and its roles allow."""
    if not current_user.is_authenticated:
        return ask_to_sign_in()
    g.user = current_user.user
    db.session.info["actor_id"] = g.user.id
    if g.user.must_change_password and request.endpoint not in ALWAYS_OPEN:
        return redirect(url_for("accounts.own"))
    if is_held_back():
        return redirect(url_for("second_factor.show"))
    return None if isinstance(needed, Gate) else enter_pilot(needed)


def is_held_back() -> bool:
    """Whether a second factor comes first; an own password comes before that."""
    is_asked = g.user.must_set_up and not g.user.must_change_password
    return is_asked and request.endpoint not in OPEN_WITHOUT_SECOND_FACTOR


def enter_by_token() -> Any:
    """Asks the part that keeps the tokens who it is; where there is none, nobody enters.

    Programs of recipients are let in where their people are.
    """
    if not settings().admits_recipients:
        raise Elsewhere("delivery.elsewhere")
    enter = current_app.extensions.get("pilotbuch_token_gate")
    return abort(403) if enter is None else enter()


def declared_permission(app: Flask, endpoint: str) -> Permission | Gate | None:
    """What the route behind an endpoint declares; None for undeclared ones."""
    if endpoint == "static":
        return Gate.PUBLIC
    return getattr(app.view_functions.get(endpoint), "permission", None)


def enter_pilot(needed: Permission) -> None:
    """Enters the pilot of the address; 403 when the user's roles there do not suffice."""
    load_pilot(str((request.view_args or {}).pop("pilot_key", "")))
    if not g.actor.may(needed):
        abort(403)


def load_pilot(key: str) -> None:
    """Finds the pilot among those of the user; a foreign one looks like an absent one (404).

    Roles and posts count on the real day: a training clock does not bring back an ended role.
    """
    found = pilot_by_key(key, today())
    acting = accounts.actor_in(found.id, g.user.id, today()) if found else None
    if found is None or acting is None:
        abort(404)
    g.pilot, g.actor = found, admitted(acting)


def admitted(acting: Actor) -> Actor:
    """Who acts, as far as this installation lets them in.

    Recipients' people bring the internet to a machine: where names are held, only if it is set so.
    """
    if acting.is_recipient and not settings().admits_recipients:
        raise Elsewhere("delivery.elsewhere")
    if not settings().is_delivery:
        return acting
    return replace(acting, permissions=acting.permissions & ON_DELIVERY)


def land_in(key: str) -> str:
    """The address of the first page of a pilot that the user may open."""
    load_pilot(key)
    address = first_page(key)
    if address is None:
        abort(403)
    return address


def ask_to_sign_in() -> Any:
    """To the sign-in page, and back to where a reading request wanted to go."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted if wanted != "/" else None))


def add_headers(response: Response) -> Response:
    """Security headers on every answer; pages are never kept by caches."""
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint not in KEPT_FOR_A_WHILE:
        response.headers["Cache-Control"] = "no-store"
    return response


def fresh_cookie() -> None:
    """Empties the cookie at sign-in, so that nothing from before is carried over."""
    kept = session.get("language")
    session.clear()
    session["seed"] = secrets.token_hex(8)
    if kept:
        session["language"] = kept
