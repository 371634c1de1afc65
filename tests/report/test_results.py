"""Structured results read back as they were, and know no language."""

from __future__ import annotations

import json

import pytest

from analysis.problems import NotebookError, UserError
from analysis.report.results import read, results, written
from tests.report import sample
from tests.report.sample import taught  # noqa: F401


def test_results_read_back_exactly_what_was_written():
    for found in (
        results(sample.payloads(), sample.frame()),
        written(sample.payloads(), sample.frame()),
    ):
        assert read(found) == sample.payloads()


def test_results_say_what_they_are_of():
    found = results(sample.payloads(), sample.frame())
    expected = {
        "programme": "demo-2019",
        "report": "demo",
        "audience": "public",
        "as_of": "2019-04-05",
        "edition": 2,
        "state": "provisional",
        "released_on": "2019-05-06",
    }
    assert {key: found[key] for key in expected} == expected


def test_results_are_the_same_bytes_in_every_language():
    languages = [written(sample.payloads(), sample.frame(language)) for language in ("nl", "en")]
    assert languages[0] == languages[1]


def test_a_report_without_title_has_no_results():
    with pytest.raises(NotebookError, match="shows no title"):
        results(sample.payloads()[1:], sample.frame())


@pytest.mark.parametrize(
    "broken", ["{", "[]", "{}", json.dumps({"format": "other", "payloads": []})]
)
def test_what_is_no_results_file_is_told_in_a_sentence(broken):
    with pytest.raises(UserError, match="Put the file back as it was published"):
        read(broken)
