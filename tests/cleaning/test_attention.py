"""A response that was filled in without reading is kept, with a remark."""

import pytest

from analysis.cleaning.attention import seconds
from tests.exports.survey import surveyed

OPTIONS = "\n".join(
    f'  {{ code = "A{n}", name = {{ nl = "plaats {n}", en = "place {n}" }}, value = {n} }},'
    for n in range(1, 6)
)
SCALE = f'[[scales]]\nid = "five"\noptions = [\n{OPTIONS}\n]\n'
# Ten words in Dutch and eight in English: of an unknown language the shortest is counted.
WORDS = 'text = { nl = "een twee drie vier vijf zes zeven acht negen tien", '
WORDS += 'en = "one two three four five six seven eight" }\n'
FORM = SCALE + "".join(
    f'[[questions]]\nid = "Q{n}"\nkind = "scale"\nscale = "five"\n{WORDS}' for n in range(1, 7)
)
COLUMNS = 'columns = { started_on = "van", submitted_on = "tot", language = "taal" }\n'
ENTRY = f'file = "a.csv"\nformat = "delimited"\n{COLUMNS}'
HEADER = "van,tot,taal," + ",".join(f"Q{n}" for n in range(1, 7)) + "\n"
DAY = "2020-01-20"


def problems(folder, *answers, start=f"{DAY} 10:00:00", end=f"{DAY} 10:10:00", language=""):
    row = ",".join([start, end, language, *answers])
    return surveyed(folder, ENTRY, FORM, a__csv=f"{HEADER}{row}\n").problems()


def test_the_same_place_on_all_statements_is_remarked_on_and_counts(tmp_path):
    rows = f"{HEADER}{DAY},{DAY},,A3,A3,A3,A3,A3,A3\n"
    found = surveyed(tmp_path, ENTRY, FORM, a__csv=rows)
    assert found.problems() == [(2, "straight_line")]
    assert found.rows("responses", "counted") == [(True,)]
    assert len(found.rows("answers", "option")) == 6


def test_one_other_answer_is_enough(tmp_path):
    assert problems(tmp_path, "A3", "A3", "A3", "A3", "A3", "A4") == []


def test_fewer_than_five_statements_are_no_line(tmp_path):
    assert problems(tmp_path, "A3", "A3", "A3", "A3", "", "") == []


# Six questions of eight words at 0.3 seconds take 14.4 seconds; in Dutch, of ten words, 18.
@pytest.mark.parametrize(
    ("end", "language", "kinds"),
    [
        (":14", "", ["fast_response"]),
        (":15", "", []),
        (":17", "nl", ["fast_response"]),
        (":17", "nl-BE", ["fast_response"]),
        (":18", "nl", []),
        (":17", "fr", []),
    ],
)
def test_less_time_than_it_takes_to_read_is_remarked_on(tmp_path, end, language, kinds):
    answers = ("A1", "A2", "A3", "A4", "A5", "A1")
    found = problems(tmp_path, *answers, end=f"{DAY} 10:00{end}", language=language)
    assert [kind for _, kind in found] == kinds


@pytest.mark.parametrize(
    ("start", "end", "most"),
    [
        ("2019-02-21 10:02:11", "2019-02-21 10:03:41", 90),
        ("2/21/19 11:59:50 pm", "2/22/19 12:00:05 am", 15),
        ("2019-02-21T10:02:11Z", "2019-02-21T10:02:41.5Z", 30),
        # Written to the minute, the first may be its begin and the last its end.
        ("21/02/2019 10:02", "21/02/2019 10:02", 60),
        ("21/02/2019 10:02", "21/02/2019 10:03", 120),
        ("2019-02-21 10:02:11+01:00", "2019-02-21 10:02:41+02:00", None),
        ("2019-02-21", "2019-02-21", None),
        ("2019-02-21 10:02:11", "2019-02-21 10:02:01", None),
        ("", "2019-02-21 10:02:01", None),
        ("ooit 10:02:01", "2019-02-21 10:02:01", None),
        ("2019-02-21 25:02:01", "2019-02-21 10:02:01", None),
    ],
)
def test_the_time_between_two_moments_is_the_most_it_can_be(start, end, most):
    assert seconds(start, end, month_first="/19" in start) == most
