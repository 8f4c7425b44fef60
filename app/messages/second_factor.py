"""Sentences about the second factor."""

SENTENCES: dict[str, tuple[str, str]] = {
    "second_factor.wrong": (
        "Der Code stimmt nicht oder ist schon benutzt. Bitte den nächsten Code der App oder einen "
        "anderen Wiederherstellungscode eingeben. Hilft auch das nicht, geht vielleicht die Uhr "
        "des Telefons falsch.",
        "The code is wrong or has been used. Please enter the next code of the app or another "
        "recovery code. If that does not help either, the clock of your phone may be wrong.",
    ),
    "second_factor.not_the_apps": (
        "Der Code stimmt nicht. Bitte den eingeben, den die App jetzt für Pilotbuch zeigt. Hilft "
        "das nicht, geht vielleicht die Uhr des Telefons falsch.",
        "The code is wrong. Please enter the one that the app shows for Pilotbuch now. If that "
        "does not help, the clock of your phone may be wrong.",
    ),
    "second_factor.password_wrong": (
        "Das Passwort stimmt nicht. Bitte das eingeben, mit dem Sie sich anmelden.",
        "The password is wrong. Please enter the one that you sign in with.",
    ),
    "second_factor.over": (
        "Zwischen Passwort und Code dürfen höchstens fünf Minuten liegen. Bitte melden Sie sich "
        "noch einmal an.",
        "At most five minutes may lie between password and code. Please sign in once more.",
    ),
    "second_factor.on_already": (
        "Der zweite Faktor ist schon eingerichtet. Für ein neues Telefon schalten Sie ihn zuerst "
        "aus.",
        "The second factor is set up already. For another phone please switch it off first.",
    ),
    "second_factor.not_begun": (
        "Zu diesem Code gehört kein Schlüssel mehr. Bitte die Seite neu öffnen und von vorn "
        "beginnen.",
        "There is no key for this code any more. Please open the page again and start over.",
    ),
    "second_factor.not_on": (
        "Dieses Konto hat keinen zweiten Faktor (mehr). Bitte die Seite neu öffnen.",
        "This account has no second factor (any more). Please open the page again.",
    ),
    "second_factor.not_yourself": (
        "Den eigenen zweiten Faktor setzt man hier nicht zurück. Unter „Eigenes Konto“ lässt er "
        "sich mit einem Code ausschalten; ist das Telefon verloren, mit einem "
        "Wiederherstellungscode.",
        "You cannot reset your own second factor here. Your own account page switches it off with "
        "a code, or with a recovery code if the phone is lost.",
    ),
    "second_factor.broken": (
        "Der Schlüssel des zweiten Faktors ist nicht mehr lesbar. Bitte die Administration Ihres "
        "Vorhabens, ihn zurückzusetzen.",
        "The key of the second factor is no longer readable. Please ask your pilot's "
        "administrator to reset it.",
    ),
    "action.set_up_second_factor": ("Zweiter Faktor eingerichtet", "second factor set up"),
    "action.switch_off_second_factor": (
        "Zweiter Faktor ausgeschaltet",
        "second factor switched off",
    ),
    "action.reset_second_factor": ("Zweiter Faktor zurückgesetzt", "second factor reset"),
    "action.renew_recovery_codes": (
        "Wiederherstellungscodes erneuert",
        "recovery codes renewed",
    ),
    "action.use_recovery_code": ("Wiederherstellungscode benutzt", "recovery code used"),
    "action.refuse_code": ("Falscher Code abgewiesen", "wrong code refused"),
    "field.second_factor": ("Zweiter Faktor", "second factor"),
    "field.recovery_codes": ("Wiederherstellungscodes", "recovery codes"),
}
