"""What both notebooks say: the same made-up programme, as text, numbers and a formula.

The numbers are written into the notebooks, so that neither has to read a file.
"""

from __future__ import annotations

TITLE = "Opkomst en oordeel"
INTRODUCTION = "Wie kwam er naar de bijeenkomsten, en wat vonden de deelnemers ervan?"
SECTORS = {
    "Kunsten": 11, "Cultureel erfgoed": 9, "Sociaal-cultureel werk": 8, "Amateurkunsten": 6,
    "Circus": 5, "Bovenlokaal cultuurwerk": 5,
}  # fmt: skip
SESSIONS = {
    "Kick-off": (39, 43), "Plenaire sessie 2": (29, 35), "Plenaire sessie 3": (31, 36),
    "Slotdag": (28, 34),
}  # fmt: skip
REASONS = {"Professionele reden": 8, "Persoonlijke reden": 7, "Geen reden gegeven": 6}
PLACES = {
    "Hasselt": (8, 7, 5), "Tongeren": (5, 5, 6), "Maaseik": (9, 5, 5),
}  # fmt: skip
SCALES = ("Klein", "Middelgroot", "Groot")
ANSWERS = {
    "De sessie was nuttig": (5, 9, 26), "Ik leerde andere organisaties kennen": (6, 7, 27),
    "De begeleiding was deskundig": (5, 6, 29), "De locatie was goed bereikbaar": (12, 9, 19),
}  # fmt: skip
OPTIONS = ("Oneens", "Neutraal", "Eens")
FORMULA = r"$H = -\sum_{i=1}^{S} p_i \ln p_i$"
DIVERSITY = "Hoe gelijk de sectoren verdeeld zijn, meten we met de index van Shannon: " + FORMULA
SECTION_TURNOUT = "## Hoeveel organisaties kwamen er?"
SECTION_GROUP = "## Wie kwam er?"
SECTION_PLACE = "### Waar komen ze vandaan?"
SECTION_OPINION = "## Wat vonden ze ervan?"
