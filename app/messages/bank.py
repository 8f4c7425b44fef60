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
