"""SurveyMonkey: the question above its first column, its options in the row below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.exports.headers import Called, Cells, container, headed, plain, under
from analysis.exports.rows import Contents
from analysis.programme.models import Export

WITHOUT_OPTION = ("", "response", "open-ended response", "antwoord", "reactie", "open antwoord",
                  "réponse", "réponse ouverte")  # fmt: skip
"""What stands below a question that has one column and no options."""


def read(path: Path, shown: str, export: Export) -> Contents:
    """The responses; a column is `question`, `question | option`, or the option where it is unique.

    An export that was cleaned before may have lost its second header row.
    """
    return headed(container(path, shown, export), _height, _called)


def _height(top: list[Cells]) -> int:
    # Below the first column, the respondent's number, nothing is written but data.
    second = len(top) > 1 and not (top[1] or ("",))[0].strip()
    return 2 if second else 1


def _called(header: list[Cells]) -> Iterator[Called]:
    if len(header) < 2:
        yield from (([cell], [plain(cell)]) for cell in (header[0] if header else ()))
        return
    columns = under(header[0], header[1])
    for place, (question, option) in enumerate(columns):
        alone = plain(option).casefold() in WITHOUT_OPTION
        if alone and header[0][place].strip():
            yield [question], [plain(question)]
        else:
            yield [f"{question} | {option}"], [f"{plain(question)} | {plain(option)}", option]
