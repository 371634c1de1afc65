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
MOST_DECIMALS = 4


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

    Babel rounds halves to even, which prints 6,25% as 6,2%. What rounds to zero has no sign.
    """
    return Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP) + 0


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


def number_step(decimals: int | None) -> Decimal:
    """The last printed digit of a statistic."""
    return NUMBER_STEP if decimals is None else Decimal(1).scaleb(-decimals)


def number_text(
    value: float | int, notation: Notation, in_table: bool, decimals: int | None = None
) -> str:
    """A statistic with two decimals; one that is whole has none, but in a column of others."""
    if isinstance(value, int) or (not in_table and value.is_integer()):
        return count_text(int(value), notation, in_table)
    grouped = in_table or notation.groups_four_digits or abs(value) >= 10_000
    step = number_step(decimals)
    text = format_decimal(
        exact(value, step), f"#,##{Decimal(0).quantize(step)}", locale=notation.locale,
        group_separator=grouped,
    )  # fmt: skip
    return text.replace("-", MINUS)


def is_chance(name: str) -> bool:
    """Whether a column or value is a p-value, by its name: `p`, or one that ends in `_p`."""
    return name.rpartition("_")[2] == "p"


def chance_text(value: float, notation: Notation, decimals: int | None = None) -> str:
    """A p-value; one below its last printed digit is said to be so, for no chance is nought."""
    step = number_step(decimals)
    if value >= step:
        return number_text(float(value), notation, True, decimals)
    return f"< {number_text(float(step), notation, True, decimals)}"


def date_text(value: str | date, notation: Notation) -> str:
    """A date with its month in words."""
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return format_date(day, "long", locale=notation.locale)


def tick_text(value: float, kind: str, step: float, notation: Notation) -> str:
    """A number beside an axis, no more exact than the distance to the next one asks for."""
    percent = kind == "share"
    size = Decimal(str(step * 100 if percent else step)).normalize()
    digits = max(0, -int(size.as_tuple().exponent))
    last = Decimal(1).scaleb(-digits - (2 if percent else 0))
    plain = notation.locale.percent_formats[None].pattern if percent else "#,##0"
    pattern = plain.replace("#,##0", f"#,##{Decimal(0).quantize(Decimal(1).scaleb(-digits))}")
    written = format_percent if percent else format_decimal
    return written(exact(value, last), pattern, locale=notation.locale).replace("-", MINUS)


def plain_text(value: float, kind: str, notation: Notation, decimals: int | None = None) -> str:
    """A number with the digits that it has, at most so many: the edge of a bin."""
    percent = kind == "share"
    most = MOST_DECIMALS if decimals is None else decimals
    size = exact(value * 100 if percent else value, number_step(most)).normalize()
    digits = max(0, -int(size.as_tuple().exponent))
    return tick_text(value, kind, 10.0**-digits / (100 if percent else 1), notation)


def month_text(day: date, notation: Notation) -> str:
    """A month beside an axis, its name shortened: `mrt 2019`."""
    return format_date(day, "MMM y", locale=notation.locale)
