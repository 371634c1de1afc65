"""The report as most analysts write it: pandas and matplotlib, as they come."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from benchmarks.same_report import content

SETUP = f"""import matplotlib.pyplot as plt
import pandas as pd

sectors = pd.Series({content.SECTORS!r}, name="organisaties")
sessions = pd.DataFrame({content.SESSIONS!r}, index=["aanwezig", "ingeschreven"]).T
reasons = pd.Series({content.REASONS!r}, name="organisaties")
places = pd.DataFrame({content.PLACES!r}, index={content.SCALES!r}).T
answers = pd.DataFrame({content.ANSWERS!r}, index={content.OPTIONS!r}).T"""
TURNOUT_CHART = """sessions.plot.barh(title="Opkomst per sessie")
plt.show()"""
TURNOUT_TABLE = """sessions["opkomst"] = sessions["aanwezig"] / sessions["ingeschreven"]
sessions"""
SECTOR_CHART = """sectors.plot.barh(title="Organisaties per sector")
plt.show()"""
SECTOR_TABLE = 'pd.DataFrame({"organisaties": sectors, "aandeel": sectors / sectors.sum()})'
PLACE_TABLE = """long = places.stack().rename_axis(["arrondissement", "schaal"]).rename("n")
long = long.reset_index()
long.pivot_table(index="arrondissement", columns="schaal", values=["n"], aggfunc="sum")"""
ANSWER_CHART = """answers.plot.barh(stacked=True, title="Antwoorden")
plt.show()"""


def notebook() -> nbformat.NotebookNode:
    """The notebook, to be executed."""
    text, code = new_markdown_cell, new_code_cell
    return new_notebook(
        cells=[
            text(f"# {content.TITLE}\n\n{content.INTRODUCTION}"),
            code(SETUP),
            text(content.SECTION_TURNOUT),
            code(TURNOUT_CHART),
            code(TURNOUT_TABLE),
            code("reasons.to_frame()"),
            text(content.SECTION_GROUP + "\n\n" + content.DIVERSITY),
            code(SECTOR_CHART),
            code(SECTOR_TABLE),
            text(content.SECTION_PLACE),
            code(PLACE_TABLE),
            text(content.SECTION_OPINION),
            code(ANSWER_CHART),
        ]
    )
