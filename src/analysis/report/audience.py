"""A page that is not for everybody says so, and for whom it is, wherever it could be seen."""

from __future__ import annotations

from analysis.draw.words import Words
from analysis.payload import Audience
from analysis.report.frame import PageFrame

FILE_MARKS: dict[Audience, str] = {
    "public": "",
    "internal": "INTERN-",
    "restricted": "VERTROUWELIJK-",
    "participant": "PERSOONLIJK-",
}
"""What file names begin with, in every language: the rest of the name is the same in all too."""


def file_name(report: str, language: str, audience: Audience, form: str = "html") -> str:
    """The file name of a report in one language and form, which says for whom it is."""
    return f"{FILE_MARKS[audience]}{report}.{language}.{form}"


def mark(frame: PageFrame, words: Words) -> str:
    """For whom a page is, in capitals; nothing for a page that is for everybody."""
    if frame.audience == "public":
        return ""
    if frame.audience == "participant":
        name = frame.participant or words.say("page.participant_unnamed")
        return words.say("page.participant_mark", participant=name)
    return words.say(f"page.{frame.audience}_mark")


def is_mark(text: str, words: Words) -> bool:
    """Whether a text says for whom a page is."""
    fixed = [words.say(f"page.{audience}_mark") for audience in ("internal", "restricted")]
    return text in fixed or text.startswith(words.say("page.participant_mark", participant=""))


def explained(frame: PageFrame, words: Words) -> str:
    """Why a page is not for everybody."""
    return "" if frame.audience == "public" else words.say(f"page.{frame.audience}_explained")


def file_prefix(frame: PageFrame, words: Words) -> str:
    """What the names of files that are taken from a page begin with."""
    first = "" if frame.audience == "public" else f"{frame.audience}-"
    if frame.audience in ("internal", "restricted"):
        first = f"{words.say(f'page.{frame.audience}_mark')}-"
    return f"{first}{frame.report}-{frame.language}-"
