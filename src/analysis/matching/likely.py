"""Which known names may be meant: those with the same identifiers, and those most alike in letters.

Letters are compared as TF-IDF weighted groups of three, by sparse_dot_topn, so that a hundred
thousand names are searched without comparing each with each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from analysis.matching.judging import Told
from analysis.matching.naming import MARKS, Name

LETTERS = 3
COLUMNS = 1 << 20
LEAST_ALIKE = 0.35
MOST_ALIKE = 5
COMMON, FEW = 0.01, 1000
"""Letters that stand in more than this part of all names find nothing, unless there are few."""
CROWD = 60
"""An identifier that more organisations share does not point at any of them."""


class Likely:
    """An index of what is told of many organisations; positions in it are what it gives."""

    def __init__(self, all_told: Sequence[Told], most: int = MOST_ALIKE) -> None:
        self.most = most
        self._marks: dict[tuple[str, str], list[int]] = {}
        self._names: dict[str, list[int]] = {}
        for position, one in enumerate(all_told):
            for mark in marks(one):
                self._marks.setdefault(mark, []).append(position)
            for name in dict.fromkeys(_letters(each) for each in one.names):
                self._names.setdefault(name, []).append(position)
        self._positions = list(self._names.values())
        counted = _counted(list(self._names))
        self._weights = _inverse_frequency(counted)
        self._known = _weighted(counted, self._weights).T.tocsr()

    def by_marks(self, one: Told) -> list[int]:
        """Those with the same name, an acronym of it, or an identifier."""
        found: dict[int, None] = {}
        for mark in marks(one):
            positions = self._marks.get(mark, [])
            if len(positions) <= CROWD or mark[0] == "name":
                found |= dict.fromkeys(positions)
        return list(found)

    def by_letters(self, several: Sequence[Told]) -> Iterator[list[int]]:
        """For each, those whose names are most alike, best first."""
        if not self._positions:
            yield from ([] for _ in several)
            return
        texts = list(dict.fromkeys(_letters(name) for one in several for name in one.names))
        row_of = {text: row for row, text in enumerate(texts)}
        asked = _weighted(_counted(texts), self._weights)
        alike = sp_matmul_topn(
            asked, self._known, top_n=self.most, threshold=LEAST_ALIKE, sort=True, n_threads=1
        )
        for one in several:
            found: dict[int, None] = {}
            for row in dict.fromkeys(row_of[_letters(name)] for name in one.names):
                for column in alike.indices[alike.indptr[row] : alike.indptr[row + 1]].tolist():
                    found |= dict.fromkeys(self._positions[column][:CROWD])
            yield list(found)


def marks(one: Told) -> list[tuple[str, str]]:
    """Everything of which one equal value makes two organisations worth comparing."""
    found = [("name", name.key) for name in one.names]
    found += [("compact", name.compact) for name in one.names]
    for name in one.names:
        found += [("short", each) for each in name.acronyms | name.initials]
        if len(name.tokens) == 1:
            found.append(("short", name.compact))
    values = (("number", one.number), ("phone", one.phone), ("domain", one.domain))
    found += [(kind, value) for kind, value in values if value]
    if one.street:
        found += [("street", f"{one.street.house} {word}") for word in sorted(one.street.words)]
    return list(dict.fromkeys(found))


def _letters(name: Name) -> str:
    """The words that tell most; those that say what it is only where there are no others."""
    words = [token.lstrip(MARKS) for token in name.tokens if token[0] not in ":~"]
    return f" {' '.join(words or (token.lstrip(MARKS) for token in name.tokens))} "


def _counted(texts: Sequence[str]) -> sparse.csr_matrix:
    """Which groups of letters stand in each text, by a hash of them."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(texts)), np.fromiter(map(len, texts), int, len(texts)))
    last = len(letters) - LETTERS + 1
    within = rows[:last] == rows[LETTERS - 1 :] if last > 0 else np.zeros(0, bool)
    hashed = np.zeros(max(last, 0), dtype=np.int64)
    for offset in range(LETTERS):
        hashed = (hashed * 1_000_003 + letters[offset : offset + max(last, 0)]) % 2_147_483_647
    columns = (hashed % COLUMNS)[within]
    ones = np.ones(len(columns), dtype=np.float32)
    shape = (len(texts), COLUMNS)
    counted = sparse.csr_matrix((ones, (rows[: max(last, 0)][within], columns)), shape=shape)
    counted.sum_duplicates()
    counted.data[:] = 1
    return counted


def _inverse_frequency(counted: sparse.csr_matrix) -> np.ndarray:
    """How much each group of letters tells; nothing when very many names have it."""
    names = counted.shape[0]
    frequency = np.bincount(counted.indices, minlength=COLUMNS)
    weights = 1 + np.log((1 + names) / (1 + frequency))
    if names > FEW:
        weights[frequency > max(FEW, names * COMMON)] = 0
    return weights.astype(np.float32)


def _weighted(counted: sparse.csr_matrix, weights: np.ndarray) -> sparse.csr_matrix:
    """The weights of each text's letters, as a vector of length one; without the zeros."""
    found = counted.copy()
    found.data = weights[found.indices]
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    found.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(found.indptr)).astype(np.float32)
    found.eliminate_zeros()
    return found
