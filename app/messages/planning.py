"""Sentences about plans, tasks and what is due."""

SENTENCES: dict[str, tuple[str, str]] = {
    "planning.before_referral": (
        "Der Tag liegt vor der Zusteuerung oder Aufnahme am %(begins_on)s.",
        "The day is before the referral or entry on %(begins_on)s.",
    ),
    "planning.days_out_of_order": (
        "Der Tag liegt vor dem %(latest)s; die Tage des Plans folgen aufeinander.",
        "The day is before %(latest)s; the days of the plan follow each other.",
    ),
    "planning.plan_open": (
        "Es gibt schon einen laufenden Plan vom %(drawn_up_on)s. Bitte zuerst beenden oder "
        "fortschreiben.",
        "There is a plan of %(drawn_up_on)s already. Please end it or continue it first.",
    ),
    "planning.plan_ended": (
        "Dieser Plan ist am %(ended_on)s beendet worden. Wer daran weiterarbeiten will, entfernt "
        "zuerst das Ende.",
        "This plan ended on %(ended_on)s. To go on working on it, remove its end first.",
    ),
    "planning.no_goal": (
        "Ein Plan ohne Ziel kann nicht vereinbart werden. Bitte zuerst ein Ziel eintragen.",
        "A plan without a goal cannot be agreed. Please enter a goal first.",
    ),
    "planning.deadline_before_plan": (
        "Der Tag liegt vor dem Plan vom %(drawn_up_on)s.",
        "The day is before the plan of %(drawn_up_on)s.",
    ),
    "planning.unknown_area": ("Diesen Bereich gibt es nicht.", "There is no such area."),
    "planning.unknown_responsible": (
        "Bitte wählen, wer verantwortlich ist.",
        "Please choose who is responsible.",
    ),
    "planning.partner_missing": (
        "Bitte die verantwortliche Einrichtung wählen.",
        "Please choose the institution that is responsible.",
    ),
    "planning.partner_not_responsible": (
        "Eine Einrichtung wird nur genannt, wenn sie verantwortlich ist.",
        "An institution is named only if it is responsible.",
    ),
    "planning.unknown_state": ("Diesen Stand gibt es nicht.", "There is no such state."),
    "planning.open_has_no_end": (
        "Was offen ist, hat noch kein Ende. Bitte den Stand wählen oder den Tag leeren.",
        "What is open has no end yet. Please choose the state or empty the day.",
    ),
    "planning.result_without_day": (
        "Ein Ergebnis gehört zu einer Standortbestimmung, die stattgefunden hat. Bitte den Tag "
        "eintragen.",
        "A result belongs to a review that was held. Please enter the day.",
    ),
    "planning.due_past": (
        "Die Frist liegt vor dem %(on)s. Bitte einen Tag ab heute wählen.",
        "The deadline is before %(on)s. Please choose a day from today on.",
    ),
    "planning.text_missing": ("Bitte ausfüllen.", "Please fill in."),
    "planning.unknown_number": (
        "Unter dieser Nummer gibt es niemanden, den Sie sehen können.",
        "There is nobody with this number whom you can see.",
    ),
    # What is due, as the page of tasks names it.
    "due.step": ("Schritt im Integrationsplan", "step of the integration plan"),
    "due.review": ("Standortbestimmung", "review of the plan"),
    "due.task": ("Aufgabe", "task"),
    # What the log calls actions, subjects and fields.
    "action.draw_up_plan": ("Integrationsplan aufgestellt", "plan drawn up"),
    "action.agree_plan": ("Integrationsplan vereinbart", "plan agreed"),
    "action.correct_plan": ("Tage eines Plans berichtigt", "days of a plan corrected"),
    "action.continue_plan": ("Integrationsplan fortgeschrieben", "plan continued"),
    "action.add_goal": ("Ziel eingetragen", "goal added"),
    "action.correct_goal": ("Ziel berichtigt", "goal corrected"),
    "action.close_goal": ("Ziel abgeschlossen", "goal closed"),
    "action.reopen_goal": ("Ziel wieder geöffnet", "goal reopened"),
    "action.add_step": ("Schritt eingetragen", "step added"),
    "action.correct_step": ("Schritt berichtigt", "step corrected"),
    "action.close_step": ("Schritt abgeschlossen", "step closed"),
    "action.reopen_step": ("Schritt wieder geöffnet", "step reopened"),
    "action.agree_review": ("Standortbestimmung verabredet", "review agreed"),
    "action.correct_review": ("Standortbestimmung berichtigt", "review corrected"),
    "action.add_task": ("Aufgabe angelegt", "task added"),
    "action.correct_task": ("Aufgabe berichtigt", "task corrected"),
    "action.finish_task": ("Aufgabe erledigt", "task finished"),
    "action.reopen_task": ("Aufgabe wieder geöffnet", "task reopened"),
    "subject.integration_plan": ("Integrationsplan", "integration plan"),
    "subject.goal": ("Ziel", "goal"),
    "subject.plan_step": ("Schritt", "step"),
    "subject.plan_review": ("Standortbestimmung", "review"),
    "subject.task": ("Aufgabe", "task"),
    "field.drawn_up_on": ("aufgestellt am", "drawn up on"),
    "field.agreed_on": ("vereinbart am", "agreed on"),
    "field.ended_on": ("beendet am", "ended on"),
    "field.area": ("Bereich", "area"),
    "field.target_on": ("Ziel bis", "target day"),
    "field.closed_on": ("abgeschlossen am", "closed on"),
    "field.responsible": ("verantwortlich", "responsible"),
    "field.due_on": ("Frist", "due on"),
    "field.done_on": ("erledigt am", "done on"),
    "field.result": ("Ergebnis", "result"),
    "field.text": ("Text", "text"),
}
