"""What people type in a cell becomes a value, or is said not to be understood."""

from datetime import date

import pytest

from analysis.cleaning import parsing
from analysis.cleaning.parsing import NotUnderstoodError


@pytest.mark.parametrize(
    "text",
    [
        "20/02/2019",
        "20-2-19",
        "20.02.2019",
        "20 02 2019",
        "2019-02-20",
        "2019/02/20",
        "20 februari 2019",
        "20 feb. 2019",
        "20feb2019",
        "20-feb-2019",
        "20 February 2019",
        "2019-02-20 14:33:35",
        "2019-02-20T14:33:35Z",
        "2019-02-20 14:33:35.250+01:00",
        "20/02/2019 14u30",
        "2019/02/20 3:05:12 PM EET",
        "\u00a020/02/2019 ",
    ],
)
def test_a_date_is_read_day_first_or_iso(text):
    assert parsing.day(text) == date(2019, 2, 20)


@pytest.mark.parametrize("text", ["2/20/2019", "2/20/19 22:28", "02-20-2019", "2019-02-20"])
def test_a_date_is_read_month_first_where_that_is_declared(text):
    assert parsing.day(text, month_first=True) == date(2019, 2, 20)


def test_an_ambiguous_date_follows_the_declaration():
    assert parsing.day("03/04/2019") == date(2019, 4, 3)
    assert parsing.day("03/04/2019", month_first=True) == date(2019, 3, 4)


# 43516 = 2019-02-20 by openpyxl.utils.datetime.from_excel.
@pytest.mark.parametrize("text", ["43516", "43516.5"])
def test_a_serial_is_a_date_only_in_a_workbook(text):
    assert parsing.day(text, serials=True) == date(2019, 2, 20)
    with pytest.raises(NotUnderstoodError, match="is not a date"):
        parsing.day(text)


@pytest.mark.parametrize("text", ["31/02/2019", "29/02/2019", "2019-13-01", "20/13/2019", "0/1/19"])
def test_an_impossible_date_is_no_day_of_the_calendar(text):
    with pytest.raises(NotUnderstoodError, match="is not a day of the calendar"):
        parsing.day(text)


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "1/1/1900"])
def test_a_day_that_no_programme_can_have_is_not_understood(text):
    with pytest.raises(NotUnderstoodError, match="lies too far away"):
        parsing.day(text)


@pytest.mark.parametrize(
    "text",
    ["najaar", "20 februari", "week 24", "1900", "03/04/2019 of 05/04/2019", "20/02/2019 ?",
     "20/02/20195", "20 fubruari 2019", "Q4 2019"],
)  # fmt: skip
def test_a_period_or_a_doubt_is_no_date(text):
    with pytest.raises(NotUnderstoodError, match="Expected day/month/year"):
        parsing.day(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.450.000,50", 1450000.5),
        ("1450000", 1450000),
        ("720\u00a0000", 720000),
        ("1 450 000", 1450000),
        ("1\u202f450\u202f000,5", 1450000.5),
        ("€ 12.500", 12500),
        ("12.500 €", 12500),
        ("EUR 27000,-", 27000),
        ("27.000.-", 27000),
        ("euro 12", 12),
        ("12,5k", 12500),
        ("12.5", 12.5),
        ("2.1250", 2.125),
        ("12,5 K", 12500),
        ("een 20-tal", 20),
        ("± 20", 20),
        ("±15", 15),
        ("ca. 15", 15),
        ("circa 15", 15),
        ("20 vrijwilligers", 20),
        ("0", 0),
        ("-3,5", -3.5),
        ("–3", -3),
    ],
)
def test_a_number_is_read_with_a_comma_as_decimal_sign(text, value):
    assert parsing.number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,450,000.50", 1450000.5), ("12.5", 12.5), ("1,450", 1450), ("2.125", 2.125)],
)
def test_a_number_is_read_with_a_point_where_that_is_declared(text, value):
    assert parsing.number(text, decimal=".") == value


@pytest.mark.parametrize(
    "text",
    ["10 à 15", "veel", "tientallen", "12 3", "1.45.000", "0.125.000", "1,450,000.50", "9,0E+8",
     "1e-07", "NaN", "inf", "12;5", "#DIV/0!", "=1+1", "1.2.3", "k", "€", "9" * 400],
)  # fmt: skip
def test_what_is_no_single_number_is_not_guessed(text):
    with pytest.raises(NotUnderstoodError):
        parsing.number(text)


def test_an_amount_is_not_below_zero():
    with pytest.raises(NotUnderstoodError, match="is below zero"):
        parsing.amount("-1")


def test_a_count_is_whole_and_keeps_to_the_declared_decimal_sign():
    assert parsing.whole("1.200") == 1200
    assert parsing.whole("1,200", decimal=".") == 1200
    with pytest.raises(NotUnderstoodError, match="is not a whole number"):
        parsing.whole("10,5")
    with pytest.raises(NotUnderstoodError, match="too large"):
        parsing.whole("1" + "0" * 30)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2,5 VTE", 2.5), ("2,5", 2.5), ("4/5", 0.8), ("4/5 vte", 0.8), ("halftijds", 0.5),
     ("Voltijds", 1), ("geen", 0), ("0", 0), ("0.8", 0.8)],
)  # fmt: skip
def test_full_time_equivalents_are_read_as_numbers_fractions_and_words(text, value):
    assert parsing.fte(text) == value


@pytest.mark.parametrize("text", ["deeltijds", "5/4", "4/0", "veel", "-1"])
def test_full_time_equivalents_that_cannot_be_are_not_understood(text):
    with pytest.raises(NotUnderstoodError):
        parsing.fte(text)


# reference_values.json, I1 (0403.170.701: 97 - 04031707 mod 97 = 01) and I3.
@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0403.170.701", "0403170701"),
        ("BE0403170701", "0403170701"),
        ("BE 0403.170.701", "0403170701"),
        ("be-0403 170 701", "0403170701"),
        ("KBO: 0403170701", "0403170701"),
        ("403170701", "0403170701"),
        ("403.170.701", "0403170701"),
        ("1000000021", "1000000021"),
        ("1012345646", "1012345646"),
    ],
)
def test_an_enterprise_number_is_ten_digits_however_written(text, digits):
    assert parsing.enterprise_number(text) == digits


@pytest.mark.parametrize("text", ["0403.170.702", "4.03E+08", "n.v.t.", "12345", "04031707012"])
def test_an_enterprise_number_with_wrong_check_digits_is_none(text):
    with pytest.raises(NotUnderstoodError, match="enterprise number"):
        parsing.enterprise_number(text)


@pytest.mark.parametrize("text", ["3600", "B-3600", "BE-3600", "3600 Genk", "b 3600"])
def test_a_postcode_is_four_digits_with_what_stands_round_it(text):
    assert parsing.postcode(text) == "3600"


@pytest.mark.parametrize("text", ["Genk", "360", "36000", "0600", "Genk 3600"])
def test_what_is_no_belgian_postcode_is_not_understood(text):
    with pytest.raises(NotUnderstoodError, match="is not a postcode"):
        parsing.postcode(text)


@pytest.mark.parametrize("text", ["99", "1066", "2222", "2019,5", "ca. 1990"])
def test_a_year_has_four_digits_and_lies_near(text):
    assert parsing.year(" 1975 ") == 1975
    with pytest.raises(NotUnderstoodError, match="is not a year"):
        parsing.year(text)


def test_a_flag_is_yes_or_no_and_nothing_else():
    assert [parsing.flag(text) for text in ("ja", "TRUE", "x", "nee", "0", "-")] == (
        [True] * 3 + [False] * 3
    )
    assert [parsing.flag(text) for text in ("Completed", "Partial")] == [True, False]
    with pytest.raises(NotUnderstoodError, match="neither yes nor no"):
        parsing.flag("misschien")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("19m 26s", 19 + 26 / 60),
        ("1h 2m 3s", 62 + 3 / 60),
        ("2h", 120),
        ("45s", 0.75),
        ("1 hour", 60),
        ("1 hours", 60),
        ("1.5 hours", 90),
        ("1,5 uur", 90),
        ("90 min", 90),
        ("90 min.", 90),
        ("1 u 30 min", 90),
        ("1u30", 90),
        ("1 uur en 5 minuten", 65),
        ("1:30:00", 90),
        ("75", 75),
        ("0", 0),
    ],
)
def test_a_length_of_time_is_read_in_minutes(text, minutes):
    assert parsing.minutes(text) == pytest.approx(minutes)


@pytest.mark.parametrize(("text", "minutes"), [("1,5", 90), ("2", 120), ("90 min", 90)])
def test_a_bare_number_is_in_the_unit_that_is_declared(text, minutes):
    assert parsing.minutes(text, unit="hours") == minutes


@pytest.mark.parametrize("text", ["90", "15", "60", "13 uur", "721"])
def test_what_would_take_longer_than_a_session_was_written_in_another_unit(text):
    with pytest.raises(NotUnderstoodError, match="is longer than a session takes"):
        parsing.minutes(text, unit="hours")


@pytest.mark.parametrize(
    "text",
    [
        *("90", "1u30 extra", "30 min 1 uur", "anderhalf uur", "2 dagen", "1:30", "uur"),
        *("5 m 5 m", "1.2.3 uur", "-5 min", "5 10"),
    ],
)
def test_what_is_no_single_length_of_time_is_not_guessed(text):
    with pytest.raises(NotUnderstoodError):
        parsing.minutes(text, unit=None)


@pytest.mark.parametrize(
    "text", ["7/8 Feb", "3 June?", "2 June?", "1990-00-00", "00/00/2017", "20-00-2017", "2017"]
)
def test_two_days_a_doubt_or_a_missing_part_make_no_date(text):
    with pytest.raises(NotUnderstoodError):
        parsing.day(text)
    with pytest.raises(NotUnderstoodError):
        parsing.day(text, month_first=True, serials=True)
