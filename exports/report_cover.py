"""What the cover of a report says about the grant."""

from exports import report_words as words
from exports import statement_labels as labels
from exports.report import Report


def cover_facts(report: Report) -> list[tuple[str, str]]:
    """Label and value: whose project it is and who pays for it, then the facts of the report."""
    named = (
        (labels.PILOT, report.pilot_title),
        (labels.CARRIER, report.carrier),
        (words.FUNDER, report.funder),
    )
    known = [(label.in_language(report.language), value) for label, value in named]
    return [*((label, value) for label, value in known if value), *report.facts]
