"""Sentences about interruptions, consents and releases from secrecy."""

SENTENCES: dict[str, tuple[str, str]] = {
    "stays.unknown_kind": (
        "Diese Art der Unterbrechung gibt es nicht.",
        "There is no such kind of interruption.",
    ),
    "stays.until_before_from": (
        "Die Person kann erst nach dem %(from_day)s wieder dabei sein.",
        "The person can take part again only after %(from_day)s.",
    ),
    "stays.before_entry": (
        "Die Unterbrechung liegt vor der Aufnahme am %(admitted_on)s.",
        "The interruption is earlier than the entry on %(admitted_on)s.",
    ),
    "stays.after_exit": (
        "Die Unterbrechung reicht über den Austritt am %(exited_on)s hinaus.",
        "The interruption goes beyond the exit on %(exited_on)s.",
    ),
    "stays.interrupted_already": (
        "Seit dem %(since)s läuft schon eine Unterbrechung. Bitte sie zuerst beenden.",
        "The stay has been interrupted since %(since)s already. Please end that first.",
    ),
    "stays.interruptions_overlap": (
        "Vom %(since)s bis vor dem %(until)s ist schon eine Unterbrechung eingetragen.",
        "An interruption from %(since)s until before %(until)s is recorded already.",
    ),
    "stays.exit_before_interruption": (
        "Eine Unterbrechung reicht bis zum %(latest)s; der Austritt kann nicht davor liegen. War "
        "sie falsch, bitte zuerst berichtigen.",
        "An interruption reaches until %(latest)s; the exit cannot be earlier. If it was wrong, "
        "please correct it first.",
    ),
    "stays.kind_needs_health_consent": (
        "Diese Art sagt etwas über die Gesundheit; die Einwilligung dazu fehlt. Bitte „sonstige "
        "Unterbrechung“ wählen oder zuerst die Einwilligung eintragen.",
        "This kind says something about health, and the consent to that is missing. Please choose "
        "“other interruption”, or record the consent first.",
    ),
    "stays.given_after_withdrawal": (
        "Die Einwilligung läge nach ihrem Widerruf am %(withdrawn_on)s.",
        "The consent would be later than its withdrawal on %(withdrawn_on)s.",
    ),
    "stays.required_after_entry": (
        "Ohne diese Einwilligung ist keine Aufnahme möglich; sie kann nicht nach der Aufnahme am "
        "%(admitted_on)s liegen.",
        "Nobody is admitted without this consent; it cannot be later than the entry on "
        "%(admitted_on)s.",
    ),
    "stays.order_of_consents": (
        "Zu diesem Zweck gibt es eine andere Einwilligung, die an diesem Tag galt. Bitte die Tage "
        "prüfen.",
        "There is another consent to this purpose that was in force on that day. Please check the "
        "days.",
    ),
    "stays.representative_missing": (
        "Bitte angeben, wer für die Person unterschrieben hat.",
        "Please say who signed for the person.",
    ),
    "stays.valid_before_given": (
        "Die Entbindung kann nicht vor dem %(given_on)s enden.",
        "The release cannot end before %(given_on)s.",
    ),
    "stays.released_already": (
        "Diese Einrichtung ist schon seit dem %(since)s entbunden.",
        "This institution has been released since %(since)s already.",
    ),
    "stays.release_withdrawn": (
        "Diese Entbindung ist schon widerrufen.",
        "This release has been withdrawn already.",
    ),
    "participant.no_health_consent": (
        "Die Einwilligung zu Gesundheitsdaten fehlt oder ist widerrufen; hierzu darf nichts neu "
        "erfasst werden.",
        "The consent to health data is missing or withdrawn; nothing new may be recorded here.",
    ),
    "participant.gate_baseline": (
        "Für Baustein %(stage)s fehlt die Eingangsbefragung: beantwortet oder mit dem Grund, warum "
        "sie fehlt.",
        "Stage %(stage)s needs the baseline questionnaire: answered, or with the reason why it is "
        "missing.",
    ),
    "participant.gate_plan": (
        "Für Baustein %(stage)s fehlt ein vereinbarter Integrationsplan.",
        "Stage %(stage)s needs an agreed integration plan.",
    ),
    "participant.list_gate_baseline": (
        "Baustein %(stage)s verlangt eine Eingangsbefragung; die Liste sagt nichts darüber.",
        "Stage %(stage)s demands a baseline questionnaire; the list says nothing about it.",
    ),
    "participant.list_gate_plan": (
        "Baustein %(stage)s verlangt einen vereinbarten Integrationsplan; die Liste sagt nichts "
        "darüber.",
        "Stage %(stage)s demands an agreed integration plan; the list says nothing about it.",
    ),
    # What the log calls the acts and their fields.
    "action.refused_case": (
        "Zugriff auf fremden Fall abgelehnt",
        "access to another's case refused",
    ),
    "action.correct_consent": ("Einwilligung berichtigt", "consent corrected"),
    "action.interrupt": ("Unterbrechung eingetragen", "interruption recorded"),
    "action.change_interruption": ("Unterbrechung geändert", "interruption changed"),
    "action.remove_interruption": ("Unterbrechung entfernt", "interruption removed"),
    "action.restore_interruption": ("Unterbrechung zurückgeholt", "interruption restored"),
    "action.release_secrecy": (
        "von der Schweigepflicht entbunden",
        "released from professional secrecy",
    ),
    "action.withdraw_secrecy_release": (
        "Entbindung von der Schweigepflicht widerrufen",
        "release from professional secrecy withdrawn",
    ),
    "field.form": ("Form", "form"),
    "field.signed_by": ("unterschrieben von", "signed by"),
    "field.scope": ("Richtung der Auskunft", "direction of information"),
    "field.partner_id": ("Einrichtung", "institution"),
    "field.representative": ("Name der Vertretung", "name of the representative"),
}
