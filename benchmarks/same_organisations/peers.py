"""Duplicates in one list as recordlinkage, dedupe and Splink find them at documented settings.

Runs in an environment of its own: `python peers.py NAME ENTRIES ANSWER`. ENTRIES holds one JSON
object a line (name, address, postcode, phone; absent when the list has none; `truth` is used by
dedupe alone, as the labels that it asks of a person). ANSWER gets the seconds it took and the
pairs with their scores.
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
from pathlib import Path
from typing import Any

Entries = list[dict[str, Any]]
Pairs = list[tuple[int, int, float]]
LABELLED = 120
"""How many of the pairs that dedupe asks about a person labels, without one mistake."""


def main() -> None:
    """Find the pairs with one library, and write them down."""
    name, entries_file, answer = sys.argv[1:]
    lines = Path(entries_file).read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    random.seed(1)
    find = {"recordlinkage": by_recordlinkage, "dedupe": by_dedupe, "Splink": by_splink}[name]
    logging.disable(logging.WARNING)
    seconds, pairs = find(entries)
    told = {"seconds": seconds, "pairs": pairs}
    Path(answer).write_text(json.dumps(told), encoding="utf-8")


def columns(entries: Entries) -> list[str]:
    """The columns that this list has."""
    return [name for name in ("name", "address", "postcode", "phone") if name in entries[0]]


def tidy(text: str | None) -> str | None:
    """As dedupe's example prepares its cells: small letters, one space, empty as nothing."""
    return " ".join((text or "").replace("\n", " ").strip(" \"'").lower().split()) or None


def by_recordlinkage(entries: Entries) -> tuple[float, Pairs]:
    """Sorted neighbourhood and blocks, Jaro-Winkler at 0.85, and the ECM classifier."""
    import pandas
    import recordlinkage

    frame = pandas.DataFrame([{n: tidy(e[n]) for n in columns(entries)} for e in entries])
    start = time.perf_counter()
    index = recordlinkage.Index()
    index.sortedneighbourhood("name", window=9)
    for name in columns(entries)[1:]:
        index.block(name)
    found = index.index(frame.assign(**{n: frame[n].fillna("") for n in ("name",)}))
    alone = len(columns(entries)) == 1
    compare = recordlinkage.Compare()
    least = None if alone else 0.85
    compare.string("name", "name", method="jarowinkler", threshold=least, label="name")
    compare.string("name", "name", method="qgram", threshold=least, label="name_grams")
    for name in columns(entries)[1:]:
        if name == "address":
            compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
        else:
            compare.exact(name, name, label=name)
    features = compare.compute(found, frame)
    if alone:
        # ECM needs several columns that agree or not; the mean of the likenesses serves better.
        scores = features.mean(axis=1)
    else:
        classifier = recordlinkage.ECMClassifier()
        classifier.fit(features)
        scores = classifier.prob(features)
    seconds = time.perf_counter() - start
    return seconds, [(int(a), int(b), float(p)) for (a, b), p in scores.items() if p > 0.01]


def by_dedupe(entries: Entries) -> tuple[float, Pairs]:
    """The fields of its own example; the labels that a person gives it come from the truth."""
    import dedupe
    from dedupe import variables

    start = time.perf_counter()
    fields: list[Any] = [variables.String("name")]
    for name in columns(entries)[1:]:
        kind = variables.Exact if name == "postcode" else variables.String
        fields.append(kind(name, has_missing=True))
    data = {
        place: {n: tidy(e[n]) for n in columns(entries)} | {"truth": e["truth"]}
        for place, e in enumerate(entries)
    }
    deduper = dedupe.Dedupe(fields, num_cores=1)
    deduper.prepare_training(data)
    for _ in range(LABELLED):
        for one, other in deduper.uncertain_pairs():
            answer = "match" if one["truth"] == other["truth"] else "distinct"
            deduper.mark_pairs({"match": [], "distinct": [], answer: [(one, other)]})
    deduper.train()
    pairs = deduper.pairs(data)
    scored = deduper.score(pairs)
    found = [
        (int(a), int(b), float(score))
        for (a, b), score in zip(scored["pairs"], scored["score"], strict=True)
        if score > 0.01
    ]
    return time.perf_counter() - start, found


def by_splink(entries: Entries) -> tuple[float, Pairs]:
    """Fellegi-Sunter with Jaro-Winkler levels, its parameters estimated without labels."""
    import pandas
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame = pandas.DataFrame([{n: tidy(e[n]) for n in columns(entries)} for e in entries])
    frame["unique_id"] = range(len(frame))
    frame["start"] = frame["name"].str[:4]
    frame["last"] = frame["name"].str.split().str[-1]
    start = time.perf_counter()
    compared: list[Any] = [
        cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.7]),
    ]
    for name in columns(entries)[1:]:
        compared.append(
            cl.JaroWinklerAtThresholds(name, [0.95, 0.88])
            if name == "address"
            else cl.LevenshteinAtThresholds(name, 1)
        )
    blocks = [block_on(name) for name in [*columns(entries), "start", "last"]]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=compared,
        blocking_rules_to_generate_predictions=blocks,
    )  # fmt: skip
    linker = Linker(DuckDBAPI().register(frame), settings)
    linker.training.estimate_probability_two_random_records_match(blocks[:1], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for block in blocks if len(compared) > 1 else [block_on("start"), block_on("last")]:
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    rows = zip(found.unique_id_l, found.unique_id_r, found.match_probability, strict=True)
    return time.perf_counter() - start, [(int(a), int(b), float(p)) for a, b, p in rows]


if __name__ == "__main__":
    main()
