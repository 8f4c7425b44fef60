"""What the funnel calls states and reasons, for files and pages alike."""

STATES: dict[str, tuple[str, str]] = {
    "open": ("offen", "open"),
    "admitted": ("aufgenommen", "admitted"),
    "declined": ("abgelehnt", "declined"),
    "refused": ("Person möchte nicht", "does not want to take part"),
    "never_appeared": ("nicht erschienen", "never appeared"),
}
"""States in both languages, for files that hold both."""

REASONS: dict[str, tuple[str, str]] = {
    "criteria": ("Voraussetzungen nicht erfüllt", "criteria not met"),
    "no_place": ("kein freier Platz", "no free place"),
    "other_offer": ("anderes Angebot passt besser", "another offer fits better"),
    "not_responsible": ("nicht zuständig", "not responsible"),
    "other": ("sonstiger Grund", "other reason"),
}
"""Coded reasons of declining, likewise."""
