"""Sentences about reports to the funder."""

SENTENCES: dict[str, tuple[str, str]] = {
    "reports.not_asked": (
        "Für diesen Zeitraum (%(year)s) verlangen die Nebenbestimmungen keinen solchen Nachweis.",
        "The auxiliary conditions ask for no such report on this period (%(year)s).",
    ),
    "reports.not_begun_yet": (
        "Dieser Zeitraum beginnt erst am %(on)s.",
        "This period begins on %(on)s only.",
    ),
    "reports.begun_already": (
        "Dieser Nachweis ist schon begonnen. Sie finden ihn in der Liste.",
        "This report has been begun already. You find it in the list.",
    ),
    "reports.edition_open": (
        "Neu eingereicht wird nur, was schon eingereicht ist. Dieser Nachweis ist es noch nicht.",
        "Only what has been filed is filed anew. This report has not been filed yet.",
    ),
    "reports.edition_there": (
        "Von diesem Nachweis gibt es schon eine neuere Ausgabe.",
        "There is a newer edition of this report already.",
    ),
    "reports.reason_anew": (
        "Bitte begründen Sie, warum der Nachweis neu eingereicht wird.",
        "Please say why the report is filed anew.",
    ),
    "reports.not_over": (
        "Der Zeitraum läuft bis zum %(last)s. Geprüft wird der Nachweis erst danach, weil sich "
        "seine Zahlen bis dahin noch ändern.",
        "The period runs until %(last)s. The report is checked after that, since its figures may "
        "still change until then.",
    ),
    "reports.text_fixed": (
        "Der Nachweis ist geprüft, seine Texte stehen fest. Zum Ändern muss er erst zurück in den "
        "Entwurf.",
        "The report has been checked, its texts are fixed. To change it, it has to become a draft "
        "again first.",
    ),
    "reports.text_too_long": (
        "Der Text hat %(length)s Zeichen, erlaubt sind %(limit)s. Bitte kürzen Sie ihn; Ihre "
        "Eingabe ist noch da.",
        "The text has %(length)s characters, %(limit)s are allowed. Please shorten it; what you "
        "wrote is still here.",
    ),
    "reports.not_check": (
        "Geprüft wird ein Entwurf. Dieser Nachweis ist keiner mehr.",
        "A draft is checked. This report is no draft any more.",
    ),
    "reports.not_approve": (
        "Freigegeben wird ein geprüfter Nachweis. Dieser ist nicht geprüft oder schon freigegeben.",
        "A checked report is approved. This one has not been checked, or has been approved "
        "already.",
    ),
    "reports.not_certify": (
        "Bescheinigt wird ein freigegebener Nachweis.",
        "An approved report is certified.",
    ),
    "reports.not_object": (
        "Bescheinigt wird ein freigegebener Nachweis.",
        "An approved report is certified.",
    ),
    "reports.not_send_back": (
        "Dieser Nachweis ist ein Entwurf oder schon eingereicht: Er lässt sich nicht zurückgeben.",
        "This report is a draft or has been filed: it cannot be sent back.",
    ),
    "reports.not_file": (
        "Eingereicht wird ein freigegebener Nachweis, und nur einmal.",
        "An approved report is filed, and only once.",
    ),
    "reports.second_person": (
        "Eine zweite Person gibt den Nachweis frei: Sie haben ihn begonnen, daran geschrieben oder "
        "ihn geprüft.",
        "A second person approves the report: you have begun, written or checked it.",
    ),
    "reports.figures_changed": (
        "Seither haben sich %(count)s Zahlen des Zeitraums geändert. Geben Sie den Nachweis "
        "zurück in den Entwurf und prüfen Sie ihn noch einmal.",
        "%(count)s figures of the period have changed since. Send the report back to draft and "
        "check it again.",
    ),
    "reports.changed_meanwhile": (
        "Während die Dateien geschrieben wurden, haben sich Zahlen geändert. Nichts ist "
        "eingereicht.",
        "Figures changed while the files were being written. Nothing has been filed.",
    ),
    "reports.reason_missing": ("Bitte geben Sie einen Grund an.", "Please give a reason."),
    "reports.certificate_demanded": (
        "Die Nebenbestimmungen verlangen vorher die Bescheinigung der Prüfeinrichtung.",
        "The auxiliary conditions demand the certificate of the audit office before.",
    ),
    "reports.why_no_certificate": (
        "Bitte schreiben Sie auf, warum keine Bescheinigung verlangt wird.",
        "Please write down why no certificate is demanded.",
    ),
    "reports.office_missing": (
        "Bitte nennen Sie die Prüfeinrichtung.",
        "Please name the audit office.",
    ),
    "reports.remarks_missing": (
        "Bitte schreiben Sie auf, was die Prüfeinrichtung angemerkt hat.",
        "Please write down what the audit office has remarked.",
    ),
    "reports.before_end": (
        "Der %(day)s liegt vor dem Ende des Zeitraums (%(last)s).",
        "%(day)s lies before the end of the period (%(last)s).",
    ),
    "reports.before_certificate": (
        "Bescheinigt wurde am %(day)s; eingereicht wird nicht vorher.",
        "It was certified on %(day)s; it is not filed before.",
    ),
    "reports.way_missing": (
        "Bitte geben Sie an, auf welchem Weg der Nachweis eingereicht wird.",
        "Please say in which way the report is filed.",
    ),
    "reports.not_filed": (
        "Dieser Nachweis ist noch nicht eingereicht.",
        "This report has not been filed yet.",
    ),
    "reports.step_not_query": (
        "Nach dem Schlussbescheid gibt es keine Rückfrage mehr.",
        "There is no query after the final notice.",
    ),
    "reports.step_not_answer": (
        "Eine Antwort braucht eine Rückfrage des Zuwendungsgebers.",
        "An answer needs a query of the funder.",
    ),
    "reports.step_not_disallowed": (
        "Erst wird die offene Rückfrage beantwortet; nach dem Schlussbescheid wird nichts mehr "
        "beanstandet.",
        "The open query is answered first; nothing is disallowed after the final notice.",
    ),
    "reports.step_not_notice": (
        "Erst wird die offene Rückfrage beantwortet; einen Schlussbescheid gibt es nur einmal.",
        "The open query is answered first; there is only one final notice.",
    ),
    "reports.step_not_repaid": (
        "Zurückgezahlt wird erst, wenn etwas beanstandet oder der Schlussbescheid da ist.",
        "Money goes back only once something is disallowed or the final notice is there.",
    ),
    "reports.step_text_missing": (
        "Bitte schreiben Sie auf, worum es geht.",
        "Please write down what it is about.",
    ),
    "reports.step_before_filing": (
        "Der Nachweis wurde erst am %(filed_on)s eingereicht.",
        "The report was filed on %(filed_on)s only.",
    ),
    "reports.disallowed_not_positive": (
        "Ein beanstandeter Betrag ist größer als 0.",
        "An amount disallowed is above 0.",
    ),
    "reports.amount_negative": (
        "Der Betrag darf nicht unter 0 liegen.",
        "The amount may not be below 0.",
    ),
    "reports.interest_after": (
        "Verzinst wird ab einem Tag bis zum %(on)s.",
        "Interest runs from a day up to %(on)s.",
    ),
    "reports.no_repayment": (
        "Bitte wählen Sie eine Rückzahlung aus den Büchern, die noch zu keinem Nachweis gehört.",
        "Please choose a repayment from the books that belongs to no report yet.",
    ),
    "reports.step_gone": (
        "Dieser Schritt ist schon zurückgenommen.",
        "This step has been taken back already.",
    ),
    "reports.step_carries": (
        "Auf diesem Schritt ruht, was danach vermerkt wurde. Nehmen Sie zuerst das Spätere zurück.",
        "What was recorded later rests on this step. Take the later one back first.",
    ),
    "action.begin_report": ("Nachweis begonnen", "report begun"),
    "action.choose_report_language": (
        "Sprache des Nachweises gewählt",
        "language of the report chosen",
    ),
    "action.write_report_text": ("Sachbericht geschrieben", "factual report written"),
    "action.check_report": ("Nachweis geprüft", "report checked"),
    "action.approve_report": ("Nachweis freigegeben", "report approved"),
    "action.certify_report": (
        "Bescheinigung der Prüfeinrichtung vermerkt",
        "certificate of the audit office recorded",
    ),
    "action.send_report_back": (
        "Nachweis zurück in den Entwurf gegeben",
        "report sent back to draft",
    ),
    "action.file_report": ("Nachweis eingereicht", "report filed"),
    "action.download_report": ("eingereichten Nachweis geladen", "filed report downloaded"),
    "action.preview_report": ("Vorschau des Nachweises geladen", "preview of report downloaded"),
    "action.record_query": ("Rückfrage vermerkt", "query recorded"),
    "action.record_answer": ("Antwort vermerkt", "answer recorded"),
    "action.record_disallowed": ("Beanstandung vermerkt", "amount disallowed recorded"),
    "action.record_notice": ("Schlussbescheid vermerkt", "final notice recorded"),
    "action.record_repaid": ("Rückzahlung zugeordnet", "repayment assigned"),
    "action.take_report_step_back": (
        "Schritt nach der Einreichung zurückgenommen",
        "step after filing taken back",
    ),
    "subject.report": ("Nachweis", "report"),
    "subject.report_step": ("Schritt nach der Einreichung", "step after filing"),
    "field.figures": ("Zahlen", "figures"),
    "field.files": ("Dateien", "files"),
    "field.course": ("Durchführung und Teilnehmende", "course and participants"),
    "field.goals": ("Ziele und Ergebnisse", "goals and results"),
    "field.care": ("Betreuung und Verbleib", "care and whereabouts"),
    "field.network": ("Zusammenarbeit", "cooperation"),
    "field.money": ("Verwendung der Mittel", "use of the money"),
    "field.outlook": ("Ausblick", "outlook"),
    "field.lasting": ("Nachhaltigkeit", "lasting effect"),
    "field.xlsx": ("XLSX", "XLSX"),
    "field.pdf": ("PDF", "PDF"),
    "field.docx": ("DOCX", "DOCX"),
}
