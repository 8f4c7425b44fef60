"""Sentences about caseload, hand-overs, deputies and emergencies."""

SENTENCES: dict[str, tuple[str, str]] = {
    "caseload.beyond_ratio_needs_reason": (
        "Die Stelle hätte damit am %(day)s %(in_care)s Fälle bei %(places)s Plätzen. Bitte die "
        "Zuweisung über dem Fallzahlschlüssel schriftlich begründen.",
        "The post would then have %(in_care)s cases on %(places)s places on %(day)s. Please give "
        "a written reason for assigning beyond the ratio.",
    ),
    "caseload.no_case_chosen": (
        "Bitte mindestens einen Fall ankreuzen.",
        "Please tick at least one case.",
    ),
    "caseload.case_out_of_order": (
        "Nr. %(number)s ist erst seit dem %(latest)s bei dieser Stelle; die Übergabe muss später "
        "liegen. Bitte einen anderen Tag wählen oder den Fall nicht ankreuzen.",
        "No. %(number)s has been with this post since %(latest)s only; the hand-over must be "
        "later. Please choose another day or do not tick the case.",
    ),
    "caseload.others_case": (
        "Dieser Fall gehört zu einer anderen Stelle. Wer ihn im Notfall geöffnet hat, kann ihn "
        "bearbeiten, aber nicht übergeben.",
        "This case belongs to another post. Whoever opened it in an emergency can work on it but "
        "cannot hand it over.",
    ),
    "caseload.share_exists": (
        "Für den %(day)s ist schon ein Anteil eingetragen. Bitte jenen berichtigen.",
        "A share is recorded for %(day)s already. Please correct that one.",
    ),
    "caseload.ends_before_it_begins": (
        "Der letzte Tag liegt vor dem ersten.",
        "The last day is earlier than the first.",
    ),
    "caseload.absence_overlaps": (
        "Die Abwesenheit überschneidet sich mit der ab %(day)s. Bitte jene berichtigen.",
        "The absence overlaps with the one from %(day)s. Please correct that one.",
    ),
    "caseload.no_such_number": (
        "Eine Nr. %(number)s gibt es in diesem Vorhaben nicht.",
        "There is no no. %(number)s in this pilot.",
    ),
    "caseload.emergency_needs_reason": (
        "Bitte den Notfall kurz begründen.",
        "Please give a short reason for the emergency.",
    ),
    "caseload.case_is_open": (
        "Nr. %(number)s steht Ihnen schon offen. Sie finden den Fall in der Liste.",
        "No. %(number)s is open to you already. You find the case in the list.",
    ),
    "caseload.seen_already": (
        "Dieser Zugriff ist schon als gesehen bestätigt.",
        "This access has been confirmed as seen already.",
    ),
    "action.exceed_ratio": (
        "über dem Fallzahlschlüssel zugewiesen",
        "assigned beyond the ratio",
    ),
    "action.appoint_deputy": ("Vertretung eingerichtet", "deputy appointed"),
    "action.take_back_hand_over": ("Übergabe zurückgenommen", "hand-over taken back"),
    "action.set_share": ("Stellenanteil eingetragen", "share of the post recorded"),
    "action.correct_share": ("Stellenanteil berichtigt", "share of the post corrected"),
    "action.remove_share": ("Stellenanteil entfernt", "share of the post removed"),
    "action.add_absence": ("Abwesenheit eingetragen", "absence recorded"),
    "action.correct_absence": ("Abwesenheit berichtigt", "absence corrected"),
    "action.remove_absence": ("Abwesenheit entfernt", "absence removed"),
    "action.open_in_emergency": ("Fall im Notfall geöffnet", "case opened in an emergency"),
    "action.see_emergency": ("Notfallzugriff gesehen", "emergency access seen"),
    "field.fte_percent": ("Anteil", "share"),
    "field.is_deputy": ("Vertretung", "deputy"),
}
