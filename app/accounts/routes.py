"""Signing in and out, the own account, the language."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    redirect,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from flask_wtf import FlaskForm

from app.access import Gate, requires
from app.accounts import queries, services
from app.accounts.forms import PasswordForm, SignInForm
from app.accounts.passwords import Passwords
from app.clock import today
from app.errors import DomainError
from app.extensions import limiter
from app.gatekeeper import Browser, fresh_cookie, land_in
from app.web import SignedIn, attempt, commit, page, refuse

blueprint = Blueprint("accounts", __name__, template_folder="templates")


def passwords() -> Passwords:
    """The hasher of this installation."""
    found: Passwords = current_app.extensions["pilotbuch_passwords"]
    return found


def account_and_address() -> str:
    """Whom the limit of guesses counts: the account as typed, from this address."""
    return f"{request.form.get('email', '').strip().casefold()}|{request.remote_addr}"


def was_wrong(response: Response) -> bool:
    """Only wrong guesses count."""
    return response.status_code == 422


@blueprint.route("/sign-in", methods=["GET", "POST"])
@requires(Gate.PUBLIC)
@limiter.limit(
    "10 per 15 minutes", key_func=account_and_address, methods=["POST"], deduct_when=was_wrong
)
def sign_in() -> Any:
    """The sign-in page."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    if form.validate_on_submit():
        try:
            now = datetime.now(UTC)
            token = services.sign_in(passwords(), form.email.data, form.password.data, now)
            commit()
        except DomainError as error:
            refuse(form, error)
        else:
            enter(token)
            return redirect(safe_address(form.next.data))
    return page("accounts/sign_in.html", form)


def enter(token: str) -> None:
    """The browser carries the new session from here on, and nothing from before."""
    fresh_cookie()
    user, _needs_touch = services.user_of_session(token, datetime.now(UTC))
    if user is not None:
        login_user(Browser(token, SignedIn(user.id, user.display_name, user.email, False)))
        session.setdefault("language", user.language)


def safe_address(wanted: str | None) -> str:
    """Only addresses of this house are followed after signing in."""
    parts = urlsplit(wanted or "")
    is_ours = bool(wanted) and not parts.scheme and not parts.netloc
    if is_ours and wanted and wanted.startswith("/") and not wanted.startswith(("//", "/\\")):
        return wanted
    return url_for("accounts.home")


@blueprint.post("/sign-out")
@requires(Gate.SIGNED_IN)
def sign_out() -> Any:
    """Ends the session here and on the server."""
    services.sign_out(g.user.id, current_user.token)
    commit()
    logout_user()
    fresh_cookie()
    flash(_("Sie sind abgemeldet."))
    return redirect(url_for("accounts.sign_in"))


@blueprint.get("/")
@requires(Gate.SIGNED_IN)
def home() -> Any:
    """The pilots of the user; with only one, straight to it."""
    pilots = queries.pilots_of(g.user.id, today())
    if len(pilots) == 1:
        return redirect(url_for("accounts.enter_pilot", pilot_key=pilots[0].key))
    return page("accounts/home.html", pilots=pilots)


@blueprint.get("/p/<pilot_key>/")
@requires(Gate.SIGNED_IN)
def enter_pilot(pilot_key: str) -> Any:
    """To the first page of the pilot that the user may open."""
    return redirect(land_in(pilot_key))


@blueprint.route("/account", methods=["GET", "POST"])
@requires(Gate.SIGNED_IN)
def own() -> Any:
    """The own account: change the password."""
    form = PasswordForm()
    tokens: list[str] = []

    def change() -> None:
        tokens.append(
            services.change_own_password(
                passwords(),
                g.user.id,
                form.current_password.data or "",
                form.new_password.data or "",
                datetime.now(UTC),
            )
        )

    if attempt(form, change):
        enter(tokens[0])
        flash(_("Das Passwort ist geändert. Alle anderen Sitzungen sind beendet."), "success")
        return redirect(url_for("accounts.home"))
    return page("accounts/own.html", form)


@blueprint.post("/language")
@requires(Gate.PUBLIC)
def language() -> Any:
    """German or English from now on."""
    chosen = "en" if request.form.get("language") == "en" else "de"
    session["language"] = chosen
    if FlaskForm().validate_on_submit() and current_user.is_authenticated:
        services.choose_language(current_user.user.id, chosen)
        commit()
    return redirect(safe_address(request.form.get("next")))
