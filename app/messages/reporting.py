"""Sentences about statements."""

SENTENCES: dict[str, tuple[str, str]] = {
    "statement.no_such_year": (
        "Für %(year)s gibt es keinen Nachweis: das Jahr liegt außerhalb des Bewilligungszeitraums "
        "oder hat noch nicht begonnen.",
        "There is no statement for %(year)s: the year lies outside the funding period or has not "
        "begun yet.",
    ),
    "statement.no_plan": (
        "Am %(on)s gilt kein Finanzierungsplan. Bitte zuerst den Plan einspielen.",
        "No financing plan is in force on %(on)s. Please import the plan first.",
    ),
    "statement.contradiction": (
        "Der Nachweis %(year)s wurde nicht geschrieben, weil sich die Bücher widersprechen: "
        "%(detail)s. Bitte die Positionen der Belege prüfen.",
        "The statement %(year)s was not written because the books contradict each other: "
        "%(detail)s. Please check the positions of the vouchers.",
    ),
    "statement.text_refused": (
        "Der Nachweis %(year)s wurde nicht geschrieben: ein Text der Belege enthält Zeichen, die "
        "keine Arbeitsmappe speichern kann.",
        "The statement %(year)s was not written: a text of the vouchers holds characters that no "
        "workbook can store.",
    ),
}
