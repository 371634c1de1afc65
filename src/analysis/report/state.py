"""The state of a page is said in words, in fixed places, so that it can be said anew later.

An edition that is replaced or withdrawn stays at its permanent address. Its page then says so in
its title, above its text, beside every sentence that could be quoted, and at the foot of every
sheet of paper; the text to paste into an e-mail is taken out.
"""

from __future__ import annotations

import re
from functools import partial

from markupsafe import Markup

from analysis.draw.words import Words
from analysis.report.audience import is_mark
from analysis.report.frame import Earlier, Edition, State

PAST: tuple[State, ...] = ("superseded", "withdrawn")
"""The states of an edition that nobody should use any more."""

DASH = " – "
LONGEST_TITLE = 70
"""How many characters of a title a browser tab or a list of results shows."""


def css_text(text: str) -> Markup:
    """A text as CSS holds it; every character but letters, digits and spaces by its number."""
    return Markup('"{}"').format(
        Markup("".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text))
    )


def state_banner(words: Words, edition: Edition) -> Markup:
    """What stands above the text of an edition that is not to be used; else nothing."""
    if edition.state not in PAST:
        return Markup("")
    said = [
        Markup("<strong>{}</strong>").format(words.say(f"state.{edition.state}.banner")),
    ]
    if edition.erratum:
        said.append(Markup.escape(words.say("state.erratum", erratum=edition.erratum)))
    if edition.newer:
        link = Markup('<a href="{}">{}</a>').format(edition.newer.href, edition.newer.text)
        said.append(Markup(words.say("state.newer", edition=str(link))))
    return Markup('<p class="banner past">{}</p>').format(Markup(" ").join(said))


def head(edition: Edition) -> Markup:
    """What machines are told: the state, and that only what is valid should be found."""
    robots = Markup('<meta name="robots" content="noindex">') if edition.state in PAST else ""
    return Markup('<meta name="trajectmonitor:state" content="{}">{}').format(edition.state, robots)


def titled(words: Words, edition: Edition, title: str) -> str:
    """A title for a browser tab, short enough to be read there.

    Only what is not to be used any more is said in it. What does not fit goes from its end:
    whose report it is, then of which programme, then its last words.
    """
    pasts = [words.say(f"state.{state}") for state in PAST]
    parts = [part for part in title.split(DASH) if part not in pasts]
    if edition.state in PAST:
        marks = sum(is_mark(part, words) for part in parts[:1])
        parts.insert(marks, words.say(f"state.{edition.state}"))
    fewest = 1 + sum(part in pasts or is_mark(part, words) for part in parts)
    while len(DASH.join(parts)) > LONGEST_TITLE and len(parts) > fewest:
        parts.pop()
    whole = DASH.join(parts)
    if len(whole) <= LONGEST_TITLE:
        return whole
    return whole[: LONGEST_TITLE - 1].rpartition(" ")[0] + "…"


def places(words: Words, edition: Edition) -> dict[str, Markup]:
    """What stands in each fixed place of a page, by the name of the place."""
    short = Markup.escape(words.say(f"state.{edition.state}.short"))
    return {
        "head": head(edition),
        "state": state_banner(words, edition),
        "status": Markup.escape(words.say(f"state.{edition.state}")),
        "stand": short,
        "printed": css_text(f" – {words.say(f'state.{edition.state}.short')}"),
        "earlier": earlier(words, edition),
    }


def earlier(words: Words, edition: Edition) -> Markup:
    """The editions that came before, each with its state and why it was replaced; else nothing."""
    if not edition.earlier:
        return Markup("")
    items = Markup("").join(
        Markup("<li>{} ({}){}</li>").format(
            _named(words, one),
            words.say(f"state.{one.state}.short"),
            f": {one.summary}" if one.summary else "",
        )
        for one in edition.earlier
    )
    title = words.say("changes.earlier")
    return Markup('<h3 id="earlier">{}</h3>\n<ul>{}</ul>').format(title, items)


def _named(words: Words, one: Earlier) -> Markup:
    number, day = str(one.number), words.day(one.released_on)
    said = words.say("changes.edition", number=number, released_on=day)
    link = Markup('<a href="{}">{}</a>')
    return link.format(one.href, said) if one.href else Markup.escape(said)


def marked(name: str, content: Markup) -> Markup:
    """A piece of a page between the marks by which it is found again."""
    return Markup("<!--{}-->{}<!--/{}-->").format(Markup(name), content, Markup(name))


def with_state(html: str, words: Words, edition: Edition) -> str:
    """A page that was released earlier, in the state that it has now.

    All else stays as it was, to the byte. Only `state`, `newer`, `erratum` and `earlier` count
    here. Of an edition that was withdrawn no other form is left to lead to.
    """
    for name, content in places(words, edition).items():
        html = _placed(html, name, content)
    if edition.state in PAST:
        html = _placed(html, "mail", Markup(""))
    if edition.state == "withdrawn":
        html = _placed(html, "forms", Markup(""))
    return _titled(html, words, edition)


def with_earlier(html: str, words: Words, edition: Edition) -> str:
    """A page that is still valid, with what is known by now of the editions before it."""
    return _placed(html, "earlier", earlier(words, edition))


def _placed(html: str, name: str, content: Markup) -> str:
    before, after = _marks(name)
    pattern = re.compile(f"{re.escape(before)}.*?{re.escape(after)}", re.S)
    return pattern.sub(partial(_given, f"{before}{content}{after}"), html)


def _given(text: str, found: re.Match[str]) -> str:
    """A text that stands in place of what was found, whatever signs it holds."""
    return text


def _marks(name: str) -> tuple[str, str]:
    """The mark before and after a place; in a style sheet they are CSS comments."""
    return (
        ("/*printed*/", "/*/printed*/")
        if name == "printed"
        else (f"<!--{name}-->", f"<!--/{name}-->")
    )


def _titled(html: str, words: Words, edition: Edition) -> str:
    found = re.search("<title>(.*?)</title>", html, re.S)
    if found is None:
        return html
    title = titled(words, edition, Markup(found[1]).unescape())
    return html[: found.start(1)] + str(Markup.escape(title)) + html[found.end(1) :]
