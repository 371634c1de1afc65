"""Numbers and dates are written as their readers write them: `90,7%`, `1.234`, `20 februari 2019`.

Running text and tables differ in one thing: nl-BE writes 1234 in a sentence and 1.234 in a
table (taaladvies.net/10000000-of-10-000-000). Which languages do so stands in their catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

MINUS = "\u2212"
SHARE_STEP = Decimal("0.001")
NUMBER_STEP = Decimal("0.01")


@dataclass(frozen=True)
class Notation:
    """How one language writes numbers: its place, and whether a sentence groups 1.234."""

    locale: Locale
    groups_four_digits: bool

    @property
    def tag(self) -> str:
        """The language as a page declares it, such as nl-BE."""
        return str(self.locale).replace("_", "-")


def exact(value: float | int, step: Decimal) -> Decimal:
    """A number on its last printed digit, halves away from zero as readers round.

    Babel rounds halves to even, which prints 6,25% as 6,2%.
    """
    return Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)


def count_text(value: int, notation: Notation, in_table: bool) -> str:
    """A count, grouped by thousands where the language and the place ask for it."""
    grouped = in_table or notation.groups_four_digits or abs(value) >= 10_000
    text = format_decimal(value, "#,##0", locale=notation.locale, group_separator=grouped)
    return text.replace("-", MINUS)


def share_text(value: float, notation: Notation) -> str:
    """A share between 0 and 1 as a percentage with one decimal."""
    # The language's own pattern says whether a space stands before the sign.
    pattern = notation.locale.percent_formats[None].pattern.replace("#,##0", "#,##0.0")
    share = exact(value, SHARE_STEP)
    return format_percent(share, pattern, locale=notation.locale).replace("-", MINUS)


def number_text(value: float | int, notation: Notation, in_table: bool) -> str:
    """A statistic with two decimals; one that is whole has none, but in a column of others."""
    if isinstance(value, int) or (not in_table and value.is_integer()):
        return count_text(int(value), notation, in_table)
    grouped = in_table or notation.groups_four_digits or abs(value) >= 10_000
    text = format_decimal(
        exact(value, NUMBER_STEP), "#,##0.00", locale=notation.locale, group_separator=grouped
    )
    return text.replace("-", MINUS)


def date_text(value: str | date, notation: Notation) -> str:
    """A date with its month in words."""
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return format_date(day, "long", locale=notation.locale)
