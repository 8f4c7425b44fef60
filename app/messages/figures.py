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
    "figure.meaning.granted": (
        "Höchstbetrag der Zuwendung laut Bescheid.",
        "The most that is granted, as the notice says.",
    ),
    "figure.meaning.planned": (
        "Summe des Finanzierungsplans, der am letzten Tag des Zeitraums gilt, über alle Jahre.",
        "Sum of the financing plan in force on the last day of the period, over all years.",
    ),
    "figure.meaning.planned_here": (
        "Was dieser Plan für die Kalenderjahre vorsieht, die der Zeitraum berührt.",
        "What this plan has for the calendar years that the period touches.",
    ),
    "figure.meaning.spent_before": (
        "Zuwendungsfähige Zahlungen vor dem ersten Tag des Zeitraums, nach dem Zahlungstag.",
        "Eligible payments before the first day of the period, by the day of payment.",
    ),
    "figure.meaning.spent": (
        "Zuwendungsfähige Zahlungen im Zeitraum, nach dem Zahlungstag; eine Stornierung zählt am "
        "Zahlungstag des Belegs, den sie berichtigt.",
        "Eligible payments in the period, by the day of payment; a reversal counts on the day of "
        "payment of what it corrects.",
    ),
    "figure.meaning.spent_to_date": (
        "Zuwendungsfähige Zahlungen von Beginn an bis zum letzten Tag des Zeitraums.",
        "Eligible payments from the beginning up to the last day of the period.",
    ),
    "figure.meaning.remaining": (
        "Ansatz aller Jahre abzüglich der Ausgaben bis zum letzten Tag.",
        "The plan of all years less the expenditure up to the last day.",
    ),
    "figure.meaning.carrier": (
        "Zahlungen im Zeitraum, die der Träger selbst trägt; sie sind keine Ausgaben der Zuwendung.",
        "Payments in the period that the carrier bears itself; no expenditure of the grant.",
    ),
    "figure.meaning.vouchers": (
        "Zeilen der Belegliste im Zeitraum, Stornierungen mitgezählt.",
        "Lines of the list of vouchers in the period, reversals included.",
    ),
    "figure.meaning.income": (
        "Eingänge im Zeitraum; was an den Zuwendungsgeber zurückging, mindert die Mittelabrufe, "
        "Zinsen zählen nicht.",
        "Money received in the period; what went back to the funder lessens the draw-downs, "
        "interest does not count.",
    ),
    "figure.meaning.cash_opening": (
        "Alle Eingänge abzüglich aller Ausgaben vor dem ersten Tag.",
        "All income less all expenditure before the first day.",
    ),
    "figure.meaning.cash_closing": (
        "Kassenbestand zu Beginn zuzüglich der Einnahmen und abzüglich der Ausgaben.",
        "Cash position at the beginning plus income less expenditure.",
    ),
    "figure.meaning.admitted": (
        "Personen mit mindestens einer Aufnahme bis zum letzten Tag; wer zurückkehrt, zählt einmal.",
        "People admitted at least once up to the last day; who returns counts once.",
    ),
    "figure.meaning.admitted_here": (
        "Personen, deren erste Aufnahme im Zeitraum liegt.",
        "People whose first admission lies in the period.",
    ),
    "figure.meaning.in_care": (
        "Aufnahme bis zum letzten Tag, Austritt danach oder noch keiner.",
        "Admitted up to the last day, with a later exit or none yet.",
    ),
    "figure.meaning.stage": (
        "In Betreuung am letzten Tag, nach dem Baustein dieses Tages.",
        "In care on the last day, by the stage of that day.",
    ),
    "figure.meaning.exited": (
        "Beendete Aufenthalte bis zum letzten Tag.",
        "Stays that ended up to the last day.",
    ),
    "figure.meaning.exited_here": (
        "Aufenthalte, die im Zeitraum endeten, nach dem Grund des Austritts.",
        "Stays that ended in the period, by the reason of exit.",
    ),
    "figure.meaning.outcome": (
        "Beendete Aufenthalte bis zum letzten Tag, nach dem Verbleib beim Austritt.",
        "Stays that ended up to the last day, by the whereabouts at exit.",
    ),
    "figure.meaning.dwell_mean": (
        "Austritt minus Aufnahme in Tagen, Mittel aller beendeten Aufenthalte.",
        "Exit minus admission in days, mean of all completed stays.",
    ),
    "figure.meaning.dwell_median": (
        "Austritt minus Aufnahme in Tagen, Median aller beendeten Aufenthalte.",
        "Exit minus admission in days, median of all completed stays.",
    ),
    "figure.meaning.milestones": ("Alle geplanten Meilensteine.", "All planned milestones."),
    "figure.meaning.milestones_reached": (
        "Meilensteine, die bis zum letzten Tag erreicht waren.",
        "Milestones that had been reached by the last day.",
    ),
}
