"""Puts the application together: extensions, parts, error pages, formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from flask import Flask, g, render_template, request, session, url_for
from flask_babel import get_locale
from flask_wtf.csrf import CSRFError
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, ValidationError

from app import blueprints, formats, gatekeeper, wording
from app.access import ROLES
from app.accounts.passwords import Passwords
from app.config import Settings, check_roles, load_settings, root
from app.database import prepare_engine
from app.errors import DomainError, Elsewhere, Malformed, NotFound, Stale, without_values
from app.evaluation.delivery import problems
from app.extensions import babel, csrf, db, login_manager
from app.navigation import navigation
from app.tables import declare_tables
from app.web import say
from app.wording import language

MAX_UPLOAD = 24 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """The application for these settings, or for those of the environment."""
    declare_tables()
    settings = settings or load_settings(is_filled=is_filled)
    check_roles(settings.second_factor, ROLES)
    keep_private(settings)
    web = Pilotbuch("app", instance_path=str(settings.instance))
    web.config.update(
        SECRET_KEY=settings.keys["session"],
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        SESSION_COOKIE_NAME="pilotbuch",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=MAX_UPLOAD,
        MAX_FORM_MEMORY_SIZE=MAX_UPLOAD,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="de",
        BABEL_DEFAULT_TIMEZONE="Europe/Berlin",
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    web.extensions["pilotbuch_settings"] = settings
    web.extensions["pilotbuch_passwords"] = Passwords(
        settings.argon2_memory_kib, settings.argon2_passes
    )
    if settings.proxies:
        hops = settings.proxies
        trusted = ProxyFix(web.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        cast(Any, web).wsgi_app = trusted
    web.url_map.converters["int"] = BoundedInteger
    bind_extensions(web)
    formats.register(web)
    wording.register(web)
    gatekeeper.register(web)
    blueprints.register(web)
    register_error_pages(web)
    web.context_processor(page_context)
    return web


class Pilotbuch(Flask):
    """The application; what it logs about a fault holds nothing personal."""

    def add_url_rule(
        self, rule: str, endpoint: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Adds an address; a delivery instance has no others than `blueprints.DELIVERED`."""
        settings = self.extensions.get("pilotbuch_settings")
        is_delivery = settings is not None and settings.is_delivery
        if not is_delivery or blueprints.is_delivered(endpoint or ""):
            super().add_url_rule(rule, endpoint, *args, **kwargs)

    def log_exception(self, exc_info: Any) -> None:
        """Where it happened and of what kind; the message could hold a name or an amount."""
        self.logger.error("fault in %s", request.endpoint, exc_info=without_values(exc_info[1]))


def keep_private(settings: Settings) -> None:
    """Makes the instance folder and an SQLite file, where missing, for the owner's eyes only."""
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = make_url(settings.database_url)
    path = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if path is not None and path.name not in ("", ":memory:") and path.parent.is_dir():
        path.touch(mode=0o600)


class BoundedInteger(IntegerConverter):
    """Whole numbers in addresses fit a 64-bit column; longer ones lead nowhere (404)."""

    def to_python(self, value: str) -> int:
        """The number, or no match."""
        number = int(super().to_python(value))
        if number >= 2**63:
            raise ValidationError
        return number


def bind_extensions(web: Flask) -> None:
    """Binds the libraries to this application."""
    db.init_app(web)
    web.extensions["migrate"] = Migrations(web)
    login_manager.init_app(web)
    csrf.init_app(web)
    babel.init_app(web, locale_selector=choose_language)
    with web.app_context():
        prepare_engine(db.engine)


class Migrations:
    """Stands where Flask-Migrate keeps its settings, until somebody asks for them.

    Nobody does but migrations. The library loads Alembic, which a server has no use for.
    """

    def __init__(self, web: Flask) -> None:
        self._web = web

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate

        Migrate(self._web, db, directory=str(root() / "migrations"), render_as_batch=True)
        return getattr(self._web.extensions["migrate"], name)


def choose_language() -> str:
    """The chosen language, else the browser's, else German."""
    chosen = session.get("language") or request.accept_languages.best_match(["de", "en"])
    return "en" if chosen == "en" else "de"


def page_context() -> dict[str, Any]:
    """What the frame of every page shows."""
    user, pilot = g.get("user"), g.get("pilot")
    locale = get_locale()
    return {
        "navigation": navigation(),
        "pilot": {"title": title_of(pilot), "carrier": pilot.preset.carrier, "key": pilot.key}
        if pilot
        else None,
        "training_day": pilot.training_day if pilot else None,
        "signed_in": {"display_name": user.display_name, "account_url": url_for("accounts.own")}
        if user
        else None,
        "language": locale.language if locale else "de",
    }


def title_of(pilot: Any) -> str:
    """The pilot's title in the reader's language."""
    preset = pilot.preset
    return str(preset.title_en if language() == "en" else preset.title)


def register_error_pages(web: Flask) -> None:
    """One page for every error; it never shows what a fault of the program says.

    Programs get a problem instead (RFC 9457).
    """

    def show(code: int, text: str | None = None) -> Any:
        db.session.rollback()
        if problems.is_asked_for():
            return problems.problem(code, text)
        return render_template("errors/error.html", code=code, text=text), code

    def on_domain_error(error: DomainError) -> Any:
        codes = {NotFound: 404, Stale: 409, Malformed: 400, Elsewhere: 403}
        code = codes.get(type(error), 422)
        return show(code, None if isinstance(error, NotFound) else say(error))

    def on_http_error(error: HTTPException) -> Any:
        if error.code is None or error.code < 400:
            return error
        return problems.problem_of(error) if problems.is_asked_for() else show(error.code)

    web.register_error_handler(DomainError, on_domain_error)
    web.register_error_handler(StaleDataError, lambda _error: on_domain_error(Stale()))
    web.register_error_handler(CSRFError, lambda _error: show(400))
    web.register_error_handler(HTTPException, on_http_error)
    web.register_error_handler(500, lambda _error: show(500))


def is_filled(url: str) -> bool:
    """Whether a database with a pilot in it exists under this address."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(text("select 1 from pilot limit 1")).first() is not None
    except SQLAlchemyError:
        return False
    finally:
        engine.dispose()
