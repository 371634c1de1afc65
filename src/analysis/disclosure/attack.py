"""What a reader can work out of a hidden count, by linear programming over all that is shown.

The least and greatest value that fit everything shown are two linear programs. Their dual
solutions say which shown counts hold a hidden one so tight: of those, some must be hidden too.
(M. Fischetti and J. J. Salazar-González, "Solving the cell suppression problem on tabular data
with linear constraints", Management Science 47(7), 2001.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from analysis.counted import Group
from analysis.disclosure.system import Sum, System, possible
from analysis.problems import UserError

NEAR = 1e-6
"""Below this a difference is one of rounding."""

MOST_WITNESSES = 60

TINY = {"presolve": False}
"""To simplify programs as small as these takes longer than to solve them."""


@dataclass(frozen=True)
class Reach:
    """The end of what is possible, and how much each shown count would give way if hidden."""

    value: float
    slack: Mapping[Group, float]
    witness: np.ndarray


Program = tuple[csr_array, np.ndarray, csr_array | None, np.ndarray | None]
"""Equalities with their values, and sums with what they are at most."""


@dataclass(frozen=True)
class Witnesses:
    """Solutions that were found: which counts each would have otherwise, and whether it is whole.

    What one of them reaches need not be asked again.
    """

    points: np.ndarray
    off: np.ndarray
    whole: np.ndarray

    @classmethod
    def none(cls, width: int, counts: int) -> Witnesses:
        """Before anything was asked."""
        return cls(np.zeros((0, width)), np.zeros((0, counts), bool), np.zeros(0, bool))

    def more(self, point: np.ndarray, off: np.ndarray) -> Witnesses:
        """One more; the oldest are forgotten."""
        whole = bool(np.all(np.abs(point - np.round(point)) <= NEAR))
        kept = slice(1 - MOST_WITNESSES, None)
        return Witnesses(
            np.vstack([self.points[kept], point]),
            np.vstack([self.off[kept], off]),
            np.append(self.whole[kept], whole),
        )


@dataclass
class Attacker:
    """One who knows all counts that are not hidden, and how counts are hidden.

    `values` are the true counts by group, `least` what is known of a count once it is hidden,
    and `free` the counts that may be hidden at all. `known` sums are told elsewhere, `between`
    are sums of which only bounds are told.
    """

    system: System
    values: Mapping[Group, int]
    least: Mapping[Group, int]
    free: frozenset[Group]
    known: Sequence[tuple[Sum, int]] = ()
    between: Sequence[tuple[Sum, int, int]] = ()

    def __post_init__(self) -> None:
        """Lay out what never changes, whatever is hidden; cells that nobody is in are left out."""
        self.order = sorted(self.values, key=group_order)
        self._true = np.array([float(self.values[group]) for group in self.order])
        self._sums: dict[Sum, np.ndarray] = {}
        links = self.system.links()
        sums = [self.system.sum(of) for of, _ in self.known]
        rows = [self.system.row(group) for group in self.order]
        zero = [row for row, (_, value) in zip(sums, self.known, strict=True) if not value]
        for group, row in zip(self.order, rows, strict=True):
            if not self.values[group] and group not in self.free:
                zero.append(row)
        self._kept = possible(self.system.width, links, [*zero, *self.system.never()])
        told = np.array([0.0] * len(links) + [float(value) for _, value in self.known])
        always = self._reduced([*links, *sums])
        some = np.flatnonzero(np.diff(always.indptr) | (told != 0))
        self._always, self._told = always[some], told[some]
        self._rows = self._reduced(rows)
        bounds = [self.system.sum(of) for of, _, _ in self.between]
        below = [{cell: -weight for cell, weight in row.items()} for row in bounds]
        self._bounds = self._reduced([*bounds, *below])
        self._witnesses = Witnesses.none(len(self._kept), len(self.order))
        self._last: tuple[bytes, Program] | None = None
        ends = [float(most) for _, _, most in self.between]
        self._ends = np.array([*ends, *(-float(least) for _, least, _ in self.between)])

    def _reduced(self, rows: Sequence[Mapping[int, float]]) -> csr_array:
        return csr_array(self.system.matrix(rows)[:, self._kept])

    def reach(self, target: Sum, hidden: frozenset[Group], sign: int) -> Reach:
        """The greatest (`sign` 1) or least (-1) value of a sum that fits what is shown.

        Raises UserError when the shown counts contradict each other.
        """
        shown = self._shown(hidden)
        equal, right, below, most = self._program(shown)
        solved = linprog(
            -sign * self._dense(target), A_ub=below, b_ub=most, A_eq=equal, b_eq=right,
            bounds=(0, None), method="highs", options=TINY,
        )  # fmt: skip
        if solved.status == 3:
            return Reach(sign * np.inf, {}, np.zeros(len(self._kept)))
        if solved.status != 0:
            raise UserError(self._contradiction())
        self._remember(solved.x)
        multipliers = -solved.eqlin.marginals[len(self._told) :]
        names = [group for group, seen in zip(self.order, shown, strict=True) if seen]
        slack = {
            group: -y * (self.values[group] - self.least[group]) if y < 0 else np.inf
            for group, y in zip(names, multipliers, strict=True)
            if abs(y) > NEAR
        }
        return Reach(-sign * solved.fun, slack, solved.x)

    def seen(
        self, target: Sum, hidden: frozenset[Group], whole: bool = False
    ) -> tuple[float, float]:
        """The least and greatest value that some earlier solution shows to be possible."""
        fit = ~np.any(self._witnesses.off[:, self._shown(hidden)], axis=1)
        fitting = self._witnesses.points[fit & (self._witnesses.whole | (not whole))]
        if not len(fitting):
            return np.inf, -np.inf
        reached = fitting @ self._dense(target)
        return float(reached.min()), float(reached.max())

    def _remember(self, point: np.ndarray) -> None:
        """Keep a solution, with the counts that it would have otherwise than they are."""
        off = np.abs(self._rows @ point - self._true) > NEAR
        self._witnesses = self._witnesses.more(point, off)

    def _shown(self, hidden: frozenset[Group]) -> np.ndarray:
        return np.array([group not in hidden for group in self.order], dtype=bool)

    def _program(self, shown: np.ndarray) -> Program:
        """What must hold when these counts are shown; many questions are asked of the same."""
        if self._last is None or self._last[0] != shown.tobytes():
            program = (*self._equalities(shown), *self._inequalities(shown))
            self._last = (shown.tobytes(), program)
        return self._last[1]

    def whole(self, target: Sum, hidden: frozenset[Group], sign: int) -> float:
        """The same as `reach`, when all elementary cells are whole numbers."""
        equal, right, below, most = self._program(self._shown(hidden))
        constraints = [LinearConstraint(equal, right, right)]
        if below is not None:
            constraints.append(LinearConstraint(below, -np.inf, most))
        solved = milp(
            -sign * self._dense(target), integrality=np.ones(len(self._kept)),
            bounds=Bounds(0, np.inf), constraints=constraints,
        )  # fmt: skip
        if solved.x is None:
            return sign * np.inf
        self._remember(np.round(solved.x))
        return -sign * solved.fun

    def _dense(self, target: Sum) -> np.ndarray:
        if target not in self._sums:
            self._sums[target] = self._reduced([self.system.sum(target)]).toarray()[0]
        return self._sums[target]

    def _equalities(self, shown: np.ndarray) -> tuple[csr_array, np.ndarray]:
        stacked = vstack([self._always, self._rows[np.flatnonzero(shown)]], format="csr")
        return stacked, np.concatenate([self._told, self._true[shown]])

    def _inequalities(self, shown: np.ndarray) -> tuple[csr_array | None, np.ndarray | None]:
        least = np.array([float(self.least[group]) for group in self.order])
        held = np.flatnonzero(~shown & (least > 0))
        if not len(held) and not len(self._ends):
            return None, None
        stacked = vstack([self._bounds, -self._rows[held]], format="csr")
        return stacked, np.concatenate([self._ends, -least[held]])

    def misfits(self, extra: Sequence[tuple[Sum, int]]) -> set[int]:
        """Which of more sums cannot be true with all that is counted."""
        rows = self._reduced([self.system.sum(of) for of, _ in extra])
        equal, right = self._equalities(np.ones(len(self.order), dtype=bool))
        values = np.array([float(value) for _, value in extra])
        places = equal.shape[0] + np.arange(len(extra))
        stacked = vstack([equal, rows], format="csr")
        return set(_off(stacked, np.concatenate([right, values]), places))

    def _contradiction(self) -> str:
        """Which counts cannot all be true, said as a sentence."""
        few = len(self.order)
        equal, right = self._equalities(np.ones(few, dtype=bool))
        wrong = _off(equal, right, len(self._told) + np.arange(few))
        named = [self.order[at] for at in wrong][:3] if len(wrong) < few else []
        said = "; ".join(f"{described(g)} = {self.values[g]}" for g in named)
        return (
            f"The public counts of {self.order[0].unit} contradict each other, by what they say "
            f"that they count: {said or 'a fact or list contradicts them all'}. Correct what the "
            "indicators say that they count."
        )


def _off(equal: csr_array, right: np.ndarray, rows: np.ndarray) -> list[int]:
    """The places in `rows` of equalities that must give way for the others to be true."""
    few, width = len(rows), equal.shape[1]
    give = csr_array((np.ones(few), (rows, np.arange(few))), shape=(equal.shape[0], few))
    cost = np.concatenate([np.zeros(width), np.ones(2 * few)])
    stacked = hstack([equal, give, -give], format="csr")
    solved = linprog(cost, A_eq=stacked, b_eq=right, bounds=(0, None), method="highs")
    if solved.status != 0:
        return list(range(few))
    off = solved.x[width:][:few] - solved.x[width + few :]
    return [int(at) for at in np.flatnonzero(np.abs(off) > NEAR)]


def group_order(group: Group) -> tuple[str, list[tuple[str, list[str]]]]:
    """A fixed order of groups, whatever the order of reports."""
    return group.unit, sorted((variable, sorted(values)) for variable, values in group.of)


def described(group: Group) -> str:
    """A group in one line, for those who declare and check."""
    conditions = "; ".join(
        f"{variable} = {', '.join(value or 'not recorded' for value in sorted(values))}"
        for variable, values in sorted(group.of, key=lambda pair: pair[0])
    )
    return f"{group.unit} ({conditions or 'all'})"
