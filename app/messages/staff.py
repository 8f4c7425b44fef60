"""Sentences about staff costs."""

SENTENCES: dict[str, tuple[str, str]] = {
    "staff.percent_out_of_bounds": (
        "Bitte eine Zahl von 0 bis 100 eingeben.",
        "Please enter a number from 0 to 100.",
    ),
    "staff.cost_negative": ("Kosten sind nicht negativ.", "Costs are not negative."),
    "staff.no_such_step": (
        "Es gibt nur die Stufen 1 bis %(highest)s.",
        "There are steps 1 to %(highest)s only.",
    ),
    "staff.unknown_position": ("Diese Position gibt es nicht.", "There is no such position."),
    "staff.terms_from_that_day": (
        "Ab dem %(day)s ist schon eine Bezahlung eingetragen. Bitte jene bearbeiten.",
        "Pay from %(day)s is entered already. Please edit that.",
    ),
    "staff.only_corrections_negative": (
        "Der Betrag muss größer als 0 sein; nur eine Korrektur darf negativ sein.",
        "The amount must be above 0; only a correction may be negative.",
    ),
    "staff.month_is_there": (
        "%(month)s ist schon abgerechnet. Bitte als Korrektur eintragen oder vorher stornieren.",
        "%(month)s is in the payroll already. Please enter a correction, or reverse it first.",
    ),
    "staff.no_terms": (
        "Für %(month)s ist keine Bezahlung der Stelle eingetragen. Bitte zuerst eintragen, wie sie "
        "bezahlt wird.",
        "No pay of the post is entered for %(month)s. Please enter first how it is paid.",
    ),
    "staff.row_without_terms": (
        "Für %(month)s ist keine Bezahlung der Stelle eingetragen; ohne sie gehört die Zeile zu "
        "keiner Position.",
        "No pay of the post is entered for %(month)s; without it the row belongs to no position.",
    ),
    "staff.other_amount": (
        "%(month)s ist schon mit anderem Betrag abgerechnet. Bitte die Änderung als Korrektur von "
        "Hand eintragen.",
        "%(month)s is in the payroll with another amount already. Please enter the change as a "
        "correction by hand.",
    ),
    "staff.month_twice": (
        "Stelle und Monat stehen schon in Zeile %(first_line)s, mit anderem Betrag.",
        "Post and month stand in line %(first_line)s already, with another amount.",
    ),
    "staff.not_our_post": (
        "Diese Stelle gehört nicht zum Vorhaben; die Zeile wird nicht übernommen.",
        "This post is not the pilot's; the row is not taken over.",
    ),
    "staff.unknown_kind": (
        "Unbekannte Lohnart. Bekannt sind Entgelt und Jahressonderzahlung.",
        "Unknown kind of pay. Known are Entgelt and Jahressonderzahlung.",
    ),
    "staff.reversed_already": (
        "Diese Zeile ist schon storniert oder selbst ein Storno.",
        "This line has been reversed already, or is a reversal itself.",
    ),
    "staff.reversed_since": (
        "Eine Zeile dieses Imports ist inzwischen storniert; der Import bleibt.",
        "A line of this import has been reversed since; the import stays.",
    ),
    "action.agree_terms": ("Bezahlung eingetragen", "pay terms entered"),
    "action.correct_terms": ("Bezahlung geändert", "pay terms changed"),
    "action.enter_pay": ("Personalkosten eingetragen", "staff costs entered"),
    "action.reverse_pay": ("Personalkosten storniert", "staff costs reversed"),
    "subject.pay_terms": ("Bezahlung einer Stelle", "pay terms of a post"),
    "subject.payroll_entry": ("Personalkosten eines Monats", "staff costs of a month"),
    "field.pay_group": ("Entgeltgruppe", "pay group"),
    "field.step": ("Stufe", "step"),
    "field.pilot_percent": ("Anteil des Vorhabens", "share of the pilot"),
    "field.monthly_cents": ("Kosten je Monat", "cost of a month"),
    "field.special_cents": ("Jahressonderzahlung", "yearly special payment"),
    "field.remark": ("Bemerkung", "remark"),
}
