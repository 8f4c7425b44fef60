"""Users of a pilot in the browser: added, given roles and posts, reset, closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import ROLES, Permission, requires
from app.accounts import queries, services
from app.accounts.forms import (
    EndForm,
    FilterForm,
    PostForm,
    RoleForm,
    UserForm,
    VersionForm,
)
from app.accounts.queries import Held, UserFilters, UserRow
from app.accounts.routes import passwords
from app.accounts.rules import is_within
from app.accounts.second_factor import queries as second_factors
from app.accounts.second_factor import services as second_factor_services
from app.clock import today
from app.errors import DomainError, NotFound
from app.messages import sentence
from app.pilots.queries import posts_of
from app.web import (
    actor,
    asked_order,
    asked_page,
    attempt,
    listing,
    page,
    pilot,
)
from app.wording import language

blueprint = Blueprint("users", __name__, template_folder="templates")


@blueprint.app_template_global()
def is_held(held: Held) -> bool:
    """Whether a role or post is held today."""
    return is_within(today(), held.from_day, held.until_day)


@blueprint.app_template_global()
def is_over(held: Held) -> bool:
    """Whether a role or post has ended."""
    return held.until_day is not None and held.until_day <= today()


@blueprint.app_template_filter()
def last_day(until_day: date | None) -> date | None:
    """The last day of a period whose end is kept exclusive."""
    return until_day - timedelta(days=1) if until_day else None


def role_title(role: str) -> str:
    """What a role is called in the reader's language; programmes may have their own."""
    own = pilot().preset.role(role)
    if own is not None:
        return own.title_en if language() == "en" else own.title_de
    return sentence(f"role.{role}", language(), {})


def role_choices() -> list[tuple[str, str]]:
    """All roles, the first choice empty so that nobody gets one by accident."""
    keys = [*ROLES, *(role.key for role in pilot().preset.roles)]
    return [("", _("Bitte wählen")), *((key, role_title(key)) for key in keys)]


blueprint.add_app_template_filter(role_title)


@blueprint.get("/users")
@requires(Permission.MANAGE_USERS)
def index() -> Any:
    """All users of the pilot."""
    form = FilterForm(request.args)
    state = form.state.data if form.state.data in queries.STATES else ""
    filters = UserFilters((form.q.data or "").strip(), state or "")
    sort, descending = asked_order(queries.SORTS, "name")
    number = asked_page()
    users, total = queries.users_of(pilot().id, filters, sort, descending, number)
    return page(
        "users/index.html",
        filter=form,
        is_filtered=bool(filters.search or filters.state),
        users=users,
        listing=listing(total, sort, descending, number),
    )


@blueprint.route("/users/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def new() -> Any:
    """Adds somebody; the password appears once, in the answer itself."""
    form = UserForm()
    form.role.choices = role_choices()
    added: list[tuple[int, str | None]] = []

    def add() -> None:
        added.append(
            services.add_user(
                passwords(),
                actor(),
                form.email.data or "",
                form.role.data,
                today(),
                form.display_name.data or "",
            )
        )

    if not attempt(form, add):
        return page("users/new.html", form)
    user_id, password = added[0]
    if password is None:
        flash(
            _(
                "Für diese Adresse gibt es schon ein Konto. Es hat die Rolle jetzt auch; Name und "
                "Passwort bleiben."
            ),
            "success",
        )
        return redirect(_address(user_id))
    return page("users/password.html", user=_user(user_id), password=password)


@blueprint.get("/users/<int:user_id>")
@requires(Permission.MANAGE_USERS)
def show(user_id: int) -> Any:
    """One user: roles, posts, account."""
    user = _user(user_id)
    return page(
        "users/show.html",
        user=user,
        is_elsewhere=queries.is_elsewhere(user_id, pilot().id),
        is_own=user_id == actor().user_id,
        second_factor=second_factors.state_of(user_id),
    )


@blueprint.route("/users/<int:user_id>/roles/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def add_role(user_id: int) -> Any:
    """A further role."""
    user = _user(user_id)
    form = RoleForm(from_day=today())
    form.role.choices = role_choices()

    def grant() -> None:
        services.grant_role(
            actor(), user_id, form.role.data, _day(form.from_day.data), _after(form.until_day.data)
        )

    if attempt(form, grant):
        flash(_("Die Rolle ist vergeben. Sie gilt ab der nächsten Anmeldung."), "success")
        return redirect(_address(user_id))
    return page("users/role.html", form, user=user)


@blueprint.route("/users/<int:user_id>/roles/<int:role_id>/end", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def end_role(user_id: int, role_id: int) -> Any:
    """Takes a role away."""
    user = _user(user_id)
    held = _held(user.roles, role_id)
    return _end(
        user,
        role_title(held.name),
        lambda day: services.end_role(actor(), user_id, role_id, day),
        _("Die Rolle ist beendet."),
    )


@blueprint.route("/users/<int:user_id>/posts/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def add_post(user_id: int) -> Any:
    """A post for a period."""
    user = _user(user_id)
    form = PostForm(from_day=today())
    form.post.choices = [
        ("", _("Bitte wählen")),
        *((str(post.id), post.title) for post in posts_of(pilot().id)),
    ]

    def give() -> None:
        services.give_post(
            actor(),
            user_id,
            int(form.post.data),
            _day(form.from_day.data),
            _after(form.until_day.data),
        )

    if attempt(form, give):
        flash(_("Die Stelle ist besetzt."), "success")
        return redirect(_address(user_id))
    return page("users/post.html", form, user=user)


@blueprint.route("/users/<int:user_id>/posts/<int:holding_id>/end", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def end_post(user_id: int, holding_id: int) -> Any:
    """The post is given up."""
    user = _user(user_id)
    held = _held(user.posts, holding_id)
    return _end(
        user,
        held.name,
        lambda day: services.end_post(actor(), user_id, holding_id, day),
        _("Die Stelle ist abgegeben."),
    )


@blueprint.route("/users/<int:user_id>/password", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def reset_password(user_id: int) -> Any:
    """A new password to hand over; it appears once, in the answer itself."""
    user = _user(user_id)
    form = FlaskForm()
    found: list[str] = []
    if attempt(form, lambda: found.append(services.reset_password(passwords(), actor(), user_id))):
        return page("users/password.html", user=_user(user_id), password=found[0])
    return page("users/reset.html", form, user=user)


@blueprint.route("/users/<int:user_id>/second-factor", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def reset_second_factor(user_id: int) -> Any:
    """Takes the second factor of a lost phone away, after a tick."""
    user = _user(user_id)
    form = FlaskForm()

    def reset() -> None:
        _check_tick()
        second_factor_services.reset(actor(), user_id)

    if attempt(form, reset):
        flash(_("Der zweite Faktor ist zurückgesetzt, alle Sitzungen sind beendet."), "success")
        return redirect(_address(user_id))
    return page("users/second_factor.html", form, user=user)


@blueprint.route("/users/<int:user_id>/close", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def close(user_id: int) -> Any:
    """Closes an account, after a tick."""
    user = _user(user_id)
    form = VersionForm(version=user.version)

    def shut() -> None:
        _check_tick()
        services.set_active(actor(), user_id, False, form.version.data or 0, today())

    if attempt(form, shut):
        flash(_("Das Konto ist geschlossen, alle Sitzungen sind beendet."), "success")
        return redirect(_address(user_id))
    form.version.data, form.version.raw_data = user.version, None
    return page("users/close.html", form, user=user)


@blueprint.post("/users/<int:user_id>/reopen")
@requires(Permission.MANAGE_USERS)
def reopen(user_id: int) -> Any:
    """Opens a closed account again."""
    form = VersionForm()
    if attempt(
        form,
        lambda: services.set_active(actor(), user_id, True, form.version.data or 0, today()),
    ):
        flash(_("Das Konto ist wieder offen."), "success")
    for error in form.form_errors:
        flash(error, "error")
    return redirect(_address(user_id))


def _check_tick() -> None:
    if request.form.get("confirmed") != "yes":
        raise DomainError("account.not_confirmed")


def _end(user: UserRow, name: str, end: Callable[[date], None], done: str) -> Any:
    """Asks from which day on, then ends a role or a post."""
    form = EndForm(until_day=today())
    if attempt(form, lambda: end(_day(form.until_day.data))):
        flash(done, "success")
        return redirect(_address(user.id))
    return page("users/end.html", form, user=user, name=name)


def _user(user_id: int) -> UserRow:
    user = queries.user_of(pilot().id, user_id)
    if user is None:
        raise NotFound
    return user


def _held(rows: Sequence[Held], held_id: int) -> Held:
    for row in rows:
        if row.id == held_id:
            return row
    raise NotFound


def _address(user_id: int) -> str:
    return url_for("users.show", pilot_key=pilot().key, user_id=user_id)


def _day(value: date | None) -> date:
    """A day that the form has seen to."""
    return value or today()


def _after(last: date | None) -> date | None:
    """The exclusive end of a period whose last day was typed."""
    return last + timedelta(days=1) if last else None
