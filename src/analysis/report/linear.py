"""A formula on one line of plain text: what is above, below and under a root stands in brackets.

MathML is for browsers; other forms lose its structure and keep only its letters. This is the
linear notation that Word reads as an equation too (unicode.org/notes/tn28).
"""

from __future__ import annotations

from xml.etree import ElementTree

from analysis.report.formula import mathml

Node = ElementTree.Element
BETWEEN = {
    "msub": "_", "munder": "_", "msup": "^", "mover": "^", "mfrac": "/",
    "msubsup": "_^", "munderover": "_^",
}  # fmt: skip
SPACED = ("=", "+", "−", "-", "≤", "≥", "<", ">", "×", "≈", "≠", "∈")


def linear(latex: str, cell: str) -> str:
    """The formula as text.

    Raises NotebookError, with the cell, for a formula that the page refuses.
    """
    # Without entities or a document type there is nothing in it that could unfold.
    return " ".join(_said(ElementTree.fromstring(str(mathml(latex, cell)))).split())


def _said(node: Node) -> str:
    kind = node.tag.rpartition("}")[2]
    parts = [_said(one) for one in node]
    if not parts:
        text = (node.text or "").strip()
        return f" {text} " if kind == "mo" and text in SPACED else text
    if kind in BETWEEN:
        first, *rest = parts
        signs = BETWEEN[kind]
        head = _bracketed(first) if kind == "mfrac" else first
        return head + "".join(sign + _bracketed(one) for sign, one in zip(signs, rest, strict=True))
    if kind == "msqrt":
        return f"√({_beside(parts)})"
    if kind == "mroot":
        return f"√({parts[1]}&{parts[0]})"
    return _beside(parts)


def _beside(parts: list[str]) -> str:
    """What stands side by side; a name does not run into the next one."""
    line = ""
    for part in parts:
        apart = line[-1:].isalnum() and part[:1].isalnum()
        line += f" {part}" if apart else part
    return line


def _bracketed(text: str) -> str:
    """Brackets around what is more than one name or number."""
    text = text.strip()
    return text if text.isalnum() else f"({text})"
