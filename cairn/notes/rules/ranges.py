"""A set of whole numbers kept as ranges, for units that are gone: few and long in real notes, many in hostile ones."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Run = tuple[int, int]  # first, and one past the last


class Ranges:
    """Numbers as flat, sorted, disjoint [start, end, start, end, …]. Runs given to it are sorted and disjoint too."""

    __slots__ = ("flat",)

    def __init__(self):
        self.flat: list[int] = []

    def __contains__(self, number: int) -> bool:
        return bisect_right(self.flat, number) % 2 == 1

    def missing(self, runs: Sequence[Run]) -> list[Run]:
        """What of these runs is not in the set."""
        i, j = self._window(runs)
        known, missing = self.flat[i:j], []
        at = 0
        for start, end in runs:
            while at < len(known) and known[at + 1] <= start:
                at += 2
            while at < len(known) and known[at] < end:
                if start < known[at]:
                    missing.append((start, known[at]))
                start = known[at + 1]
                if start >= end:
                    break
                at += 2
            if start < end:
                missing.append((start, end))
        return missing

    def add(self, runs: Sequence[Run]) -> None:
        """All of these runs are in the set afterwards."""
        i, j = self._window(runs)
        known = self.flat[i:j]
        joined: list[int] = []
        for start, end in sorted([*zip(known[::2], known[1::2], strict=True), *runs]):
            if joined and start <= joined[-1]:
                joined[-1] = max(joined[-1], end)
            else:
                joined += start, end
        self.flat[i:j] = joined

    def _window(self, runs: Sequence[Run]) -> tuple[int, int]:
        """Where in `flat` the ranges stand that these runs touch, so that the rest need not be looked at."""
        i, j = bisect_left(self.flat, runs[0][0]), bisect_right(self.flat, runs[-1][1])
        return i - i % 2, j + j % 2
