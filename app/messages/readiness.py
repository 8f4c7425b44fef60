"""Sentences about what is missing before a report."""

_TOPICS = {
    "no_plan": ("Finanzierungsplan in Kraft", "Financing plan in force"),
    "unapproved_imports": ("Importe von Belegen freigegeben", "Imports of vouchers approved"),
    "months_open": ("Monate der Bücher abgeschlossen", "Months of the books closed"),
    "chapters": ("Kapitel des Sachberichts", "Chapters of the factual report"),
    "certificate": ("Bescheinigung der Prüfeinrichtung", "Certificate of the audit office"),
    "months_unsigned": ("Monate der Bank abgezeichnet", "Months of the bank signed off"),
    "entries_open": ("Umsätze der Bank zugeordnet", "Entries of the bank matched"),
    "vouchers_unmatched": ("Belege der Bank zugeordnet", "Vouchers matched to the bank"),
    "mark_missing": (
        "Vermerk des Vorhabens auf den Belegen",
        "Mark of the project on the vouchers",
    ),
    "mark_unlooked": ("Belege auf den Vermerk angesehen", "Vouchers looked at for the mark"),
    "inventory_missing": ("Gegenstände inventarisiert", "Items in the inventory"),
    "award_missing": ("Vergabevermerke", "Records of awards"),
    "commitments_overdue": ("Vormerkungen bezahlt", "Commitments paid"),
    "tax_unknown": ("Umsatzsteuer erfasst", "Value added tax noted"),
    "outcome": ("Verbleib nach dem Austritt", "Status after the exit"),
    "exit_reason": ("Grund des Austritts", "Reason of the exit"),
    "follow_up": ("Nachbefragungen", "Follow-ups"),
    "override_reason": (
        "Begründung der Aufnahmen gegen die Voraussetzungen",
        "Reason of admissions against the criteria",
    ),
    "stage": ("Baustein der Personen in Betreuung", "Stage of people in care"),
    "coach": ("Betreuende Stelle der Personen in Betreuung", "Coach of people in care"),
    "consent": (
        "Einwilligungen, die für die Aufnahme nötig sind",
        "Consents that an admission needs",
    ),
    "waves": ("Befragungen", "Waves of questionnaires"),
    "milestones_overdue": ("Termine der Meilensteine", "Dates of milestones"),
    "draw_downs": ("Mittelabrufe innerhalb der Frist verwendet", "Draw-downs used in time"),
    "rules": ("Übrige Nebenbestimmungen", "Other auxiliary conditions"),
}
"""What each kind of gap is about, as a heading."""

SENTENCES: dict[str, tuple[str, str]] = {
    **{f"readiness.topic_{key}": words for key, words in _TOPICS.items()},
    "readiness.gap_no_plan": (
        "Kein Finanzierungsplan gilt am letzten Tag des Zeitraums.",
        "No financing plan is in force on the last day of the period.",
    ),
    "readiness.gap_unapproved_imports": (
        "Noch nicht freigegeben: %(share)s Importen von Belegen.",
        "Not approved yet: %(share)s imports of vouchers.",
    ),
    "readiness.gap_months_open": (
        "Noch nicht abgeschlossen: %(share)s Monaten der Bücher.",
        "Not closed yet: %(share)s months of the books.",
    ),
    "readiness.gap_chapters": (
        "Ohne Text: %(share)s Kapiteln des Sachberichts.",
        "Without text: %(share)s chapters of the factual report.",
    ),
    "readiness.gap_certificate": (
        "Die Bescheinigung der Prüfeinrichtung steht noch aus.",
        "The certificate of the audit office is still outstanding.",
    ),
    "readiness.gap_months_unsigned": (
        "Bank noch nicht abgezeichnet: %(share)s Monaten.",
        "Bank not signed off yet: %(share)s months.",
    ),
    "readiness.gap_entries_open": (
        "Ohne Beleg oder Einnahme: %(share)s Umsätzen der Bank.",
        "Without voucher or receipt: %(share)s entries of the bank.",
    ),
    "readiness.gap_vouchers_unmatched": (
        "Noch keinem Umsatz der Bank zugeordnet: %(share)s Belegen.",
        "Not matched to an entry of the bank yet: %(share)s vouchers.",
    ),
    "readiness.gap_mark_missing": (
        "Ohne den Vermerk des Vorhabens: %(share)s Belegen.",
        "Without the mark of the project: %(share)s vouchers.",
    ),
    "readiness.gap_mark_unlooked": (
        "Ob sie den Vermerk tragen, hat niemand angesehen: %(share)s Belegen.",
        "Nobody has looked whether they bear the mark: %(share)s vouchers.",
    ),
    "readiness.gap_inventory_missing": (
        "Noch nicht inventarisiert: %(share)s Belegen über Gegenstände.",
        "Not in the inventory yet: %(share)s vouchers about items.",
    ),
    "readiness.gap_award_missing": (
        "Ohne Vergabevermerk: %(share)s Belegen über Aufträge.",
        "Without a record of the award: %(share)s vouchers about contracts.",
    ),
    "readiness.gap_commitments_overdue": (
        "Zahlung überfällig: %(share)s Vormerkungen, die noch binden.",
        "Payment overdue: %(share)s commitments that still bind.",
    ),
    "readiness.gap_tax_unknown": (
        "Umsatzsteuer nicht erfasst, obwohl sie abgezogen wird: %(share)s Belegen.",
        "Value added tax not noted although it is deducted: %(share)s vouchers.",
    ),
    "readiness.gap_outcome": (
        "%(share)s Austritten fehlt der Verbleib.",
        "Without the status afterwards: %(share)s exits.",
    ),
    "readiness.gap_exit_reason": (
        "%(share)s Austritten fehlt der Grund.",
        "Without a reason: %(share)s exits.",
    ),
    "readiness.gap_follow_up": (
        "%(share)s fälligen Nachbefragungen fehlt die Antwort.",
        "Not recorded yet: %(share)s follow-ups that are due.",
    ),
    "readiness.gap_override_reason": (
        "%(share)s Aufnahmen gegen die Voraussetzungen fehlt die Begründung.",
        "Without a reason: %(share)s admissions against the criteria.",
    ),
    "readiness.gap_stage": (
        "%(share)s Personen in Betreuung fehlt der Baustein.",
        "Without a stage: %(share)s people in care.",
    ),
    "readiness.gap_coach": (
        "%(share)s Personen in Betreuung fehlt eine betreuende Stelle.",
        "In nobody's care: %(share)s people.",
    ),
    "readiness.gap_consent": (
        "%(share)s Aufnahmen fehlt die Einwilligung, die dafür nötig ist.",
        "Without the consent that they need: %(share)s admissions.",
    ),
    "readiness.gap_waves": (
        "%(share)s Befragungen fehlt ein Bogen.",
        "Incomplete: %(share)s waves of questionnaires.",
    ),
    "readiness.gap_milestones_overdue": (
        "Überfällig und ohne neuen Termin: %(share)s Meilensteinen.",
        "Overdue and without a new date: %(share)s milestones.",
    ),
    "readiness.gap_draw_downs": (
        "Nicht innerhalb der Frist verwendet: %(share)s Mittelabrufen.",
        "Not used in time: %(share)s draw-downs.",
    ),
    "readiness.gap_rules": (
        "Verletzte oder gefährdete Nebenbestimmungen: %(count)s.",
        "Auxiliary conditions broken or at risk: %(count)s.",
    ),
}
"""Of each kind of gap; `share` is "17 von 48", or of people whose number is protected "Einigen"."""
