"""Sentences that belong to no part in particular."""

SENTENCES: dict[str, tuple[str, str]] = {
    "house.not_found": (
        "Unter dieser Adresse gibt es nichts.",
        "There is nothing under this address.",
    ),
    "house.stale": (
        "Inzwischen hat jemand anderes gespeichert. Ihre Eingaben stehen noch im Formular; "
        "bitte mit dem neuen Stand vergleichen und noch einmal speichern.",
        "Somebody else has saved meanwhile. Your entries are still in the form; please compare "
        "them with the new state and save again.",
    ),
    "house.future": (
        "Der %(day)s liegt nach dem Stichtag %(on)s. Bitte einen früheren Tag angeben.",
        "%(day)s is later than the day of account %(on)s. Please give an earlier day.",
    ),
    "house.not_allowed": (
        "Dafür fehlt Ihnen die Berechtigung.",
        "You lack the permission for this.",
    ),
    "house.system_acts": (
        "Die Kommandozeile handelt als eigenes Konto.",
        "The command line acts as an account of its own.",
    ),
    "house.file_broken": (
        "Die abgelegte Datei fehlt oder ist beschädigt. Bitte aus der Sicherung zurückholen.",
        "The stored file is missing or damaged. Please restore it from the backup.",
    ),
}
