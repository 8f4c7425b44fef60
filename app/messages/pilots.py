"""Sentences about pilots and presets."""

SENTENCES: dict[str, tuple[str, str]] = {
    "pilot.exists": (
        "Das Vorhaben „%(pilot)s“ gibt es schon.",
        "The pilot “%(pilot)s” exists already.",
    ),
    "pilot.unknown": (
        "Ein Vorhaben „%(pilot)s“ gibt es nicht. Anlegen: flask pilot create --preset …",
        "There is no pilot “%(pilot)s”. Create it: flask pilot create --preset …",
    ),
    "pilot.no_training": (
        "Dieses Vorhaben ist echt und rechnet mit dem heutigen Tag.",
        "This pilot is real and uses today.",
    ),
    "pilot.training_stays": (
        "Die Übungsuhr lässt sich bei Übungsdaten nicht abschalten.",
        "The training clock cannot be switched off on demonstration data.",
    ),
    "preset.refused": (
        "Die Voreinstellung hat %(count)s Fehler.",
        "The preset has %(count)s faults.",
    ),
    "preset.unknown": (
        "Eine Voreinstellung „%(key)s“ gibt es nicht.",
        "There is no preset “%(key)s”.",
    ),
    "preset.no_toml": ("kein gültiges TOML: %(detail)s", "no valid TOML: %(detail)s"),
    "preset.missing": ("fehlt", "is missing"),
    "preset.unknown_key": ("ist unbekannt (Schreibfehler?)", "is unknown (misspelt?)"),
    "preset.no_table": ("muss ein Abschnitt sein", "must be a table"),
    "preset.no_list": ("muss eine Liste sein", "must be a list"),
    "preset.no_amount": (
        'ist kein Betrag: %(detail)s (erwartet: "2.031.387,90")',
        'is no amount: %(detail)s (expected: "2.031.387,90")',
    ),
    "preset.no_date": (
        "ist kein Datum: %(detail)s (erwartet: 2021-11-01)",
        "is no date: %(detail)s (expected: 2021-11-01)",
    ),
    "preset.no_int": ("ist keine ganze Zahl: %(detail)s", "is no whole number: %(detail)s"),
    "preset.no_float": ("ist keine Zahl: %(detail)s", "is no number: %(detail)s"),
    "preset.no_str": ("ist kein Text: %(detail)s", "is no text: %(detail)s"),
    "preset.no_bool": (
        "muss true oder false sein: %(detail)s",
        "must be true or false: %(detail)s",
    ),
    "preset.not_positive": ("muss größer als 0 sein", "must be above 0"),
    "preset.ends_before_start": (
        "liegt nicht nach dem Beginn",
        "is not later than the beginning",
    ),
    "preset.dwell_order": (
        "darf nicht unter der geplanten mittleren Verweildauer liegen",
        "must not be below the planned mean dwell time",
    ),
    "preset.stage_numbers": (
        "müssen lückenlos ab 1 nummeriert sein",
        "must be numbered from 1 without gaps",
    ),
    "preset.empty": ("dürfen nicht leer sein", "must not be empty"),
    "preset.unknown_word": ("„%(detail)s“ ist unbekannt", "“%(detail)s” is unknown"),
    "preset.repeated": ("„%(detail)s“ steht doppelt", "“%(detail)s” stands twice"),
}
