"""Participants of Zoom: with or without a block about the meeting, old columns and new ones.

The layout with the meeting on top is that of the real reports, which tests/test_real_lists.py
reads; the others are built here after how the tool is documented.
"""

from pathlib import Path

import pytest

from analysis.exports import Contents, read_contents
from analysis.exports.rows import Stated
from analysis.problems import ExportError
from tests.exports.entries import entry
from tests.exports.test_teams import apart, data, place

OF_2020 = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,
123,Lerend netwerk,02/20/2024 09:00:00 AM,02/20/2024 10:30:00 AM,an@a.be,90,3,

Name (Original Name),User Email,Total Duration (Minutes),Guest
An Smets,an@a.be,90,No
Bo Pauwels (Bo),bo@b.be,45,Yes
"""
OF_2024 = """Topic,ID,Host,Duration (minutes),Start time,End time,Participants
Lerend netwerk,123,An (an@a.be),90,02/20/2024 09:00:00 AM,02/20/2024 10:30:00 AM,2

Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,In waiting room
An Smets,an@a.be,02/20/2024 09:00:00 AM,02/20/2024 10:30:00 AM,90,No,No
Bo Pauwels,bo@b.be,02/20/2024 09:05:00 AM,02/20/2024 09:06:00 AM,1,Yes,Yes
Bo Pauwels,bo@b.be,02/20/2024 09:06:00 AM,02/20/2024 09:20:00 AM,14,Yes,No
Bo Pauwels,bo@b.be,02/20/2024 09:40:00 AM,02/20/2024 10:30:00 AM,50,Yes,No
Cas Diels,,02/20/2024 09:01:00 AM,02/20/2024 09:03:00 AM,2,Yes,Yes
"""


def read(tmp_path: Path, text: str, **more: object) -> Contents:
    (tmp_path / "zoom.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    return read_contents(entry("zoom.csv", "zoom", **more), tmp_path, "data/raw/d/zoom.csv")


def test_the_participants_are_read_and_the_meeting_stands_apart(tmp_path):
    contents = read(tmp_path, OF_2020)
    assert data(contents) == [(5, "An Smets"), (6, "Bo Pauwels (Bo)")]
    assert apart(contents) == {1: "summary", 2: "summary", 4: "header"}


def test_a_count_that_the_list_does_not_give_is_kept_with_its_line(tmp_path):
    assert read(tmp_path, OF_2020).stated == (Stated(2, told=3, listed=2),)
    assert read(tmp_path, OF_2024).stated == (Stated(2, told=2, listed=2),)


def test_who_was_only_in_the_waiting_room_was_not_there(tmp_path):
    contents = read(tmp_path, OF_2024)
    assert data(contents) == [(5, "An Smets"), (7, "Bo Pauwels"), (8, "Bo Pauwels")]
    assert {line for line, why in apart(contents).items() if why == "waiting_room"} == {6, 9}


def test_a_list_without_the_meeting_starts_at_the_top(tmp_path):
    contents = read(tmp_path, OF_2024.split("\n\n")[1])
    assert data(contents) == [(2, "An Smets"), (4, "Bo Pauwels"), (5, "Bo Pauwels")]
    assert contents.stated == ()


@pytest.mark.parametrize(("text", "at"), [(OF_2020, 2), (OF_2024, 4)])
def test_the_minutes_have_one_name_in_every_layout(tmp_path, text, at):
    contents = read(tmp_path, text)
    assert place(contents, "duration") == place(contents, "Totale duur (minuten)") == at


def test_the_report_of_the_meeting_alone_is_refused(tmp_path):
    with pytest.raises(ExportError, match="no list of participants"):
        read(tmp_path, "\n")
