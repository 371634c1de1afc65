"""Attendee reports of Eventbrite: two orders of the columns, the older with the day of attending.

No real one is public: these are built here after how the tool is documented.
"""

from pathlib import Path

import pytest

from analysis.exports import Contents, read_contents
from tests.exports.entries import entry
from tests.exports.test_teams import apart, data, place

NOW = (
    "Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,Attendee #,"
    "Group,Order Type,Currency,Total Paid,Fees Paid,Eventbrite Fees,"
    "Eventbrite Payment Processing,Attendee Status,Job Title,Company\n"
    "9001,2/14/19 22:28,An,Smets,an@a.be,1,,Gratis,1,,Free Order,EUR,0.00,0.00,0.00,0.00,"
    "Attending,Zakelijk leider,Alfa vzw\n"
    "9001,2/14/19 22:28,Bo,Pauwels,an@a.be,1,,Gratis,2,,Free Order,EUR,0.00,0.00,0.00,0.00,"
    "Attending,,Alfa vzw\n"
    "9002,2/15/19 9:05,Cas,Diels,cas@b.be,1,,Gratis,3,,Free Order,EUR,0.00,0.00,0.00,0.00,"
    "Not Attending,,Beta\n"
)
OLDER = (
    "Date Attending,Order no.,Order Date,Surname,First Name,Email,Quantity,Ticket Type,"
    "Attendee Status,Company\n"
    '"Feb 20, 2019 at 09:00 AM",9001,2/14/19 22:28,Smets,An,an@a.be,1,Gratis,Checked In,Alfa vzw\n'
)


def read(tmp_path: Path, text: str) -> Contents:
    (tmp_path / "report.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    return read_contents(entry("report.csv", "eventbrite"), tmp_path, "data/raw/d/report.csv")


def test_each_ticket_is_a_row(tmp_path):
    contents = read(tmp_path, NOW)
    assert data(contents) == [(2, "9001"), (3, "9001"), (4, "9002")]
    assert apart(contents) == {1: "header"}


@pytest.mark.parametrize(
    ("name", "now", "older"),
    [
        ("order", 0, 1),
        ("ordered_on", 1, 2),
        ("given_name", 2, 4),
        ("family_name", 3, 3),
        ("Ticket Type", 7, 7),
        ("status", 16, 8),
        ("Bedrijf", 18, 9),
    ],
)
def test_a_column_is_known_by_its_name_in_either_order(tmp_path, name, now, older):
    assert place(read(tmp_path, NOW), name) == now
    assert place(read(tmp_path, OLDER), name) == older


def test_a_question_of_the_organiser_keeps_its_own_header(tmp_path):
    asked = NOW.replace("Job Title,Company", "Wat eet je?,Company")
    assert place(read(tmp_path, asked), "Wat eet je?") == 17
