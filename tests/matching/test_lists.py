"""Real lists with known answers: of a hundred called the same, at most one is not."""

import csv
from collections import Counter

import pytest

from analysis.matching import Known, Mention, Organisation, grouped


def pairs(labels):
    """How many pairs of entries have one label."""
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def precision_and_recall(truth, groups):
    right = pairs(zip(truth, groups, strict=True))
    return right / pairs(groups), right / pairs(truth)


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_entries_of_a_list_are_grouped_unless_something_speaks_against_it():
    entries = [
        Mention("Koor Cantabel vzw", postcode="3930"),
        Mention("Koor Cantabel"),
        Mention("KOOR CANTABEL", postcode="3600"),
        Mention("Fanfare Cantabel"),
        Mention("Bibliotheek"),
        Mention("Bibliotheek"),
        Mention("Koor Cantabel", postcode="3930"),
    ]
    # The one without a postcode may be either of the two choirs; it goes with the first.
    # Two of which nothing is told but what they are may be two.
    assert grouped(entries) == [0, 0, 2, 3, 4, 5, 0]


def test_an_empty_list_has_no_groups():
    assert grouped([]) == []


@pytest.mark.full
def test_chicago_sites_are_the_same_with_the_promised_precision(real):
    # 3,337 rows of 1,162 sites, 6,608 pairs: counted by the column "True Id".
    found = rows(real("orgmatch_dedupe") / "csv_example_input_with_true_ids.csv")
    truth = [row["True Id"] for row in found]
    assert (len(truth), len(set(truth)), pairs(truth)) == (3337, 1162, 6608)
    entries = [
        Mention(row["Site name"], address=row["Address"], postcode=row["Zip"], phone=row["Phone"])
        for row in found
    ]
    precision, recall = precision_and_recall(truth, grouped(entries))
    assert precision >= 0.99
    assert recall >= 0.85


@pytest.mark.full
def test_belgian_labels_are_the_same_with_the_promised_precision(real):
    # 1,770 labels of 253 organisations.
    found = rows(real("belgif_org_names") / "derived_org_labels.csv")
    truth = [row["org_uri"] for row in found]
    assert (len(truth), len(set(truth))) == (1770, 253)
    precision, recall = precision_and_recall(
        truth, grouped([Mention(row["label"]) for row in found])
    )
    assert precision >= 0.99
    assert recall >= 0.3


@pytest.mark.full
def test_other_labels_of_known_organisations_are_recognised_but_for_those_wrong_upstream(real):
    found = rows(real("belgif_org_names") / "derived_org_labels.csv")
    official = {row["org_uri"]: row["label"] for row in reversed(found) if row["lang"] == "nl"}
    known = Known(Organisation(uri, (name,)) for uri, name in official.items())
    others = [row for row in found if official.get(row["org_uri"], row["label"]) != row["label"]]
    verdicts = known.recognise([Mention(row["label"]) for row in others])
    same = [
        (verdict.organisation, row["org_uri"], row["label"])
        for verdict, row in zip(verdicts, others, strict=True)
        if verdict.outcome == "same"
    ]
    # Three labels are wrong upstream: each stands for two organisations, or for a part of one.
    assert {label for one, other, label in same if one != other} == {
        "dov",
        "Associatie KU Leuven",
        "Instituut voor Landbouw- en Visserijonderzoek - Visserij (ILVO)",
    }
    assert sum(one == other for one, other, _ in same) >= 290
