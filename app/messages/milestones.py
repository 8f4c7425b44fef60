"""Sentences about milestones."""

SENTENCES: dict[str, tuple[str, str]] = {
    "milestone.reached_stays": (
        "Der Meilenstein ist erreicht und bleibt. Bitte zuerst den Tag des Erreichens entfernen.",
        "The milestone has been reached and stays. Please remove the day of reaching it first.",
    ),
    "milestone.no_title": (
        "Bitte nennen Sie den Meilenstein beim Namen.",
        "Please give the milestone a name.",
    ),
    "milestone.duty_interim": (
        "Zwischennachweis für %(year)s",
        "Interim statement (Zwischennachweis) for %(year)s",
    ),
    "milestone.duty_final": (
        "Verwendungsnachweis",
        "Final statement (Verwendungsnachweis)",
    ),
    "milestone.duty_monitoring": (
        "Monitoring: Daten an das Programm liefern",
        "Monitoring: deliver the data to the programme",
    ),
    "milestone.duty_retention": (
        "Ende der Aufbewahrung von Belegen und Verträgen",
        "End of the retention of vouchers and contracts",
    ),
    "milestone.duty_certification": (
        "Nachweis für %(year)s zur Bescheinigung an die Prüfstelle geben",
        "Hand the statement for %(year)s to the audit office for certification",
    ),
    "milestone.duty_certification_final": (
        "Verwendungsnachweis zur Bescheinigung an die Prüfstelle geben",
        "Hand the final statement to the audit office for certification",
    ),
    "milestone.duty_transfer": (
        "Übertragung nicht verbrauchter Mittel aus %(year)s beantragen",
        "Ask for the transfer of money left over in %(year)s",
    ),
    "milestone.duty_noted": (
        "Diese Pflicht ist schon als erledigt vermerkt: am %(on)s, von %(by)s.",
        "This duty is already noted as met: on %(on)s, by %(by)s.",
    ),
    "milestone.duty_on_record": (
        "Diese Pflicht ist durch einen Vorgang in Pilotbuch erledigt, am %(on)s.",
        "This duty was met by a record of Pilotbuch, on %(on)s.",
    ),
    "milestone.duty_without_reference": (
        "Bitte nennen Sie ein Aktenzeichen oder eine Bestätigung.",
        "Please give a file number or a confirmation.",
    ),
    "milestone.duty_without_reason": (
        "Bitte begründen Sie, warum der Vermerk nicht gilt.",
        "Please give the reason why the note does not hold.",
    ),
    "action.note_duty_met": ("Pflicht als erledigt vermerkt", "duty noted as met"),
    "action.take_back_duty_met": (
        "Vermerk einer erledigten Pflicht zurückgenommen",
        "note of a met duty taken back",
    ),
    "subject.duty_met": ("Vermerk einer erledigten Pflicht", "note of a met duty"),
    "field.reference": ("Aktenzeichen oder Bestätigung", "file number or confirmation"),
    "field.met_on": ("Erledigt am", "met on"),
    "milestone.review_agreements": (
        "Kooperationsvereinbarungen, die bald enden oder abgelaufen sind: %(count)d",
        "Cooperation agreements that end soon or have expired: %(count)d",
    ),
    "milestone.review_consents": (
        "Einwilligungen nach einer älteren Fassung: %(count)d",
        "Consents by an older version of the text: %(count)d",
    ),
    "milestone.review_follow_up_consents": (
        "Noch keine Einwilligung in die Nachbefragung, Übergang steht an: %(count)d",
        "No consent to the follow-up yet, transition is near: %(count)d",
    ),
    "milestone.review_erasure": (
        "Angaben zu nicht Aufgenommenen, die zu löschen sind: %(count)d",
        "Details of people not admitted that are to be erased: %(count)d",
    ),
}
