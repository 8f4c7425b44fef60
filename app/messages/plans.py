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
}
