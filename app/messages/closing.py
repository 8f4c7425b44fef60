"""Sentences about closed months and the journal."""

SENTENCES: dict[str, tuple[str, str]] = {
    "closing.not_close": ("Dieser Monat ist schon abgeschlossen.", "This month is closed already."),
    "closing.not_ask": (
        "Dieser Monat ist nicht abgeschlossen, oder seine Öffnung ist schon beantragt.",
        "This month is not closed, or its reopening has been asked for already.",
    ),
    "closing.not_decline": (
        "Für diesen Monat ist keine Öffnung beantragt.",
        "Nobody has asked to reopen this month.",
    ),
    "closing.not_reopen": (
        "Für diesen Monat ist keine Öffnung beantragt.",
        "Nobody has asked to reopen this month.",
    ),
    "closing.out_of_turn": (
        "Monate werden der Reihe nach abgeschlossen. Als Nächstes ist %(month)s an der Reihe.",
        "Months are closed in order. The next one is %(month)s.",
    ),
    "closing.not_over": (
        "Dieser Monat läuft noch. Abschließen können Sie ihn ab dem %(on)s.",
        "This month is not over. You can close it from %(on)s.",
    ),
    "closing.changed_meanwhile": (
        "Inzwischen wurde in diesem Monat gebucht. Bitte sehen Sie sich die Zahlen noch einmal an.",
        "Something has been booked in this month meanwhile. Please look at the figures again.",
    ),
    "closing.blocked": (
        "Der Monat lässt sich noch nicht abschließen. Bitte erledigen Sie zuerst, was ihn sperrt.",
        "The month cannot be closed yet. Please settle first what blocks it.",
    ),
    "closing.reason_needed": (
        "Bitte begründen Sie, warum der Monat trotz der offenen Punkte abgeschlossen wird.",
        "Please say why the month is closed in spite of what is still open.",
    ),
    "closing.reason_for_reopening": (
        "Bitte begründen Sie, warum der Monat wieder geöffnet werden soll.",
        "Please say why the month should be reopened.",
    ),
    "closing.reason_for_declining": (
        "Bitte begründen Sie, warum der Monat geschlossen bleibt.",
        "Please say why the month stays closed.",
    ),
    "closing.second_person": (
        "Eine zweite Person öffnet den Monat: Sie haben die Öffnung selbst beantragt.",
        "A second person reopens the month: you have asked for it yourself.",
    ),
    "closing.month_closed": (
        "Belege dieses Imports stehen in abgeschlossenen Monaten (ab %(month)s). Lassen Sie diese "
        "Monate zuerst wieder öffnen.",
        "Vouchers of this import stand in closed months (from %(month)s). Have these months "
        "reopened first.",
    ),
    "closing.obstacle_overdue_commitments": (
        "Überfällige Vormerkungen: %(count)s, zusammen %(amount_cents)s.",
        "Commitments overdue: %(count)s, together %(amount_cents)s.",
    ),
    "closing.obstacle_unapproved_imports": (
        "%(count)s Belege des Monats (%(amount_cents)s) kamen mit einem Import herein, den noch "
        "keine zweite Person freigegeben hat.",
        "%(count)s vouchers of the month (%(amount_cents)s) came in by an import that no second "
        "person has approved yet.",
    ),
    "closing.obstacle_unsigned_bank": (
        "Das Konto ist für den Monat noch nicht abgestimmt.",
        "The account is not signed off for the month yet.",
    ),
    "closing.obstacle_unmatched_entries": (
        "Bankumsätze bis zum Monatsende ohne Beleg oder Einnahme: %(count)s.",
        "Bank entries up to the end of the month without voucher or receipt: %(count)s.",
    ),
    "action.close_month": ("Monat abgeschlossen", "month closed"),
    "action.ask_reopening": ("Öffnung eines Monats beantragt", "reopening of a month asked for"),
    "action.decline_reopening": (
        "Öffnung eines Monats abgelehnt",
        "reopening of a month declined",
    ),
    "action.reopen_month": ("Monat wieder geöffnet", "month reopened"),
    "action.export_journal": ("Journal ausgegeben", "journal exported"),
    "subject.month_closing": ("Monatsabschluss", "month closing"),
    "subject.journal": ("Journal", "journal"),
    "field.format": ("Dateiformat", "file format"),
}
