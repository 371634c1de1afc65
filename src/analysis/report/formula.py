"""A formula is written in LaTeX between dollar signs, and stands on the page as MathML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from latex2mathml.converter import convert
from markupsafe import Markup

from analysis.problems import NotebookError

MATHML = "{http://www.w3.org/1998/Math/MathML}"
PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2,
    "msubsup": 3, "munderover": 3,
}  # fmt: skip
"""Elements that are nothing without all their parts."""

PLAIN = (
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "ms", "msqrt", "mstyle", "mpadded",
    "mphantom", "mtable", "mtr", "mtd", "menclose",
)  # fmt: skip


def mathml(latex: str, cell: str, block: bool = False) -> Markup:
    """A formula that browsers draw and read out without a script.

    Raises NotebookError, with the cell, for a formula that is not whole or uses an unknown word.
    """
    formula = latex.strip()
    if wrong := _wrong(formula):
        raise _broken(formula, cell, wrong)
    try:
        made = convert(formula, display="block" if block else "inline")
    except Exception as error:
        raise _broken(formula, cell, f"it cannot be read ({type(error).__name__})") from None
    # The converter passes on a word that it does not know as a name.
    if unknown := re.search(r"\\[A-Za-z]+", made):
        raise _broken(formula, cell, f"{unknown[0]} is not known")
    if not _is_mathml(made):
        raise _broken(formula, cell, "it lacks a part, or holds signs that are no formula")
    return Markup(made)


def _is_mathml(made: str) -> bool:
    """Whether a formula is whole, and nothing but a formula: the converter lets markup through."""
    try:
        elements = list(ET.fromstring(made).iter())
    except ET.ParseError:
        return False
    for element in elements:
        name = element.tag.removeprefix(MATHML)
        if name not in PLAIN and PARTS.get(name) != len(element):
            return False
        if any(_acts(attribute) for attribute in element.attrib):
            return False
    return True


def _acts(attribute: str) -> bool:
    """Whether an attribute does more than say how a sign is drawn."""
    names = ("src", "style", "class", "id")
    return attribute.startswith("on") or "href" in attribute or attribute in names


def _wrong(formula: str) -> str:
    """What is not whole about a formula; the converter would leave the rest out in silence."""
    bare = re.sub(r"\\[\\{}]", "", formula)
    depth = 0
    for sign in bare:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return "a } has no { before it"
    if depth:
        return "a { is not closed"
    for opening, closing in ((r"\\left\b", r"\\right\b"), (r"\\begin\b", r"\\end\b")):
        if len(re.findall(opening, bare)) != len(re.findall(closing, bare)):
            return f"{opening[1:-2]} and {closing[1:-2]} do not pair"
    return "" if formula else "it is empty"


def _broken(formula: str, cell: str, wrong: str) -> NotebookError:
    return NotebookError(
        f"cell {cell}: the formula ${formula[:60]}$ is broken: {wrong}. Mend the LaTeX, or write "
        r"\$ where a dollar is meant."
    )
