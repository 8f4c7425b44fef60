"""Sentences about the plan and the outlook."""

SENTENCES: dict[str, tuple[str, str]] = {
    "plan.not_the_grant": (
        "Der Plan ergibt %(total_cents)s, bewilligt sind %(grant_cents)s. Beides muss auf den "
        "Cent gleich sein.",
        "The plan adds up to %(total_cents)s, the grant is %(grant_cents)s. They must be equal "
        "to the cent.",
    ),
    "plan.later_plan": (
        "Auf diesen Plan folgt schon ein neuerer. Bitte zuerst den neueren zurücknehmen.",
        "A later plan follows this one. Please take the later one back first.",
    ),
    "plan.draft_departs_from_it": (
        "Entwurf Nr. %(number)s geht von diesem Plan aus; der Plan bleibt.",
        "Draft no. %(number)s departs from this plan; the plan stays.",
    ),
    "plan.none_to_change": (
        "Noch gilt kein Finanzierungsplan. Bitte zuerst den Plan einspielen.",
        "No financing plan is in force yet. Please import the plan first.",
    ),
    "plan.four_eyes": (
        "Wer einen Entwurf geschrieben hat, übernimmt ihn nicht selbst (Vier-Augen-Prinzip).",
        "Whoever drafted a plan does not adopt it (four eyes).",
    ),
    "plan.notice_four_eyes": (
        "Den Bescheid zu einer übernommenen Fassung ändert nicht, wer sie entworfen hat "
        "(Vier-Augen-Prinzip).",
        "Whoever drafted an adopted version does not change its notice (four eyes).",
    ),
    "plan.draft_closed": (
        "Dieser Entwurf ist schon übernommen oder verworfen.",
        "This draft has been adopted or dropped already.",
    ),
    "plan.draft_outdated": (
        "Der Entwurf geht von einem Plan aus, der nicht mehr gilt. Bitte einen neuen Entwurf vom "
        "geltenden Plan anlegen.",
        "The draft departs from a plan that is no longer in force. Please make a new one from the "
        "plan in force.",
    ),
    "plan.order_of_versions": (
        "Die Fassungen des Plans müssen zeitlich aufeinander folgen; die benachbarte gilt ab "
        "%(day)s.",
        "The versions of the plan must follow each other in time; the neighbouring one is valid "
        "from %(day)s.",
    ),
    "plan.amount_out_of_bounds": (
        "Ein Betrag im Plan darf weder unter 0 noch über 10 Milliarden Euro liegen.",
        "An amount of the plan is neither below 0 nor above 10 thousand million euros.",
    ),
    "action.draft_plan": ("Umschichtung entworfen", "reallocation drafted"),
    "action.change_draft": ("Entwurf geändert", "draft changed"),
    "action.drop_draft": ("Entwurf verworfen", "draft dropped"),
    "action.adopt_draft": ("Entwurf als Plan übernommen", "draft adopted as the plan"),
    "action.name_notice": ("Bescheid zum Plan eingetragen", "notice of the plan entered"),
    "subject.plan_draft": ("Entwurf des Finanzierungsplans", "draft of the financing plan"),
    "field.notice": ("Bescheid", "notice"),
    "field.issued_on": ("Bescheid vom", "notice of"),
    "field.amounts": ("Beträge", "amounts"),
    "outlook.unknown_position": (
        "Diese Position gibt es nicht.",
        "There is no such position.",
    ),
    "outlook.not_positive": (
        "Der Betrag muss größer als 0 sein.",
        "The amount must be above 0.",
    ),
    "outlook.month_not_ahead": (
        "Bitte einen Tag vom %(first)s bis zum %(last)s angeben: Erwartet wird, was noch kommt.",
        "Please give a day from %(first)s to %(last)s: expected is what is still to come.",
    ),
    "action.expect": ("Ausgabe erwartet", "expenditure expected"),
    "action.correct_expectation": ("Erwartung geändert", "expectation changed"),
    "action.remove_expectation": ("Erwartung entfernt", "expectation removed"),
    "action.choose_methods": ("Art der Schätzung gewählt", "methods of estimate chosen"),
    "subject.expectation": ("Erwartete Ausgabe", "expected expenditure"),
    "field.method": ("Art der Schätzung", "method of estimate"),
}
