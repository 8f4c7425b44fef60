"""Sentences about the funder's rules: refusals, what rules say, words of the log.

What rules say has no full stop: the norm follows in brackets.
"""

REFUSALS: dict[str, tuple[str, str]] = {
    "rule_set.unknown": (
        "Ein Regelwerk „%(rule_set)s“ gibt es nicht.",
        "There is no rule set “%(rule_set)s”.",
    ),
    "rule_set.no_such_rule": (
        "Dieses Regelwerk hat keine Regel „%(rule)s“.",
        "This rule set has no rule “%(rule)s”.",
    ),
    "rule_set.no_such_value": (
        "Diese Regel hat keinen Wert „%(name)s“.",
        "This rule has no value “%(name)s”.",
    ),
    "rule_set.value_does_not_fit": (
        "Dieser Wert passt nicht zu der Regel.",
        "This value does not fit the rule.",
    ),
    "rule_set.reason_missing": (
        "Bitte begründen Sie die Änderung.",
        "Please give the reason for the change.",
    ),
    "rule_set.source_missing": (
        "Bitte nennen Sie die Stelle im Bescheid.",
        "Please name the passage of the notice.",
    ),
    "rule_set.nothing_changes": (
        "Das gilt an diesem Tag schon.",
        "This is in force on that day already.",
    ),
}

SAID: dict[str, tuple[str, str]] = {
    "funder_rules.not_confirmed": (
        "Kein Urteil: Der Wert ist nicht bestätigt",
        "No verdict: the value is not confirmed",
    ),
    "funder_rules.total_kept_grant": (
        "Ausgegeben sind %(spent_cents)s von bewilligten %(granted_cents)s",
        "%(spent_cents)s of the granted %(granted_cents)s are spent",
    ),
    "funder_rules.total_kept_plan": (
        "Ausgegeben sind %(spent_cents)s von geplanten %(granted_cents)s",
        "%(spent_cents)s of the planned %(granted_cents)s are spent",
    ),
    "funder_rules.total_ahead_grant": (
        "Mit allem, was vorgemerkt und zu erwarten ist, werden es %(expected_cents)s: "
        "%(excess_cents)s mehr als die bewilligten %(granted_cents)s",
        "With all that is bound and expected it will be %(expected_cents)s: %(excess_cents)s more "
        "than the granted %(granted_cents)s",
    ),
    "funder_rules.total_ahead_plan": (
        "Mit allem, was vorgemerkt und zu erwarten ist, werden es %(expected_cents)s: "
        "%(excess_cents)s mehr als die geplanten %(granted_cents)s",
        "With all that is bound and expected it will be %(expected_cents)s: %(excess_cents)s more "
        "than the planned %(granted_cents)s",
    ),
    "funder_rules.total_broken_grant": (
        "Ausgaben von %(spent_cents)s überschreiten die Zuwendung von %(granted_cents)s um "
        "%(excess_cents)s; diesen Teil trägt der Träger",
        "Expenditure of %(spent_cents)s exceeds the grant of %(granted_cents)s by "
        "%(excess_cents)s; the carrier bears this part",
    ),
    "funder_rules.total_broken_plan": (
        "Ausgaben von %(spent_cents)s überschreiten den eigenen Plan von %(granted_cents)s um "
        "%(excess_cents)s",
        "Expenditure of %(spent_cents)s exceeds the own plan of %(granted_cents)s by "
        "%(excess_cents)s",
    ),
    "funder_rules.overrun_none": (
        "Keine Position liegt über ihrem Plan oder wird ihn nach der Prognose überschreiten",
        "No position is over its plan or is expected to exceed it",
    ),
    "funder_rules.overrun_provisional": (
        "Position %(position)s liegt %(percent)s %% über ihrem Plan; vorläufig gedeckt durch "
        "%(covers)s",
        "Position %(position)s is %(percent)s %% over its plan; provisionally covered by %(covers)s",
    ),
    "funder_rules.overrun_covered": (
        "Position %(position)s liegt %(percent)s %% über ihrem Plan; gedeckt durch %(covers)s",
        "Position %(position)s is %(percent)s %% over its plan; covered by %(covers)s",
    ),
    "funder_rules.overrun_not_covered": (
        "Position %(position)s liegt %(percent)s %%, das sind %(excess_cents)s, über ihrem Plan; "
        "andere Positionen sparen dafür nur %(covered_cents)s",
        "Position %(position)s is %(percent)s %%, that is %(excess_cents)s, over its plan; other "
        "positions save only %(covered_cents)s for it",
    ),
    "funder_rules.overrun_above_limit": (
        "Position %(position)s liegt %(percent)s %%, das sind %(excess_cents)s, über ihrem Plan "
        "von %(planned_cents)s; ohne vorherige Zustimmung sind höchstens %(limit_percent)s %% "
        "erlaubt, das sind %(allowed_cents)s",
        "Position %(position)s is %(percent)s %%, that is %(excess_cents)s, over its plan of "
        "%(planned_cents)s; without prior approval at most %(limit_percent)s %% are allowed, that "
        "is %(allowed_cents)s",
    ),
    "funder_rules.overrun_without_plan": (
        "Position %(position)s hat keinen Ansatz im Plan; ausgegeben sind %(spent_cents)s",
        "Position %(position)s has no money in the plan; %(spent_cents)s are spent",
    ),
    "funder_rules.overrun_ahead": (
        "Position %(position)s wird nach der Prognose %(expected_cents)s kosten: %(excess_cents)s "
        "mehr als geplant; erlaubt sind bis zu %(allowed_cents)s, wenn andere Positionen ebenso "
        "viel sparen",
        "Position %(position)s is expected to cost %(expected_cents)s: %(excess_cents)s more than "
        "planned; up to %(allowed_cents)s are allowed where other positions save as much",
    ),
    "funder_rules.overrun_ahead_above": (
        "Position %(position)s wird nach der Prognose %(expected_cents)s kosten: %(excess_cents)s "
        "mehr als geplant, erlaubt sind höchstens %(allowed_cents)s; darüber ist die Zustimmung "
        "nötig, bevor der Plan überschritten wird",
        "Position %(position)s is expected to cost %(expected_cents)s: %(excess_cents)s more than "
        "planned, at most %(allowed_cents)s are allowed; beyond, approval is needed before the "
        "plan is exceeded",
    ),
    "funder_rules.years_kept": (
        "Kein Jahr liegt über seinem Jahresbetrag",
        "No year is over its allotment",
    ),
    "funder_rules.year_broken": (
        "Im Jahr %(year)s sind %(spent_cents)s ausgegeben, %(excess_cents)s mehr als der "
        "Jahresbetrag von %(allotted_cents)s; Geld aus anderen Jahren braucht die Zustimmung des "
        "Zuwendungsgebers",
        "In %(year)s %(spent_cents)s are spent, %(excess_cents)s more than the allotment of "
        "%(allotted_cents)s; money from other years needs the funder’s approval",
    ),
    "funder_rules.year_ahead": (
        "Im Jahr %(year)s werden mit den Vormerkungen %(bound_cents)s ausgegeben, "
        "%(excess_cents)s mehr als der Jahresbetrag von %(allotted_cents)s; Geld aus anderen "
        "Jahren braucht vorher die Zustimmung des Zuwendungsgebers",
        "With the commitments %(bound_cents)s will be spent in %(year)s, %(excess_cents)s more "
        "than the allotment of %(allotted_cents)s; money from other years needs the funder’s "
        "approval first",
    ),
    "funder_rules.draw_downs_kept": (
        "Alle abgerufenen Mittel sind rechtzeitig verwendet oder noch in der Frist",
        "All money drawn has been used in time or is still within its time",
    ),
    "funder_rules.draw_down_ahead": (
        "Vom Mittelabruf vom %(received_on)s über %(amount_cents)s sind noch %(rest_cents)s übrig, "
        "zu verwenden bis zum %(last_on)s (in %(days)s Tagen)",
        "Of the draw-down of %(received_on)s over %(amount_cents)s, %(rest_cents)s are left, to be "
        "used by %(last_on)s (in %(days)s days)",
    ),
    "funder_rules.draw_down_unused": (
        "Vom Mittelabruf vom %(received_on)s über %(amount_cents)s sind %(late_cents)s nicht bis "
        "zum %(last_on)s verwendet, davon %(rest_cents)s bis heute nicht",
        "Of the draw-down of %(received_on)s over %(amount_cents)s, %(late_cents)s were not used "
        "by %(last_on)s, %(rest_cents)s of them not yet today",
    ),
    "funder_rules.draw_down_used_late": (
        "Vom Mittelabruf vom %(received_on)s über %(amount_cents)s wurden %(late_cents)s erst nach "
        "dem %(last_on)s verwendet",
        "Of the draw-down of %(received_on)s over %(amount_cents)s, %(late_cents)s were used only "
        "after %(last_on)s",
    ),
    "funder_rules.period_kept": (
        "Alle Zahlungen gehören in den Bewilligungszeitraum vom %(starts_on)s bis %(ends_on)s",
        "All payments belong to the funding period from %(starts_on)s to %(ends_on)s",
    ),
    "funder_rules.period_before": (
        "Beleg %(number)s über %(amount_cents)s ist am %(paid_on)s bezahlt, vor dem Beginn am "
        "%(starts_on)s",
        "Voucher %(number)s over %(amount_cents)s was paid on %(paid_on)s, before the start on "
        "%(starts_on)s",
    ),
    "funder_rules.period_after": (
        "Beleg %(number)s über %(amount_cents)s ist am %(paid_on)s bezahlt und die Rechnung vom "
        "%(invoiced_on)s; beides liegt nach dem Ende am %(ends_on)s",
        "Voucher %(number)s over %(amount_cents)s was paid on %(paid_on)s, its invoice is of "
        "%(invoiced_on)s; both are after the end on %(ends_on)s",
    ),
    "funder_rules.period_grace_over": (
        "Beleg %(number)s über %(amount_cents)s ist am %(paid_on)s bezahlt; Rechnungen des "
        "Zeitraums zählen nur bis %(grace_days)s Tage nach dem Ende am %(ends_on)s",
        "Voucher %(number)s over %(amount_cents)s was paid on %(paid_on)s; invoices of the period "
        "count only up to %(grace_days)s days after its end on %(ends_on)s",
    ),
    "funder_rules.period_grace_open": (
        "Kein Urteil zu Beleg %(number)s über %(amount_cents)s, bezahlt am %(paid_on)s nach dem "
        "Ende am %(ends_on)s: Die Nachfrist von %(grace_days)s Tagen ist nicht bestätigt",
        "No verdict on voucher %(number)s over %(amount_cents)s, paid on %(paid_on)s after the end "
        "on %(ends_on)s: the grace time of %(grace_days)s days is not confirmed",
    ),
    "funder_rules.inventory_kept": (
        "Zu jedem Gegenstand über %(limit_cents)s ohne Umsatzsteuer gibt es einen Inventareintrag",
        "Every item over %(limit_cents)s without tax stands in the inventory",
    ),
    "funder_rules.inventory_missing": (
        "Beleg %(number)s über %(gross_cents)s steht in Position %(position)s, aber nicht im "
        "Inventar",
        "Voucher %(number)s over %(gross_cents)s stands in position %(position)s, but not in the "
        "inventory",
    ),
    "funder_rules.inventory_wrong_position": (
        "Beleg %(number)s über %(gross_cents)s liegt nicht über %(limit_cents)s ohne Umsatzsteuer; "
        "er gehört in eine andere Position als %(position)s oder ins Inventar",
        "Voucher %(number)s over %(gross_cents)s is not over %(limit_cents)s without tax; it belongs "
        "in another position than %(position)s or in the inventory",
    ),
    "funder_rules.inventory_to_check": (
        "Beleg %(number)s über %(net_cents)s ohne Umsatzsteuer steht nicht im Inventar; enthält er "
        "einen Gegenstand über %(limit_cents)s, gehört dieser hinein",
        "Voucher %(number)s over %(net_cents)s without tax is not in the inventory; an item over "
        "%(limit_cents)s on it belongs there",
    ),
    "funder_rules.inventory_net_unknown": (
        "Zu Beleg %(number)s über %(gross_cents)s ist keine Umsatzsteuer vermerkt; liegt ein "
        "Gegenstand ohne sie über %(limit_cents)s, gehört er ins Inventar",
        "No tax is noted for voucher %(number)s over %(gross_cents)s; an item over %(limit_cents)s "
        "without it belongs in the inventory",
    ),
    "funder_rules.double_none": (
        "Keine Rechnung ist zweimal gebucht",
        "No invoice is booked twice",
    ),
    "funder_rules.double_number": (
        "Die Belege %(numbers)s tragen dieselbe Rechnungsnummer „%(invoice_number)s“ desselben "
        "Lieferanten über %(amount_cents)s: die Rechnung ist mehrfach bezahlt",
        "Vouchers %(numbers)s bear the same invoice number “%(invoice_number)s” of the same "
        "supplier over %(amount_cents)s: the invoice is paid more than once",
    ),
    "funder_rules.double_parts": (
        "Die Belege %(numbers)s tragen dieselbe Rechnungsnummer „%(invoice_number)s“ desselben "
        "Lieferanten, zusammen %(total_cents)s; sind es keine Teilzahlungen, ist sie mehrfach "
        "bezahlt",
        "Vouchers %(numbers)s bear the same invoice number “%(invoice_number)s” of the same "
        "supplier, %(total_cents)s in all; unless they are part payments it is paid more than once",
    ),
    "funder_rules.double_day": (
        "Die Belege %(numbers)s stimmen in Lieferant, Rechnungstag %(invoiced_on)s und Betrag "
        "%(amount_cents)s überein; bitte prüfen, ob es eine Rechnung ist",
        "Vouchers %(numbers)s agree in supplier, day of invoice %(invoiced_on)s and amount "
        "%(amount_cents)s; please check whether it is one invoice",
    ),
    "funder_rules.mark_none_agreed": (
        "Für dieses Vorhaben ist kein Vermerk auf den Belegen vereinbart",
        "No mark on vouchers is agreed for this pilot",
    ),
    "funder_rules.mark_kept": (
        "Jeder Beleg trägt den Vermerk „%(mark)s“",
        "Every voucher bears the mark “%(mark)s”",
    ),
    "funder_rules.mark_missing": (
        "Beleg %(number)s trägt den Vermerk „%(mark)s“ nicht",
        "Voucher %(number)s does not bear the mark “%(mark)s”",
    ),
    "funder_rules.mark_unlooked": (
        "Auf den Vermerk „%(mark)s“ hat noch niemand geachtet: %(count)s Belege",
        "Nobody has looked for the mark “%(mark)s” yet: %(count)s vouchers",
    ),
    "funder_rules.award_kept": (
        "Zu jedem Auftrag über %(limit_cents)s gibt es einen Vergabevermerk",
        "Every contract over %(limit_cents)s has a record of its award",
    ),
    "funder_rules.award_missing": (
        "Zu Beleg %(number)s über %(amount_cents)s in Position %(position)s fehlt der "
        "Vergabevermerk",
        "Voucher %(number)s over %(amount_cents)s in position %(position)s has no record of the "
        "award",
    ),
    "funder_rules.interim_due": (
        "Der Zwischennachweis für %(year)s ist am %(due_on)s fällig",
        "The interim statement of %(year)s is due on %(due_on)s",
    ),
    "funder_rules.interim_none": (
        "Es ist kein Zwischennachweis mehr fällig",
        "No further interim statement falls due",
    ),
    "funder_rules.final_due": (
        "Der Verwendungsnachweis ist am %(due_on)s fällig",
        "The final statement is due on %(due_on)s",
    ),
    "funder_rules.final_over": (
        "Der Verwendungsnachweis war am %(due_on)s fällig; ob er eingereicht ist, steht hier nicht",
        "The final statement was due on %(due_on)s; whether it was filed is not recorded here",
    ),
    "funder_rules.retention_years": (
        "Belege sind %(years)s Jahre ab Vorlage des Verwendungsnachweises aufzubewahren",
        "Vouchers are kept for %(years)s years from the final statement on",
    ),
    "funder_rules.certified_before": (
        "Die eigene Prüfungseinrichtung bescheinigt Nachweise vor der Vorlage; dafür sind "
        "%(lead_days)s Tage eingeplant",
        "The recipient's own audit office certifies statements before they are filed; "
        "%(lead_days)s days are planned for it",
    ),
    # What an order would bring about: its voucher has no number yet.
    "funder_rules.order_inventory_missing": (
        "Der Gegenstand gehört ins Inventar (Position %(position)s)",
        "The item belongs in the inventory (position %(position)s)",
    ),
    "funder_rules.order_inventory_wrong_position": (
        "Position %(position)s ist für Gegenstände über %(limit_cents)s ohne Umsatzsteuer gedacht",
        "Position %(position)s is meant for items over %(limit_cents)s without tax",
    ),
    "funder_rules.order_inventory_to_check": (
        "Kostet ein einzelner Gegenstand über %(limit_cents)s ohne Umsatzsteuer, gehört er ins "
        "Inventar; bestellt werden %(net_cents)s",
        "A single item over %(limit_cents)s without tax belongs in the inventory; ordered are "
        "%(net_cents)s",
    ),
    "funder_rules.order_inventory_net_unknown": (
        "Ohne Nettobetrag bleibt offen, ob ein Gegenstand über %(limit_cents)s ins Inventar gehört",
        "Without the net amount it stays open whether an item over %(limit_cents)s belongs in the "
        "inventory",
    ),
    "funder_rules.order_award_missing": (
        "Der Auftrag über %(amount_cents)s braucht einen Vergabevermerk",
        "The contract over %(amount_cents)s needs a record of its award",
    ),
    "funder_rules.order_period_before": (
        "Die Zahlung am %(paid_on)s liegt vor dem Beginn am %(starts_on)s",
        "The payment on %(paid_on)s is before the start on %(starts_on)s",
    ),
    "funder_rules.order_period_grace_over": (
        "Die Zahlung am %(paid_on)s liegt mehr als %(grace_days)s Tage nach dem Ende am "
        "%(ends_on)s",
        "The payment on %(paid_on)s is more than %(grace_days)s days after the end on %(ends_on)s",
    ),
    "funder_rules.order_period_grace_open": (
        "Kein Urteil zur Zahlung am %(paid_on)s nach dem Ende am %(ends_on)s: Die Nachfrist ist "
        "nicht bestätigt",
        "No verdict on the payment on %(paid_on)s after the end on %(ends_on)s: the grace time is "
        "not confirmed",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    "rule.total_binding": ("Gesamtbetrag", "Total"),
    "rule.position_overrun": ("Überschreitung einer Position", "Overrun of a position"),
    "rule.annual_allotment": ("Jahresbeträge", "Annual allotments"),
    "rule.use_of_draw_downs": ("Verwendung der Mittelabrufe", "Use of draw-downs"),
    "rule.eligible_period": ("Bewilligungszeitraum", "Funding period"),
    "rule.inventory_limit": ("Inventar", "Inventory"),
    "rule.double_funding": ("Doppelte Bezahlung einer Rechnung", "One invoice paid twice"),
    "rule.mark_on_vouchers": ("Vermerk auf den Belegen", "Mark on vouchers"),
    "rule.award_for_contracts": ("Vergabe von Aufträgen", "Award of contracts"),
    "rule.interim_statement": ("Zwischennachweis", "Interim statement"),
    "rule.final_statement": ("Verwendungsnachweis", "Final statement"),
    "rule.certification": ("Bescheinigung vor der Vorlage", "Certification before filing"),
    "rule.retention": ("Aufbewahrung der Belege", "Retention of vouchers"),
    "value.against": ("Maßstab", "Measured against"),
    "value.against_grant": ("Zuwendung laut Bescheid", "grant of the notice"),
    "value.against_plan": ("Summe des eigenen Plans", "sum of the own plan"),
    "value.percent": ("Höchstens", "At most"),
    "value.days": ("Frist", "Time"),
    "value.months": ("Frist", "Time"),
    "value.lead_days": ("Vorlauf", "Lead time"),
    "value.years": ("Dauer", "Duration"),
    "value.grace_days": ("Nachfrist für Rechnungen des Zeitraums", "Grace time for its invoices"),
    "value.limit_cents": ("Grenze ohne Umsatzsteuer", "Limit without tax"),
    "value.positions": ("Betroffene Positionen", "Positions concerned"),
    "value.always": ("Immer zu inventarisieren", "Always inventoried"),
    "value.due": ("Fällig im Folgejahr am", "Due in the next year on"),
    "action.choose_rule_set": ("Regelwerk gewählt", "Rule set chosen"),
    "action.set_rule_value": ("Wert einer Nebenbestimmung gesetzt", "Value of a rule set"),
    "subject.rule_set_choice": ("Nebenbestimmungen", "Auxiliary conditions"),
    "field.rule_set": ("Regelwerk", "rule set"),
    "field.own_values": ("eigene Werte", "own values"),
    "field.valid_from": ("gültig ab", "valid from"),
}

IMPORTED: dict[str, tuple[str, str]] = {
    key.replace("funder_rules.", "voucher.rule_"): (
        f"Mit diesen Belegen: {german}{norm}.",
        f"With these vouchers: {english}{norm}.",
    )
    for key, (german, english) in SAID.items()
    for norm in ["" if key.endswith("_plan") else " (%(norm)s)"]
    if key
    in {
        "funder_rules.total_broken_grant",
        "funder_rules.total_broken_plan",
        "funder_rules.overrun_not_covered",
        "funder_rules.overrun_above_limit",
        "funder_rules.overrun_without_plan",
        "funder_rules.year_broken",
    }
}
"""What rules say of vouchers that come in (see `app.finance.overruns`)."""

SENTENCES: dict[str, tuple[str, str]] = {**REFUSALS, **SAID, **WORDS, **IMPORTED}
