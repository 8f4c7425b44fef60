"""Sentences about money."""

SENTENCES: dict[str, tuple[str, str]] = {
    "plan.not_the_grant": (
        "Der Plan ergibt %(total_cents)s, bewilligt sind %(grant_cents)s. Beides muss auf den "
        "Cent gleich sein.",
        "The plan adds up to %(total_cents)s, the grant is %(grant_cents)s. They must be equal "
        "to the cent.",
    ),
    "plan.later_plan": (
        "Auf diesen Plan folgt schon ein neuerer. Bitte zuerst den neueren zurücknehmen.",
        "A later plan follows this one. Please take the later one back first.",
    ),
    "voucher.other_content": (
        "Beleg %(number)s ist schon mit anderem Inhalt gebucht. Gebuchtes wird nicht geändert: "
        "bitte in der Quelle stornieren und neu buchen.",
        "Voucher %(number)s is booked with other content already. Bookings are never changed: "
        "please reverse it at the source and book it anew.",
    ),
    "voucher.outside_period": (
        "Die Zahlung von Beleg %(number)s liegt außerhalb des Bewilligungszeitraums; bitte die "
        "Förderfähigkeit prüfen.",
        "The payment of voucher %(number)s is outside the funding period; please check whether "
        "it is eligible.",
    ),
    "voucher.reason_for_reversal": (
        "Bitte begründen, warum der Beleg storniert wird.",
        "Please say why the voucher is reversed.",
    ),
    "voucher.is_reversal": (
        "Dieser Beleg ist selbst ein Storno. Bitte neu buchen.",
        "This voucher is a reversal itself. Please book anew.",
    ),
    "voucher.already_reversed": (
        "Dieser Beleg ist schon storniert.",
        "This voucher has been reversed already.",
    ),
    "voucher.refund_before_payment": (
        "Die Erstattung liegt vor der Zahlung am %(paid_on)s.",
        "The refund is earlier than the payment on %(paid_on)s.",
    ),
    "voucher.number_taken": (
        "Die Belegnummer %(number)s gibt es schon. Kam die Zahlung mit der Belegliste herein, ist "
        "sie gezählt: bitte die Vormerkung stornieren.",
        "The voucher number %(number)s exists already. If the payment came in with the list of "
        "vouchers, it is counted: please cancel the commitment.",
    ),
    "voucher.reversal_number_taken": (
        "Für das Storno ist die Nummer %(number)s vorgesehen, die es schon gibt. Bitte in der "
        "Quelle stornieren und die Belegliste einspielen.",
        "The reversal would get the number %(number)s, which exists already. Please reverse at "
        "the source and import the list of vouchers.",
    ),
    "voucher.matched": (
        "%(count)s Belege dieses Imports sind schon mit der Bank abgeglichen. Bitte zuerst den "
        "Abgleich lösen.",
        "%(count)s vouchers of this import are matched with the bank already. Please release "
        "the matches first.",
    ),
    "voucher.reversed_since": (
        "Ein Beleg dieses Imports ist inzwischen storniert; der Import bleibt.",
        "A voucher of this import has been reversed since; the import stays.",
    ),
    "commitment.not_now": (
        "Das geht in diesem Zustand der Vormerkung nicht (mehr).",
        "This cannot be done in the present state of the commitment.",
    ),
    "commitment.not_positive": (
        "Der Betrag muss größer als 0 sein.",
        "The amount must be above 0.",
    ),
    "commitment.fixed": (
        "Freigegebene Vormerkungen werden nicht mehr geändert. Bitte stornieren und neu anlegen.",
        "Approved commitments are not changed any more. Please cancel and enter anew.",
    ),
    "commitment.four_eyes": (
        "Wer eine Vormerkung eingetragen hat, gibt sie nicht selbst frei (Vier-Augen-Prinzip).",
        "Whoever entered a commitment does not approve it (four eyes).",
    ),
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
