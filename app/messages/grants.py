"""Sentences about draw-downs and repayments."""

SENTENCES: dict[str, tuple[str, str]] = {
    "grants.not_positive": (
        "Der Betrag muss größer als 0 sein.",
        "The amount must be above 0.",
    ),
    "grants.negative_part": (
        "Kein Betrag einer Position darf unter 0 liegen.",
        "No amount of a position may be below 0.",
    ),
    "grants.more_than_allowed": (
        "Angefordert werden %(amount_cents)s, heute abrufbar sind %(allowed_cents)s. Bitte "
        "schreiben Sie auf, warum mehr gebraucht wird.",
        "You ask for %(amount_cents)s, but %(allowed_cents)s may be asked today. Please write "
        "down why more is needed.",
    ),
    "grants.not_now": (
        "Das ist beim jetzigen Stand des Mittelabrufs nicht möglich.",
        "This is not possible as the draw-down stands now.",
    ),
    "grants.four_eyes": (
        "Sie haben diesen Mittelabruf entworfen: eine zweite Person gibt ihn frei.",
        "You drafted this draw-down: a second person approves it.",
    ),
    "grants.sent_before_draft": (
        "Der Mittelabruf ist erst am %(drafted_on)s entworfen worden.",
        "The draw-down was drafted on %(drafted_on)s only.",
    ),
    "grants.received_already": (
        "Der Mittelabruf ist schon ganz eingegangen.",
        "The draw-down has been received in full already.",
    ),
    "grants.not_sent": (
        "Dieser Mittelabruf ist nicht gesendet: es kann keine Antwort auf ihn geben.",
        "This draw-down was not sent: there can be no answer to it.",
    ),
    "grants.receipt_taken": (
        "Dieser Eingang gehört schon zu einem Mittelabruf.",
        "This receipt belongs to a draw-down already.",
    ),
    "grants.more_than_asked": (
        "Eingegangen sind %(amount_cents)s, offen sind nur %(awaited_cents)s.",
        "%(amount_cents)s came in, only %(awaited_cents)s are awaited.",
    ),
    "grants.unknown_kind": (
        "Diese Art gibt es nicht.",
        "There is no such kind.",
    ),
    "grants.reason_missing": (
        "Bitte eine Begründung angeben.",
        "Please give a reason.",
    ),
    "grants.recorded_already": (
        "Dieses Geld ist schon erfasst: Betrag und Tag sind dieselben. Ist es anderes Geld, "
        "beschreiben Sie es bitte anders oder warten auf seinen Bankumsatz.",
        "This money is recorded already: amount and day are the same. If it is other money, please "
        "describe it differently or wait for its entry at the bank.",
    ),
    "grants.is_cancellation": (
        "Das ist selbst eine Stornierung.",
        "This is a cancellation itself.",
    ),
    "grants.already_cancelled": (
        "Das ist schon storniert.",
        "This has been cancelled already.",
    ),
    "grants.has_bank_entry": (
        "Dazu gehört ein Bankumsatz. Bitte lösen Sie zuerst die Zuordnung auf der Seite der Bank.",
        "An entry of the bank belongs to this. Please release the match on the page of the bank "
        "first.",
    ),
    "grants.answers_draw_down": (
        "Dieser Eingang gehört zu einem Mittelabruf. Bitte lösen Sie zuerst diese Zuordnung.",
        "This receipt belongs to a draw-down. Please take that link back first.",
    ),
    "grants.other_entry": (
        "Betrag und Tag des Bankumsatzes müssen mit der Einnahme übereinstimmen. Sonst stornieren "
        "Sie bitte die Einnahme und übernehmen den Bankumsatz.",
        "Amount and day of the bank's entry must be those of the income. Otherwise please cancel "
        "the income and take the bank's entry over.",
    ),
    "grants.no_half_year": (
        "Der Basiszinssatz gilt ab dem 1. Januar oder dem 1. Juli.",
        "The base rate holds from 1 January or from 1 July.",
    ),
    "grants.rate_out_of_bounds": (
        "Der Satz muss zwischen −10 und 100 %% liegen.",
        "The rate must be between −10 and 100 %%.",
    ),
    "action.draft_draw_down": ("Mittelabruf entworfen", "draw-down drafted"),
    "action.approve_draw_down": ("Mittelabruf freigegeben", "draw-down approved"),
    "action.send_draw_down": ("Mittelabruf gesendet", "draw-down sent"),
    "action.withdraw_draw_down": ("Mittelabruf zurückgezogen", "draw-down withdrawn"),
    "action.link_receipt": ("Eingang zugeordnet", "receipt linked"),
    "action.unlink_receipt": ("Zuordnung des Eingangs gelöst", "receipt unlinked"),
    "action.enter_receipt": ("Einnahme von Hand erfasst", "receipt entered by hand"),
    "action.cancel_receipt": ("Einnahme storniert", "receipt cancelled"),
    "action.link_bank_entry": ("Bankumsatz nachgetragen", "bank entry linked"),
    "action.record_repayment": ("Rückzahlung erfasst", "repayment recorded"),
    "action.cancel_repayment": ("Rückzahlung storniert", "repayment cancelled"),
    "action.set_base_rate": ("Basiszinssatz eingetragen", "base rate entered"),
    "subject.draw_down": ("Mittelabruf", "draw-down"),
    "subject.repayment": ("Rückzahlung", "repayment"),
    "subject.base_rate": ("Basiszinssatz", "base rate"),
    "field.sent_on": ("gesendet am", "sent on"),
    "field.approved_by": ("freigegeben von", "approved by"),
    "field.withdrawn_reason": ("Grund der Rücknahme", "reason of withdrawal"),
    "field.receipt_id": ("Einnahme", "receipt"),
    "field.bank_part_id": ("Bankumsatz", "bank entry"),
    "field.basis_points": ("Satz", "rate"),
    "field.source": ("Quelle", "source"),
    "field.is_confirmed": ("bestätigt", "confirmed"),
}
