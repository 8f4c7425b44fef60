"""Sentences about exit and follow-up."""

SENTENCES: dict[str, tuple[str, str]] = {
    "aftercare.not_exited": (
        "Die Person ist noch nicht ausgetreten. Bitte zuerst den Austritt eintragen.",
        "The person has not left yet. Please record the exit first.",
    ),
    "aftercare.no_consent": (
        "Für die Nachbefragung fehlt am %(day)s die Einwilligung. Ohne sie wird nicht gefragt; "
        "liegt sie vor, tragen Sie sie bitte zuerst in der Akte ein.",
        "The consent to the follow-up is missing on %(day)s. Nobody is asked without it; if it "
        "was given, please enter it in the record first.",
    ),
    "aftercare.before_entry": (
        "Das liegt vor der Aufnahme am %(admitted_on)s.",
        "This is earlier than the entry on %(admitted_on)s.",
    ),
    "aftercare.before_exit": (
        "Das liegt vor dem Austritt am %(exited_on)s.",
        "This is earlier than the exit on %(exited_on)s.",
    ),
    "aftercare.too_early": (
        "Das Zeitfenster beginnt erst am %(first)s. Bitte erst dann fragen.",
        "The window opens on %(first)s only. Please ask from then on.",
    ),
    "aftercare.status_missing": (
        "Bitte den Verbleib wählen oder warum er nicht erhoben ist.",
        "Please choose the status, or say why nothing is known.",
    ),
    "aftercare.known_and_missing": (
        "Entweder ist der Verbleib bekannt oder es gibt einen Grund, warum nichts bekannt ist: "
        "bitte nur eines von beiden wählen.",
        "Either the status is known, or there is a reason why nothing is known: please choose "
        "only one of the two.",
    ),
    "aftercare.nothing_known": (
        "Wenn nichts bekannt ist, bleiben Anschlussperspektive und Anträge leer.",
        "If nothing is known, perspective and applications stay empty.",
    ),
    "aftercare.unknown_code": (
        "Bitte einen Wert aus der Liste wählen.",
        "Please choose a value from the list.",
    ),
    "action.record_whereabouts": ("Verbleib erfasst", "status recorded"),
    "action.correct_whereabouts": ("Verbleib berichtigt", "status corrected"),
    "action.remove_whereabouts": ("Verbleib entfernt", "status removed"),
    "field.status": ("Verbleib", "status"),
    "field.missing": ("Grund des Fehlens", "reason for missing"),
    "field.perspective": ("Anschlussperspektive", "perspective"),
    "field.asked_on": ("erhoben am", "asked on"),
    "field.aims": ("Anträge und Leistungen", "applications and benefits"),
    "due.follow_up": (
        "Nachbefragung %(months)s Monate nach dem Austritt",
        "follow-up %(months)s months after the exit",
    ),
}
