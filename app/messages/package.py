"""Sentences about the content of a report to the funder."""

SENTENCES: dict[str, tuple[str, str]] = {
    "package.before_funding": (
        "Der Zeitraum endet am %(on)s und damit vor dem Beginn der Förderung am %(starts_on)s: "
        "zu berichten ist nichts.",
        "The period ends on %(on)s, before the funding begins on %(starts_on)s: there is nothing "
        "to report.",
    ),
    "package.not_begun": (
        "Der Zeitraum beginnt erst am %(first)s; heute, am %(on)s, ist noch nichts zu berichten.",
        "The period does not begin before %(first)s; today, on %(on)s, there is nothing to report "
        "yet.",
    ),
    "action.export_report": ("Nachweis mit Sachbericht ausgegeben", "whole statement exported"),
}
