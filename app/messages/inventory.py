"""Sentences about the inventory."""

SENTENCES: dict[str, tuple[str, str]] = {
    "inventory.needed": ("Bitte ausfüllen.", "Please fill this in."),
    "inventory.before_acquired": (
        "Der Gegenstand wurde erst am %(day)s angeschafft. Bitte einen Tag ab da angeben.",
        "The item was acquired on %(day)s. Please give a day from then on.",
    ),
    "inventory.gone": (
        "Der Gegenstand ist am %(day)s abgegangen. War das ein Irrtum, nehmen Sie zuerst den "
        "Abgang zurück.",
        "The item left the inventory on %(day)s. If that was a mistake, take it back first.",
    ),
    "inventory.later_event": (
        "Am %(day)s ist noch etwas zu diesem Gegenstand eingetragen. Der Abgang muss danach liegen.",
        "Something is recorded for this item on %(day)s. It can only have left after that.",
    ),
    "inventory.event_before": (
        "Am %(day)s ist schon etwas zu diesem Gegenstand eingetragen. Die Anschaffung muss davor "
        "liegen.",
        "Something is recorded for this item on %(day)s. It must have been acquired before.",
    ),
    "inventory.not_reversible": (
        "Dieser Eintrag lässt sich nicht zurücknehmen, oder er ist es schon.",
        "This entry cannot be taken back, or has been already.",
    ),
    "inventory.amount_out_of_bounds": (
        "Bitte einen Betrag über 0 und unter 1 Milliarde Euro angeben.",
        "Please give an amount above 0 and below 1 thousand million euros.",
    ),
    "inventory.proceeds_out_of_bounds": (
        "Der Erlös darf weder unter 0 noch über 1 Milliarde Euro liegen.",
        "Proceeds are neither below 0 nor above 1 thousand million euros.",
    ),
    "inventory.net_above_gross": (
        "Der Nettopreis muss über 0 liegen und darf den Bruttopreis nicht übersteigen.",
        "The net price is above 0 and not above the gross price.",
    ),
    "inventory.retained_before": (
        "Die Bindung kann nicht vor der Anschaffung am %(day)s enden.",
        "The item cannot be bound only until before it was acquired on %(day)s.",
    ),
    "inventory.voucher_or_reason": (
        "Bitte eine Belegnummer angeben oder begründen, warum es noch keinen Beleg gibt.",
        "Please give the number of a voucher, or say why there is none yet.",
    ),
    "inventory.unknown_voucher": (
        "Einen Beleg %(number)s gibt es in den Büchern nicht.",
        "There is no voucher %(number)s in the books.",
    ),
    "inventory.waived_already": (
        "Für diesen Beleg ist schon festgehalten, warum er kein Inventar braucht.",
        "Why this voucher needs no item has been noted already.",
    ),
    "inventory.nothing_seen": (
        "Bitte mindestens einen Gegenstand ankreuzen.",
        "Please tick at least one item.",
    ),
    "action.add_item": ("Gegenstand inventarisiert", "item inventoried"),
    "action.correct_item": ("Inventar berichtigt", "inventory corrected"),
    "action.record_item_event": ("Ereignis zum Inventar eingetragen", "event of an item recorded"),
    "action.reverse_item_event": (
        "Ereignis zum Inventar zurückgenommen",
        "event of an item taken back",
    ),
    "action.take_stock": ("Inventur eingetragen", "stock taken"),
    "action.waive_inventory": (
        "Beleg ohne Inventar begründet",
        "voucher needs no item, with a reason",
    ),
    "action.withdraw_waiver": (
        "Begründung ohne Inventar zurückgenommen",
        "reason for no item withdrawn",
    ),
    "action.export_inventory": ("Bestandsliste ausgegeben", "inventory list exported"),
    "subject.inventory_item": ("Inventar", "inventory item"),
    "subject.inventory_waiver": ("Beleg ohne Inventar", "voucher without an item"),
    "field.description": ("Bezeichnung", "designation"),
    "field.serial_number": ("Typ oder Seriennummer", "type or serial number"),
    "field.supplier": ("Lieferant", "supplier"),
    "field.no_voucher_reason": ("Grund ohne Beleg", "reason for no voucher"),
    "field.acquired_on": ("Angeschafft am", "acquired on"),
    "field.net_cents": ("Nettopreis", "net price"),
    "field.gross_cents": ("Bruttopreis", "gross price"),
    "field.used_for": ("Verwendung", "use"),
    "field.place": ("Standort", "place"),
    "field.condition": ("Zustand", "condition"),
    "field.whereabouts": ("Verbleib", "whereabouts"),
    "field.source_number": ("Belegnummer", "voucher number"),
    "field.retained_until": ("Gebunden bis", "bound until"),
    "field.last_seen_on": ("Zuletzt gesehen", "last seen"),
    "field.moved": ("Umgesetzt", "moved"),
    "field.use": ("Verwendung geändert", "use changed"),
    "field.seen": ("Gesehen", "seen"),
    "field.sold": ("Verkauft", "sold"),
    "field.given_away": ("Abgegeben", "given away"),
    "field.returned": ("Zurückgegeben", "returned"),
    "field.scrapped": ("Ausgesondert", "scrapped"),
    "field.lost": ("Verloren oder gestohlen", "lost or stolen"),
    "field.notified": ("Zuwendungsgeber unterrichtet", "funder notified"),
}
