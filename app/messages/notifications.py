"""Sentences about duties to notify the funder."""

SENTENCES: dict[str, tuple[str, str]] = {
    "notifications.missing": ("Bitte ausfüllen.", "Please fill in."),
    "notifications.too_long": (
        "Ein Schreiben hat höchstens %(most)s Zeichen.",
        "A letter has %(most)s characters at most.",
    ),
    "notifications.no_reason": (
        "Bitte begründen Sie, warum keine Mitteilung nötig ist.",
        "Please say why no notification is needed.",
    ),
    "notifications.reason_too_long": (
        "Eine Begründung hat höchstens %(most)s Zeichen.",
        "A reason has %(most)s characters at most.",
    ),
    "notifications.draft_there": (
        "Zu diesem Anlass gibt es schon einen Entwurf. Bitte arbeiten Sie an ihm weiter.",
        "There is a draft on this matter already. Please go on with that one.",
    ),
    "notifications.no_draft": (
        "Das Schreiben ist kein Entwurf mehr: es ist gesendet oder verworfen.",
        "The letter is no draft any more: it was sent or given up.",
    ),
    "notifications.not_sent": (
        "Das Schreiben ist noch nicht gesendet.",
        "The letter has not been sent yet.",
    ),
    "notifications.answered_before_sent": (
        "Das Schreiben ist erst am %(day)s gesendet worden.",
        "The letter was sent on %(day)s only.",
    ),
    "notifications.figures_moved": (
        "Die Zahlen haben sich geändert, seit Sie die Seite geöffnet haben. Bitte prüfen Sie sie "
        "und speichern Sie noch einmal.",
        "The figures have changed since you opened the page. Please check them and save again.",
    ),
    "action.draft_notification": ("Mitteilung entworfen", "Notification drafted"),
    "action.revise_notification": ("Mitteilung geändert", "Notification changed"),
    "action.notification_sent": ("Mitteilung gesendet", "Notification sent"),
    "action.notification_answered": (
        "Antwort auf Mitteilung eingetragen",
        "Answer to notification recorded",
    ),
    "action.notification_discarded": (
        "Entwurf einer Mitteilung verworfen",
        "Draft of a notification given up",
    ),
    "action.waive_notification": (
        "Mitteilung als nicht nötig begründet",
        "Notification found not to be needed",
    ),
    "action.download_notification": ("Mitteilung heruntergeladen", "Notification downloaded"),
    "subject.notification": ("Mitteilung", "Notification"),
    "subject.notification_waiver": ("Begründung ohne Mitteilung", "Reason without notification"),
}
