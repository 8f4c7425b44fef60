"""Sentences about releases."""

_QUALITY: dict[str, tuple[str, str]] = {
    "releases.quality_missing": ("Fehlende Werte", "Missing values"),
    "releases.quality_responses": ("Rücklauf der Fragebögen", "Response to questionnaires"),
    "releases.quality_ranges": (
        "Werte außerhalb ihrer Grenzen",
        "Values beyond their bounds",
    ),
    "releases.quality_contradictions": ("Widersprüche", "Contradictions"),
    "releases.quality_duplicates": ("Doppelte Zeilen", "Duplicate rows"),
    "releases.quality_rows": ("Zeilen", "Rows"),
    "releases.quality_count": ("Anzahl", "Count"),
    "releases.quality_due": (
        "fällig, auch ohne Einwilligung in die Erhebung",
        "due, also without consent to the wave",
    ),
    "releases.quality_answered": ("mit Punktwert", "with a score"),
    "releases.quality_percent": ("Rücklauf in Prozent", "response in percent"),
    "releases.quality_paired": (
        "Paare mit der Eingangserhebung",
        "pairs with the baseline",
    ),
    "releases.quality_incomplete": ("mit Lücken beantwortet", "answered with gaps"),
    "releases.quality_referral_after_entry": (
        "Zusteuerung nach dem Eintritt",
        "referral after entry",
    ),
    "releases.quality_exit_before_entry": ("Austritt vor dem Eintritt", "exit before entry"),
    "releases.quality_exit_without_reason": ("Austritt ohne Grund", "exit without a reason"),
    "releases.quality_reason_without_exit": (
        "Grund des Austritts ohne Austritt",
        "reason for exit without an exit",
    ),
    "releases.quality_outcome_without_exit": (
        "Anschluss ohne Austritt",
        "outcome without an exit",
    ),
    "releases.quality_in_care_after_exit": (
        "in Betreuung trotz Austritt",
        "in care in spite of an exit",
    ),
    "releases.quality_neither_in_care_nor_left": (
        "weder in Betreuung noch ausgetreten",
        "neither in care nor left",
    ),
    "releases.quality_stage_without_care": (
        "Baustein am Stichtag ohne Betreuung",
        "stage on the day of account without care",
    ),
    "releases.quality_stays_overlap": (
        "Teilnahmen derselben Person überschneiden sich",
        "participations of the same person overlap",
    ),
    "releases.quality_episode_ends_early": (
        "Phase endet, bevor sie beginnt",
        "episode ends before it begins",
    ),
    "releases.quality_episode_before_referral": (
        "Phase vor der Zusteuerung",
        "episode before the referral",
    ),
    "releases.quality_episode_after_exit": (
        "Phase reicht über den Austritt hinaus",
        "episode goes beyond the exit",
    ),
    "releases.quality_episode_open_after_exit": (
        "Phase trotz Austritt nicht beendet",
        "episode still open in spite of an exit",
    ),
    "releases.quality_episodes_overlap": ("Phasen überschneiden sich", "episodes overlap"),
    "releases.quality_episodes_open_at_once": (
        "mehrere Phasen zugleich offen",
        "several episodes open at once",
    ),
    "releases.quality_contact_before_referral": (
        "Kontakt vor der Zusteuerung",
        "contact before the referral",
    ),
    "releases.quality_contact_not_in_care": (
        "Kontakt zählt als in Betreuung, liegt aber außerhalb",
        "contact counts as in care but lies outside",
    ),
    "releases.quality_answers_before_entry": (
        "Antworten vor dem Eintritt",
        "answers before entry",
    ),
    "releases.quality_follow_up_before_exit": (
        "Nachbefragung ohne oder vor dem Austritt",
        "follow-up without or before the exit",
    ),
    "releases.quality_score_unlike_answers": (
        "Punktwert folgt nicht aus den Antworten",
        "score does not follow from the answers",
    ),
    "releases.quality_barrier_before_referral": (
        "vor der Zusteuerung festgestellt",
        "noted before the referral",
    ),
    "releases.quality_barrier_after_exit": (
        "nach dem Austritt festgestellt oder verändert",
        "noted or changed after the exit",
    ),
    "releases.quality_state_before_noting": (
        "letzter Stand vor der Feststellung",
        "latest state before it was noted",
    ),
    "releases.quality_involvement_before_referral": (
        "Einbeziehung vor der Zusteuerung",
        "involvement before the referral",
    ),
    "releases.quality_involvement_ends_early": (
        "Einbeziehung endet, bevor sie beginnt",
        "involvement ends before it begins",
    ),
    "releases.quality_row_without_person": (
        "Zeile ohne Zeile unter den Teilnahmen",
        "row without a row among the participations",
    ),
    "releases.quality_identical_rows": (
        "Zeile steht noch einmal da",
        "row stands there once more",
    ),
    "releases.quality_stay_twice": (
        "Teilnahme derselben Person noch einmal",
        "participation of the same person once more",
    ),
    "releases.quality_number_twice": (
        "laufende Nummer derselben Teilnahme noch einmal",
        "running number of the same participation once more",
    ),
    "releases.quality_wave_twice": (
        "Angabe derselben Erhebung noch einmal",
        "value of the same wave once more",
    ),
}
"""Headings of the quality report, and its findings by the key of their rule."""

SENTENCES: dict[str, tuple[str, str]] = {
    **_QUALITY,
    "releases.no_recipient": (
        "Diesen Empfänger gibt es nicht oder nicht mehr. Bitte einen anderen wählen.",
        "This recipient is not there, or no longer. Please choose another.",
    ),
    "releases.no_basis": (
        "Für Forschungsdaten braucht der Empfänger einen Vertrag (§ 80 SGB X) oder eine "
        "Genehmigung (§ 75 SGB X). Bitte tragen Sie ihn beim Empfänger ein oder wählen Sie "
        "„Veröffentlichung“.",
        "For research data the recipient needs a contract (§ 80 SGB X) or an approval (§ 75 SGB "
        "X). Please record it with the recipient, or choose “publication”.",
    ),
    "releases.basis_ended": (
        "Die Rechtsgrundlage dieses Empfängers galt bis zum %(until)s. Bitte tragen Sie die "
        "Verlängerung beim Empfänger ein.",
        "The legal ground of this recipient ended on %(until)s. Please record its extension with "
        "the recipient.",
    ),
    "releases.k_too_small": (
        "k darf nicht kleiner als %(fewest)s sein.",
        "k must not be below %(fewest)s.",
    ),
    "releases.l_too_small": ("l muss mindestens 1 sein.", "l must be at least 1."),
    "releases.unsafe": (
        "Eine Veröffentlichung muss k = %(k_asked)s und l = %(l_asked)s erreichen; hier sind es "
        "k = %(k)s und l = %(l)s. Nehmen Sie einen der Vorschläge an oder begründen Sie eine "
        "Ausnahme.",
        "A publication has to reach k = %(k_asked)s and l = %(l_asked)s; here they are k = %(k)s "
        "and l = %(l)s. Please take one of the proposals, or give the reason of an exception.",
    ),
    "releases.rows_of_people": (
        "Dieser Datensatz beschreibt Verläufe einzelner Personen und geht nicht in eine "
        "Veröffentlichung: %(datasets)s. Bitte abwählen.",
        "This dataset describes the courses of single people and does not go into a publication: "
        "%(datasets)s. Please leave it out.",
    ),
    "releases.proposal_gone": (
        "Die Daten haben sich geändert, seit Sie den Vorschlag gewählt haben. Bitte wählen Sie neu.",
        "The data have changed since you chose the proposal. Please choose again.",
    ),
    "releases.same_person": (
        "Wer eine Freigabe vorbereitet hat, kann sie nicht selbst erteilen. Bitte eine zweite "
        "Person darum.",
        "Who prepared a release cannot approve it. Please ask a second person.",
    ),
    "releases.locked_meanwhile": (
        "Seit der Vorbereitung hat jemand die Einwilligung widerrufen. Bitte verwerfen Sie diese "
        "Freigabe und bereiten Sie sie neu vor.",
        "Somebody has withdrawn their consent since it was prepared. Please give this release up "
        "and prepare it again.",
    ),
    "releases.overtaken": (
        "Jemand hat gleichzeitig eine andere Freigabe vorbereitet. Bitte noch einmal absenden.",
        "Somebody prepared another release at the same time. Please send it once more.",
    ),
    "releases.decided_already": (
        "Über diese Freigabe ist schon entschieden.",
        "This release has been decided upon already.",
    ),
    "releases.not_locked": (
        "Diese Freigabe ist nicht gesperrt.",
        "This release is not locked.",
    ),
    "releases.already_asked": (
        "Um die Löschung ist schon gebeten.",
        "The deletion has been asked for already.",
    ),
    "releases.nothing_to_confirm": (
        "Um eine Löschung ist nicht gebeten, oder sie ist schon bestätigt.",
        "No deletion was asked for, or it has been confirmed already.",
    ),
    "releases.confirmed_too_early": (
        "Die Bestätigung kann nicht vor der Bitte vom %(sent_on)s liegen.",
        "The confirmation cannot be earlier than the request of %(sent_on)s.",
    ),
    "action.prepare_release": ("Freigabe vorbereitet", "Release prepared"),
    "action.approve_release": ("Freigabe erteilt", "Release approved"),
    "action.discard_release": ("Freigabe verworfen", "Release given up"),
    "action.refuse_release": (
        "Zugriff auf fremde Freigabe abgewiesen",
        "Access to somebody else's release refused",
    ),
    "action.request_deletion": ("Um Löschung gebeten", "Deletion asked for"),
    "action.confirm_deletion": ("Löschung bestätigt", "Deletion confirmed"),
    "action.download_deletion_letter": (
        "Schreiben zur Löschung heruntergeladen",
        "Letter about deletion downloaded",
    ),
    "field.approved_by": ("freigegeben von", "approved by"),
    "field.exception": ("Ausnahme", "exception"),
    "field.discarded_at": ("verworfen am", "given up on"),
    "field.confirmed_on": ("bestätigt am", "confirmed on"),
    "releases.learned_finer": (
        "Personen, bei denen „%(column)s“ jetzt genauer angegeben ist als in der vorigen Lieferung: %(people)s.",
        "People for whom “%(column)s” is now told more precisely than in the release before: %(people)s.",
    ),
    "releases.learned_coarser": (
        "Personen, bei denen „%(column)s“ jetzt gröber oder gar nicht angegeben ist, während die vorige Lieferung den genaueren Wert enthält: %(people)s.",
        "People for whom “%(column)s” is now told more coarsely or not at all, while the release before holds the more precise value: %(people)s.",
    ),
    "releases.learned_together": (
        "Personen, die erst beide Lieferungen zusammen in eine Gruppe von weniger als %(k)s bringen: %(people)s.",
        "People whom only both releases together put into a group of fewer than %(k)s: %(people)s.",
    ),
    "releases.learned_left": (
        "Personen, die nicht mehr enthalten sind und unter den Weggefallenen in einer Gruppe von weniger als %(k)s stehen: %(people)s.",
        "People who are no longer included and stand in a group of fewer than %(k)s among those who left: %(people)s.",
    ),
    "releases.learned_came": (
        "Personen, die hinzugekommen sind und unter den Hinzugekommenen in einer Gruppe von weniger als %(k)s stehen: %(people)s.",
        "People who were added and stand in a group of fewer than %(k)s among those added: %(people)s.",
    ),
    "releases.learned_left_value": (
        "Personen, die nicht mehr enthalten sind und deren Angabe „%(column)s“ dadurch erkennbar wird, weil alle Weggefallenen ihrer Gruppe dieselbe haben: %(people)s.",
        "People who are no longer included and whose “%(column)s” becomes known by that, since all who left their group share it: %(people)s.",
    ),
    "releases.learned_came_value": (
        "Personen, die hinzugekommen sind und deren Angabe „%(column)s“ dadurch erkennbar wird, weil alle Hinzugekommenen ihrer Gruppe dieselbe haben: %(people)s.",
        "People who were added and whose “%(column)s” becomes known by that, since all who were added to their group share it: %(people)s.",
    ),
    "releases.learned_shown": (
        "Personen, deren Angabe „%(column)s“ in der vorigen Lieferung unterdrückt war und jetzt gezeigt wird: %(people)s.",
        "People whose “%(column)s” was suppressed in the release before and is shown now: %(people)s.",
    ),
    "releases.learned_withheld": (
        "Personen, deren Angabe „%(column)s“ jetzt fehlt, aber in der vorigen Lieferung steht: %(people)s.",
        "People whose “%(column)s” is missing now but stands in the release before: %(people)s.",
    ),
}
