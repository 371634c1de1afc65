"""A survey of Qualtrics as .qsf: what was asked, and which number stands for which answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.exports.headers import plain
from analysis.exports.rows import readable
from analysis.problems import ExportError

ONE_ANSWER = ("SAVR", "SAHR", "SACOL", "DL", "SB", "NPS")
"""The forms of a multiple-choice question to which one answer can be given."""


def codes(path: Path, shown: str) -> dict[str, dict[str, str]]:
    """What the numbers in a column stand for, by the code of the column.

    Raises ExportError when the file is no survey of Qualtrics.
    """
    readable(path, shown)
    try:
        survey = json.loads(path.read_text(encoding="utf-8-sig"))
        elements = survey["SurveyElements"]
        asked = [one["Payload"] for one in elements if one["Element"] == "SQ"]
        return dict(pair for question in asked for pair in _columns(question))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ExportError(
            f"{shown}: this is not a survey that Qualtrics exported as .qsf. Name the right file "
            "as codebook in the entry of this export."
        ) from None


def _columns(question: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each column of a question with one answer, with what its numbers stand for."""
    tag, kind = question["DataExportTag"], question["QuestionType"]
    if kind == "MC" and question.get("Selector") in ONE_ANSWER:
        yield tag, _labels(question["Choices"], question)
    elif kind == "Matrix" and question.get("SubSelector") in ("SingleAnswer", "DL"):
        tags = question.get("ChoiceDataExportTags") or {}
        for choice in _numbered(question["Choices"]):
            yield tags.get(choice) or f"{tag}_{choice}", _labels(question["Answers"], question)


def _labels(options: Any, question: dict[str, Any]) -> dict[str, str]:
    recoded = _numbered(question.get("RecodeValues") or {})
    return {
        str(recoded.get(number, number)): plain(option["Display"])
        for number, option in _numbered(options).items()
    }


def _numbered(options: Any) -> dict[str, Any]:
    """Options by number; a list where nobody ever left a number out."""
    if isinstance(options, list):
        return {str(number): option for number, option in enumerate(options, start=1)}
    return dict(options)
