"""Sentences about releases."""

SENTENCES: dict[str, tuple[str, str]] = {
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
