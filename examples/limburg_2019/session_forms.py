"""The two forms of the evaluations after a session: their words, their scale, and their mess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

DUTCH = ("Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam")
ENGLISH = ("ID", "Start time", "Completion time", "Email", "Name")
AGREE5 = [
    ("Helemaal oneens", "Strongly disagree"),
    ("Oneens", "Disagree"),
    ("Noch eens, noch oneens", "Neither agree nor disagree"),
    ("Eens", "Agree"),
    ("Helemaal eens", "Strongly agree"),
]
AGREE4 = [AGREE5[0], AGREE5[1], AGREE5[3], AGREE5[4]]
Labels = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Form:
    """One form: what stands above its columns, its scale, when it was open, and its mess.

    The messes are by the place of a respondent among all who answered.
    """

    round: str
    name: str
    own: tuple[str, ...]
    organisation: str
    words: str
    scale: Labels
    sent: datetime
    late: datetime
    saved: datetime
    respondents: int
    english: tuple[int, ...]
    anonymous: tuple[int, ...]
    typed: dict[tuple[int, str], tuple[str, str, str]]
    straight: tuple[int, int]
    again: int

    @property
    def middle(self) -> bool:
        """Whether one can neither agree nor disagree."""
        return len(self.scale) % 2 == 1


MARCH = Form(
    "plenary-2", "eval_plenair_msforms_2019-03-29.xlsx", DUTCH, "Organisatie", "march", AGREE5,
    datetime(2019, 3, 29, 16, 45), datetime(2019, 4, 3, 21, 14, 9), datetime(2019, 4, 4, 9, 12),
    25, english=(3, 11, 19), anonymous=(5, 14), straight=(8, 2), again=12,
    typed={
        (1, "PL02"): ("4 - eens", "M58", "eens"),
        (4, "PL06"): ("Eens ", "M57", "eens"),
        (6, "PL03"): ("n.v.t.", "M60", "not applicable"),
        (7, "PL05"): ("4/5", "M58", "eens"),
        (9, "PL07"): ("weet niet / geen mening", "M60", "don't know"),
        (13, "PL03"): ("NVT", "M60", "not applicable"),
        (15, "PL06"): ("geen mening", "M60", "don't know"),
        (17, "PL01"): ("5", "M58", "helemaal eens"),
        (20, "PL08"): ("ik was er vorige keer niet", "M60", "not applicable"),
        (22, "PL11"): ("8,5", "M41", "8.5"),
        (23, "PL10"): (
            "Een masterclass;Uitwisseling met collega's, ook na de sessies;een sjabloon;",
            "M61", "two needs, and one in own words",
        ),
    },
)  # fmt: skip
JUNE = Form(
    "plenary-3", "eval_plenair_msforms_2019-06.xlsx", ENGLISH, "Naam van je organisatie:", "june",
    AGREE4, datetime(2019, 5, 28, 16, 50), datetime(2019, 6, 10, 8, 41, 33),
    datetime(2019, 6, 11, 10, 5), 22, english=(2, 6, 13, 17), anonymous=(1, 9), straight=(10, 2),
    again=15,
    typed={
        (0, "PL01"): ("4", "M59", "helemaal eens, the end of four"),
        (3, "PL02"): ("3 - eens", "M59", "eens, the third of four"),
        (5, "PL06"): ("4/4", "M59", "helemaal eens, the end of four"),
        (7, "PL03"): ("?", "M60", "don't know"),
        (8, "PL05"): ("N/A", "M60", "not applicable"),
        (11, "PL07"): ("Eens\u00a0", "M35", "eens"),
        (12, "PL08"): ("nvt", "M60", "not applicable"),
        (14, "PL11"): ("999", "M60", "missing"),
        (16, "PL09"): ("geen mening", "M60", "don't know"),
        (18, "PL10"): ("Geen;", "M61", "none"),
        (20, "PL01"): ("3", "M59", "eens, the third of four"),
    },
)  # fmt: skip
