"""A questionnaire file as text, with in a comment what is not sure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.cleaning.text import key
from analysis.run.drafting.proposed import Asked, Place
from analysis.run.drafting.sharing import shared

UNSURE = "# unsure:"
ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,29}")


def ids(questions: Sequence[Asked]) -> list[str]:
    """An id for each question: its code in the file, else a number."""
    found: list[str] = []
    for number, asked in enumerate(questions, start=1):
        codes = [name for name in asked.column.names if ID.fullmatch(name)]
        coded = [name.partition("[")[0] for name in asked.column.names if "[" in name]
        bracketed = re.sub(r"[\[\]]+", "_", asked.column.header).strip("_")
        if ID.fullmatch(bracketed) and coded:
            codes.append(bracketed)
        one = next((code for code in codes if code not in found), f"Q{number}")
        while one in found:
            one += "x"
        found.append(one)
    return found


def written(identity: str, title: str, questions: Sequence[Asked], left: Sequence[str]) -> str:
    """The text of the file."""
    named, stem = ids(questions), title.rpartition(".")[0] or title
    scales = shared(questions, named)
    lines = [
        f"# Drafted from {title}. Look at each line that starts with {UNSURE}",
        "# The words stand as they do in the export: put them in Dutch and in English.",
        *(f"# Left out: {one}" for one in left),
        "",
        f"id = {_text(identity)}",
        f"title.nl = {_text(stem)}",
        f"title.en = {_text(stem)}",
    ]
    for name, options in scales.scales.items():
        lines += ["", "[[scales]]", f"id = {_text(name)}", "options = ["]
        lines += [f"  {_option(one)}," for one in options]
        lines += ["]"]
    for asked, one, scale in zip(questions, named, scales.of, strict=True):
        lines += ["", *_question(asked, one, scale)]
    return "\n".join(lines) + "\n"


def _question(asked: Asked, identity: str, scale: str | None) -> Iterator[str]:
    yield "[[questions]]"
    yield from (f"{UNSURE} {why}" for why in asked.unsure)
    yield f"id = {_text(identity)}"
    yield f'kind = "{asked.kind}"'
    if scale:
        yield f"scale = {_text(scale)}"
    if asked.kind == "text":
        yield 'reads = "open"'
    for name, bound in (("lowest", asked.lowest), ("highest", asked.highest)):
        if bound is not None:
            yield f"{name} = {bound}"
    if asked.other:
        yield 'other = "other"'
    headers = [name for name in asked.column.names if key(name) != key(identity)]
    if headers and not asked.boxes:
        yield f"columns = [{', '.join(map(_text, _once(headers)))}]"
    words = asked.column.words or identity
    yield f"text.nl = {_text(words)}"
    yield f"text.en = {_text(words)}"
    if asked.boxes:
        yield ""
        yield "[questions.boxes]"
        yield from (f"{code} = {_text(header)}" for code, header in asked.boxes.items())


def _option(one: Place) -> str:
    parts = [
        f"code = {_text(one.code)}",
        f"name = {{ nl = {_text(one.name)}, en = {_text(one.english or one.name)} }}",
    ]
    if one.value is not None:
        parts.append(f"value = {one.value}")
    if one.missing:
        parts.append(f'missing = "{one.missing}"')
    if one.spoken:
        parts.append(f"spoken = [{', '.join(map(_text, one.spoken))}]")
    return f"{{ {', '.join(parts)} }}"


def _once(names: Iterable[str]) -> list[str]:
    return list({key(name): name for name in names}.values())


def _text(text: str) -> str:
    """A string as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)
