"""Sentences about vouchers."""

SENTENCES: dict[str, tuple[str, str]] = {
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
    "voucher.commitment_went_on": (
        "Dieser Import nimmt eine Zahlung von Vormerkung %(number)s zurück, die seither neu bezahlt "
        "oder storniert ist; der Import bleibt.",
        "This import takes back a payment of commitment %(number)s, which has been paid anew or "
        "cancelled since; the import stays.",
    ),
    "voucher.carrier_reason": (
        "Bitte begründen, warum der Träger diesen Betrag selbst trägt.",
        "Please say why the carrier bears this amount itself.",
    ),
    "voucher.batch_four_eyes": (
        "Wer einen Import eingespielt hat, gibt ihn nicht selbst frei (Vier-Augen-Prinzip).",
        "Whoever imported the vouchers does not approve them (four eyes).",
    ),
    "voucher.batch_approved": (
        "Dieser Import ist schon freigegeben.",
        "This import has been approved already.",
    ),
    "voucher.batch_stays": (
        "Der Import ist freigegeben und bleibt. Einzelne Belege lassen sich stornieren.",
        "The import is approved and stays. Single vouchers can be reversed.",
    ),
    "action.approve_batch": ("Import von Belegen freigegeben", "import of vouchers approved"),
}
