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
    "bank.unknown_kind": (
        "Diese Art der Einnahme gibt es nicht.",
        "There is no such kind of income.",
    ),
    "bank.proposals_changed": (
        "Die Vorschläge haben sich inzwischen geändert. Bitte sehen Sie den neuen Stand an.",
        "The proposals have changed meanwhile. Please look at them as they are now.",
    ),
    "bank.taken": (
        "Der Umsatz oder der Beleg ist inzwischen schon zugeordnet, vielleicht von jemand anderem. "
        "Sie sehen den neuen Stand.",
        "The entry or the voucher has been matched meanwhile, perhaps by somebody else. You see "
        "how it stands now.",
    ),
    "bank.known_by_hand": (
        "Vom %(day)s sind %(amount_cents)s schon von Hand erfasst. Bitte ordnen Sie diesen Umsatz "
        "dort zu (Mittelabruf, „Einnahmen und Rückzahlungen“), sonst zählt das Geld doppelt.",
        "%(amount_cents)s of %(day)s have been recorded by hand already. Please link this entry "
        "there (draw-downs, “Income and repayments”), or the money counts twice.",
    ),
    "bank.no_credit": (
        "Das ist keine Gutschrift.",
        "This is no credit.",
    ),
    "bank.matched": (
        "%(count)s Umsätze dieses Imports sind schon abgeglichen. Bitte zuerst den Abgleich lösen.",
        "%(count)s entries of this import are matched already. Please release the matches first.",
    ),
    "bank.opposite_directions": (
        "Umsätze (%(part_cents)s) und Belege (%(voucher_cents)s) passen nicht zueinander: zu einem "
        "Beleg gehört eine Zahlung, zu einer Erstattung eine Gutschrift.",
        "Entries (%(part_cents)s) and vouchers (%(voucher_cents)s) do not fit: a voucher goes with "
        "a payment, a refund with a credit.",
    ),
    "bank.too_much": (
        "Von %(whole_cents)s blieben danach %(open_cents)s offen: das wäre mehr zugeordnet, als da "
        "ist.",
        "Of %(whole_cents)s there would be %(open_cents)s left open: that would match more than "
        "there is.",
    ),
    "bank.nothing_selected": (
        "Bitte zuerst Umsätze und Belege ankreuzen.",
        "Please tick entries and vouchers first.",
    ),
    "bank.one_side_only": (
        "Ausgewählt ist nur eine Seite, zusammen %(sum_cents)s. Bitte auch die andere Seite "
        "auswählen.",
        "Only one side is selected, together %(sum_cents)s. Please select the other side too.",
    ),
    "bank.no_debit": (
        "Das ist keine Zahlung, sondern eine Gutschrift.",
        "This is no payment but a credit.",
    ),
    "bank.unknown_rest": (
        "Diesen Grund für einen Rest gibt es nicht.",
        "There is no such kind of rest.",
    ),
    "bank.rest_needs_reason": (
        "Bitte begründen Sie, warum kein Beleg dazugehört.",
        "Please give the reason why no voucher belongs to it.",
    ),
    "bank.money_in_use": (
        "Die Einnahme oder Rückzahlung wird schon anderswo verwendet. Bitte dort zuerst lösen.",
        "The receipt or repayment is in use elsewhere already. Please release it there first.",
    ),
    "bank.signed": (
        "Das gehört zur Abstimmung bis %(month)s, die unterschrieben ist. Eine zweite Person kann "
        "sie mit Begründung zurücknehmen.",
        "This belongs to the reconciliation until %(month)s, which is signed off. A second person "
        "can withdraw it with a reason.",
    ),
    "signing.gap": (
        "Vor dem Auszug ab %(day)s fehlt ein Auszug: sein Anfangssaldo schließt nicht an.",
        "Before the statement from %(day)s one is missing: its opening balance does not follow.",
    ),
    "signing.statement_missing": (
        "Die Auszüge reichen nur bis %(day)s. Bitte zuerst die weiteren einspielen.",
        "The statements reach only until %(day)s. Please import the further ones first.",
    ),
    "signing.month_runs": (
        "Der Monat endet erst am %(day)s; danach wird er abgestimmt.",
        "The month ends on %(day)s; it is signed off after that.",
    ),
    "signing.unexplained": (
        "%(rest_cents)s sind ungeklärt: Umsätze und Auszüge widersprechen sich. Bitte die Auszüge "
        "prüfen.",
        "%(rest_cents)s are unexplained: entries and statements contradict each other. Please "
        "check the statements.",
    ),
    "signing.signed": (
        "Dieser Monat ist schon abgestimmt.",
        "This month is signed off already.",
    ),
    "signing.second_person": (
        "Das muss eine zweite Person tun: Sie haben die Abstimmung selbst vorbereitet.",
        "A second person has to do this: you prepared the reconciliation yourself.",
    ),
    "signing.changed_since": (
        "Seit der Vorbereitung hat sich etwas geändert. Bitte neu vorbereiten.",
        "Something has changed since it was prepared. Please prepare it anew.",
    ),
    "signing.reason_missing": (
        "Bitte begründen Sie, warum die Abstimmung zurückgenommen wird.",
        "Please give the reason why the sign-off is withdrawn.",
    ),
    "action.set_off": ("aufgehoben verbucht", "set off against each other"),
    "action.repay": ("Rückzahlung erfasst", "repayment recorded"),
    "action.book_rest": ("Rest gebucht", "rest booked"),
    "action.undo_act": ("Abgleich rückgängig gemacht", "reconciliation undone"),
    "action.prepare_sign_off": ("Abstimmung vorbereitet", "sign-off prepared"),
    "action.sign_off": ("Abstimmung bestätigt", "reconciliation signed off"),
    "action.withdraw_sign_off": ("Abstimmung zurückgenommen", "sign-off withdrawn"),
    "subject.bank_act": ("Bankabgleich", "bank reconciliation"),
    "subject.bank_sign_off": ("Abstimmung des Kontos", "sign-off of the account"),
    "field.part_id": ("Bankumsatz", "bank entry"),
}
