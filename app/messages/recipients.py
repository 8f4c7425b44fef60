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
    "action.add_recipient": ("Empfänger angelegt", "Recipient added"),
    "action.give_recipient_account": (
        "Konto dem Empfänger zugeordnet",
        "Account given to the recipient",
    ),
    "subject.recipient": ("Empfänger", "Recipient"),
    "field.basis": ("Rechtsgrundlage", "legal ground"),
}
