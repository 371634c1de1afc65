"""Formulas are MathML when the page is made; a broken one never reaches it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from analysis.problems import NotebookError
from analysis.report.formula import mathml
from analysis.report.prose import Prose

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def test_a_formula_in_a_sentence_is_mathml():
    html = Prose("x").html(r"De index is $H = -\sum_i p_i \ln p_i$ en meer.")
    formula = ET.fromstring(html[html.index("<math") : html.index("</math>") + 7])
    assert formula.attrib["display"] == "inline"
    assert "".join(formula.itertext()) == "H=−∑ipilnpi"
    assert html.startswith("<p>De index is <math") and html.endswith("</math> en meer.</p>\n")


@pytest.mark.parametrize("source", ["$$\\frac{1}{n}$$", "$$\n\\frac{1}{n}\n$$"])
def test_a_formula_on_its_own_is_a_block(source):
    html = Prose("x").html(f"Zo:\n\n{source}\n")
    assert '<div class="formula"><math' in html and 'display="block"' in html
    assert "<mfrac>" in html and "$" not in html


def test_an_amount_in_dollars_is_no_formula():
    assert Prose("x").html(r"Dat kost \$5 of \$6.") == "<p>Dat kost $5 of $6.</p>\n"


@pytest.mark.parametrize(
    ("latex", "wrong"),
    [
        (r"\frac{1}{2", "a { is not closed"),
        (r"a}", "a } has no { before it"),
        (r"\left( a", "do not pair"),
        (r"\begin{matrix} a", "do not pair"),
        (r"\nosuchword", r"\\nosuchword is not known"),
        (r"\frac{1}", "it lacks a part"),
        (r"\text{<script>x</script>}", "signs that are no formula"),
        (r"\text{<mi onclick='x'>y</mi>}", "signs that are no formula"),
        ("", "it is empty"),
    ],
)
def test_a_broken_formula_names_its_cell(latex, wrong):
    with pytest.raises(NotebookError, match=rf"cell how-nl: the formula .* is broken: .*{wrong}"):
        mathml(latex, "how-nl")


def test_braces_that_are_meant_may_stand_alone():
    assert "&#x0007B;" in mathml(r"\{ a", "x")


@pytest.mark.parametrize(
    "latex",
    [
        r"J' = \frac{H'}{\ln S}", r"\bar{x} \pm 1{,}96 \sqrt{\frac{s^2}{n}}", r"a < b \le c",
        r"\begin{matrix} a & b \\ c & d \end{matrix}", r"\left( \sum_{i=1}^{n} p_i^2 \right)",
        r"\text{aandeel} = \frac{k}{n}", r"\alpha \cdot \binom{n}{k}",
    ],
)  # fmt: skip
def test_the_formulas_of_our_reports_pass(latex):
    assert mathml(latex, "x").startswith("<math")
