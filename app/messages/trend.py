"""Sentences about the milestone trend analysis."""

SENTENCES: dict[str, tuple[str, str]] = {
    "trend.rows_refused": (
        "Es ist noch nichts gemeldet: Bitte prüfen Sie die Zeilen mit Hinweis.",
        "Nothing has been reported yet: please check the lines with a remark.",
    ),
    "action.report_milestones": (
        "Erwartungen der Meilensteine gemeldet",
        "expectations of milestones reported",
    ),
    "action.carry_over_slips": (
        "rechnerische Tage der Meilensteine übernommen",
        "calculated days of milestones taken over",
    ),
}
