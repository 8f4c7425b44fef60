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
