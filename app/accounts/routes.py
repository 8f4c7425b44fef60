"""Signing in and out, the own account, the language."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    redirect,
    request,
    session,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from flask_wtf import FlaskForm

from app.access import Gate, Permission, long_reading, requires
from app.accounts import queries, services
from app.accounts.forms import PasswordForm, SignInForm
from app.accounts.guesses import Guesses
from app.accounts.passwords import Passwords
from app.accounts.second_factor import queries as second_factors
from app.accounts.second_factor.services import wait_for_code
from app.clock import today
from app.errors import DomainError
from app.gatekeeper import Browser, fresh_cookie, land_in
from app.pilots.queries import PilotInForce, pilot_by_key
from app.web import SignedIn, attempt, commit, one_transaction, page, refuse

blueprint = Blueprint("accounts", __name__, template_folder="templates")

HERE = re.compile(r"/(?![/\\])[^\x00-\x1f\x7f\\]{0,2000}|/")
"""An address of this house: a path, without what a browser reads as a slash or passes over."""

WAITS_FOR_CODE = "waits_for_code"
"""Under this name the cookie keeps the token of a sign-in that waits for its code."""


@blueprint.record_once
def begin_counting(state: BlueprintSetupState) -> None:
    """Each application counts guesses on its own."""
    state.app.extensions["pilotbuch_guesses"] = Guesses()


def passwords() -> Passwords:
    """The hasher of this installation."""
    found: Passwords = current_app.extensions["pilotbuch_passwords"]
    return found


def count_guess(account: str) -> str:
    """Counts a guess at this account from this address; DomainError beyond the limit."""
    return guesses().begin(account, request.remote_addr or "", datetime.now(UTC))


def guesses() -> Guesses:
    """The count of guesses of this process."""
    found: Guesses = current_app.extensions["pilotbuch_guesses"]
    return found


@blueprint.route("/sign-in", methods=["GET", "POST"])
@requires(Gate.PUBLIC)
@long_reading
def sign_in() -> Any:
    """The sign-in page; 429 after too many wrong guesses."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    if form.validate_on_submit():
        try:
            token, waits = _proven(form.email.data or "", form.password.data or "")
        except DomainError as error:
            refuse(form, error)
            shown, status = page("accounts/sign_in.html", form)
            return shown, 429 if error.key == "account.too_many" else status
        if waits:
            session[WAITS_FOR_CODE] = token
            return redirect(url_for("second_factor.code", next=form.next.data or None))
        enter(token)
        return redirect(safe_address(form.next.data))
    ended = request.method == "GET" and "_user_id" in session and not _is_signed_in()
    return page("accounts/sign_in.html", form, session_ended=ended)


def _proven(email: str, password: str) -> tuple[str, bool]:
    """After the right password a session's token, or one that still waits for the code (True)."""
    guess = count_guess(email)
    proof = services.prove(passwords(), email, password)
    guesses().was_right(guess)
    previous = signed_in_token()
    with one_transaction():
        if second_factors.is_on(proof.user_id):
            return wait_for_code(proof, datetime.now(UTC)), True
        return services.sign_in(proof, datetime.now(UTC), previous), False


def signed_in_token() -> str | None:
    """The token of the session that this browser has, to be ended by the next one."""
    return current_user.token if _is_signed_in() else None


def _is_signed_in() -> bool:
    return bool(current_user.is_authenticated)


def enter(token: str) -> None:
    """The browser carries the new session from here on, and nothing from before."""
    fresh_cookie()
    user, _needs_touch = services.user_of_session(token, datetime.now(UTC))
    if user is not None:
        login_user(Browser(token, SignedIn(user.user_id, user.display_name, user.email, False)))
        session.setdefault("language", user.language)


def safe_address(wanted: str | None) -> str:
    """Only addresses of this house are followed after signing in."""
    if wanted is None or not HERE.fullmatch(wanted) or urlsplit(wanted).netloc:
        return url_for("accounts.home")
    return wanted


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
    keys = queries.pilot_keys_of(g.user.id, today())
    if len(keys) == 1:
        return redirect(url_for("accounts.enter_pilot", pilot_key=keys[0]))
    return page("accounts/home.html", pilots=[pilot_by_key(key, today()) for key in keys])


@blueprint.get("/p/<pilot_key>/")
@requires(Gate.SIGNED_IN)
def enter_pilot(pilot_key: str) -> Any:
    """To the first page of the pilot that the user may open."""
    return redirect(land_in(pilot_key))


@blueprint.route("/account", methods=["GET", "POST"])
@requires(Gate.SIGNED_IN)
@long_reading
def own() -> Any:
    """The own account: change the password."""
    form = PasswordForm()
    tokens: list[str] = []

    def change() -> None:
        proof = _proof_of(form.current_password.data or "", form.new_password.data or "")
        with one_transaction():
            tokens.append(services.change_own_password(proof, datetime.now(UTC)))

    if attempt(form, change):
        enter(tokens[0])
        flash(_("Das Passwort ist geändert. Alle anderen Sitzungen sind beendet."), "success")
        return redirect(url_for("accounts.home"))
    return page(
        "accounts/own.html",
        form,
        user=current_user.user,
        reminded=reminding_pilots(),
        second_factor=second_factors.state_of(g.user.id),
    )


def reminding_pilots() -> list[PilotInForce]:
    """The pilots in which the user chooses reminders; none before the password is the own.

    A delivery instance reminds nobody.
    """
    if g.user.must_change_password or "notices.index" not in current_app.view_functions:
        return []
    found = [pilot_by_key(key, today()) for key in queries.pilot_keys_of(g.user.id, today())]
    return [one for one in found if one is not None and _sees_milestones(one)]


def _sees_milestones(pilot: PilotInForce) -> bool:
    acting = queries.actor_in(pilot.id, g.user.id, today())
    return acting is not None and acting.may(Permission.MILESTONES)


def _proof_of(current: str, new: str) -> services.Proof:
    """Guesses count here as well: an open browser must not help to find the password."""
    guess = count_guess(current_user.user.email)
    try:
        proof = services.prove_own(passwords(), g.user.id, current, new)
    except DomainError as error:
        if error.key != "account.current_password_wrong":
            guesses().was_right(guess)
        raise
    guesses().was_right(guess)
    return proof


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
