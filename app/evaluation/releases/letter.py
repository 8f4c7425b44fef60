"""The letter that asks a recipient to delete a release, in the recipient's language."""

from __future__ import annotations

from flask_babel import gettext as _

from app.evaluation.releases.queries import ReleaseRow
from app.formats import day as day_format
from app.pilots.queries import PilotInForce
from app.wording import speaking
from exports.letter_docx import LetterFile


def deletion_letter(found: ReleaseRow, pilot: PilotInForce) -> LetterFile:
    """Names the release by number, day and hash; says nothing about who withdrew."""
    row, recipient = found.release, found.recipient
    with speaking(recipient.language):
        facts = _(
            "Freigabe Nr. %(number)d vom Stichtag %(day)s, Dateien „%(stem)s…“, "
            "Prüfsumme %(hash)s.",
            number=row.number,
            day=day_format(row.day),
            stem=row.stem,
            hash=row.content_hash,
        )
        return LetterFile(
            sender=pilot.preset.carrier,
            recipient=[recipient.name, *recipient.address.splitlines()],
            day=day_format(pilot.day),
            reference="",
            subject=_("Bitte um Löschung einer Datenlieferung"),
            paragraphs=[
                (_("Sehr geehrte Damen und Herren,"), False),
                (
                    _(
                        "mindestens eine Person, deren Daten Sie mit der unten genannten Lieferung "
                        "erhalten haben, hat ihre Einwilligung widerrufen (Art. 7 Abs. 3 DSGVO). "
                        "Bitte löschen Sie alle Dateien dieser Lieferung und alle Kopien davon, "
                        "auch in Sicherungen, und verwenden Sie sie nicht weiter."
                    ),
                    False,
                ),
                (facts, False),
                (
                    _(
                        "Eine neue Lieferung ohne diese Person stellen wir Ihnen bereit; die "
                        "Pseudonyme der übrigen Personen bleiben gleich. Auswertungen, die Sie "
                        "schon veröffentlicht haben, sind davon nicht berührt."
                    ),
                    False,
                ),
                (
                    _("Bitte bestätigen Sie uns die Löschung schriftlich mit Datum."),
                    False,
                ),
                (_("Mit freundlichen Grüßen"), False),
            ],
            mark="",
            language=recipient.language,
        )
