"""Sentences about barriers, resources and circumstances."""

SENTENCES: dict[str, tuple[str, str]] = {
    "conditions.since_unreadable": (
        "Bitte als TT.MM.JJJJ, MM.JJJJ oder JJJJ eingeben, zum Beispiel 03.2019.",
        "Please enter TT.MM.JJJJ, MM.JJJJ or JJJJ (day, month, year), for example 03.2019.",
    ),
    "conditions.since_after_noting": (
        "Das liegt nach dem Tag der Erfassung, dem %(noted_on)s.",
        "This is later than the day of noting, %(noted_on)s.",
    ),
    "conditions.no_health_consent": (
        "Für Angaben zur Gesundheit fehlt am %(day)s die Einwilligung „Gesundheitsdaten "
        "verarbeiten“. Bitte zuerst die Einwilligung einholen und in der Akte eintragen.",
        "The consent “process health data” is missing on %(day)s, which data about health need. "
        "Please obtain the consent and enter it in the record first.",
    ),
    "conditions.unknown_group": (
        "Diese Gruppe gibt es hier nicht. Bitte eine aus der Liste wählen.",
        "There is no such group here. Please choose one from the list.",
    ),
    "conditions.unknown_state": (
        "Diesen Stand gibt es hier nicht. Bitte einen aus der Liste wählen.",
        "There is no such state here. Please choose one from the list.",
    ),
    "conditions.unknown_partner": (
        "Mit dieser Einrichtung wird an dem Tag nicht zusammengearbeitet. Bitte eine andere "
        "wählen.",
        "This institution is not worked with on that day. Please choose another.",
    ),
    "conditions.before_stay": (
        "Das liegt vor dem Beginn am %(begins_on)s. Bitte einen späteren Tag angeben; seit wann "
        "etwas besteht, steht im Feld „Seit“.",
        "This is earlier than the beginning on %(begins_on)s. Please give a later day; since when "
        "something has been there is entered in the field “Since”.",
    ),
    "conditions.after_exit": (
        "Die Teilnahme endete am %(exited_on)s. Bitte keinen späteren Tag angeben.",
        "The stay ended on %(exited_on)s. Please give no later day.",
    ),
    "conditions.before_noting": (
        "Der Eintrag wurde am %(noted_on)s erfasst; ein Stand kann nicht davor liegen.",
        "The entry was noted on %(noted_on)s; a state cannot be earlier.",
    ),
    "conditions.before_birth": (
        "Das liegt vor der Geburt der Person.",
        "This is earlier than the person's birth.",
    ),
    "conditions.same_state": (
        "Dieser Stand gilt schon seit dem %(since)s.",
        "This state has held since %(since)s already.",
    ),
    "conditions.first_state_stays": (
        "Der erste Stand bleibt. Ist der ganze Eintrag falsch, bitte den Eintrag streichen.",
        "The first state stays. If the whole entry is wrong, please strike it out.",
    ),
    "conditions.is_voided": (
        "Der Eintrag ist seit dem %(voided_on)s gestrichen. Bitte zuerst wiederherstellen.",
        "The entry has been struck out since %(voided_on)s. Please restore it first.",
    ),
    "conditions.not_voided": (
        "Der Eintrag ist nicht gestrichen.",
        "The entry is not struck out.",
    ),
    "conditions.degree_unknown": (
        "Den Grad der Behinderung gibt es von 20 bis 100 in Zehnerschritten oder gar nicht.",
        "A degree of disability is 20 to 100 in steps of ten, or none.",
    ),
    "conditions.unknown_value": (
        "Bitte einen Wert aus der Liste wählen.",
        "Please choose a value from the list.",
    ),
    "conditions.no_number": (
        "Bitte eine ganze Zahl eingeben.",
        "Please enter a whole number.",
    ),
    "conditions.out_of_bounds": (
        "Bitte eine Zahl von %(lowest)s bis %(highest)s eingeben.",
        "Please enter a number from %(lowest)s to %(highest)s.",
    ),
    "conditions.no_day": (
        "Diesen Tag gibt es nicht. Bitte als TT.MM.JJJJ eingeben.",
        "There is no such day. Please enter it as TT.MM.JJJJ (day, month, year).",
    ),
    "conditions.from_missing": (
        "Bitte angeben, ab wann das gilt.",
        "Please say from when on this holds.",
    ),
    "conditions.no_equal_status": (
        "Eine Gleichstellung gibt es nur bei einem Grad der Behinderung von 30 oder 40.",
        "Equal status exists only with a degree of disability of 30 or 40.",
    ),
    "conditions.value_that_day": (
        "Am %(day)s beginnt schon ein Wert. Bitte jenen berichtigen.",
        "A value begins on %(day)s already. Please correct that one.",
    ),
    "action.note_condition": ("Hemmnis oder Ressource erfasst", "barrier or resource noted"),
    "action.correct_condition": (
        "Hemmnis oder Ressource berichtigt",
        "barrier or resource corrected",
    ),
    "action.change_state": ("Stand geändert", "state changed"),
    "action.take_state_back": ("Stand zurückgenommen", "state taken back"),
    "action.void_condition": ("Eintrag gestrichen", "entry struck out"),
    "action.restore_condition": ("Eintrag wiederhergestellt", "entry restored"),
    "action.set_circumstance": ("Lebensumstand erfasst", "circumstance entered"),
    "action.correct_circumstance": ("Lebensumstand berichtigt", "circumstance corrected"),
    "action.remove_circumstance": ("Lebensumstand entfernt", "circumstance removed"),
    "field.group": ("Gruppe", "group"),
    "field.noted_on": ("erfasst am", "noted on"),
    "field.value": ("Wert", "value"),
    "field.text_sealed": ("Freitext", "free text"),
    "field.since_precision": ("Genauigkeit von „seit“", "precision of “since”"),
    "field.school": ("Schulabschluss", "school qualification"),
    "field.vocational": ("Berufsabschluss", "vocational qualification"),
    "field.children": ("Kinder im Haushalt", "children in the household"),
    "field.since": ("seit", "since"),
    "field.partner_id": ("Einrichtung", "institution"),
    "field.voided_on": ("gestrichen am", "struck out on"),
    "field.household": ("Haushalt", "household"),
    "field.caring": ("Pflegt Angehörige", "cares for relatives"),
    "field.employment": ("Erwerbsstatus", "employment status"),
    "field.benefit_since": ("Leistungsbezug seit", "on benefits since"),
    "field.disability": ("Grad der Behinderung", "degree of disability"),
    "field.equal_status": ("Gleichstellung", "equal status"),
    "field.living": ("Wohnform", "housing"),
}
