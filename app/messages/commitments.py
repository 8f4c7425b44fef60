"""Sentences about commitments, awards and stored documents."""

SENTENCES: dict[str, tuple[str, str]] = {
    "commitment.not_now": (
        "Das geht in diesem Zustand der Vormerkung nicht (mehr).",
        "This cannot be done in the present state of the commitment.",
    ),
    "commitment.not_positive": (
        "Der Betrag muss größer als 0 sein.",
        "The amount must be above 0.",
    ),
    "commitment.fixed": (
        "Freigegebene Vormerkungen werden nicht mehr geändert. Bitte stornieren und neu anlegen.",
        "Approved commitments are not changed any more. Please cancel and enter anew.",
    ),
    "commitment.four_eyes": (
        "Wer eine Vormerkung eingetragen hat, gibt sie nicht selbst frei (Vier-Augen-Prinzip).",
        "Whoever entered a commitment does not approve it (four eyes).",
    ),
    "commitment.no_share": (
        "Bitte mindestens eine Zeile mit Position und Betrag ausfüllen.",
        "Please fill in at least one line with position and amount.",
    ),
    "commitment.vat_out_of_bounds": (
        "Die Steuer liegt zwischen 0 und dem Bruttobetrag.",
        "The tax lies between 0 and the gross amount.",
    ),
    "commitment.beyond_the_rest": (
        "Bezahlt werden kann mehr als 0 und höchstens, was freigegeben und noch offen ist: "
        "%(rest_cents)s in dieser Zeile.",
        "What is paid is above 0 and at most what is approved and still open: "
        "%(rest_cents)s in this line.",
    ),
    "commitment.nothing_paid": (
        "Bitte mindestens einen bezahlten Betrag eintragen.",
        "Please enter at least one amount that was paid.",
    ),
    "commitment.lines_changed": (
        "Die Zeilen haben sich inzwischen geändert. Bitte die Seite neu laden.",
        "The lines have changed meanwhile. Please load the page anew.",
    ),
    "commitment.one_payee": (
        "Bitte entweder einen Empfänger oder die Nummer einer teilnehmenden Person eintragen.",
        "Please enter either a payee or the number of a participant.",
    ),
    "commitment.no_such_participant": (
        "Unter der Nummer %(number)s nimmt niemand teil.",
        "Nobody takes part under the number %(number)s.",
    ),
    "commitment.award_missing": (
        "Der Auftrag braucht vor der Freigabe einen Vergabevermerk oder eine Begründung, warum es "
        "keinen gibt.",
        "Before its approval the contract needs a record of its award, or a reason why there is "
        "none.",
    ),
    "commitment.invoice_twice": (
        "Diese Rechnungsnummer desselben Empfängers ist schon %(count)s-mal erfasst. Bitte "
        "vergleichen und bestätigen, dass es eine andere Rechnung ist.",
        "This invoice number of the same payee has been entered %(count)s times already. Please "
        "compare, and confirm that it is another invoice.",
    ),
    "commitment.renewed_into_the_past": (
        "Der neue Tag darf nicht vor dem %(on)s liegen.",
        "The new day must not be before %(on)s.",
    ),
    "award.no_offer": (
        "Mindestens ein Angebot lag vor.",
        "There was at least one offer.",
    ),
    "award.unknown": (
        "Diesen Vergabevermerk gibt es nicht.",
        "There is no such record of an award.",
    ),
    "award.fixed": (
        "Zu diesem Vergabevermerk ist schon eine Zahlung freigegeben; er bleibt, wie er ist. "
        "Ergänzungen legen Sie bitte als Dokument ab.",
        "A payment that rests on this record has been approved; it stays as it is. Please add "
        "what is missing as a document.",
    ),
    "document.empty": ("Die Datei ist leer.", "The file is empty."),
    "document.too_large": (
        "Die Datei ist größer als %(limit_mb)s MB.",
        "The file is larger than %(limit_mb)s MB.",
    ),
    "document.other_kind": (
        "Das ist dem Inhalt nach keine PDF-, PNG- oder JPEG-Datei, wie immer sie heißt.",
        "By its content this is no PDF, PNG or JPEG file, whatever its name is.",
    ),
    "document.cut_off": (
        "Die Datei ist unvollständig: Ihr Ende fehlt.",
        "The file is incomplete: its end is missing.",
    ),
    "document.there_already": (
        "Genau diese Datei liegt hier schon.",
        "Exactly this file is here already.",
    ),
    "document.fixed": (
        "Freigegebenes behält seine Dokumente; es kommen nur noch welche dazu.",
        "What is approved keeps its documents; further ones may only be added.",
    ),
    "document.reason_missing": (
        "Bitte begründen, warum das Dokument gelöscht wird.",
        "Please say why the document is deleted.",
    ),
    # What the log calls actions, subjects and fields.
    "action.enter_invoice": ("Beleg erfasst", "voucher entered"),
    "action.check": ("sachlich und rechnerisch geprüft", "checked in fact and figures"),
    "action.send_back": ("zur Berichtigung zurückgegeben", "sent back to be put right"),
    "action.pay_part": ("Abschlag bezahlt", "paid in part"),
    "action.close_commitment": ("Vormerkung abgeschlossen", "commitment closed"),
    "action.reopen_commitment": ("Vormerkung wieder geöffnet", "commitment open again"),
    "action.renew": ("Vormerkung verlängert", "commitment renewed"),
    "action.record_award": ("Vergabevermerk eingetragen", "award recorded"),
    "action.revise_award": ("Vergabevermerk geändert", "award revised"),
    "action.attach_document": ("Dokument abgelegt", "document attached"),
    "action.remove_document": ("Dokument gelöscht", "document removed"),
    "action.read_document": ("Dokument geöffnet", "document opened"),
    "subject.award": ("Vergabevermerk", "record of an award"),
    "subject.voucher": ("Beleg", "voucher"),
    "field.participant_number": ("Teilnehmernummer", "number of the participant"),
    "field.expires_on": ("gebunden bis", "bound until"),
    "field.invoice_number": ("Rechnungsnummer", "invoice number"),
    "field.bears_mark": ("Projektvermerk", "mark of the project"),
    "field.basis": ("Grundlage der Pauschale", "basis of the lump sum"),
    "field.award_id": ("Vergabevermerk", "record of the award"),
    "field.no_award_reason": ("Begründung ohne Vergabevermerk", "reason without an award"),
    "field.shares": ("Aufteilung", "shares"),
    "field.checked_by": ("geprüft von", "checked by"),
    "field.approved_by": ("freigegeben von", "approved by"),
    "field.subject": ("Gegenstand", "subject"),
    "field.procedure": ("Verfahren", "procedure"),
    "field.offers": ("Angebote", "offers"),
    "field.awarded_to": ("Auftrag erhält", "awarded to"),
}
