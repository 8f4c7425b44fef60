"""Sentences about participants."""

SENTENCES: dict[str, tuple[str, str]] = {
    "action.export_list": ("Liste ausgegeben", "list exported"),
    "participant.referred_after_entry": (
        "Die Zusteuerung liegt nach der Aufnahme.",
        "The referral is later than the entry.",
    ),
    "participant.born_after_entry": (
        "Das Geburtsdatum liegt nicht vor der Aufnahme.",
        "The date of birth is not earlier than the entry.",
    ),
    "participant.outside_period": (
        "Aufgenommen werden kann nur im Bewilligungszeitraum vom %(starts_on)s bis %(ends_on)s.",
        "People can be admitted in the funding period only, from %(starts_on)s to %(ends_on)s.",
    ),
    "participant.no_consent": (
        "Ohne Einwilligung in die Teilnahme ist keine Aufnahme möglich.",
        "Nobody can be admitted without consent to take part.",
    ),
    "participant.criteria_need_coordinator": (
        "Eine Pflichtvoraussetzung ist nicht erfüllt oder nicht bekannt. Solche Aufnahmen "
        "entscheidet die Projektkoordination.",
        "A required criterion is not met or not known. Such admissions are decided by the "
        "project coordinator.",
    ),
    "participant.criteria_need_reason": (
        "Eine Pflichtvoraussetzung ist nicht erfüllt oder nicht bekannt. Bitte die Ausnahme "
        "schriftlich begründen.",
        "A required criterion is not met or not known. Please give the reason for the exception.",
    ),
    "participant.already_in": (
        "Diese Kundennummer ist zu dieser Zeit schon im Vorhaben.",
        "This customer number is in the pilot at that time already.",
    ),
    "participant.no_case_post": (
        "Diese Stelle betreut keine Fälle. Bitte eine andere wählen.",
        "This post carries no cases. Please choose another.",
    ),
    "participant.unknown_stage": (
        "Diesen Baustein gibt es nicht.",
        "There is no such stage.",
    ),
    "participant.same_stage": (
        "Die Person ist schon im Baustein %(stage)s.",
        "The person is in stage %(stage)s already.",
    ),
    "participant.move_before_entry": (
        "Der Wechsel liegt vor der Aufnahme am %(admitted_on)s.",
        "The move is earlier than the entry on %(admitted_on)s.",
    ),
    "participant.move_after_exit": (
        "Der Wechsel liegt nicht vor dem Austritt am %(exited_on)s.",
        "The move is not earlier than the exit on %(exited_on)s.",
    ),
    "participant.move_out_of_order": (
        "Der letzte Wechsel war am %(latest)s; ein neuer kann nicht davor liegen.",
        "The last move was on %(latest)s; a new one cannot be earlier.",
    ),
    "participant.reason_for_moving_back": (
        "Ein Wechsel zurück braucht eine Begründung.",
        "Moving back needs a reason.",
    ),
    "participant.reason_for_reversal": (
        "Bitte begründen, warum der Wechsel zurückgenommen wird.",
        "Please say why the move is taken back.",
    ),
    "participant.already_reversed": (
        "Dieser Wechsel ist schon zurückgenommen.",
        "This move has been taken back already.",
    ),
    "participant.first_move_stays": (
        "Der erste Baustein gehört zur Aufnahme und bleibt.",
        "The first stage belongs to the admission and stays.",
    ),
    "participant.gate_consent_participation": (
        "Für Baustein %(stage)s fehlt die Einwilligung in die Teilnahme.",
        "Stage %(stage)s needs the consent to take part.",
    ),
    "participant.gate_consent_health_data": (
        "Für Baustein %(stage)s fehlt die Einwilligung zu Gesundheitsdaten.",
        "Stage %(stage)s needs the consent to health data.",
    ),
    "participant.gate_coach": (
        "Für Baustein %(stage)s muss eine Stelle die Betreuung haben.",
        "Stage %(stage)s needs a post that has the case in its care.",
    ),
    "participant.care_outside_stay": (
        "Betreut wird von der Aufnahme bis vor den Austritt.",
        "Care lasts from the entry until before the exit.",
    ),
    "participant.same_post": (
        "Diese Stelle hat die Betreuung schon.",
        "This post has the case in its care already.",
    ),
    "participant.care_out_of_order": (
        "Die jetzige Betreuung begann am %(latest)s; eine neue muss danach beginnen.",
        "The present care began on %(latest)s; a new one must begin later.",
    ),
    "participant.unknown_purpose": (
        "Diesen Zweck der Einwilligung gibt es nicht.",
        "There is no such purpose of consent.",
    ),
    "participant.consent_in_force": (
        "Diese Einwilligung gilt schon.",
        "This consent is in force already.",
    ),
    "participant.already_withdrawn": (
        "Diese Einwilligung ist schon widerrufen.",
        "This consent has been withdrawn already.",
    ),
    "participant.withdrawn_before_given": (
        "Der Widerruf liegt vor der Einwilligung am %(given_on)s.",
        "The withdrawal is earlier than the consent on %(given_on)s.",
    ),
    "participant.already_exited": (
        "Der Austritt am %(exited_on)s ist schon eingetragen.",
        "The exit on %(exited_on)s is recorded already.",
    ),
    "participant.not_exited": (
        "Es ist kein Austritt eingetragen.",
        "No exit is recorded.",
    ),
    "participant.withdrawn_stays": (
        "Der Austritt folgt aus dem Widerruf der Einwilligung und bleibt.",
        "The exit follows from the withdrawal of consent and stays.",
    ),
    "participant.returned_since": (
        "Die Person ist seitdem wieder aufgenommen worden; der Austritt bleibt.",
        "The person has been admitted again since; the exit stays.",
    ),
    "participant.birth_date_unlikely": (
        "Danach wäre die Person bei der Aufnahme über 120 Jahre alt. Bitte das Geburtsdatum prüfen.",
        "The person would have been over 120 years old at entry. Please check the date of birth.",
    ),
    "participant.consent_that_day": (
        "Für diesen Zweck ist an diesem Tag schon eine Einwilligung eingetragen. Bitte den Tag "
        "der neuen Einwilligung angeben.",
        "A consent to this purpose is recorded for that day already. Please give the day of the "
        "new consent.",
    ),
    "participant.exit_before_care": (
        "Die jetzige Betreuung begann am %(from_day)s; der Austritt kann nicht davor liegen.",
        "The present care began on %(from_day)s; the exit cannot be earlier.",
    ),
    "participant.exit_before_move": (
        "Der letzte Wechsel des Bausteins war am %(latest)s; der Austritt kann nicht davor liegen. "
        "War der Wechsel falsch, bitte zuerst zurücknehmen.",
        "The last move was on %(latest)s; the exit cannot be earlier. If the move was wrong, "
        "please take it back first.",
    ),
    "participant.number_taken": (
        "Diese Kundennummer gehört im Vorhaben schon zu einer anderen Person.",
        "This customer number belongs to another person in the pilot already.",
    ),
}
