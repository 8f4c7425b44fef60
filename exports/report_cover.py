"""What the cover of a report says about the grant, and the names of the parts."""

from datetime import date

from exports import report_words as words
from exports import statement_labels as labels
from exports.columns import Bilingual
from exports.report import Report


def cover_facts(report: Report) -> list[tuple[str, str]]:
    """Label and value, first what every report names; a fact of the report itself goes before."""
    language, statement = report.language, report.statement

    def period(first: date, last: date) -> str:
        days = {"first": words.day(first, language), "last": words.day(last, language)}
        return words.PERIOD.in_language(language).format(**days)

    known: list[tuple[Bilingual, str]] = [
        (labels.PILOT, report.pilot_title),
        (labels.CARRIER, report.carrier),
        (words.FUNDER, report.funder),
        (labels.NOTICE, report.notice),
        (words.FUNDED, period(statement.period_from, statement.period_until)),
        (labels.GRANT, words.money(statement.grant_cents, language)),
        (words.REPORTED, period(report.first, report.last)),
        (labels.MADE_ON, words.day(report.made_on, language)),
    ]
    own = dict(report.facts)
    general = [(label.in_language(language), value) for label, value in known]
    return [*((label, own.pop(label, value)) for label, value in general if value), *own.items()]
