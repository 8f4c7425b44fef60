"""Sentences about programme monitoring."""

SENTENCES: dict[str, tuple[str, str]] = {
    "monitoring.number_length": (
        "Eine Versicherungsnummer hat 12 Zeichen, hier sind es %(length)s.",
        "A social security number has 12 characters, here are %(length)s.",
    ),
    "monitoring.number_shape": (
        "So ist keine Versicherungsnummer aufgebaut: 8 Ziffern, ein Buchstabe, 3 Ziffern.",
        "No social security number looks like this: 8 digits, a letter, 3 digits.",
    ),
    "monitoring.number_area": (
        "Die ersten zwei Ziffern sind keine Bereichsnummer eines Rentenversicherungsträgers.",
        "The first two digits are no area number of a pension insurer.",
    ),
    "monitoring.number_birth": (
        "Die Ziffern 3 bis 8 sind kein Geburtsdatum (TTMMJJ).",
        "The digits 3 to 8 are no date of birth (DDMMYY).",
    ),
    "monitoring.number_check": (
        "Die Prüfziffer stimmt nicht: mindestens ein Zeichen ist falsch oder vertauscht.",
        "The check digit is wrong: at least one character is mistyped or swapped.",
    ),
    "monitoring.number_taken": (
        "Diese Nummer ist in dieser Lieferung schon für Teilnehmernummer %(other)s eingetragen.",
        "In this delivery the number is entered for participant %(other)s already.",
    ),
    "monitoring.no_number": (
        "Für diese Person ist keine Nummer eingetragen.",
        "No number is entered for this person.",
    ),
    "monitoring.not_in_file": (
        "Diese Teilnehmernummer gehört nicht zu dieser Lieferung.",
        "This participant number does not belong to this delivery.",
    ),
    "monitoring.person_twice": (
        "Dieselbe Person steht schon in Zeile %(first)s.",
        "The same person stands in line %(first)s already.",
    ),
    "monitoring.table_refused": (
        "Die Tabelle ist nicht übernommen: %(count)s Zeilen sind zu berichtigen.",
        "The table was not taken: %(count)s lines have to be corrected.",
    ),
    "monitoring.table_empty": (
        "In der Tabelle steht keine Versicherungsnummer.",
        "The table holds no social security number.",
    ),
    "monitoring.key_lost": (
        "Die Nummern dieser Lieferung sind nicht mehr lesbar, etwa weil eine Sicherung eingespielt "
        "wurde. Bitte tragen Sie sie neu ein.",
        "The numbers of this delivery can no longer be read, for example because a backup was "
        "restored. Please enter them anew.",
    ),
    "monitoring.open_already": (
        "Für dieses Halbjahr ist schon eine Lieferung in Arbeit. Sie finden sie in der Liste.",
        "A delivery of this half-year is under way already. You find it in the list.",
    ),
    "monitoring.nobody": (
        "Niemand, der in diesem Halbjahr teilgenommen hat, hat in das Monitoring eingewilligt.",
        "Nobody who took part in this half-year has consented to the monitoring.",
    ),
    "monitoring.not_open": (
        "Nummern werden nur in der Vorbereitung geändert. Geben Sie die Lieferung erst zurück.",
        "Numbers are changed during preparation only. Please send the delivery back first.",
    ),
    "monitoring.not_submit": (
        "Zur Freigabe vorgelegt wird eine Lieferung in Vorbereitung.",
        "A delivery in preparation is submitted.",
    ),
    "monitoring.not_approve": (
        "Freigegeben wird eine Lieferung, die zur Freigabe vorliegt.",
        "A delivery that was submitted is approved.",
    ),
    "monitoring.not_send_back": (
        "Diese Lieferung ist schon in Vorbereitung oder abgeschlossen.",
        "This delivery is in preparation already, or closed.",
    ),
    "monitoring.not_make": (
        "Die Datei wird aus einer freigegebenen Lieferung erstellt.",
        "The file is made from an approved delivery.",
    ),
    "monitoring.not_download": (
        "Zu dieser Lieferung liegt keine Datei bereit.",
        "No file of this delivery is there.",
    ),
    "monitoring.not_hand_over": (
        "Übergeben wird eine Lieferung, deren Datei erstellt ist.",
        "A delivery whose file has been made is handed over.",
    ),
    "monitoring.not_give_up": (
        "Diese Lieferung ist schon abgeschlossen.",
        "This delivery is closed already.",
    ),
    "monitoring.not_lapse": (
        "Diese Lieferung ist schon abgeschlossen.",
        "This delivery is closed already.",
    ),
    "monitoring.second_person": (
        "Eine zweite Person gibt diese Lieferung frei: Sie haben sie begonnen, vorgelegt oder eine "
        "Nummer eingetragen.",
        "A second person approves this delivery: you began it, submitted it or entered a number.",
    ),
    "monitoring.changed_meanwhile": (
        "Der Inhalt hat sich seitdem geändert. Bitte sehen Sie ihn noch einmal an; eine vorgelegte "
        "Lieferung muss zurück in die Vorbereitung.",
        "The content has changed since. Please look at it again; a submitted delivery has to go "
        "back to preparation.",
    ),
    "monitoring.numbers_missing": (
        "Für %(count)s Personen fehlt die Versicherungsnummer. Tragen Sie sie nach oder bestätigen "
        "Sie, dass sie ohne geliefert werden.",
        "The social security number of %(count)s people is missing. Please enter it, or confirm "
        "that they are delivered without.",
    ),
    "monitoring.text_missing": ("Bitte ausfüllen.", "Please fill in."),
    "monitoring.text_too_long": (
        "Bitte höchstens %(limit)s Zeichen.",
        "At most %(limit)s characters, please.",
    ),
    "monitoring.before_file": (
        "Das liegt vor dem Tag, an dem die Datei erstellt wurde (%(made_on)s).",
        "This is earlier than the day on which the file was made (%(made_on)s).",
    ),
    "monitoring.mapping_refused": (
        "Der Satzaufbau ist nicht übernommen. Was zu ändern ist, steht darunter.",
        "The record layout was not taken. What has to be changed stands below.",
    ),
    "monitoring.mapping_too_large": (
        "Die Datei ist zu groß (höchstens %(limit_kb)s KB).",
        "The file is too large (%(limit_kb)s KB at most).",
    ),
    "monitoring.keep_days": (
        "muss zwischen 1 und 90 liegen: %(detail)s",
        "must be between 1 and 90: %(detail)s",
    ),
    "monitoring.column_count": (
        "braucht 1 bis %(detail)s Einträge",
        "needs 1 to %(detail)s entries",
    ),
    "monitoring.no_number_column": (
        'hat keine Spalte mit der Versicherungsnummer (source = "social_security_number")',
        'has no column with the social security number (source = "social_security_number")',
    ),
    "monitoring.unfit_text": (
        "muss ein druckbarer Text sein, der nicht wie eine Formel beginnt",
        "must be printable text that does not begin like a formula",
    ),
    "monitoring.value_of_constant": (
        'gehört zu source = "constant", und nur dorthin',
        'belongs to source = "constant", and only there',
    ),
    "monitoring.months_of_status": (
        'gehört zu source = "status_after" (1 bis 60), und nur dorthin',
        'belongs to source = "status_after" (1 to 60), and only there',
    ),
    "monitoring.code_untranslated": (
        "fehlt: wer Codes übersetzt, übersetzt alle",
        "is missing: whoever translates codes translates all of them",
    ),
    "action.begin_monitoring": ("Monitoring-Lieferung begonnen", "monitoring delivery begun"),
    "action.submit_monitoring": (
        "Monitoring-Lieferung zur Freigabe vorgelegt",
        "monitoring delivery submitted",
    ),
    "action.approve_monitoring": (
        "Monitoring-Lieferung freigegeben",
        "monitoring delivery approved",
    ),
    "action.send_back_monitoring": (
        "Monitoring-Lieferung zurückgegeben",
        "monitoring delivery sent back",
    ),
    "action.lapse_monitoring": (
        "Personen oder Nummern aus Monitoring-Lieferung entfernt",
        "people or numbers removed from monitoring delivery",
    ),
    "action.make_monitoring_file": ("Monitoring-Datei erstellt", "monitoring file made"),
    "action.download_monitoring_file": (
        "Monitoring-Datei heruntergeladen",
        "monitoring file downloaded",
    ),
    "action.hand_over_monitoring": (
        "Monitoring-Lieferung übergeben, Nummern vernichtet",
        "monitoring delivery handed over, numbers destroyed",
    ),
    "action.give_up_monitoring": (
        "Monitoring-Lieferung aufgegeben, Nummern vernichtet",
        "monitoring delivery given up, numbers destroyed",
    ),
    "action.enter_monitoring_number": (
        "Versicherungsnummer eingetragen",
        "social security number entered",
    ),
    "action.remove_monitoring_number": (
        "Versicherungsnummer entfernt",
        "social security number removed",
    ),
    "action.take_monitoring_numbers": (
        "Tabelle mit Versicherungsnummern übernommen",
        "table of social security numbers taken",
    ),
    "action.look_at_monitoring_numbers": (
        "Versicherungsnummern angesehen",
        "social security numbers looked at",
    ),
    "action.take_monitoring_mapping": (
        "Satzaufbau des Monitorings geändert",
        "record layout of monitoring changed",
    ),
    "subject.monitoring_delivery": ("Monitoring-Lieferung", "monitoring delivery"),
    "subject.monitoring_mapping": ("Satzaufbau des Monitorings", "record layout of monitoring"),
    "field.handed_on": ("übergeben am", "handed over on"),
    "field.handed_to": ("übergeben an", "handed over to"),
    "field.social_security_number": ("Versicherungsnummer", "social security number"),
    "field.monitoring_file": ("Datei", "file"),
}
