"""The second step of signing in, and the second factor of the own account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from app.access import Gate, long_reading, requires
from app.accounts.routes import (
    WAITS_FOR_CODE,
    count_guess,
    enter,
    guesses,
    passwords,
    safe_address,
    signed_in_token,
)
from app.accounts.second_factor import codes, queries, services
from app.accounts.second_factor.forms import CodeForm, OwnForm
from app.accounts.second_factor.services import Given, Keys
from app.database import utc_now
from app.errors import DomainError
from app.web import attempt, one_transaction, page, refuse, say, settings

blueprint = Blueprint("second_factor", __name__, template_folder="templates")
Done = TypeVar("Done")


def keys() -> Keys:
    """The keys of this installation that second factors need."""
    return Keys(settings().keys["identity"], settings().keys["lookup"])


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@requires(Gate.PUBLIC)
@long_reading
def code() -> Any:
    """Asks for the code after the right password; 429 after too many wrong ones."""
    form, token = CodeForm(), str(session.get(WAITS_FOR_CODE, ""))
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    try:
        user_id = services.who_waits(token, utc_now())
    except DomainError as error:
        session.pop(WAITS_FOR_CODE, None)
        return page("second_factor/over.html", form, text=say(error))
    if not form.validate_on_submit():
        return _ask_for_code(form)
    try:
        opened = _with_code(user_id, lambda: _complete(token, form.code.data or ""))
    except DomainError as error:
        refuse(form, error)
        shown, status = _ask_for_code(form)
        return shown, 429 if error.key == "account.too_many" else status
    enter(opened)
    return redirect(safe_address(form.next.data))


def _ask_for_code(form: CodeForm) -> tuple[str, int]:
    form.code.data = ""
    shown: tuple[str, int] = page(
        "second_factor/code.html", form, is_recovery="recovery" in request.args
    )
    return shown


def _complete(token: str, given: str) -> str:
    return services.sign_in(keys(), token, given, utc_now(), signed_in_token())


def _with_code(user_id: int, act: Callable[[], Done]) -> Done:
    """Does in one transaction what takes a code; a wrong one is counted and put on record.

    Counted per account, from wherever it came: whoever gets this far knows the password.
    """
    guess = guesses().begin(f"second factor {user_id}", "", utc_now())
    try:
        with one_transaction():
            done = act()
    except DomainError as error:
        if error.key == "second_factor.wrong":
            with one_transaction():
                services.note_wrong_code(user_id)
        else:
            guesses().was_right(guess)
        raise
    guesses().was_right(guess)
    return done


def _given(form: OwnForm) -> Given:
    """Guesses count here as well: an open browser must not help to find the password."""
    guess = count_guess(current_user.user.email)
    proof = services.prove(passwords(), g.user.id, form.password.data or "")
    guesses().was_right(guess)
    return Given(proof, form.code.data or "")


def _attempt(form: OwnForm, act: Callable[[Given], Done]) -> list[Done]:
    """What came of an act that takes password and code; empty when it was refused."""
    done: list[Done] = []

    def run() -> None:
        given = _given(form)
        done.append(_with_code(g.user.id, lambda: act(given)))

    if not attempt(form, run):
        form.code.data = ""
    return done


@blueprint.route("/account/second-factor", methods=["GET", "POST"])
@requires(Gate.SIGNED_IN)
@long_reading
def show() -> Any:
    """How the own second factor stands; a first right code confirms a new one."""
    form = OwnForm()
    made = _attempt(
        form, lambda given: services.confirm(keys(), given, current_user.token, utc_now())
    )
    if made:
        return page("second_factor/codes.html", codes=made[0], made_at=utc_now(), is_new=True)
    secret = services.secret_to_show(keys(), g.user.id)
    return page(
        "second_factor/show.html",
        form,
        user=current_user.user,
        state=queries.state_of(g.user.id),
        secret=codes.in_groups(secret) if secret else None,
        picture=codes.picture(codes.address(secret, g.user.email)) if secret else None,
    )


@blueprint.post("/account/second-factor/begin")
@requires(Gate.SIGNED_IN)
def begin() -> Any:
    """A new secret for the phone."""
    form = FlaskForm()
    attempt(form, lambda: services.begin(keys(), g.user.id))
    for error in form.form_errors:
        flash(error, "error")
    return redirect(url_for("second_factor.show"))


@blueprint.route("/account/second-factor/codes", methods=["GET", "POST"])
@requires(Gate.SIGNED_IN)
@long_reading
def renew() -> Any:
    """New recovery codes; they appear once, in the answer itself."""
    form = OwnForm()
    made = _attempt(form, lambda given: services.renew_codes(keys(), given, utc_now()))
    if made:
        return page("second_factor/codes.html", codes=made[0], made_at=utc_now(), is_new=False)
    return _page_of_one_in_use("second_factor/renew.html", form)


@blueprint.route("/account/second-factor/off", methods=["GET", "POST"])
@requires(Gate.SIGNED_IN)
@long_reading
def switch_off() -> Any:
    """Back to the password alone, or on to another phone."""
    form = OwnForm()
    if _attempt(form, _switched_off):
        flash(_("Der zweite Faktor ist ausgeschaltet, Ihre anderen Sitzungen sind beendet."))
        return redirect(url_for("second_factor.show"))
    return _page_of_one_in_use("second_factor/off.html", form)


def _switched_off(given: Given) -> bool:
    services.switch_off(keys(), given, current_user.token, utc_now())
    return True


def _page_of_one_in_use(template: str, form: OwnForm) -> Any:
    if not queries.is_on(g.user.id):
        return redirect(url_for("second_factor.show"))
    return page(template, form, user=current_user.user)
