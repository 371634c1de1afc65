"""Tells what a file is from the file itself, with how sure that is and what shows it."""

from analysis.exports.recognition.findings import Confidence, Finding, least
from analysis.exports.recognition.recognise import Recognition, recognise

__all__ = ["Confidence", "Finding", "Recognition", "least", "recognise"]
