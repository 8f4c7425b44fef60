"""Steps in which a quasi-identifier may say less; the last step of all is to leave it out.

Each step starts from the codes of the column, not from the step before.
"""

from typing import Final

from exports.columns import Bilingual, Coarsening, Code

_WITH = Code("with", "mit Abschluss", "with a qualification")
_WITHOUT = Code("none", "ohne Abschluss", "without a qualification")

AGE_GROUP: Final = (
    Coarsening(
        "three_bands",
        Bilingual("drei Altersgruppen", "three age groups"),
        (
            Code("under_35", "unter 35 Jahre", "under 35 years"),
            Code("35_44", "35 bis 44 Jahre", "35 to 44 years"),
            Code("45_plus", "45 Jahre und älter", "45 years and older"),
        ),
        {
            "under_25": "under_35",
            "25_34": "under_35",
            "35_44": "35_44",
            "45_49": "45_plus",
            "50_plus": "45_plus",
        },
    ),
    Coarsening(
        "two_bands",
        Bilingual("zwei Altersgruppen", "two age groups"),
        (
            Code("under_35", "unter 35 Jahre", "under 35 years"),
            Code("35_plus", "35 Jahre und älter", "35 years and older"),
        ),
        {
            "under_25": "under_35",
            "25_34": "under_35",
            "35_44": "35_plus",
            "45_49": "35_plus",
            "50_plus": "35_plus",
        },
    ),
)

SCHOOL_QUALIFICATION: Final = (
    Coarsening(
        "three_levels",
        Bilingual("drei Stufen", "three levels"),
        (
            Code("lower", "höchstens Hauptschulabschluss", "lower secondary at most"),
            Code("intermediate", "Mittlere Reife", "intermediate certificate"),
            Code("entrance", "Hochschulzugang", "entrance qualification"),
        ),
        {
            "none": "lower",
            "lower_secondary": "lower",
            "intermediate": "intermediate",
            "applied_sciences_entrance": "entrance",
            "university_entrance": "entrance",
        },
    ),
)

VOCATIONAL_QUALIFICATION: Final = (
    Coarsening(
        "yes_or_no",
        Bilingual("mit oder ohne Abschluss", "with or without a qualification"),
        (_WITHOUT, _WITH),
        {
            "none": "none",
            "dual": "with",
            "school_based": "with",
            "master_technician": "with",
            "applied_sciences": "with",
            "university": "with",
        },
    ),
)

CHILDREN: Final = (
    Coarsening(
        "any",
        Bilingual("mit oder ohne Kind", "with or without a child"),
        (
            Code(0, "kein Kind", "no child"),
            Code(1, "mindestens ein Kind", "at least one child"),
        ),
        {0: 0, 1: 1, 2: 1, 3: 1},
    ),
)

EXIT_REASON: Final = (
    Coarsening(
        "three_kinds",
        Bilingual("drei Arten", "three kinds"),
        (
            Code("regular", "reguläres Ende", "regular end"),
            Code("employment", "Aufnahme einer Beschäftigung", "took up employment"),
            Code("other", "sonstiger Grund", "other reason"),
        ),
        {
            "regular": "regular",
            "health": "other",
            "employment": "employment",
            "moved": "other",
            "dropped_out": "other",
            "consent_withdrawn": "other",
            "other": "other",
        },
    ),
)

OUTCOME: Final = (
    Coarsening(
        "three_kinds",
        Bilingual("drei Arten", "three kinds"),
        (
            Code("work", "Arbeit oder Ausbildung", "work or training"),
            Code("other", "anderer Anschluss", "another outcome"),
            Code("unknown", "nicht bekannt", "not known"),
        ),
        {
            "disability_pension": "other",
            "training": "work",
            "rehabilitation": "other",
            "employment": "work",
            "measure": "other",
            "case_management": "other",
            "unknown": "unknown",
        },
    ),
)

HOUSEHOLD: Final = (
    Coarsening(
        "with_children",
        Bilingual("mit oder ohne Kinder", "with or without children"),
        (
            Code("without", "ohne Kinder im Haushalt", "without children in the household"),
            Code("with", "mit Kindern im Haushalt", "with children in the household"),
        ),
        {
            "single": "without",
            "single_parent": "with",
            "couple": "without",
            "couple_with_children": "with",
            "with_parents": "without",
            "shared": "without",
        },
    ),
)

EMPLOYMENT: Final = (
    Coarsening(
        "in_work",
        Bilingual("mit oder ohne Arbeit", "in work or not"),
        (
            Code("without", "ohne oder mit geringfügiger Arbeit", "without or with marginal work"),
            Code("work", "Arbeit oder Ausbildung", "work or training"),
        ),
        {
            "unemployed": "without",
            "marginal": "without",
            "part_time": "work",
            "full_time": "work",
            "self_employed": "work",
            "training": "work",
        },
    ),
)

LIVING: Final = (
    Coarsening(
        "own_home",
        Bilingual("eigene Wohnung oder nicht", "own home or not"),
        (
            Code("own_home", "eigene Wohnung", "own home"),
            Code("other", "andere Wohnform", "another living situation"),
        ),
        {
            "own_home": "own_home",
            "with_family": "other",
            "assisted": "other",
            "emergency": "other",
            "homeless": "other",
        },
    ),
)
