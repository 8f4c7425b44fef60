"""Sentences about the funder's own workbooks."""

SENTENCES: dict[str, tuple[str, str]] = {
    "funder_forms.no_title": (
        "Bitte geben Sie dem Formular eine Bezeichnung.",
        "Please give the form a name.",
    ),
    "funder_forms.title_taken": (
        "Ein Formular „%(title)s“ gibt es schon. Für eine neue Fassung öffnen Sie es dort.",
        "There is a form “%(title)s” already. For a new edition please open it there.",
    ),
    "funder_forms.no_workbook": (
        "Die Datei lässt sich nicht als Arbeitsmappe lesen. Bitte als XLSX speichern und noch "
        "einmal wählen.",
        "The file cannot be read as a workbook. Please save it as XLSX and choose it again.",
    ),
    "funder_forms.too_large": (
        "Ein leeres Formular darf höchstens %(limit_mb)s MB groß sein.",
        "An empty form may have %(limit_mb)s MB at most.",
    ),
    "funder_forms.no_places": (
        "In der Datei steht kein Platzhalter wie {{spent:0812}}. Bitte schreiben Sie in jede "
        "Zelle, die Pilotbuch ausfüllen soll, ihren Schlüssel in doppelten geschweiften Klammern.",
        "The file has no mark such as {{spent:0812}}. Please write the key in double curly "
        "brackets into each cell that Pilotbuch shall fill in.",
    ),
    "funder_forms.too_many_places": (
        "Ein Formular hat höchstens %(most)s Platzhalter.",
        "A form has %(most)s marks at most.",
    ),
    "funder_forms.no_such_part": (
        "„%(key)s“ nennt eine Position oder einen Baustein, den dieses Vorhaben nicht hat.",
        "“%(key)s” names a position or stage that this pilot does not have.",
    ),
    "funder_forms.no_line": (
        "Zeile %(line)s ist keine Zuordnung. Erwartet: Blatt!C12 = spent:0812",
        "Line %(line)s is no mapping. Expected: Sheet!C12 = spent:0812",
    ),
    "funder_forms.unknown_in_line": (
        "Zeile %(line)s: Den Schlüssel „%(key)s“ gibt es nicht.",
        "Line %(line)s: There is no key “%(key)s”.",
    ),
    "funder_forms.cell_twice": (
        "Zeile %(line)s: Die Zelle %(cell)s steht schon weiter oben.",
        "Line %(line)s: The cell %(cell)s stands further up already.",
    ),
    "funder_forms.no_sheet": (
        "Das Blatt „%(place)s“ gibt es in dieser Fassung nicht.",
        "This edition has no sheet “%(place)s”.",
    ),
    "funder_forms.formula": (
        "Die Zelle %(place)s enthält eine Formel und wird nicht überschrieben. Bitte ändern Sie "
        "die Zuordnung.",
        "The cell %(place)s holds a formula and is not overwritten. Please change the mapping.",
    ),
    "funder_forms.merged": (
        "Die Zelle %(place)s liegt in einem Verbund und ist verdeckt. Bitte nehmen Sie dessen "
        "obere linke Zelle.",
        "The cell %(place)s is hidden in merged cells. Please take their upper left cell.",
    ),
    "funder_forms.text_refused": (
        "Ein Text des Vorhabens lässt sich nicht in eine Zelle schreiben.",
        "A text of the pilot cannot be written into a cell.",
    ),
    "funder_forms.places_lost": (
        "%(count)s Zellen sind nicht mehr, wo sie waren, und nicht alle lassen sich sicher "
        "wiederfinden. Bitte laden Sie die Fassung mit Platzhaltern hoch.",
        "%(count)s cells are no longer where they were, and not all can be found again for "
        "certain. Please upload the edition with marks.",
    ),
    "funder_forms.places_moved": (
        "%(count)s Zellen sind verschoben. Bitte prüfen Sie die Liste, kreuzen Sie die Übernahme "
        "an und wählen Sie die Datei noch einmal.",
        "%(count)s cells have moved. Please check the list, tick the box and choose the file again.",
    ),
    "action.add_form": ("Formular eingerichtet", "Form set up"),
    "action.renew_form": ("Formular in neuer Fassung eingerichtet", "New edition of a form set up"),
    "action.retire_form": ("Formular abgelegt", "Form put away"),
    "action.fill_form": ("Formular ausgefüllt heruntergeladen", "Filled form downloaded"),
    "subject.funder_form": ("Formular", "Form"),
}
