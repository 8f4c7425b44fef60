"""Sentences about candidates and the selection."""

SENTENCES: dict[str, tuple[str, str]] = {
    "candidate.not_now": (
        "Das geht im jetzigen Stand der Zusteuerung nicht. Bitte die Seite neu laden.",
        "This cannot be done in the present state of the referral. Please load the page again.",
    ),
    "candidate.talk_before_referral": (
        "Das Erstgespräch liegt vor der Zusteuerung am %(referred_on)s.",
        "The first talk is earlier than the referral on %(referred_on)s.",
    ),
    "candidate.born_after_referral": (
        "Das Geburtsdatum liegt nicht vor der Zusteuerung.",
        "The date of birth is not earlier than the referral.",
    ),
    "candidate.birth_date_unlikely": (
        "Danach wäre die Person über 120 Jahre alt. Bitte das Geburtsdatum prüfen.",
        "The person would be over 120 years old. Please check the date of birth.",
    ),
    "candidate.decided_before_referral": (
        "Der Tag liegt vor der Zusteuerung am %(referred_on)s.",
        "The day is earlier than the referral on %(referred_on)s.",
    ),
    "candidate.reason_needed": (
        "Bitte den Grund der Ablehnung wählen.",
        "Please choose the reason for declining.",
    ),
    "candidate.unknown_referrer": (
        "Diese zusteuernde Stelle gibt es nicht.",
        "There is no such referrer.",
    ),
    "candidate.number_of_another": (
        "Diese Kundennummer gehört im Vorhaben zu einer Person mit anderem Geburtsdatum. Bitte "
        "Kundennummer und Geburtsdatum prüfen.",
        "This customer number belongs to a person with another date of birth in the pilot. Please "
        "check customer number and date of birth.",
    ),
    "candidate.in_pilot": (
        "Die Person mit dieser Kundennummer ist zu dieser Zeit schon im Vorhaben.",
        "The person with this customer number is in the pilot at that time already.",
    ),
    "candidate.already_open": (
        "Für diese Kundennummer ist schon die Zusteuerung Nr. %(number)s offen.",
        "Referral no. %(number)s is open for this customer number already.",
    ),
    "candidate.already_erased": (
        "Die Angaben zu dieser Zusteuerung sind gelöscht.",
        "The details of this referral have been erased.",
    ),
    "action.refer": ("Zusteuerung erfasst", "referral recorded"),
    "action.agree_talk": ("Erstgespräch eingetragen", "first talk recorded"),
    "action.candidate_admit": ("aus Zusteuerung aufgenommen", "admitted from a referral"),
    "action.candidate_decline": ("Zusteuerung abgelehnt", "referral declined"),
    "action.candidate_refuse": ("Absage der Person eingetragen", "person's refusal recorded"),
    "action.candidate_not_appear": ("nicht erschienen", "never appeared"),
    "action.candidate_reopen": ("Entscheidung zurückgenommen", "decision taken back"),
    "action.erase": ("Angaben gelöscht", "details erased"),
    "action.export_funnel": ("Auswahltrichter ausgegeben", "selection funnel exported"),
    "subject.candidate": ("Zusteuerung", "referral"),
    "field.decided_on": ("entschieden am", "decided on"),
    "field.decision_reason": ("Grund der Ablehnung", "reason for declining"),
    "field.talk_on": ("Erstgespräch am", "first talk on"),
    "field.referrer": ("zugesteuert von", "referred by"),
    "field.stated": ("eigene Angaben", "own statements"),
}
