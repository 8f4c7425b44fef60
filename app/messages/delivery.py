"""Sentences about the delivery of releases."""

SENTENCES: dict[str, tuple[str, str]] = {
    "delivery.no_token": (
        "Bitte senden Sie einen Zugriffsschlüssel: „Authorization: Bearer …“. Sie erhalten ihn von der Projektkoordination.",
        "Please send an access token: “Authorization: Bearer …”. The project coordination gives you one.",
    ),
    "delivery.unknown_token": (
        "Diesen Zugriffsschlüssel gibt es nicht. Bitte prüfen Sie, ob er vollständig ist.",
        "There is no such access token. Please check that it is complete.",
    ),
    "delivery.revoked_token": (
        "Dieser Zugriffsschlüssel ist gesperrt. Bitten Sie die Projektkoordination um einen neuen.",
        "This access token is revoked. Please ask the project coordination for a new one.",
    ),
    "delivery.expired_token": (
        "Dieser Zugriffsschlüssel ist abgelaufen. Bitten Sie die Projektkoordination um einen neuen.",
        "This access token has expired. Please ask the project coordination for a new one.",
    ),
    "delivery.which_token": (
        "So beginnen %(number)s gültige Zugriffsschlüssel, gesperrt wird genau einer. „flask delivery token list“ zeigt alle.",
        "%(number)s valid access tokens begin so; exactly one is revoked. “flask delivery token list” shows them all.",
    ),
    "delivery.no_purpose": (
        "Bitte nennen Sie, wofür Sie die Datei laden, zum Beispiel „?purpose=Zwischenbericht“.",
        "Please say what you fetch the file for, for example “?purpose=interim%%20report”.",
    ),
    "delivery.long_purpose": (
        "Der Zweck darf höchstens %(most)s Zeichen lang sein.",
        "The purpose may have %(most)s characters at most.",
    ),
    "delivery.status_400": (
        "Diese Anfrage ist so nicht zu verstehen.",
        "This request cannot be understood.",
    ),
    "delivery.status_404": (
        "Das gibt es nicht, oder es ist nicht für diesen Empfänger.",
        "There is no such thing, or it is not for this recipient.",
    ),
    "delivery.status_405": (
        "Diese Adresse lässt sich nur lesen (GET).",
        "This address can only be read (GET).",
    ),
    "delivery.status_410": (
        "Diese Freigabe ist gesperrt oder zurückgezogen; zu laden gibt es nichts mehr. Bitte löschen Sie, was Sie davon haben.",
        "This release is locked or withdrawn; there is nothing left to fetch. Please delete what you have of it.",
    ),
    "delivery.status_429": (
        "Zu viele unbekannte Zugriffsschlüssel von dieser Adresse. Bitte warten Sie 15 Minuten.",
        "Too many unknown access tokens from this address. Please wait 15 minutes.",
    ),
    "delivery.status_500": (
        "Hier ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal; bleibt der Fehler, nennen Sie der Projektkoordination die Uhrzeit.",
        "Something went wrong here. Please try again; if it stays, tell the project coordination the time.",
    ),
}
