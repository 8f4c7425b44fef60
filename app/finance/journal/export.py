"""The journal handed to the writers of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext as _

from app.finance.journal.labels import account_title, entry_title, path_of
from app.finance.journal.rules import Entry
from app.formats import day as day_text
from app.pilots.queries import PilotInForce
from app.wording import language
from exports.journal import (
    Journal,
    JournalAccount,
    JournalEntry,
    JournalPosting,
    beancount_file,
    hledger_file,
)

WRITERS: Mapping[str, tuple[Callable[[Journal], bytes], str]] = {
    "hledger": (hledger_file, "journal"),
    "beancount": (beancount_file, "beancount"),
}
"""By format: its writer and the ending of its files."""


def journal_file(pilot: PilotInForce, entries: Sequence[Entry]) -> Journal:
    """The entries up to the day of account, with every account that they touch."""
    preset = pilot.preset
    accounts = {posting.account for entry in entries for posting in entry.postings}
    title = preset.title_en if language() == "en" else preset.title
    return Journal(
        _("Journal: %(pilot)s", pilot=title),
        (
            _(
                "Stand %(day)s. Beträge in Euro; Soll ist positiv, Haben negativ.",
                day=day_text(pilot.day),
            ),
            _("Datum ist der Zahlungstag; „month“ ist der Monat der Bücher."),
        ),
        tuple(
            JournalAccount(path_of(account), account_title(account, preset))
            for account in sorted(accounts, key=lambda account: account.place)
        ),
        tuple(_entry(entry) for entry in entries),
    )


def _entry(entry: Entry) -> JournalEntry:
    title = entry_title(entry.kind)
    return JournalEntry(
        entry.day,
        entry.month,
        f"{entry.code} {entry.source_number or title}",
        entry.payee or title,
        entry.reason or title,
        tuple(JournalPosting(path_of(one.account), one.cents) for one in entry.postings),
    )
