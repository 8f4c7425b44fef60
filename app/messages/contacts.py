"""Sentences about contacts and notes."""

SENTENCES: dict[str, tuple[str, str]] = {
    "contacts.before_referral": (
        "Der Tag liegt vor der Zusteuerung oder Aufnahme am %(begins_on)s.",
        "The day is before the referral or entry on %(begins_on)s.",
    ),
    "contacts.minutes_out_of_bounds": (
        "Bitte 0 bis %(most)s Minuten eingeben.",
        "Please enter 0 to %(most)s minutes.",
    ),
    "contacts.unknown_kind": (
        "Diese Art des Kontakts gibt es nicht.",
        "There is no such kind of contact.",
    ),
    "contacts.unknown_topic": (
        "Dieses Thema gibt es im Vorhaben nicht.",
        "The programme has no such topic.",
    ),
    "contacts.unknown_number": (
        "Unter dieser Nummer gibt es niemanden, den Sie sehen können.",
        "There is nobody with this number whom you can see.",
    ),
    "contacts.voided_stays": (
        "Dieser Eintrag ist gestrichen. Bitte nehmen Sie zuerst die Streichung zurück.",
        "This entry is struck out. Please take the striking out back first.",
    ),
    "contacts.note_missing": ("Bitte schreiben Sie die Notiz.", "Please write the note."),
    # What the log calls actions, subjects and fields.
    "action.record_contact": ("Kontakt eingetragen", "contact entered"),
    "action.correct_contact": ("Kontakt berichtigt", "contact corrected"),
    "action.void_contact": ("Kontakt gestrichen", "contact struck out"),
    "action.restore_contact": ("Streichung eines Kontakts zurückgenommen", "contact restored"),
    "action.write_note": ("Aktennotiz geschrieben", "case note written"),
    "action.correct_note": ("Aktennotiz berichtigt", "case note corrected"),
    "action.void_note": ("Aktennotiz gestrichen", "case note struck out"),
    "action.restore_note": ("Streichung einer Aktennotiz zurückgenommen", "case note restored"),
    "subject.contact": ("Kontakt", "contact"),
    "subject.case_note": ("Aktennotiz", "case note"),
    "field.held_on": ("Tag", "day"),
    "field.minutes": ("Minuten", "minutes"),
    "field.topics": ("Themen", "topics"),
    "field.partner_id": ("Einrichtung", "institution"),
    "field.was_reached": ("erreicht", "reached"),
    "field.note": ("Notiz", "note"),
    "field.voided_on": ("gestrichen am", "struck out on"),
    "field.written_on": ("Tag der Notiz", "day of the note"),
}
"""`field.kind`, `field.text` and the like stand with the room that named them first."""
