"""Sentences about files coming in."""

SENTENCES: dict[str, tuple[str, str]] = {
    "intake.file_empty": (
        "Die Datei ist leer. Bitte wählen Sie die richtige Datei aus.",
        "The file is empty. Please choose the right file.",
    ),
    "intake.file_too_large": (
        "Die Datei ist größer als %(limit_mb)s MB. Bitte teilen Sie sie auf.",
        "The file is larger than %(limit_mb)s MB. Please split it.",
    ),
    "intake.file_old_xls": (
        "Das ist eine Datei im alten Excel-Format (.xls). Bitte speichern Sie sie in Excel als „Excel-Arbeitsmappe (.xlsx)“ und laden Sie diese hoch.",
        "This is a file in the old Excel format (.xls). Please save it in Excel as “Excel Workbook (.xlsx)” and upload that.",
    ),
    "intake.file_encrypted": (
        "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort und laden Sie sie erneut hoch.",
        "The file is protected by a password. Please save it without a password and upload it again.",
    ),
    "intake.file_damaged": (
        "Die Datei ist beschädigt und lässt sich nicht lesen. Bitte öffnen und speichern Sie sie im ursprünglichen Programm oder rufen Sie sie neu ab.",
        "The file is damaged and cannot be read. Please open and save it in its original program, or fetch it again.",
    ),
    "intake.file_bomb": (
        "Die Datei ist ungewöhnlich stark gepackt (entpackt höchstens %(limit_mb)s MB) und wird nicht geöffnet. Bitte speichern Sie nur die benötigten Daten in einer neuen Datei.",
        "The file is packed unusually tightly (at most %(limit_mb)s MB unpacked) and is not opened. Please save only the data needed in a new file.",
    ),
    "intake.file_nul": (
        "Die Datei enthält NUL-Zeichen und ist keine Textdatei. Bitte speichern oder exportieren Sie sie neu.",
        "The file contains NUL characters and is not a text file. Please save or export it again.",
    ),
    "intake.wrong_kind": (
        "Erwartet wird eine Datei im Format %(expected)s, diese Datei hat ein anderes. Bitte wählen Sie die richtige Datei aus.",
        "A file in the format %(expected)s is expected, this file has another one. Please choose the right file.",
    ),
    "intake.encoding": (
        "Die Zeichenkodierung der Datei ist unbekannt. Bitte speichern Sie sie als UTF-8.",
        "The character encoding of the file is unknown. Please save it as UTF-8.",
    ),
    "intake.xml_forbidden": (
        "Die XML-Datei enthält eine Dokumenttyp-Definition oder Entitäten. Das ist nicht zulässig; bitte rufen Sie die Datei neu bei der Bank ab.",
        "The XML file contains a document type definition or entities. This is not allowed; please fetch the file from the bank again.",
    ),
    "intake.header_not_found": (
        "Keine Kopfzeile gefunden. Sie muss in den ersten %(within)s Zeilen stehen und diese Spalten nennen: %(columns)s. CSV-Dateien trennen Spalten mit Semikolon, Komma oder Tabulator.",
        "No header row found. It must be among the first %(within)s lines and name these columns: %(columns)s. CSV files separate columns by semicolon, comma or tab.",
    ),
    "intake.header_missing": (
        "In der Kopfzeile (Zeile %(line)s) fehlen diese Spalten: %(columns)s. Bitte ergänzen Sie sie.",
        "The header row (line %(line)s) lacks these columns: %(columns)s. Please add them.",
    ),
    "intake.column_necessary": (
        "Ohne die Spalte „%(column)s“ lässt sich nichts übernehmen. Bitte ordnen Sie ihr eine Spalte der Datei zu.",
        "Nothing can be taken in without the column “%(column)s”. Please assign a column of the file to it.",
    ),
    "intake.head_chosen_twice": (
        "Die Spalte „%(head)s“ der Datei ist zweimal zugeordnet: „%(one)s“ und „%(other)s“. Bitte wählen Sie für eine davon eine andere.",
        "The file's column “%(head)s” is assigned twice: “%(one)s” and “%(other)s”. Please choose another for one of them.",
    ),
    "action.assign_columns": ("Spalten zugeordnet", "columns assigned"),
    "intake.header_repeated": (
        "In der Kopfzeile (Zeile %(line)s) kommen diese Spalten mehrfach vor: %(columns)s. Bitte benennen Sie jede Spalte nur einmal.",
        "The header row (line %(line)s) names these columns more than once: %(columns)s. Please name each column only once.",
    ),
    "intake.too_many_rows": (
        "Die Datei hat mehr als %(limit)s Zeilen oder zu viele Zellen. Bitte teilen Sie sie auf.",
        "The file has more than %(limit)s rows or too many cells. Please split it.",
    ),
    "intake.too_many_columns": (
        "Die Datei hat mehr als %(limit)s Spalten. Bitte löschen Sie die nicht benötigten.",
        "The file has more than %(limit)s columns. Please delete those not needed.",
    ),
    "intake.broken_quotes": (
        "Im Datensatz ab Zeile %(line)s stimmen die Anführungszeichen nicht. Bitte verdoppeln Sie Anführungszeichen im Text oder exportieren Sie die Datei neu.",
        "The quotation marks in the record from line %(line)s do not match. Please double quotation marks inside text or export the file again.",
    ),
    "intake.ragged_row": (
        "Die Zeile hat %(found)s Felder, die Kopfzeile %(expected)s. Bitte prüfen Sie Trennzeichen und Anführungszeichen.",
        "The line has %(found)s fields, the header row %(expected)s. Please check separators and quotation marks.",
    ),
    "intake.duplicate_of_line": (
        "Diese Zeile wiederholt Zeile %(first_line)s und wird übersprungen.",
        "This line repeats line %(first_line)s and is skipped.",
    ),
    "intake.required": (
        "Diese Angabe fehlt. Bitte tragen Sie sie ein.",
        "This entry is missing. Please fill it in.",
    ),
    "intake.no_such_day": (
        "Diesen Tag gibt es im Kalender nicht. Bitte berichtigen Sie das Datum.",
        "There is no such day in the calendar. Please correct the date.",
    ),
    "intake.day_unreadable": (
        "Das ist kein lesbares Datum. Bitte schreiben Sie es als TT.MM.JJJJ.",
        "This is not a readable date. Please write it as DD.MM.YYYY.",
    ),
    "intake.day_two_digit_year": (
        "Die Jahreszahl hat nur zwei Stellen. Bitte schreiben Sie sie mit vier Stellen (TT.MM.JJJJ).",
        "The year has two digits only. Please write it with four digits (DD.MM.YYYY).",
    ),
    "intake.day_is_number": (
        "Hier steht eine Zahl statt eines Datums. Bitte formatieren Sie die Zelle als Datum oder schreiben Sie TT.MM.JJJJ.",
        "There is a number instead of a date. Please format the cell as a date or write DD.MM.YYYY.",
    ),
    "intake.day_out_of_range": (
        "Das Datum liegt nicht zwischen %(earliest)s und %(latest)s. Bitte prüfen Sie die Jahreszahl.",
        "The date is not between %(earliest)s and %(latest)s. Please check the year.",
    ),
    "intake.not_whole_number": (
        "Hier wird eine ganze Zahl erwartet. Bitte berichtigen Sie die Angabe.",
        "A whole number is expected here. Please correct the entry.",
    ),
    "intake.number_out_of_range": (
        "Die Zahl muss zwischen %(lowest)s und %(highest)s liegen. Bitte berichtigen Sie sie.",
        "The number must be between %(lowest)s and %(highest)s. Please correct it.",
    ),
    "intake.not_yes_no": (
        "Hier wird „ja“ oder „nein“ erwartet. Bitte berichtigen Sie die Angabe.",
        "“ja” (yes) or “nein” (no) is expected here. Please correct the entry.",
    ),
    "intake.unknown_code": (
        "Diese Angabe steht nicht in der Auswahlliste der Spalte. Bitte verwenden Sie einen Eintrag der Liste.",
        "This entry is not in the column's list of choices. Please use an entry of the list.",
    ),
    "intake.not_text": (
        "Hier wird Text erwartet. Bitte formatieren Sie die Zelle als Text.",
        "Text is expected here. Please format the cell as text.",
    ),
    "intake.control_characters": (
        "Der Text enthält unsichtbare Steuerzeichen. Bitte schreiben Sie ihn neu.",
        "The text contains invisible control characters. Please type it again.",
    ),
    "intake.text_too_long": (
        "Der Text ist länger als %(limit)s Zeichen. Bitte kürzen Sie ihn.",
        "The text is longer than %(limit)s characters. Please shorten it.",
    ),
    "intake.not_amount": (
        "Das ist kein lesbarer Betrag. Bitte schreiben Sie ihn wie 1.234,56.",
        "This is not a readable amount. Please write it like 1.234,56.",
    ),
    "intake.formula_text": (
        "Der Text beginnt wie eine Formel. Er wird als Text übernommen und nicht ausgeführt.",
        "The text begins like a formula. It is kept as text and never run.",
    ),
    "intake.formula_value": (
        "Hier steht eine Formel. Bitte ersetzen Sie sie durch ihren Wert.",
        "There is a formula here. Please replace it by its value.",
    ),
    "intake.already_undone": (
        "Dieser Import ist schon zurückgenommen.",
        "This import has been taken back already.",
    ),
    "intake.no_longer_waiting": (
        "Diese Datei wartet nicht mehr auf eine Entscheidung: Sie ist schon übernommen oder verworfen, oder es ist mehr als ein Tag vergangen. Bitte lesen Sie sie bei Bedarf noch einmal ein.",
        "This file is no longer waiting for a decision: it has been taken in or discarded, or more than a day has passed. Please read it in once more if needed.",
    ),
    "intake.not_whole_plan": (
        "Ein Finanzierungsplan wird ganz übernommen oder gar nicht. Bitte berichtigen Sie die genannten Stellen und lesen Sie die Datei noch einmal ein.",
        "A financing plan is taken in whole or not at all. Please correct the places named and read the file in once more.",
    ),
}
