"""Sentences that belong to no part in particular."""

SENTENCES: dict[str, tuple[str, str]] = {
    "house.not_found": (
        "Unter dieser Adresse gibt es nichts.",
        "There is nothing under this address.",
    ),
    "house.malformed": (
        "Die Eingabe enthält ein unsichtbares Zeichen (NUL), das sich nicht speichern lässt. Bitte "
        "gehen Sie zurück und tippen Sie den Text neu, statt ihn einzufügen.",
        "The input holds an invisible character (NUL) that cannot be stored. Please go back and "
        "type the text instead of pasting it.",
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
    "backup.exists": (
        "Die Sicherung %(file)s gibt es schon.",
        "The backup %(file)s exists already.",
    ),
    "backup.unreadable": (
        "%(file)s ist keine Sicherung dieses Programms oder unvollständig.",
        "%(file)s is no backup of this program, or incomplete.",
    ),
    "backup.damaged": (
        "Die Sicherung ist beschädigt (%(part)s); es wurde nichts wiederhergestellt.",
        "The backup is damaged (%(part)s); nothing was restored.",
    ),
    "backup.other_revision": (
        "Die Sicherung hat den Schemastand %(theirs)s, die Datenbank %(ours)s. Bitte erst "
        "„flask db upgrade %(theirs)s“ in eine leere Datenbank, dann wiederherstellen.",
        "The backup has schema revision %(theirs)s, the database %(ours)s. Please run "
        "“flask db upgrade %(theirs)s” into an empty database first, then restore.",
    ),
    "backup.filled": (
        "In dieser Datenbank gibt es schon ein Vorhaben. Wiederhergestellt wird nur in eine "
        "leere Datenbank (flask db upgrade mit eigenem Instanzordner).",
        "This database holds a pilot already. Backups are restored into an empty database only "
        "(flask db upgrade with an instance folder of its own).",
    ),
    "backup.does_not_fit": (
        "Die Sicherung passt nicht in diese Datenbank. Bitte zuerst „flask db upgrade“ in eine "
        "leere Datenbank ausführen.",
        "The backup does not fit this database. Please run “flask db upgrade” into an empty "
        "database first.",
    ),
    "backup.other_keys": (
        "Die Sicherung gehört zu einem anderen Schlüssel (%(key)s). Bitte mit --keys die getrennt "
        "gesicherten Schlüssel angeben; ohne sie blieben Namen versiegelt.",
        "The backup belongs to another key (%(key)s). Please give the keys saved apart with "
        "--keys; without them names would stay sealed.",
    ),
}
