"""Sentences about costs of participation."""

SENTENCES: dict[str, tuple[str, str]] = {
    "action.export_costs": ("Kosten je Teilnehmermonat exportiert", "costs exported"),
}
