"""Sentences about packages for a delivery instance, and about encrypted files."""

SENTENCES: dict[str, tuple[str, str]] = {
    "delivery.elsewhere": (
        "Empfänger von Freigaben melden sich hier nicht an, denn auf dieser Maschine liegen Namen. "
        "Ihre Lieferungen liegen auf der Auslieferungsinstanz; die Adresse nennt Ihnen die "
        "Projektkoordination.",
        "Recipients of releases do not sign in here, since this machine holds names. Your releases "
        "are on the delivery instance; ask the project coordination for its address.",
    ),
    "delivery.no_package": (
        "Das ist kein Paket einer Hauptinstanz, oder es ist abgeschnitten.",
        "This is no package of a main instance, or it was cut off.",
    ),
    "delivery.foreign": (
        "Dieses Paket hat jemand unterschrieben, dem diese Instanz nicht vertraut.",
        "This package was signed by somebody whom this instance does not trust.",
    ),
    "delivery.changed": (
        "Das Paket ist unvollständig oder wurde verändert: die Unterschrift passt nicht. Bitte neu "
        "übertragen.",
        "The package is incomplete or was changed: its signature does not fit. Please transfer it "
        "again.",
    ),
    "delivery.not_for_us": (
        "Dieses Paket ist für eine andere Instanz versiegelt.",
        "This package is sealed for another instance.",
    ),
    "delivery.too_large": (
        "Das Paket ist zu groß: höchstens 2 GB. Bitte als verschlüsselte Datei übergeben.",
        "The package is too large: 2 GB at most. Please hand the release over as an encrypted file.",
    ),
    "delivery.other_format": (
        "Das Paket hat das Format %(format)s, das diese Fassung des Programms nicht kennt.",
        "The package is of format %(format)s, which this version of the program does not know.",
    ),
    "delivery.not_whole": (
        "Der Inhalt des Pakets ist nicht vollständig. Es wurde nichts angenommen.",
        "The content of the package is not whole. Nothing was taken.",
    ),
    "delivery.older": (
        "Dieses Paket ist vom %(issued)s und damit älter als das zuletzt angenommene vom %(last)s. "
        "Was seither gesperrt wurde, käme sonst zurück. Bitte neu packen.",
        "This package was made on %(issued)s, before the one taken last, of %(last)s. What was "
        "closed since would come back. Please pack it again.",
    ),
    "delivery.closed_here": (
        "Freigabe Nr. %(number)s ist hier geschlossen und öffnet sich nicht wieder. Bitte eine neue "
        "Freigabe vorbereiten.",
        "Release no. %(number)s is closed here and does not open again. Please prepare a new one.",
    ),
    "delivery.differs": (
        "Unter Nr. %(number)s liegt hier schon eine Freigabe mit anderem Inhalt. Bitte eine neue "
        "Freigabe vorbereiten.",
        "There is a release no. %(number)s with another content here. Please prepare a new one.",
    ),
    "delivery.namesake": (
        "Hier gibt es schon einen anderen Empfänger namens „%(name)s“.",
        "There is another recipient called “%(name)s” here.",
    ),
    "delivery.which_recipient": (
        "Bitte genau einen Empfänger nennen (--recipient). Bekannt sind: %(names)s",
        "Please name exactly one recipient (--recipient). Known are: %(names)s",
    ),
    "delivery.no_release": (
        "Eine Freigabe Nr. %(number)s gibt es nicht.",
        "There is no release no. %(number)s.",
    ),
    "delivery.locked": (
        "Freigabe Nr. %(number)s ist gesperrt: eine Einwilligung ist widerrufen oder um Löschung ist "
        "gebeten. Sie verlässt das Haus nicht mehr.",
        "Release no. %(number)s is locked: a consent was withdrawn, or its deletion was asked for. "
        "It does not leave the house any more.",
    ),
    "delivery.not_open": (
        "Freigabe Nr. %(number)s ist nicht erteilt oder nicht mehr offen.",
        "Release no. %(number)s is not approved, or not open any more.",
    ),
    "delivery.exists": (
        "Die Datei %(file)s gibt es schon; sie wird nicht überschrieben.",
        "The file %(file)s exists already; it is not written over.",
    ),
    "delivery.no_folder": (
        "Den Ordner „%(folder)s“ gibt es nicht.",
        "There is no folder “%(folder)s”.",
    ),
    "delivery.no_line": (
        "Erwartet wird die Zeile, die „flask delivery key“ auf der Gegenseite druckt; sie beginnt "
        "mit %(word)s.",
        "Expected is the line that “flask delivery key” prints on the other side; it begins with "
        "%(word)s.",
    ),
    "delivery.own_line": (
        "Das ist die Zeile dieser Instanz. Bitte die der Gegenseite angeben.",
        "This is the line of this very instance. Please give that of the other side.",
    ),
    "delivery.other_trusted": (
        "Diese Instanz vertraut schon einer anderen Gegenseite. Soll die neue an ihre Stelle treten, "
        "bitte --replace angeben.",
        "This instance trusts another side already. Give --replace if the new one is to take its "
        "place.",
    ),
    "delivery.nobody_trusted": (
        "Die Gegenseite ist noch nicht bekannt. Bitte zuerst „flask delivery trust“ mit ihrer Zeile "
        "aufrufen.",
        "The other side is not known yet. Please call “flask delivery trust” with its line first.",
    ),
    "delivery.key_broken": (
        "Der Schlüssel in %(file)s ist nicht lesbar: 64 Hexadezimalziffern erwartet.",
        "The key in %(file)s is not readable: 64 hexadecimal digits expected.",
    ),
    "delivery.file_gone": (
        "Die verschlüsselte Datei ist schon abgeholt oder wurde entfernt. Bitte neu erstellen; sie "
        "bekommt ein anderes Kennwort.",
        "The encrypted file was fetched already, or was removed. Please make it anew; it gets "
        "another passphrase.",
    ),
    "action.pack_release": (
        "Freigabe für die Auslieferungsinstanz gepackt",
        "Release packed for the delivery instance",
    ),
    "action.pack_recall": (
        "Sperrliste für die Auslieferungsinstanz gepackt",
        "List of closed releases packed for the delivery instance",
    ),
    "action.take_package": (
        "Paket der Hauptinstanz angenommen",
        "Package of the main instance taken",
    ),
    "action.take_release": ("Freigabe angenommen", "Release taken"),
    "action.close_release": ("Freigabe geschlossen", "Release closed"),
    "action.make_handover": (
        "Verschlüsselte Datei für die Übergabe erstellt",
        "Encrypted file for handing over made",
    ),
    "action.download_handover": (
        "Verschlüsselte Datei für die Übergabe geladen",
        "Encrypted file for handing over downloaded",
    ),
    "field.cleared_at": ("Dateien gelöscht am", "files removed on"),
    "field.release": ("Freigabe", "release"),
    "field.recall": ("Sperrliste", "list of closed releases"),
}
