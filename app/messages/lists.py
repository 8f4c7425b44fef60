"""Sentences about lists of people and of vouchers, plans and statements of account."""

SENTENCES: dict[str, tuple[str, str]] = {
    "participant.not_admitted": (
        "Ohne Tag der Aufnahme wird niemand übernommen. Bitte tragen Sie „Aufnahme am“ ein oder löschen Sie die Zeile.",
        "Nobody is taken over without a day of admission. Please fill in “Aufnahme am” or delete the line.",
    ),
    "participant.consent_missing": (
        "Aufnahme ohne Einwilligung: Bitte tragen Sie den Tag der Einwilligung ein.",
        "Admission without consent: please fill in the day of consent.",
    ),
    "participant.consent_after_entry": (
        "Die Einwilligung ist jünger als die Aufnahme. Bitte prüfen Sie beide Tage.",
        "The consent is later than the admission. Please check both days.",
    ),
    "participant.referral_after_entry": (
        "Die Zusteuerung liegt nach der Aufnahme. Bitte prüfen Sie beide Tage.",
        "The referral is later than the admission. Please check both days.",
    ),
    "participant.birth_after_entry": (
        "Das Geburtsdatum liegt nicht vor der Aufnahme. Bitte berichtigen Sie es.",
        "The date of birth is not before the admission. Please correct it.",
    ),
    "participant.exit_before_entry": (
        "Der Austritt liegt vor der Aufnahme. Bitte berichtigen Sie einen der beiden Tage.",
        "The exit is before the admission. Please correct one of the two days.",
    ),
    "participant.exit_without_reason": (
        "Zum Austritt fehlt der Austrittsgrund. Bitte tragen Sie ihn nach.",
        "The exit has no reason. Please add it.",
    ),
    "participant.exit_reason_without_exit": (
        "Es ist ein Austrittsgrund, aber kein Tag des Austritts angegeben. Bitte prüfen Sie beides.",
        "There is a reason for the exit but no day of exit. Please check both.",
    ),
    "participant.outcome_without_exit": (
        "Es ist ein Verbleib, aber kein Tag des Austritts angegeben. Bitte prüfen Sie beides.",
        "There is an outcome but no day of exit. Please check both.",
    ),
    "participant.stage_before_entry": (
        "Baustein %(stage)s beginnt vor der Aufnahme. Bitte prüfen Sie den Tag.",
        "Stage %(stage)s begins before the admission. Please check the day.",
    ),
    "participant.stages_not_ascending": (
        "Baustein %(stage)s beginnt vor einem früheren Baustein. Bitte prüfen Sie die Tage.",
        "Stage %(stage)s begins before an earlier stage. Please check the days.",
    ),
    "participant.stage_after_exit": (
        "Baustein %(stage)s beginnt nach dem Austritt. Bitte prüfen Sie den Tag.",
        "Stage %(stage)s begins after the exit. Please check the day.",
    ),
    "participant.number_of_other_person": (
        "Dieselbe Kundennummer steht in Zeile %(first_line)s bei einer anderen Person. Bitte berichtigen Sie eine der beiden.",
        "Line %(first_line)s has the same customer number for another person. Please correct one of the two.",
    ),
    "participant.repeated_with_changes": (
        "Zeile %(first_line)s enthält dieselbe Aufnahme mit anderen Angaben. Bitte behalten Sie nur die richtige Zeile.",
        "Line %(first_line)s has the same admission with other details. Please keep the right line only.",
    ),
    "participant.participations_overlap": (
        "Diese Teilnahme überschneidet sich mit der in Zeile %(first_line)s. Wer wiederkommt, muss vorher ausgetreten sein; bitte prüfen Sie Aufnahme und Austritt.",
        "This participation overlaps the one in line %(first_line)s. Who returns must have left before; please check admission and exit.",
    ),
    "voucher.number_with_other_content": (
        "Die Belegnummer steht schon in Zeile %(first_line)s, aber mit anderem Inhalt. Bitte berichtigen Sie eine der beiden Zeilen.",
        "The voucher number is already in line %(first_line)s, but with other content. Please correct one of the two lines.",
    ),
    "voucher.amount_zero": (
        "Der Betrag ist 0,00 €. Bitte tragen Sie den gezahlten Betrag ein.",
        "The amount is 0.00 €. Please fill in the amount paid.",
    ),
    "voucher.paid_before_invoice": (
        "Die Zahlung liegt vor der Rechnung. Bitte prüfen Sie beide Tage.",
        "The payment is before the invoice. Please check both days.",
    ),
    "voucher.reason_missing": (
        "Der Verwendungszweck fehlt. Die Belegliste des Verwendungsnachweises verlangt ihn; bitte tragen Sie ihn nach.",
        "The reason for payment is missing. The list of vouchers in the funder statement requires it; please add it.",
    ),
    "voucher.reversed_not_found": (
        "Der stornierte Beleg %(reversed)s ist nicht eindeutig zu finden. %(number)s wird als eigener Beleg gebucht; bitte prüfen Sie die Nummer.",
        "The reversed voucher %(reversed)s cannot be found unambiguously. %(number)s is booked on its own; please check the number.",
    ),
    "voucher.reversal_amount_differs": (
        "Das Storno %(number)s hat nicht genau den Gegenbetrag von Beleg %(reversed)s und wird als eigener Beleg gebucht. Bitte prüfen Sie den Betrag.",
        "The reversal %(number)s is not the exact negative of voucher %(reversed)s and is booked on its own. Please check the amount.",
    ),
    "voucher.reversed_twice": (
        "Beleg %(reversed)s ist schon storniert; %(number)s wird als eigener Beleg gebucht. Bitte prüfen Sie die Nummer.",
        "Voucher %(reversed)s is reversed already; %(number)s is booked on its own. Please check the number.",
    ),
    "plan.unknown_year": (
        "Das Jahr %(year)s gehört nicht zum Bewilligungszeitraum. Bitte entfernen Sie die Spalte.",
        "The year %(year)s is not part of the funding period. Please remove the column.",
    ),
    "plan.position_missing": (
        "Position %(position)s fehlt im Finanzierungsplan. Bitte ergänzen Sie die Zeile.",
        "Position %(position)s is missing in the financing plan. Please add the line.",
    ),
    "plan.position_twice": (
        "Die Position steht schon in Zeile %(first_line)s mit anderen Beträgen. Bitte behalten Sie nur eine.",
        "The position is already in line %(first_line)s with other amounts. Please keep one only.",
    ),
    "plan.amount_negative": (
        "Ein Planbetrag kann nicht negativ sein. Bitte berichtigen Sie ihn.",
        "A planned amount cannot be negative. Please correct it.",
    ),
    "plan.total_differs": (
        "Die Summe der Zeile lautet %(stated)s, die Jahre ergeben %(computed)s. Bitte berichtigen Sie die Zeile.",
        "The line's total says %(stated)s, the years add up to %(computed)s. Please correct the line.",
    ),
    "bank.not_camt053": (
        "Das ist kein Kontoauszug im Format CAMT.053 (gefunden: %(found)s). Bitte rufen Sie bei der Bank den Tagesauszug als CAMT.053 ab.",
        "This is not a bank statement in CAMT.053 (found: %(found)s). Please fetch the end-of-day statement as CAMT.053 from the bank.",
    ),
    "bank.no_statement": (
        "Die Datei enthält keinen Kontoauszug. Bitte wählen Sie die richtige Datei aus.",
        "The file contains no bank statement. Please choose the right file.",
    ),
    "bank.identification_missing": (
        "Einem Kontoauszug fehlt die Kennung (Id). Bitte rufen Sie die Datei neu bei der Bank ab.",
        "A bank statement has no identification (Id). Please fetch the file from the bank again.",
    ),
    "bank.iban_missing": (
        "Dem Kontoauszug %(statement)s fehlt eine gültige IBAN. Bitte rufen Sie die Datei neu bei der Bank ab.",
        "Bank statement %(statement)s has no valid IBAN. Please fetch the file from the bank again.",
    ),
    "bank.not_euro": (
        "%(statement)s ist in der Währung %(currency)s. Übernommen werden nur Auszüge in Euro.",
        "%(statement)s is in the currency %(currency)s. Only statements in euros are taken over.",
    ),
    "bank.balance_missing": (
        "Dem Kontoauszug %(statement)s fehlt ein Saldo (%(code)s). Bitte rufen Sie die Datei neu bei der Bank ab.",
        "Bank statement %(statement)s lacks a balance (%(code)s). Please fetch the file from the bank again.",
    ),
    "bank.balance_differs": (
        "Kontoauszug %(statement)s geht nicht auf: Anfangssaldo und Umsätze ergeben %(computed)s, der Endsaldo ist %(closing)s (Unterschied %(difference)s). Es wurde nichts übernommen; bitte rufen Sie die Datei neu bei der Bank ab.",
        "Bank statement %(statement)s does not come out: opening balance and entries give %(computed)s, the closing balance is %(closing)s (difference %(difference)s). Nothing was taken over; please fetch the file from the bank again.",
    ),
    "bank.batch_differs": (
        "Sammelbuchung %(place)s: Die Einzelposten ergeben %(parts)s, gebucht sind %(amount)s. Bitte rufen Sie die Datei neu bei der Bank ab.",
        "Batch entry %(place)s: its parts add up to %(parts)s, booked are %(amount)s. Please fetch the file from the bank again.",
    ),
    "bank.amount_unreadable": (
        "Der Betrag „%(value)s“ bei %(place)s ist nicht lesbar. Bitte rufen Sie die Datei neu bei der Bank ab.",
        "The amount “%(value)s” at %(place)s cannot be read. Please fetch the file from the bank again.",
    ),
    "bank.direction_unreadable": (
        "Bei %(place)s ist nicht erkennbar, ob es eine Gutschrift oder Lastschrift ist („%(value)s“). Bitte rufen Sie die Datei neu bei der Bank ab.",
        "At %(place)s it cannot be told whether it is a credit or a debit (“%(value)s”). Please fetch the file from the bank again.",
    ),
    "bank.day_unreadable": (
        "Das Datum „%(value)s“ bei %(place)s ist nicht lesbar. Bitte rufen Sie die Datei neu bei der Bank ab.",
        "The date “%(value)s” at %(place)s cannot be read. Please fetch the file from the bank again.",
    ),
    "bank.entry_pending": (
        "Umsatz %(entry)s im Kontoauszug %(statement)s ist noch nicht gebucht (Status %(status)s) und bleibt außer Betracht.",
        "Entry %(entry)s of bank statement %(statement)s is not booked yet (status %(status)s) and is left out.",
    ),
    "participant.known": (
        "Diese Aufnahme ist schon erfasst.",
        "This admission is recorded already.",
    ),
    "participant.known_otherwise": (
        "Diese Aufnahme ist schon erfasst, dort mit anderem Austritt. Die Liste ändert nichts; "
        "bitte auf der Seite der Person nachtragen.",
        "This admission is recorded already, with another exit. The list changes nothing; please "
        "enter it on the person's page.",
    ),
    "participant.number_of_another": (
        "Diese Kundennummer gehört schon zu einer Person mit anderem Geburtsdatum.",
        "This customer number belongs to a person with another date of birth.",
    ),
    "participant.criterion_not_met": (
        "Voraussetzung nicht erfüllt: %(criterion)s. Aufgenommen, weil es geschehen ist; bitte "
        "die Ausnahme begründen.",
        "Criterion not met: %(criterion)s. Taken in because it happened; please give the reason "
        "for the exception.",
    ),
    "participant.criterion_unknown": (
        "Voraussetzung nicht bekannt: %(criterion)s. Bitte nachtragen.",
        "Criterion not known: %(criterion)s. Please complete.",
    ),
    "participant.list_gate_consent_participation": (
        "Baustein %(stage)s begann vor der Einwilligung in die Teilnahme.",
        "Stage %(stage)s began before the consent to take part.",
    ),
    "participant.list_gate_consent_health_data": (
        "Baustein %(stage)s begann vor der Einwilligung zu Gesundheitsdaten.",
        "Stage %(stage)s began before the consent to health data.",
    ),
    "participant.list_gate_coach": (
        "Baustein %(stage)s begann ohne betreuende Stelle. Bitte nachtragen.",
        "Stage %(stage)s began without a post that cares for the person. Please complete.",
    ),
    "participant.no_post": (
        "Es ist keine betreuende Stelle angegeben. Bitte nachtragen.",
        "No post is named that cares for the person. Please complete.",
    ),
    "participant.ratio_exceeded": (
        "Mit dieser Aufnahme hatte die Stelle %(cases)s Fälle bei %(places)s Plätzen.",
        "With this admission the post had %(cases)s cases for %(places)s places.",
    ),
    "participant.import_built_on": (
        "An Personen dieses Imports ist schon weitergearbeitet worden; der Import bleibt.",
        "People of this import have been worked on since; the import stays.",
    ),
    "participant.import_released": (
        "Seit diesem Import ist ein Datensatz freigegeben worden. Bitte zuerst die Freigabe "
        "zurückziehen.",
        "A dataset has been released since this import. Please withdraw the release first.",
    ),
}
