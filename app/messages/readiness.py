"""Sentences about what is missing before a report."""

SENTENCES: dict[str, tuple[str, str]] = {
    "readiness.gap_no_plan": (
        "Kein Finanzierungsplan gilt am letzten Tag des Zeitraums.",
        "No financing plan is in force on the last day of the period.",
    ),
    "readiness.gap_unapproved_imports": (
        "Noch nicht freigegeben: %(count)s von %(of)s Importen von Belegen.",
        "Not approved yet: %(count)s of %(of)s imports of vouchers.",
    ),
    "readiness.gap_months_open": (
        "Noch nicht abgeschlossen: %(count)s von %(of)s Monaten der Bücher.",
        "Not closed yet: %(count)s of %(of)s months of the books.",
    ),
    "readiness.gap_chapters": (
        "Ohne Text: %(count)s von %(of)s Kapiteln des Sachberichts.",
        "Without text: %(count)s of %(of)s chapters of the factual report.",
    ),
    "readiness.gap_certificate": (
        "Die Bescheinigung der Prüfeinrichtung steht noch aus.",
        "The certificate of the audit office is still outstanding.",
    ),
    "readiness.gap_months_unsigned": (
        "Bank noch nicht abgezeichnet: %(count)s von %(of)s Monaten.",
        "Bank not signed off yet: %(count)s of %(of)s months.",
    ),
    "readiness.gap_entries_open": (
        "Ohne Beleg oder Einnahme: %(count)s von %(of)s Umsätzen der Bank.",
        "Without voucher or receipt: %(count)s of %(of)s entries of the bank.",
    ),
    "readiness.gap_vouchers_unmatched": (
        "Noch keinem Umsatz der Bank zugeordnet: %(count)s von %(of)s Belegen.",
        "Not matched to an entry of the bank yet: %(count)s of %(of)s vouchers.",
    ),
    "readiness.gap_mark_missing": (
        "Ohne den Vermerk des Vorhabens: %(count)s von %(of)s Belegen.",
        "Without the mark of the project: %(count)s of %(of)s vouchers.",
    ),
    "readiness.gap_mark_unlooked": (
        "Ob sie den Vermerk tragen, hat niemand angesehen: %(count)s von %(of)s Belegen.",
        "Nobody has looked whether they bear the mark: %(count)s of %(of)s vouchers.",
    ),
    "readiness.gap_inventory_missing": (
        "Noch nicht inventarisiert: %(count)s von %(of)s Belegen über Gegenstände.",
        "Not in the inventory yet: %(count)s of %(of)s vouchers about items.",
    ),
    "readiness.gap_award_missing": (
        "Ohne Vergabevermerk: %(count)s von %(of)s Belegen über Aufträge.",
        "Without a record of the award: %(count)s of %(of)s vouchers about contracts.",
    ),
    "readiness.gap_commitments_overdue": (
        "Zahlung überfällig: %(count)s von %(of)s Vormerkungen, die noch binden.",
        "Payment overdue: %(count)s of %(of)s commitments that still bind.",
    ),
    "readiness.gap_tax_unknown": (
        "Umsatzsteuer nicht erfasst, obwohl sie abgezogen wird: %(count)s von %(of)s Belegen.",
        "Value added tax not noted although it is deducted: %(count)s of %(of)s vouchers.",
    ),
    "readiness.gap_outcome": (
        "%(count)s von %(of)s Austritten fehlt der Verbleib.",
        "Without the status afterwards: %(count)s of %(of)s exits.",
    ),
    "readiness.gap_exit_reason": (
        "%(count)s von %(of)s Austritten fehlt der Grund.",
        "Without a reason: %(count)s of %(of)s exits.",
    ),
    "readiness.gap_follow_up": (
        "Fällig und noch nicht eingetragen: %(count)s von %(of)s Nachbefragungen.",
        "Due and not recorded yet: %(count)s of %(of)s follow-ups.",
    ),
    "readiness.gap_override_reason": (
        "Ohne Begründung: %(count)s von %(of)s Aufnahmen gegen die Voraussetzungen.",
        "Without a reason: %(count)s of %(of)s admissions against the criteria.",
    ),
    "readiness.gap_stage": (
        "Ohne Baustein: %(count)s von %(of)s Personen in Betreuung.",
        "Without a stage: %(count)s of %(of)s people in care.",
    ),
    "readiness.gap_coach": (
        "Ohne betreuende Stelle: %(count)s von %(of)s Personen in Betreuung.",
        "In nobody's care: %(count)s of %(of)s people.",
    ),
    "readiness.gap_consent": (
        "Ohne die Einwilligung, die für die Aufnahme nötig ist: %(count)s von %(of)s Aufnahmen.",
        "Without the consent that an admission needs: %(count)s of %(of)s admissions.",
    ),
    "readiness.gap_waves": (
        "Unvollständig: %(count)s von %(of)s Befragungen.",
        "Incomplete: %(count)s of %(of)s waves of questionnaires.",
    ),
    "readiness.gap_milestones_overdue": (
        "Überfällig und ohne neuen Termin: %(count)s von %(of)s Meilensteinen.",
        "Overdue and without a new date: %(count)s of %(of)s milestones.",
    ),
    "readiness.gap_draw_downs": (
        "Nicht innerhalb der Frist verwendet: %(count)s von %(of)s Mittelabrufen.",
        "Not used in time: %(count)s of %(of)s draw-downs.",
    ),
    "readiness.gap_rules": (
        "Verletzte oder gefährdete Nebenbestimmungen: %(count)s.",
        "Auxiliary conditions broken or at risk: %(count)s.",
    ),
}
"""Of each kind of gap with its counts; worded so that they fit any number."""
