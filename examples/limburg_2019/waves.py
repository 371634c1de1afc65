"""The two waves of the self-assessment: their columns, who answered, and their mess."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Wave:
    """One wave: its file, its columns, who answered, and its mess by place and column."""

    round: str
    name: str
    organisation: str
    importance: str
    target: str
    then: bool
    sent: datetime
    late: datetime
    zone: str
    single: int
    double: int
    typed: dict[tuple[int, str], tuple[str, str, str]] = field(default_factory=dict)
    dashes: tuple[int, ...] = ()
    again: int = 0


BASELINE = Wave(
    "self-baseline", "zelfevaluatie_google_2019-03.csv", "Organisatie",
    "Hoe belangrijk is dit domein voor jullie?", "Welk niveau willen jullie halen?",
    then=False, sent=datetime(2019, 3, 4, 9, 0), late=datetime(2019, 3, 25, 20, 17, 30),
    zone="CET", single=24, double=7, dashes=(2, 9, 17), again=6,
    typed={
        (1, "S1"): ("Level 4 – guides our choices", "M57", "4"),
        (4, "H2"): ("n.v.t.", "M60", "not applicable"),
        (5, "H1"): ("NVT", "M60", "not applicable"),
        (7, "F2"): ("3", "M58", "3"),
        (8, "H3"): ("weet niet", "M60", "don't know"),
        (10, "C2"): ("niveau 2", "M58", "2"),
        (12, "F3"): ("geen mening", "M60", "don't know"),
        (13, "H3"): ("", "M60", "missing"),
        (14, "S2"): ("Niveau 3  –  doelen over meer jaren", "M34", "3"),
        (16, "Welk niveau willen jullie halen? [strategie]"): ("weet niet", "M60", "don't know"),
        (19, "C1"): ("NIVEAU 1 – IEDEREEN", "M03", "1"),
        (21, "F4"): ("Niveau 2 – bij een subsidie\u00a0", "M35", "2"),
    },
)  # fmt: skip
MIDWAY = Wave(
    "self-midterm", "zelfevaluatie_google_2019-06.csv", "Naam organisatie", "Belang", "Doel",
    then=True, sent=datetime(2019, 6, 11, 9, 0), late=datetime(2019, 6, 29, 11, 3, 12),
    zone="CEST", single=23, double=6, dashes=(1, 12), again=9,
    typed={
        (2, "C3"): ("Level 3 – a coherent story", "M57", "3"),
        (3, "H2"): ("nvt", "M60", "not applicable"),
        (6, "H1"): ("N/A", "M60", "not applicable"),
        (8, "S3"): ("4", "M58", "4"),
        (11, "Terugblik [personeelsbeleid]"): ("weet niet", "M60", "don't know"),
        (13, "F1"): ("level 3", "M58", "3"),
        (15, "H3"): ("", "M60", "missing"),
        (18, "H3"): ("?", "M60", "don't know"),
    },
)  # fmt: skip
