"""Write the fictional raw exports of limburg-2019: the same bytes on every day and machine.

    python examples/limburg_2019/make_exports.py [--to DIR] [--planted FILE]

The exports carry the mess of real ones; planted.csv says where each deliberate one stands.
"""

import argparse
from pathlib import Path

import bookings
import codebook
import crm
import evaluations
import eventbrite
import goals
import limesurvey
import masterclasses
import midterm
import msforms
import plenary
import profiles
import selfassessment
import signin
import withdrawals
from delimited import delimited
from world import HERE, Export, read_world

RAW = HERE.parents[1] / "data" / "raw" / "limburg-2019"


def main() -> None:
    """Write every export, and the list of planted messes beside the generator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=RAW, help="folder for the exports")
    parser.add_argument("--planted", type=Path, help="file for the list of planted messes")
    chosen = parser.parse_args()
    # A trial run elsewhere must not overwrite the committed list.
    planted = chosen.planted or (HERE if chosen.to == RAW else chosen.to) / "planted.csv"
    made = make_exports()
    chosen.to.mkdir(parents=True, exist_ok=True)
    for export in made:
        (chosen.to / export.name).write_bytes(export.content)
    planted.write_bytes(planted_table(made))


def make_exports() -> list[Export]:
    """Return all exports in the order in which the administration received them."""
    world = read_world()
    return [
        crm.export(world),
        eventbrite.export(world),
        signin.export(world),
        limesurvey.export(world),
        codebook.export(),
        *msforms.exports(world),
        plenary.export(world),
        withdrawals.export(world),
        profiles.export(world),
        masterclasses.export(world),
        bookings.export(world),
        goals.export(world),
        *evaluations.exports(world),
        *selfassessment.exports(world),
        midterm.export(world),
    ]


def planted_table(made: list[Export]) -> bytes:
    """Return the planted messes as a table, by kind, file and line."""
    planted = sorted(
        (p.mess, p.file, p.line, p.what, p.after_cleaning, p.sheet) for e in made for p in e.planted
    )
    header = ("mess", "file", "line", "what", "after_cleaning", "sheet")
    return delimited([header, *planted], ",", "\n").encode("utf-8")


if __name__ == "__main__":
    main()
