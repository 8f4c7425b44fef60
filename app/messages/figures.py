"""Names of figures, and sentences about them."""

SENTENCES: dict[str, tuple[str, str]] = {
    "figures.unknown": (
        "Eine Kennzahl „%(key)s“ gibt es nicht.",
        "There is no figure “%(key)s”.",
    ),
    "figures.no_such_scope": (
        "„%(code)s“ ist kein Zeitraum. Erwartet: ein Jahr (2023) oder zwei Tage "
        "(2023-01-01..2023-06-30).",
        "“%(code)s” is no period. Expected: a year (2023) or two days (2023-01-01..2023-06-30).",
    ),
    "figure.granted": ("Bewilligte Zuwendung", "Grant"),
    "figure.planned": ("Ansatz im Finanzierungsplan, alle Jahre", "Plan, all years"),
    "figure.planned_here": ("Ansatz für die Jahre des Zeitraums", "Plan, years of the period"),
    "figure.spent_before": ("Ausgaben vor dem Zeitraum", "Expenditure before the period"),
    "figure.spent": ("Ausgaben im Zeitraum", "Expenditure in the period"),
    "figure.spent_to_date": ("Ausgaben bis zum Ende des Zeitraums", "Expenditure up to its end"),
    "figure.remaining": ("Noch nicht ausgegeben", "Not yet spent"),
    "figure.carrier": ("Vom Träger selbst getragen", "Borne by the carrier"),
    "figure.vouchers": ("Zeilen der Belegliste", "Lines of the list of vouchers"),
    "figure.income": ("Einnahmen im Zeitraum", "Income in the period"),
    "figure.cash_opening": ("Kassenbestand zu Beginn", "Cash position at the beginning"),
    "figure.cash_closing": ("Kassenbestand am Ende", "Cash position at the end"),
    "figure.admitted": ("Aufgenommene Personen seit Beginn", "People admitted since the beginning"),
    "figure.admitted_here": ("Neu aufgenommene Personen", "People newly admitted"),
    "figure.in_care": ("Personen in Betreuung am Ende", "People in care at the end"),
    "figure.stage": ("In Betreuung, Baustein", "In care, stage"),
    "figure.exited": ("Austritte seit Beginn", "Exits since the beginning"),
    "figure.exited_here": ("Austritte im Zeitraum", "Exits in the period"),
    "figure.outcome": ("Verbleib beim Austritt", "Whereabouts at exit"),
    "figure.dwell_mean": (
        "Verweildauer abgeschlossener Aufenthalte, Mittel in Tagen",
        "Dwell time of completed stays, mean in days",
    ),
    "figure.dwell_median": (
        "Verweildauer abgeschlossener Aufenthalte, Median in Tagen",
        "Dwell time of completed stays, median in days",
    ),
    "figure.milestones": ("Meilensteine", "Milestones"),
    "figure.milestones_reached": ("Erreichte Meilensteine", "Milestones reached"),
    "figure.part.draw_down": ("Mittelabrufe", "draw-downs"),
    "figure.part.refund": ("Erstattungen", "refunds"),
    "figure.part.other": ("sonstige Einnahmen", "other income"),
    "figure.part.none": ("ohne Angabe", "not stated"),
}
