"""Some readers need one sentence, now: for an answer, a speech or an e-mail.

A quotable sentence carries its date and state; the text to paste into an e-mail is made of the
same sentences, with what may not be concluded from them and where the report is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from analysis.draw.words import Words
from analysis.payload import Note, Payload, Sentence
from analysis.problems import NotebookError
from analysis.report.frame import PageFrame
from analysis.report.state import marked, places

MOST_QUOTES = 3
DIGITS = 12
"""How much of a digest is told where it stands in a sentence."""


@dataclass(frozen=True)
class Mail:
    """A message ready to send."""

    subject: str
    body: str
    to: str = ""

    @property
    def href(self) -> str:
        """The address that opens an e-mail program with this message in it."""
        body = quote(self.body.replace("\n", "\r\n"), safe="")
        return (
            f"mailto:{quote(self.to, safe='@')}?subject={quote(self.subject, safe='')}&body={body}"
        )


def stand(frame: PageFrame, words: Words) -> Markup:
    """How far the data reach and what state they are in, as it stands beside a sentence."""
    state = marked("stand", places(words, frame.edition)["stand"])
    said = words.say("quote.stand", as_of=words.day(frame.as_of), state="{state}")
    return Markup.escape(said).replace("{state}", state)


def quotes(payloads: Sequence[Payload], report: str) -> list[Sentence]:
    """The sentences that may be quoted.

    Raises NotebookError when there are more than a reader in a hurry reads.
    """
    found = [one for one in payloads if isinstance(one, Sentence) and one.quotable]
    if len(found) > MOST_QUOTES:
        raise NotebookError(
            f'Report "{report}", cell {found[MOST_QUOTES].cell}: {len(found)} sentences are '
            f"quotable; at most {MOST_QUOTES} can be. Take `quotable` off the others."
        )
    return found


def cautions(payloads: Sequence[Payload]) -> list[Note]:
    """What may not be concluded."""
    return [one for one in payloads if isinstance(one, Note) and one.form == "caution"]


def mail(
    payloads: Sequence[Payload], title: str, mark: str, frame: PageFrame, words: Words
) -> Mail | None:
    """The main messages as an e-mail; none where a report has no sentence that may be quoted."""
    said = [f"- {words.message(one.message)}" for one in quotes(payloads, frame.report)]
    if not said or frame.edition.state in ("superseded", "withdrawn"):
        return None
    state = words.say(f"state.{frame.edition.state}.short")
    heads = [mark, f"{words.say('mail.fictional')} {frame.fictional}" if frame.fictional else ""]
    parts = [
        "\n".join(head for head in (*heads, title, frame.programme) if head),
        words.say("mail.stand", as_of=words.day(frame.as_of), state=state),
        "\n".join(said),
        *(
            f"{words.say('note.caution.label')}: {words.message(note.message)}"
            for note in cautions(payloads)
        ),
        words.say("mail.more", address=frame.edition.address) if frame.edition.address else "",
        "\n".join(part for part in (frame.organisation, frame.contact) if part),
    ]
    subject = words.say("mail.subject", title=title, programme=frame.programme)
    prefix = f"{mark} – " if mark else ""
    return Mail(f"{prefix}{subject}", "\n\n".join(part for part in parts if part) + "\n")


def citation(title: str, frame: PageFrame, words: Words) -> Markup:
    """One line by which others can refer to exactly this edition."""
    edition = frame.edition
    parts = [
        Markup.escape(
            words.say(
                "use.citation",
                organisation=frame.organisation,
                title=title,
                programme=frame.programme,
                as_of=words.day(frame.as_of),
            )
        )
    ]
    if edition.number and edition.released_on:
        day = words.day(edition.released_on)
        said = words.say("use.citation_edition", number=str(edition.number), released_on=day)
        parts.append(Markup.escape(said))
    parts.append(marked("stand", places(words, edition)["stand"]))
    line = Markup(", ").join(parts) + "."
    return line + f" {edition.address}" if edition.address else line


def version(frame: PageFrame, words: Words) -> str:
    """Which page exactly a reader is looking at."""
    digest = frame.provenance.digest[:DIGITS]
    number = frame.edition.number
    if number:
        return words.say("use.version_edition", number=str(number), digest=digest)
    return words.say("use.version_draft", digest=digest)


def problem(title: str, frame: PageFrame, words: Words) -> Mail | None:
    """A message to report a mistake, which says in what; none without an e-mail address."""
    if "@" not in frame.contact or " " in frame.contact:
        return None
    said = version(frame, words)
    lines = [
        words.say("use.problem_body"),
        "\n\n",
        frame.programme,
        words.say("use.version", version=said),
        frame.edition.address,
    ]
    subject = words.say("use.problem_subject", title=title, version=said)
    return Mail(subject, "\n".join(line for line in lines if line) + "\n", frame.contact)
