"""What the codes of the general evaluation stand for, on the sheet beside the answers."""

from workbook import Sheet
from world import Export

AGREEMENT = [
    "helemaal oneens",
    "oneens",
    "noch eens, noch oneens",
    "eens",
    "helemaal eens",
    "n.v.t.",
    "weet niet",
]
ENGLISH = [
    "strongly disagree",
    "disagree",
    "neither agree nor disagree",
    "agree",
    "strongly agree",
    "not applicable",
    "don't know",
]
CHANGE = ["veel zwakker", "wat zwakker", "hetzelfde", "wat sterker", "veel sterker", "weet niet"]
CHOICES = {
    "yesno": ["ja", "nee"],
    "consent": ["ja", "nee"],
    "unused": ["geen tijd", "geen vraag", "onbekend", "andere"],
}
REVERSED, IN_ENGLISH = "MT06", "MT05"
"""One scale was built the other way round, and one was copied from an English form."""


def labels(result: Export, questions: list[dict[str, str]]) -> Sheet:
    """Return the sheet with what each code stands for, a column named once above its codes."""
    sheet = Sheet("Labels", [["Variabele", "Waarde", "Label"]])
    result.sheet = sheet.name
    for question in questions:
        name = question["question"]
        words = _codes(question)
        if words:
            sheet.rows.append([name, None, None])
        for code, label in enumerate(words, start=1):
            sheet.rows.append([None, code, label])
        line = len(sheet.rows) - len(words) + 1
        if name == REVERSED:
            what = f"turned round: 1 is `{words[0]}`"
            result.plant("M59", line, what, "read by its label, not by its number")
        if name == IN_ENGLISH:
            result.plant("M57", line, f"labels in English: `{words[0]}`", "the same option")
    return sheet


def _codes(question: dict[str, str]) -> list[str]:
    match question["question"], question["kind"]:
        case name, _ if name == IN_ENGLISH:
            return ENGLISH
        case name, _ if name == REVERSED:
            return [*AGREEMENT[4::-1], *AGREEMENT[5:]]
        case _, "agree":
            return AGREEMENT
        case _, "change":
            return CHANGE
        case _, kind:
            return CHOICES.get(kind, [])
