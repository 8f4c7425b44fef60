"""Form fields for days and money as Germans write them."""

from __future__ import annotations

from datetime import date
from time import strptime
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.fields import DateField, IntegerField
from wtforms.widgets import TextInput

from app.money import euros, parse_amount


class GermanDateField(DateField):
    """A day typed as TT.MM.JJJJ; ISO days, as browsers send them, are taken too."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format=["%d.%m.%Y", "%Y-%m-%d"], **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The day, or a sentence saying how to write one; only blanks are no entry."""
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            self.raw_data, self.data = [], None
            return
        for form in self.strptime_format:
            try:
                parsed = date(*strptime(text, form)[:3])
            except ValueError:
                continue
            if date(1900, 1, 1) <= parsed <= date(2100, 1, 1):
                self.data = parsed
                return
        self.data = None
        raise ValueError(_("Diesen Tag gibt es nicht. Bitte als TT.MM.JJJJ eingeben."))


class NumberField(IntegerField):
    """A whole number of at most 31 bits."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The number, or a sentence for one that no column holds."""
        super().process_formdata(valuelist)
        if self.data is not None and abs(self.data) >= 2**31:
            self.data = None
            raise ValueError(_("Diese Zahl ist zu lang."))


class MoneyField(Field):
    """An amount typed as 1.234,56; `data` is cents."""

    widget = TextInput()
    data: int | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Cents, or a sentence saying how to write an amount; only blanks are no entry."""
        self.raw_text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not self.raw_text:
            self.raw_data = []
        else:
            try:
                self.data = parse_amount(self.raw_text)
            except ValueError as error:
                raise ValueError(
                    _("Das ist kein Betrag. Bitte zum Beispiel 1.234,56 eingeben.")
                ) from error

    def _value(self) -> str:
        if self.data is None:
            return getattr(self, "raw_text", "")
        return f"{euros(self.data)}".replace(".", ",")
