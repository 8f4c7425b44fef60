"""Sentences about milestones."""

SENTENCES: dict[str, tuple[str, str]] = {
    "milestone.reached_stays": (
        "Der Meilenstein ist erreicht und bleibt. Bitte zuerst den Tag des Erreichens entfernen.",
        "The milestone has been reached and stays. Please remove the day of reaching it first.",
    ),
    "milestone.no_title": (
        "Bitte nennen Sie den Meilenstein beim Namen.",
        "Please give the milestone a name.",
    ),
    "milestone.needs_itself": (
        "Ein Meilenstein kann nicht sich selbst voraussetzen.",
        "A milestone cannot need itself.",
    ),
    "milestone.needed_already": (
        "„%(title)s“ ist schon als Voraussetzung eingetragen.",
        "“%(title)s” is entered as needed already.",
    ),
    "milestone.circle": (
        "Damit würden die Meilensteine im Kreis aufeinander warten: %(names)s.",
        "The milestones would wait for one another in a circle: %(names)s.",
    ),
    "milestone.unknown": (
        "Diesen Meilenstein gibt es nicht mehr. Bitte einen anderen wählen.",
        "This milestone is gone. Please choose another.",
    ),
    "milestone.needed_by_others": (
        "Auf diesen Meilenstein warten noch andere: %(names)s. Heben Sie zuerst deren Abhängigkeit "
        "auf.",
        "Others wait for this milestone: %(names)s. Please remove their dependency first.",
    ),
    "milestone.has_documents": (
        "Zu diesem Meilenstein liegen Dokumente. Löschen Sie diese zuerst mit Begründung.",
        "Documents are kept with this milestone. Please remove them first, with a reason.",
    ),
    "milestone.measure_missing": (
        "Bitte wählen Sie die Kennzahl zu diesem Wert, oder lassen Sie den Wert leer.",
        "Please choose the figure for this value, or leave the value empty.",
    ),
    "milestone.no_such_measure": (
        "An dieser Kennzahl lässt sich kein Meilenstein messen, weil sie auch wieder sinken kann.",
        "No milestone can be measured by this figure, since it can fall again.",
    ),
    "milestone.at_least_missing": (
        "Bitte geben Sie an, was die Kennzahl mindestens erreichen soll (größer als 0).",
        "Please say what the figure has to reach at least (more than 0).",
    ),
    "milestone.at_least_too_few": (
        "Bei Austritten bitte mindestens %(fewest)s verlangen: Sonst verriete der Tag etwas über "
        "eine einzelne Person.",
        "For exits please ask for at least %(fewest)s: otherwise the day would tell about a single "
        "person.",
    ),
    "milestone.figure_tells_the_day": (
        "Die Kennzahl meldet den Tag selbst. Bitte hier keinen Tag eintragen oder keine Kennzahl "
        "wählen.",
        "The figure tells the day by itself. Please enter no day here, or choose no figure.",
    ),
    "milestone.evidence_without_figure": (
        "Für eine Kennzahl als Beleg bitte unter „Gemessen an“ wählen, welche.",
        "For a figure as evidence please choose under “Measured by” which one.",
    ),
    "milestone.evidence_without_text": (
        "Bitte beschreiben Sie den Beleg.",
        "Please describe the evidence.",
    ),
    "milestone.evidence_without_kind": (
        "Bitte wählen Sie die Art des Belegs.",
        "Please choose the kind of evidence.",
    ),
    "milestone.expected_in_the_past": (
        "Der %(day)s liegt vor dem Stichtag %(on)s. Bitte den Tag angeben, an dem der Meilenstein "
        "jetzt erwartet wird.",
        "%(day)s lies before the day of account %(on)s. Please give the day on which the milestone "
        "is expected now.",
    ),
    "milestone.slip_without_reason": (
        "Bisher erwartet am %(day)s. Bitte begründen Sie die Verschiebung.",
        "Expected on %(day)s until now. Please give the reason for the slip.",
    ),
    "milestone.baseline_without_reason": (
        "Geplant war der %(day)s. Bitte begründen Sie, warum der Plan sich ändert.",
        "%(day)s was planned. Please give the reason why the plan changes.",
    ),
    "milestone.no_such_owner": (
        "Diese Person hat in diesem Vorhaben kein Konto.",
        "This person has no account in this pilot.",
    ),
    "package.unknown": (
        "Dieses Arbeitspaket gibt es nicht mehr. Bitte ein anderes wählen.",
        "This work package is gone. Please choose another.",
    ),
    "package.incomplete": ("Bitte ausfüllen.", "Please fill this in."),
    "package.code_taken": (
        "Die Nummer %(code)s hat schon ein anderes Arbeitspaket.",
        "Another work package has the number %(code)s already.",
    ),
    "package.ends_before_start": (
        "Das Ende liegt vor dem Beginn.",
        "The end lies before the beginning.",
    ),
    "package.has_milestones": (
        "Zu diesem Arbeitspaket gehören noch Meilensteine (%(count)s).",
        "Milestones still belong to this work package (%(count)s).",
    ),
    "preset.circle": (
        "warten im Kreis aufeinander: %(detail)s",
        "wait for one another in a circle: %(detail)s",
    ),
    "figures.does_not_only_grow": (
        "Die Kennzahl „%(key)s“ kann auch sinken; es gibt keinen Tag, an dem sie erreicht ist.",
        "The figure “%(key)s” can fall; there is no day on which it is reached.",
    ),
    "milestone.duty_interim": (
        "Zwischennachweis für %(year)s",
        "Interim statement (Zwischennachweis) for %(year)s",
    ),
    "milestone.duty_final": (
        "Verwendungsnachweis",
        "Final statement (Verwendungsnachweis)",
    ),
    "milestone.duty_monitoring": (
        "Monitoring: Daten an das Programm liefern",
        "Monitoring: deliver the data to the programme",
    ),
    "milestone.duty_retention": (
        "Ende der Aufbewahrung von Belegen und Verträgen",
        "End of the retention of vouchers and contracts",
    ),
    "milestone.duty_certification": (
        "Nachweis für %(year)s zur Bescheinigung an die Prüfstelle geben",
        "Hand the statement for %(year)s to the audit office for certification",
    ),
    "milestone.duty_certification_final": (
        "Verwendungsnachweis zur Bescheinigung an die Prüfstelle geben",
        "Hand the final statement to the audit office for certification",
    ),
    "milestone.duty_transfer": (
        "Übertragung nicht verbrauchter Mittel aus %(year)s beantragen",
        "Ask for the transfer of money left over in %(year)s",
    ),
    "milestone.duty_noted": (
        "Diese Pflicht ist schon als erledigt vermerkt: am %(on)s, von %(by)s.",
        "This duty is already noted as met: on %(on)s, by %(by)s.",
    ),
    "milestone.duty_on_record": (
        "Diese Pflicht ist durch einen Vorgang in Pilotbuch erledigt, am %(on)s.",
        "This duty was met by a record of Pilotbuch, on %(on)s.",
    ),
    "milestone.duty_without_reference": (
        "Bitte nennen Sie ein Aktenzeichen oder eine Bestätigung.",
        "Please give a file number or a confirmation.",
    ),
    "milestone.duty_without_reason": (
        "Bitte begründen Sie, warum der Vermerk nicht gilt.",
        "Please give the reason why the note does not hold.",
    ),
    "action.note_duty_met": ("Pflicht als erledigt vermerkt", "duty noted as met"),
    "action.take_back_duty_met": (
        "Vermerk einer erledigten Pflicht zurückgenommen",
        "note of a met duty taken back",
    ),
    "subject.duty_met": ("Vermerk einer erledigten Pflicht", "note of a met duty"),
    "field.reference": ("Aktenzeichen oder Bestätigung", "file number or confirmation"),
    "field.met_on": ("Erledigt am", "met on"),
    "milestone.review_agreements": (
        "Kooperationsvereinbarungen, die bald enden oder abgelaufen sind: %(count)d",
        "Cooperation agreements that end soon or have expired: %(count)d",
    ),
    "milestone.review_consents": (
        "Einwilligungen nach einer älteren Fassung: %(count)d",
        "Consents by an older version of the text: %(count)d",
    ),
    "milestone.review_follow_up_consents": (
        "Noch keine Einwilligung in die Nachbefragung, Übergang steht an: %(count)d",
        "No consent to the follow-up yet, transition is near: %(count)d",
    ),
    "milestone.review_erasure": (
        "Angaben zu nicht Aufgenommenen, die zu löschen sind: %(count)d",
        "Details of people not admitted that are to be erased: %(count)d",
    ),
    "action.add_work_package": ("Arbeitspaket angelegt", "work package added"),
    "action.revise_work_package": ("Arbeitspaket geändert", "work package revised"),
    "action.drop_work_package": ("Arbeitspaket gelöscht", "work package removed"),
    "action.add_milestone_need": ("Abhängigkeit eingetragen", "dependency entered"),
    "action.drop_milestone_need": ("Abhängigkeit aufgehoben", "dependency removed"),
    "subject.work_package": ("Arbeitspaket", "work package"),
    "field.code": ("Nummer", "number"),
    "field.title": ("Bezeichnung", "title"),
    "field.title_en": ("Bezeichnung auf Englisch", "title in English"),
    "field.package_id": ("Arbeitspaket", "work package"),
    "field.owner_id": ("Verantwortlich", "responsible"),
    "field.baseline_on": ("geplant für", "planned for"),
    "field.baseline_reason": ("Grund für den neuen Plan", "reason for the new plan"),
    "field.evidence_kind": ("Art des Belegs", "kind of evidence"),
    "field.evidence": ("Beleg", "evidence"),
    "field.measure": ("gemessen an", "measured by"),
    "field.at_least": ("mindestens", "at least"),
    "field.starts_on": ("Beginn geplant", "planned start"),
    "field.ends_on": ("Ende geplant", "planned end"),
    "field.expected_start_on": ("Beginn erwartet", "expected start"),
    "field.expected_end_on": ("Ende erwartet", "expected end"),
    "field.needs_id": ("braucht zuvor", "needs before"),
    "field.lag_days": ("Abstand in Tagen", "days between"),
}
