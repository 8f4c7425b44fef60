"""Sentences about reminders and the calendar feed."""

SENTENCES: dict[str, tuple[str, str]] = {
    "notices.calendar": ("Pilotbuch: %(title)s", "Pilotbuch: %(title)s"),
    "notices.met": ("Erledigt: %(name)s", "Done: %(name)s"),
    "notices.reached": ("Erreicht: %(name)s", "Reached: %(name)s"),
    "notices.milestone": ("Meilenstein: %(name)s", "Milestone: %(name)s"),
    "notices.unconfirmed": ("%(name)s (Frist nicht bestätigt)", "%(name)s (day not confirmed)"),
    "notices.no_calendar": (
        "Es gibt keine Kalenderadresse, die zu sperren wäre.",
        "There is no calendar address to revoke.",
    ),
    "notices.no_mail_server": (
        "Kein Mailserver: bitte PILOTBUCH_SMTP_URL und PILOTBUCH_MAIL_FROM angeben.",
        "No mail server: please set PILOTBUCH_SMTP_URL and PILOTBUCH_MAIL_FROM.",
    ),
    "notices.already_running": (
        "Ein anderer Lauf versendet gerade Erinnerungen.",
        "Another run is sending reminders at the moment.",
    ),
    "notices.refused": (
        "%(email)s: vom Mailserver abgelehnt (%(code)s).",
        "%(email)s: refused by the mail server (%(code)s).",
    ),
    "notices.no_address": (
        "%(email)s: an diese Adresse kann nicht geschickt werden.",
        "%(email)s: this address cannot be sent to.",
    ),
    "notices.server_down": (
        "Der Mailserver %(host)s nimmt nichts an (%(reason)s). Nicht verschickt: %(count)d.",
        "The mail server %(host)s takes nothing (%(reason)s). Not sent: %(count)d.",
    ),
    "notices.subject_one": ("%(pilot)s: eine Frist", "%(pilot)s: one date"),
    "notices.subject_many": ("%(pilot)s: %(count)d Fristen", "%(pilot)s: %(count)d dates"),
    "notices.opening": (
        "Guten Tag,\n\nim Vorhaben „%(pilot)s“ stehen an (Stand %(day)s):",
        "Hello,\n\nin the pilot “%(pilot)s” these dates are near (as of %(day)s):",
    ),
    "notices.today": ("- %(on)s: %(title)s (heute)", "- %(on)s: %(title)s (today)"),
    "notices.in_one_day": ("- %(on)s: %(title)s (morgen)", "- %(on)s: %(title)s (tomorrow)"),
    "notices.in_days": (
        "- %(on)s: %(title)s (in %(days)d Tagen)",
        "- %(on)s: %(title)s (in %(days)d days)",
    ),
    "notices.late_one_day": (
        "- %(on)s: %(title)s (überfällig seit gestern)",
        "- %(on)s: %(title)s (overdue since yesterday)",
    ),
    "notices.late_days": (
        "- %(on)s: %(title)s (überfällig seit %(days)d Tagen)",
        "- %(on)s: %(title)s (overdue for %(days)d days)",
    ),
    "notices.tasks": (
        "Aufgaben in Ihren Fällen bis %(until)s: %(count)d, davon überfällig: %(late)d.",
        "Tasks in your cases up to %(until)s: %(count)d, of these overdue: %(late)d.",
    ),
    "notices.all_dates": ("Alle Fristen: %(url)s", "All dates: %(url)s"),
    "notices.all_tasks": ("Alle Aufgaben: %(url)s", "All tasks: %(url)s"),
    "notices.change": (
        "Wie oft Sie erinnert werden, bestimmen Sie hier: %(url)s",
        "You decide here how often you are reminded: %(url)s",
    ),
    "notices.closing": (
        "Pilotbuch hat diese Nachricht selbst verschickt; Antworten liest niemand.",
        "Pilotbuch has sent this message by itself; nobody reads answers.",
    ),
    "action.make_calendar": ("Kalenderadresse erstellt", "calendar address made"),
    "action.revoke_calendar": ("Kalenderadresse gesperrt", "calendar address revoked"),
    "action.choose_reminders": ("Erinnerungen gewählt", "reminders chosen"),
    "action.send_notice": ("Erinnerung verschickt", "reminder sent"),
    "subject.calendar_feed": ("Kalenderadresse", "calendar address"),
    "field.rhythm": ("Häufigkeit der Erinnerungen", "how often to remind"),
}
