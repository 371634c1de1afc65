"""Reads what the people who know a programme declare about it; never sees a data frame."""

from analysis.programme.facts import Fact
from analysis.programme.models import Correction, Export, Programme, Round, Session, Text
from analysis.programme.questionnaires import Option, Question, Questionnaire, Route, Scale
from analysis.programme.reading import Declarations, programmes_of, read_declarations

__all__ = [
    "Correction",
    "Declarations",
    "Export",
    "Fact",
    "Option",
    "Programme",
    "Question",
    "Questionnaire",
    "Round",
    "Route",
    "Scale",
    "Session",
    "Text",
    "programmes_of",
    "read_declarations",
]
