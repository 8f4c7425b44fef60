"""Sentences about statements of account and matching."""

SENTENCES: dict[str, tuple[str, str]] = {
    "bank.other_content": (
        "Der Umsatz %(reference)s ist schon mit anderem Betrag oder Tag eingelesen. Bitte bei "
        "der Bank nachfragen.",
        "Entry %(reference)s was read before with another amount or day. Please ask the bank.",
    ),
    "bank.gap": (
        "Der Auszug davor endet mit %(closing_cents)s, dieser beginnt mit %(opening_cents)s. "
        "Dazwischen fehlt ein Auszug.",
        "The statement before closes with %(closing_cents)s, this one opens with "
        "%(opening_cents)s. A statement between them is missing.",
    ),
    "bank.statement_changed": (
        "Der Auszug %(identification)s ist schon mit anderen Umsätzen eingelesen. Bitte bei der "
        "Bank nachfragen.",
        "Statement %(identification)s was read before with other entries. Please ask the bank.",
    ),
    "bank.gap_before": (
        "Kontoauszug %(statement)s beginnt mit %(opening_cents)s, der davor endet mit "
        "%(closing_cents)s. Dazwischen fehlt ein Auszug.",
        "Bank statement %(statement)s opens with %(opening_cents)s, the one before closes with "
        "%(closing_cents)s. A statement between them is missing.",
    ),
    "bank.gap_after": (
        "Kontoauszug %(statement)s endet mit %(closing_cents)s, der folgende beginnt mit "
        "%(opening_cents)s. Dazwischen fehlt ein Auszug.",
        "Bank statement %(statement)s closes with %(closing_cents)s, the following one opens with "
        "%(opening_cents)s. A statement between them is missing.",
    ),
    "bank.account_unknown": (
        "Das Konto %(account)s gehört nicht zu den Konten dieses Vorhabens; es wurde nichts "
        "übernommen. Wenn es doch dazu gehört, tragen Sie es unter „Bankkonten dieses Vorhabens“ ein "
        "(unten auf der Seite „Datei einlesen“) und lesen die Datei noch einmal ein.",
        "Account %(account)s is none of this pilot's accounts; nothing was taken over. If it does "
        "belong to it, enter it under “This pilot’s bank accounts” (at the foot of the page “Read in a "
        "file”) and read the file in once more.",
    ),
    "bank.account_first": (
        "Dies ist der erste Auszug: Mit ihm wird %(account)s als Konto dieses Vorhabens eingetragen. "
        "Auszüge anderer Konten werden danach abgewiesen.",
        "This is the first statement: with it %(account)s is entered as this pilot's account. "
        "Statements of other accounts are refused from then on.",
    ),
    "bank.account_number": (
        "Das ist keine gültige IBAN. Möglich ist auch Bankleitzahl/Kontonummer, "
        "etwa 12345678/1020304050.",
        "This is no valid IBAN. A German bank code with an account number is possible too, such as "
        "12345678/1020304050.",
    ),
    "bank.account_known": (
        "Dieses Konto ist schon eingetragen.",
        "This account is entered already.",
    ),
    "bank.account_used": (
        "Zu diesem Konto sind Auszüge eingelesen; es bleibt eingetragen. Nehmen Sie zuerst die "
        "Importe zurück.",
        "Statements of this account have been read in, so it stays. Please undo the imports first.",
    ),
    "bank.ledger_not_expected": (
        "Das ist ein Auszug aus der Finanzbuchhaltung. Dieses Vorhaben gleicht mit einem eigenen Konto "
        'ab (Voreinstellung [bank] source = "account"); eingelesen wird der Kontoauszug der Bank. '
        'Für Auszüge einer Kostenstelle muss dort "cost_centre" stehen.',
        "This is an extract of the ledger. This pilot reconciles with an account of its own (preset "
        '[bank] source = "account"), so the bank\'s statement is read in. For extracts of a cost '
        'centre it has to say "cost_centre" there.',
    ),
    "bank.ledger_expected": (
        "Das ist ein Kontoauszug der Bank. Dieses Vorhaben gleicht mit seiner Kostenstelle in "
        'der Finanzbuchhaltung ab (Voreinstellung [bank] source = "cost_centre"); eingelesen wird der '
        'Auszug als CSV-Datei mit Spalten wie %(columns)s. Für Kontoauszüge muss dort "account" '
        "stehen.",
        "This is a bank statement. This pilot reconciles with its cost centre in the ledger (preset "
        '[bank] source = "cost_centre"), so the extract is read in as a CSV file with columns such '
        'as %(columns)s. For bank statements it has to say "account" there.',
    ),
    "bank.no_cost_centres": (
        "In der Voreinstellung des Vorhabens steht keine Kostenstelle ([bank] cost_centres). Ohne sie "
        "ist nicht erkennbar, welche Buchungen dazu gehören.",
        "The pilot's preset names no cost centre ([bank] cost_centres). Without one it cannot be "
        "told which entries belong to it.",
    ),
    "bank.other_cost_centres": (
        "Buchungen anderer Kostenstellen, die nicht übernommen wurden: %(count)s.",
        "Entries of other cost centres that were not taken over: %(count)s.",
    ),
    "bank.ledger_two_sides": (
        "Soll und Haben sind beide ausgefüllt. Bitte trennen Sie die Buchung in zwei Zeilen.",
        "Debit and credit are both filled in. Please split the entry into two lines.",
    ),
    "bank.ledger_side": (
        "Erwartet wird S oder H. Bitte berichtigen Sie die Angabe.",
        "S or H is expected. Please correct the entry.",
    ),
    "bank.ledger_zero": (
        "Diese Buchung lautet auf null Euro und wird nicht gebraucht.",
        "This entry is about zero euros and is not needed.",
    ),
    "bank.ledger_balances": (
        "Kostenstelle %(statement)s: Anfangs- oder Endbestand steht mehrmals in der Datei. Bitte "
        "geben Sie einen zusammenhängenden Zeitraum aus.",
        "Cost centre %(statement)s: the opening or closing balance stands in the file more than once. "
        "Please extract one continuous period.",
    ),
    "bank.days_reversed": (
        "Kontoauszug %(statement)s beginnt am %(first)s und endet am %(last)s. Bitte rufen Sie die "
        "Datei neu bei der Bank ab.",
        "Bank statement %(statement)s begins on %(first)s and ends on %(last)s. Please fetch the file "
        "from the bank again.",
    ),
    "bank.number_differs": (
        "Kontoauszug %(statement)s nennt %(stated)s Umsätze, enthalten sind %(found)s. Es wurde "
        "nichts übernommen; bitte rufen Sie die Datei neu bei der Bank ab.",
        "Bank statement %(statement)s says it has %(stated)s entries, there are %(found)s. Nothing "
        "was taken over; please fetch the file from the bank again.",
    ),
    "bank.sum_differs": (
        "Kontoauszug %(statement)s nennt als Summe der Umsätze %(stated)s, sie ergeben %(found)s. Es "
        "wurde nichts übernommen; bitte rufen Sie die Datei neu bei der Bank ab.",
        "Bank statement %(statement)s says its entries sum to %(stated)s, they give %(found)s. "
        "Nothing was taken over; please fetch the file from the bank again.",
    ),
    "bank.too_many_statements": (
        "Die Datei enthält mehr als %(limit)s Kontoauszüge. Bitte teilen Sie sie auf.",
        "The file contains more than %(limit)s bank statements. Please split it.",
    ),
    "bank.too_many_entries": (
        "Die Datei enthält mehr als %(limit)s Umsätze. Bitte teilen Sie sie auf.",
        "The file contains more than %(limit)s entries. Please split it.",
    ),
    "bank.mt940_line": (
        "Zeile %(line)s der Datei ist keine lesbare Angabe eines MT940-Auszugs. Es wurde nichts "
        "übernommen; bitte rufen Sie die Datei neu bei der Bank ab.",
        "Line %(line)s of the file is no readable part of an MT940 statement. Nothing was taken over; "
        "please fetch the file from the bank again.",
    ),
    "bank.mt940_field_missing": (
        "Dem Auszug ab Zeile %(line)s fehlt das Feld %(field)s. Es wurde nichts übernommen; bitte "
        "rufen Sie die Datei neu bei der Bank ab.",
        "The statement from line %(line)s lacks the field %(field)s. Nothing was taken over; please "
        "fetch the file from the bank again.",
    ),
    "bank.mt940_field_repeated": (
        "Das Feld %(field)s in Zeile %(line)s steht schon einmal in demselben Auszug. Es wurde nichts "
        "übernommen; bitte rufen Sie die Datei neu bei der Bank ab.",
        "The field %(field)s in line %(line)s stands in the same statement before. Nothing was taken "
        "over; please fetch the file from the bank again.",
    ),
    "bank.mt940_account": (
        "Zeile %(line)s nennt kein Konto („%(value)s“): Erwartet wird eine IBAN oder "
        "Bankleitzahl/Kontonummer.",
        "Line %(line)s names no account (“%(value)s”): an IBAN is expected, or a German bank code "
        "with an account number.",
    ),
    "bank.mt940_disagrees": (
        "Der Auszug ab Zeile %(line)s lässt sich nicht eindeutig lesen. Es wurde nichts übernommen; "
        "bitte rufen Sie ihn als CAMT.053 bei der Bank ab.",
        "The statement from line %(line)s cannot be read with certainty. Nothing was taken over; "
        "please fetch it from the bank as CAMT.053.",
    ),
    "action.register_account": ("Bankkonto eingetragen", "bank account entered"),
    "action.remove_account": ("Bankkonto ausgetragen", "bank account removed"),
    "subject.bank_account": ("Bankkonto", "bank account"),
    "bank.no_such_voucher": (
        "Einen Beleg %(number)s gibt es nicht.",
        "There is no voucher %(number)s.",
    ),
    "bank.other_amount": (
        "Der Beleg lautet auf %(voucher_cents)s, der Umsatz auf %(entry_cents)s.",
        "The voucher says %(voucher_cents)s, the entry %(entry_cents)s.",
    ),
    "bank.unknown_kind": (
        "Diese Art der Einnahme gibt es nicht.",
        "There is no such kind of income.",
    ),
    "bank.proposals_changed": (
        "Die Vorschläge haben sich inzwischen geändert. Bitte sehen Sie den neuen Stand an.",
        "The proposals have changed meanwhile. Please look at them as they are now.",
    ),
    "bank.taken": (
        "Der Umsatz oder der Beleg ist schon abgeglichen.",
        "The entry or the voucher is matched already.",
    ),
    "bank.no_credit": (
        "Das ist keine Gutschrift.",
        "This is no credit.",
    ),
    "bank.matched": (
        "%(count)s Umsätze dieses Imports sind schon abgeglichen. Bitte zuerst den Abgleich lösen.",
        "%(count)s entries of this import are matched already. Please release the matches first.",
    ),
}
