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

SENTENCES: dict[str, tuple[str, str]] = {**_QUALITY}
