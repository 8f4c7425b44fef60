"""The libraries that the application is made of; they are bound to it in `app.factory`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVarTuple

from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import CursorResult
from sqlalchemy.sql.selectable import TypedReturnsRows

from app.database import Base

db = SQLAlchemy(metadata=Base.metadata)
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()

Columns = TypeVarTuple("Columns")


def fetch(
    statement: TypedReturnsRows[*Columns], values: Mapping[str, Any]
) -> CursorResult[*Columns]:
    """Rows of columns, past the session's bookkeeping of objects.

    For statements that nearly every page asks: takes half as long as `db.session.execute`.
    """
    session = db.session()
    session.flush()
    return session.connection().execute(statement, values)
