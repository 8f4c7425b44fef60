"""Sentences about the network."""

SENTENCES: dict[str, tuple[str, str]] = {
    "partner.unknown_kind": ("Diese Art gibt es nicht.", "There is no such kind."),
    "partner.unknown_purpose": ("Diesen Zweck gibt es nicht.", "There is no such purpose."),
    "partner.unknown_result": ("Dieses Ergebnis gibt es nicht.", "There is no such result."),
    "partner.name_taken": (
        "Eine Einrichtung mit diesem Namen gibt es schon.",
        "There is an institution of this name already.",
    ),
    "partner.ends_before_start": (
        "Die Vereinbarung gilt ab %(valid_from)s und kann nicht davor enden.",
        "The agreement is valid from %(valid_from)s and cannot end before.",
    ),
    "partner.signed_after_end": (
        "Die Unterschrift liegt nach dem letzten Tag der Vereinbarung, %(valid_until)s.",
        "The signature is later than the last day of the agreement, %(valid_until)s.",
    ),
    "partner.before_referral": (
        "Die Einbeziehung kann nicht vor dem %(earliest)s beginnen (Zusteuerung oder Aufnahme).",
        "It cannot begin before %(earliest)s (referral or entry).",
    ),
    "partner.involved_backwards": (
        "Das Ende liegt vor dem Beginn am %(from_day)s.",
        "The end is before the beginning on %(from_day)s.",
    ),
    "partner.involved_already": (
        "Diese Einrichtung ist ab diesem Tag für diesen Zweck schon eingetragen.",
        "This institution is entered for this purpose from this day already.",
    ),
    "partner.no_longer_offered": (
        "Mit dieser Einrichtung wird nicht mehr zusammengearbeitet. Bitte eine andere wählen.",
        "This institution is no longer worked with. Please choose another.",
    ),
    "action.add_partner": ("Einrichtung angelegt", "institution added"),
    "action.correct_partner": ("Einrichtung berichtigt", "institution corrected"),
    "action.end_partner": ("Zusammenarbeit beendet", "cooperation ended"),
    "action.resume_partner": ("Zusammenarbeit wieder aufgenommen", "cooperation resumed"),
    "action.add_partner_contact": ("Ansprechperson angelegt", "contact person added"),
    "action.correct_partner_contact": ("Ansprechperson berichtigt", "contact person corrected"),
    "action.remove_partner_contact": ("Ansprechperson gelöscht", "contact person removed"),
    "action.conclude_agreement": ("Vereinbarung eingetragen", "agreement entered"),
    "action.correct_agreement": ("Vereinbarung geändert", "agreement changed"),
    "action.drop_agreement": ("Vereinbarung entfernt", "agreement removed"),
    "action.bring_in": ("Einrichtung einbezogen", "institution brought in"),
    "action.revise_involvement": ("Einbeziehung geändert", "involvement changed"),
    "action.remove_involvement": ("Einbeziehung entfernt", "involvement removed"),
    "subject.partner": ("Einrichtung", "institution"),
    "subject.agreement": ("Kooperationsvereinbarung", "cooperation agreement"),
}
