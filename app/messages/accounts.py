"""Sentences about accounts."""

SENTENCES: dict[str, tuple[str, str]] = {
    "account.wrong": (
        "E-Mail-Adresse oder Passwort stimmt nicht.",
        "The e-mail address or the password is wrong.",
    ),
    "account.too_many": (
        "Zu viele Versuche. Bitte in 15 Minuten noch einmal.",
        "Too many attempts. Please try again in 15 minutes.",
    ),
    "account.current_password_wrong": (
        "Das bisherige Passwort stimmt nicht.",
        "The present password is wrong.",
    ),
    "account.password_short": (
        "Das Passwort braucht mindestens %(minimum)s Zeichen.",
        "The password needs at least %(minimum)s characters.",
    ),
    "account.password_long": (
        "Das Passwort darf höchstens %(maximum)s Zeichen haben.",
        "The password may have at most %(maximum)s characters.",
    ),
    "account.password_like_address": (
        "Das Passwort darf den Namen aus der E-Mail-Adresse nicht enthalten.",
        "The password must not contain the name in the e-mail address.",
    ),
    "account.unknown": (
        "Ein Konto %(email)s gibt es nicht.",
        "There is no account %(email)s.",
    ),
    "account.no_email": (
        "Das ist keine E-Mail-Adresse. Erwartet wird zum Beispiel name@amt.de.",
        "This is no e-mail address. Expected is for example name@office.de.",
    ),
    "account.unknown_role": (
        "Die Rolle „%(role)s“ gibt es nicht. Es gibt: %(known)s.",
        "There is no role “%(role)s”. There are: %(known)s.",
    ),
    "account.role_held": (
        "Diese Rolle hat die Person in dieser Zeit schon.",
        "The person already has this role at that time.",
    ),
    "account.until_before_from": (
        "Das Ende muss nach dem Beginn liegen.",
        "The end must be later than the beginning.",
    ),
    "account.last_administrator": (
        "Das ist die letzte Administration des Vorhabens. Bitte zuerst jemand anderem die "
        "Rolle geben.",
        "This is the pilot's last administrator. Please give somebody else the role first.",
    ),
    "account.not_yourself": (
        "Das eigene Konto kann man nicht schließen.",
        "You cannot close your own account.",
    ),
    "account.elsewhere": (
        "Das Konto gehört auch zu einem anderen Vorhaben. Passwort und Zustand des Kontos ändert "
        "deshalb nur, wer den Server betreut.",
        "The account also belongs to another pilot. Its password and state can therefore only be "
        "changed by whoever runs the server.",
    ),
    "account.password_same": (
        "Das neue Passwort ist das bisherige. Bitte ein anderes wählen.",
        "The new password is the present one. Please choose another.",
    ),
    "account.password_simple": (
        "Das Passwort braucht mindestens %(minimum)s verschiedene Zeichen.",
        "The password needs at least %(minimum)s different characters.",
    ),
    "account.just_added": (
        "Das Konto ist eben von jemand anderem angelegt worden. Bitte noch einmal speichern.",
        "Somebody else has just added this account. Please save once more.",
    ),
    "account.role_over": (
        "Die Person hat die Rolle schon ab dem %(day)s nicht mehr.",
        "The person no longer has the role from %(day)s on already.",
    ),
    "account.post_held": (
        "Die Person hat diese Stelle in dieser Zeit schon.",
        "The person already holds this post at that time.",
    ),
    "account.works_no_cases": (
        "Dieses Konto bearbeitet an diesem Tag keine Fälle. Bitte ein anderes wählen.",
        "This account works no cases on that day. Please choose another.",
    ),
    "account.deputy_needs_end": (
        "Eine Vertretung gilt für einen Zeitraum. Bitte den letzten Tag angeben.",
        "A deputy stands in for a period. Please give the last day.",
    ),
    "account.post_over": (
        "Die Person hat die Stelle schon ab dem %(day)s nicht mehr.",
        "The person no longer holds the post from %(day)s on already.",
    ),
    "account.not_confirmed": (
        "Bitte mit dem Häkchen bestätigen.",
        "Please confirm with the tick.",
    ),
    "role.coordinator": ("Projektkoordination", "Project coordination"),
    "role.coach": ("Gesundheitscoach", "Health coach"),
    "role.deputy": ("Vertretung", "Deputy"),
    "role.finance": ("Finanzen", "Finance"),
    "role.approver": ("Freigabe (zweite Person)", "Approval (second person)"),
    "role.evaluator": ("Evaluation", "Evaluation institute"),
    "role.auditor": ("Prüfung", "Audit"),
    "role.funder": ("Zuwendungsgeber", "Funder"),
    "role.administrator": ("Administration", "Administration"),
}
