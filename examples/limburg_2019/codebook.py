"""The codebook of the kick-off questionnaire, as kept beside the survey's export.

A row without a code asks the question; the rows after it say what each code means. Both labels
are carried, because a report appears in two languages.
"""

from delimited import delimited
from world import Export, read_table

NAME = "eval_kickoff_limesurvey_codebook.csv"
HEADER = ["question", "code", "label_nl", "label_en", "scale"]
AGREEMENT = [
    ("A1", "helemaal oneens", "strongly disagree"),
    ("A2", "oneens", "disagree"),
    ("A3", "noch eens, noch oneens", "neither"),
    ("A4", "eens", "agree"),
    ("A5", "helemaal eens", "strongly agree"),
    ("N", "niet van toepassing", "not applicable"),
    ("W", "weet niet", "don't know"),
]
DOMAINS = [
    ("STR", "strategie", "strategy"),
    ("COM", "communicatie", "communication"),
    ("FIN", "financieel beheer", "financial management"),
    ("PER", "personeelsbeleid", "human resources"),
]
CODES = {
    "S-AGREE5": AGREEMENT,
    "S-0-10": [(str(number), str(number), str(number)) for number in range(11)],
    "rank": DOMAINS,
    "choice": [("A1", "ja", "yes"), ("A2", "misschien", "maybe"), ("A3", "nee", "no")],
    "number": [],
    "text": [],
}


def export() -> Export:
    """Return the codebook as comma-separated UTF-8."""
    rows = [HEADER]
    for question in read_table("questions.csv"):
        asked = [question["question"], "", question["label_nl"], question["label_en"]]
        rows.append([*asked, question["scale"]])
        for code, label_nl, label_en in CODES[question["scale"]]:
            rows.append([question["question"], code, label_nl, label_en, question["scale"]])
    return Export(NAME, delimited(rows, ",").encode("utf-8"))
