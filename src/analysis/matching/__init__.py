"""Which known organisation a name in an export stands for: the same, a new one, or doubtful."""

from analysis.matching.explaining import FEATURES, explained
from analysis.matching.grouping import grouped
from analysis.matching.known import Known
from analysis.matching.model import Candidate, Mention, Organisation, Verdict

__all__ = [
    "FEATURES",
    "Candidate",
    "Known",
    "Mention",
    "Organisation",
    "Verdict",
    "explained",
    "grouped",
]
