"""Hop 1: raw exports become tidy tables, problems and receipts."""

from analysis.cleaning.clean import Cleaned, clean
from analysis.cleaning.store import write

__all__ = ["Cleaned", "clean", "write"]
