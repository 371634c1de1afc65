"""Attendees as Eventbrite reports them: one row per ticket, with the state of each.

The order of the columns changed over the years, and older reports have other columns; each is
known by its name. Two tickets of one order are two rows.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.exports.columns import Known, names, trimmed
from analysis.exports.rows import Contents
from analysis.exports.tool import read_list, under_first_header
from analysis.programme.models import Export

COLUMNS: Known = (
    ("order", "Order #", "Order no.", "Order ID", "Bestelnummer", "Bestelling nr."),
    ("ordered_on", "Order Date", "Besteldatum", "Datum van bestelling"),
    ("given_name", "First Name", "Attendee first name", "Voornaam"),
    ("family_name", "Last Name", "Surname", "Attendee surname", "Attendee last name",
     "Achternaam"),
    ("email", "Email", "Attendee email", "E-mail", "E-mailadres"),
    ("quantity", "Quantity", "Ticket quantity", "Aantal", "Aantal tickets"),
    ("price_tier", "Price Tier", "Prijscategorie"),
    ("ticket_type", "Ticket Type", "Tickettype", "Type ticket"),
    ("attendee", "Attendee #", "Attendee no.", "Deelnemer nr.", "Deelnemersnummer"),
    ("group", "Group", "Groep"),
    ("order_type", "Order Type", "Type bestelling"),
    ("attended_on", "Date Attending", "Datum van deelname"),
    ("total_paid", "Total Paid", "Ticket total", "Totaal betaald"),
    ("fees_paid", "Fees Paid", "Betaalde kosten"),
    ("status", "Attendee Status", "Status van deelnemer", "Deelnemersstatus"),
    ("event", "Event Name", "Event", "Naam evenement", "Evenement"),
    ("organisation", "Company", "Company / Organisation", "Company / Organization", "Bedrijf",
     "Organisatie"),
    ("function", "Job Title", "Functie", "Functietitel"),
)  # fmt: skip


def read(path: Path, shown: str, export: Export) -> Contents:
    """The tickets, under all names that their columns may be declared by."""
    rows, header = under_first_header(read_list(path, shown, export, delimiter=","), shown)
    return Contents(
        [replace(row, apart="header") if row is header else row for row in rows],
        names(trimmed(header.cells), COLUMNS),
    )
