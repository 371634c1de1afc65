"""A report is a notebook, executed once and drawn for each language and audience."""

from analysis.report.catalogue import ProgrammeEntry, ReportEntry, render_catalogue
from analysis.report.execute import Executed, execute
from analysis.report.frame import Input, Link, PageFrame, Provenance
from analysis.report.page import render

__all__ = [
    "Executed",
    "Input",
    "Link",
    "PageFrame",
    "ProgrammeEntry",
    "Provenance",
    "ReportEntry",
    "execute",
    "render",
    "render_catalogue",
]
