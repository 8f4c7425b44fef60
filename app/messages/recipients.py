"""Sentences about recipients of releases."""

SENTENCES: dict[str, tuple[str, str]] = {
    "recipients.no_name": (
        "Bitte geben Sie dem Empfänger einen Namen.",
        "Please give the recipient a name.",
    ),
    "recipients.no_reference": (
        "Bitte nennen Sie den Vertrag oder die Genehmigung: Nummer, Tag, wer unterschrieben hat.",
        "Please name the contract or approval: number, day, who signed.",
    ),
    "recipients.name_taken": (
        "Einen Empfänger „%(name)s“ gibt es schon.",
        "There is a recipient “%(name)s” already.",
    ),
    "recipients.closed": (
        "Dieser Empfänger ist geschlossen.",
        "This recipient is closed.",
    ),
    "recipients.no_member": (
        "Dieses Konto gehört nicht zum Vorhaben. Legen Sie es zuerst unter Verwaltung > Konten an.",
        "This account does not belong to the pilot. Please add it under Administration > Accounts first.",
    ),
    "recipients.token_days": (
        "Bitte wählen Sie einen Tag vom %(first)s bis zum %(last)s.",
        "Please choose a day from %(first)s to %(last)s.",
    ),
    "recipients.same_person": (
        "Wer den Antrag gestellt hat, kann ihm nicht selbst zustimmen. Bitte eine zweite Person darum.",
        "Who made the request cannot agree to it. Please ask a second person.",
    ),
    "recipients.decided_already": (
        "Über diesen Antrag ist schon entschieden.",
        "This request has been decided upon already.",
    ),
    "recipients.rotation_waits": (
        "Neue Pseudonyme für diesen Empfänger sind schon beantragt.",
        "New pseudonyms for this recipient have been asked for already.",
    ),
    "recipients.release_waits": (
        "Für diesen Empfänger wartet eine Freigabe mit den alten Pseudonymen auf die zweite Person. Bitte erteilen oder verwerfen Sie sie zuerst.",
        "A release to this recipient with the old pseudonyms waits for its second person. Please approve it or give it up first.",
    ),
    "recipients.no_pseudonym": (
        "Ein Pseudonym hat 16 Zeichen: Buchstaben von a bis z und Ziffern von 2 bis 7.",
        "A pseudonym has 16 characters: letters from a to z and digits from 2 to 7.",
    ),
    "recipients.nobody_called": (
        "In den Freigaben an „%(recipient)s“ heißt niemand so. Bitte prüfen Sie das Pseudonym und den Empfänger.",
        "Nobody is called so in the releases to “%(recipient)s”. Please check the pseudonym and the recipient.",
    ),
    "action.add_recipient": ("Empfänger angelegt", "Recipient added"),
    "action.revise_recipient": ("Angaben zum Empfänger geändert", "Recipient revised"),
    "action.close_recipient": ("Empfänger geschlossen", "Recipient closed"),
    "action.give_recipient_account": (
        "Konto dem Empfänger zugeordnet",
        "Account given to the recipient",
    ),
    "action.take_recipient_account": (
        "Konto dem Empfänger entzogen",
        "Account taken from the recipient",
    ),
    "action.make_access_token": ("Zugriffsschlüssel erstellt", "Access token made"),
    "action.revoke_access_token": ("Zugriffsschlüssel gesperrt", "Access token revoked"),
    "action.request_rotation": ("Neue Pseudonyme beantragt", "New pseudonyms asked for"),
    "action.approve_rotation": ("Neue Pseudonyme vergeben", "New pseudonyms given"),
    "action.decline_rotation": ("Neue Pseudonyme abgelehnt", "New pseudonyms declined"),
    "action.take_mapping": (
        "Liste alter und neuer Pseudonyme abgeholt",
        "List of old and new pseudonyms taken",
    ),
    "action.request_resolution": (
        "Auflösung eines Pseudonyms beantragt",
        "Re-identification asked for",
    ),
    "action.approve_resolution": (
        "Auflösung eines Pseudonyms genehmigt",
        "Re-identification approved",
    ),
    "action.decline_resolution": (
        "Auflösung eines Pseudonyms abgelehnt",
        "Re-identification declined",
    ),
    "action.read_resolution": (
        "Antrag auf Auflösung eines Pseudonyms gelesen",
        "Request for re-identification read",
    ),
    "action.resolve_pseudonym": ("Pseudonym aufgelöst", "Pseudonym resolved"),
    "subject.recipient": ("Empfänger", "Recipient"),
    "subject.access_token": ("Zugriffsschlüssel", "Access token"),
    "subject.pseudonym_rotation": ("Neue Pseudonyme", "New pseudonyms"),
    "subject.reidentification": ("Auflösung eines Pseudonyms", "Re-identification"),
    "field.basis": ("Rechtsgrundlage", "legal ground"),
    "field.basis_reference": ("Vertrag oder Genehmigung", "contract or approval"),
    "field.basis_until": ("gilt bis", "in force until"),
    "field.address": ("Anschrift", "address"),
    "field.closed_at": ("geschlossen am", "closed on"),
    "field.revoked_at": ("gesperrt am", "revoked on"),
    "field.generation": ("Satz der Pseudonyme", "set of pseudonyms"),
}
