"""Takes out of what people wrote by whom or about whom it is: names, addresses, numbers.

It finds what has the form of such a thing, and names that are known. What somebody can be
recognised by in another way, it does not find: a person reads every text before it is published.
"""

from analysis.redaction.known import Known
from analysis.redaction.programme import of_programme
from analysis.redaction.redacting import (
    CUT,
    KINDS,
    Span,
    contains,
    find,
    readable,
    redact,
)

__all__ = [
    "CUT",
    "KINDS",
    "Known",
    "Span",
    "contains",
    "find",
    "of_programme",
    "readable",
    "redact",
]
