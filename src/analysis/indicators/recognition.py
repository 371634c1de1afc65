"""How names of organisations were recognised, which are doubtful, and who followed whom."""

from __future__ import annotations

import pandas as pd

from analysis.data import ProgrammeData
from analysis.indicators.measures import measured, whole

WAYS = (
    *("name", "alias", "former_name", "successor", "answer", "several", "features"),
    *("doubtful", "person", "unknown"),
)
"""How a name was recognised, the surest first; the last three were not."""

FOUND = WAYS[:-3]

FEATURES = (
    *("name_share", "own_word", "initials", "same_number", "same_postcode", "same_municipality"),
    *("same_domain", "rival_count"),
)


def by_way(data: ProgrammeData) -> pd.DataFrame:
    """Rows that name an organisation by how it was recognised. Columns: recognised_by, unit
    (rows), count, base (all rows that name one), share.
    """
    rows = data.table("recognitions")["recognised_by"].astype("str")
    found = [way for way in WAYS if (rows == way).any()]
    counts = whole((rows == way).sum() for way in found)
    keys = {"recognised_by": pd.Categorical(found, categories=list(WAYS))}
    return measured(keys, counts, len(rows), "rows")


def recognised(data: ProgrammeData) -> pd.DataFrame:
    """Rows of which the organisation was recognised out of all that name one, one row.

    Columns: doubtful_count (may be somebody's), unit (rows), count, base, share.
    """
    rows = data.table("recognitions")["recognised_by"].astype("str")
    found = measured({}, whole([rows.isin(FOUND).sum()]), len(rows), "rows")
    found.insert(0, "doubtful_count", whole([(rows == "doubtful").sum()]))
    return found.iloc[:0] if rows.empty else found


def doubtful(data: ProgrammeData) -> pd.DataFrame:
    """Each name that may be somebody's, a row per participant that it may stand for.

    Columns: written (the name), candidate (whom it may stand for), raw_row (file:line of where
    with the name), candidate (whom it may stand for), and what speaks for and against it.
    """
    return _candidates(data, "doubtful")


def by_features(data: ProgrammeData) -> pd.DataFrame:
    """Each name that was recognised although it is written otherwise. Columns as of doubtful."""
    return _candidates(data, "features")


def _candidates(data: ProgrammeData, way: str) -> pd.DataFrame:
    rows = data.table("recognitions")
    rows = rows[rows["recognised_by"].astype("str") == way].sort_values(["source", "line"])
    names = rows["name"].astype("str")
    first = rows.assign(row_count=names.map(names.value_counts())).drop_duplicates("name")
    files = data.table("receipts").set_index("source")["file"]
    place = first["source"].map(files).astype("str") + ":" + first["line"].astype("str")
    first = first[["source", "line", "name", "row_count"]].assign(raw_row=place)
    found = first.merge(
        data.table("candidates"), on=["source", "line"], how="inner", validate="one_to_many"
    ).sort_values(["name", "rank"], ignore_index=True)
    known = data.table("participants").set_index("participant")["name"]
    frame = pd.DataFrame(
        {
            "written": found["name"].astype("str"),
            "candidate": found["participant"].map(known).astype("str"),
            "raw_row": found["raw_row"].astype("str"),
            "row_count": whole(found["row_count"]),
        }
    )
    return frame.assign(**{name: found[name] for name in FEATURES})


def answers(data: ProgrammeData) -> pd.DataFrame:
    """What was decided about names. Columns: written, answer_kind (code), candidate (whom it
    stands for), answer (code of the reason), decided_on, answered_by (code).
    """
    found = data.declarations.answers
    numbers = [str(number) for number in range(len(found))]
    known = _names(data)
    return pd.DataFrame(
        {
            "written": pd.Series([one.mention for one in found], dtype="str"),
            "answer_kind": pd.Categorical(
                [one.kind for one in found], categories=["same", "apart", "new"]
            ),
            "candidate": pd.Series(
                [", ".join(known.get(who, who) for who in one.organisations) for one in found],
                dtype="str",
            ),
            "answer": pd.Categorical(numbers, categories=numbers),
            "decided_on": pd.to_datetime([one.decided_on for one in found]),
            "answered_by": pd.Categorical(numbers, categories=numbers),
        }
    )


def successions(data: ProgrammeData) -> pd.DataFrame:
    """Who followed whom by the day of the data. Columns: succession_on, succession_kind (code),
    predecessors, successors (names), succession (code of the reason).
    """
    declared = data.declarations.organisations.successions
    found = [(number, one) for number, one in enumerate(declared) if one.on <= data.as_of]
    known = _names(data)

    def named(each: list[list[str]]) -> pd.Series:
        texts = [", ".join(known.get(who, who) for who in one) for one in each]
        return pd.Series(texts, dtype="str")

    return pd.DataFrame(
        {
            "succession_on": pd.to_datetime([one.on for _, one in found]),
            "succession_kind": pd.Categorical([one.kind for _, one in found]),
            "predecessors": named([one.predecessors for _, one in found]),
            "successors": named([one.successors for _, one in found]),
            "succession": pd.Categorical([str(number) for number, _ in found]),
        }
    )


def _names(data: ProgrammeData) -> dict[str, str]:
    rows = data.table("participants")
    named = rows["name"].fillna(rows["participant"])
    return dict(zip(rows["participant"].astype(str), named.astype(str), strict=True))
