"""Sentences about questionnaires and crises."""

SENTENCES: dict[str, tuple[str, str]] = {
    "questionnaires.instrument_refused": (
        "Das Instrument hat %(count)s Fehler.",
        "The instrument has %(count)s faults.",
    ),
    "questionnaires.unknown_instrument": (
        "Ein Instrument „%(instrument)s“ gibt es nicht. Bitte die Voreinstellung des Vorhabens "
        "berichtigen.",
        "There is no instrument “%(instrument)s”. Please correct the preset of the pilot.",
    ),
    "questionnaires.bounds_in_order": (
        "muss über dem niedrigsten Wert liegen",
        "must be above the lowest value",
    ),
    "questionnaires.decimals_in_bounds": ("muss 0 bis 3 sein", "must be 0 to 3"),
    "questionnaires.codes_and_items": (
        "gehören zu den Fragen: beide oder keine",
        "belong to the items: both or neither",
    ),
    "questionnaires.codes_repeated": ("haben einen Wert doppelt", "have a value twice"),
    "questionnaires.score_beyond_bounds": (
        "ergeben nicht den niedrigsten und den höchsten Wert",
        "do not give the lowest and the highest value",
    ),
    "questionnaires.bands_with_gaps": (
        "müssen vom niedrigsten bis zum höchsten Wert lückenlos aufeinander folgen",
        "must follow each other from the lowest to the highest value without gaps",
    ),
    "questionnaires.unknown_tone": ("haben einen unbekannten Ton", "have an unknown tone"),
    "questionnaires.unknown_item": (
        "nennen eine Frage, die es nicht gibt",
        "name an item that does not exist",
    ),
    "questionnaires.before_wave": (
        "Diese Befragung beginnt erst am %(opens_on)s. Bitte einen Tag ab dann angeben.",
        "This wave begins on %(opens_on)s. Please give that day or a later one.",
    ),
    "questionnaires.no_such_wave": (
        "Diese Befragung steht für die Person nicht an: Sie war an dem Tag nicht im Vorhaben, oder "
        "das Zeitfenster hat noch nicht begonnen.",
        "This wave is not due for the person: they were not in the pilot on that day, or the "
        "window has not begun yet.",
    ),
    "questionnaires.no_consent": (
        "Am %(on)s liegt keine gültige Einwilligung dafür vor. Ohne Einwilligung werden keine "
        "Antworten erfasst.",
        "There is no consent to this in force on %(on)s. Without consent no answers are recorded.",
    ),
    "questionnaires.off": (
        "%(instrument)s ist abgeschaltet, weil für das Vorhaben kein Krisenablauf hinterlegt ist. "
        "Die Projektkoordination kann ihn hinterlegen.",
        "%(instrument)s is off because no crisis procedure is recorded for the pilot. The project "
        "coordinator can record it.",
    ),
    "questionnaires.unknown_answer": (
        "Eine Antwort gehört nicht zu diesem Fragebogen.",
        "An answer does not belong to this questionnaire.",
    ),
    "questionnaires.nothing_answered": (
        "Keine Frage ist beantwortet. Bitte stattdessen „nicht beantwortet“ mit einem Grund "
        "eintragen.",
        "No item is answered. Please record “not answered” with a reason instead.",
    ),
    "questionnaires.score_out_of_bounds": (
        "Bitte einen Wert von %(lowest)s bis %(highest)s eingeben.",
        "Please enter a value from %(lowest)s to %(highest)s.",
    ),
    "questionnaires.unknown_missing": ("Bitte einen Grund wählen.", "Please choose a reason."),
    "questionnaires.crisis_confirmed": (
        "Jemand anderes hat das schon bestätigt. Ihre Eingabe wurde nicht gespeichert.",
        "Somebody else has confirmed this already. Your entry was not saved.",
    ),
    "questionnaires.measures_missing": (
        "Bitte kurz eintragen, was Sie getan haben.",
        "Please say briefly what you have done.",
    ),
    "questionnaires.procedure_empty": (
        "Bitte den Ablauf beschreiben.",
        "Please describe the procedure.",
    ),
    "questionnaires.hours_out_of_bounds": (
        "Bitte %(least)s bis %(most)s Stunden angeben.",
        "Please give %(least)s to %(most)s hours.",
    ),
    "questionnaires.no_procedure": (
        "Es gilt kein Krisenablauf, der enden könnte.",
        "There is no crisis procedure in force that could end.",
    ),
    "due.questionnaire": (
        "Befragung %(wave)s: %(instruments)s",
        "Questionnaires %(wave)s: %(instruments)s",
    ),
    # What the log calls it.
    "action.answer_questionnaire": ("Fragebogen erfasst", "questionnaire recorded"),
    "action.correct_questionnaire": ("Fragebogen berichtigt", "questionnaire corrected"),
    "action.code_missing": ("Fragebogen als fehlend erfasst", "questionnaire coded as missing"),
    "action.open_crisis": ("Krisenablauf ausgelöst", "crisis procedure opened"),
    "action.confirm_crisis": ("Krise bestätigt", "crisis confirmed"),
    "action.record_procedure": ("Krisenablauf hinterlegt", "crisis procedure recorded"),
    "action.end_procedure": ("Krisenablauf beendet", "crisis procedure ended"),
    "subject.crisis_procedure": ("Krisenablauf", "crisis procedure"),
    "field.answered_on": ("beantwortet am", "answered on"),
    "field.score": ("Punktwert", "score"),
    "field.missing": ("Grund des Fehlens", "reason for missing"),
    "field.text": ("Text", "text"),
    "field.confirm_hours": ("Stunden bis zur Bestätigung", "hours until confirmation"),
    "field.ended_at": ("Ende", "end"),
}
