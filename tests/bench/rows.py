"""One row of the bench: ours beside the barest way to do the same, measured in turns."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Two series of measurements of the same thing, both in `unit`."""

    name: str
    unit: str
    ours: Sequence[float]
    bare: Sequence[float]

    @property
    def ratio(self) -> float:
        """Median of ours over median of the bare way: 1 means that we add nothing."""
        return statistics.median(self.ours) / statistics.median(self.bare)

    def line(self) -> str:
        """The row as text: medians, the ratio, and how far single measurements lie apart."""
        ours, bare = statistics.median(self.ours), statistics.median(self.bare)
        spread = (max(self.ours) - min(self.ours)) / ours
        return (
            f"{self.name:<44} {ours:8.1f} {bare:8.1f} {self.unit:<3} {self.ratio:6.2f}"
            f"   ({len(self.ours)} rounds, spread {spread:.0%})"
        )


HEADING = f"{'':<44} {'ours':>8} {'bare':>8}     {'ratio':>6}"


def measured(
    name: str, unit: str, rounds: int, ours: Callable[[], float], bare: Callable[[], float]
) -> Row:
    """Measure both in turns, so that what slows the machine slows both; one round warms up."""
    ours(), bare()
    pairs = [(ours(), bare()) for _ in range(rounds)]
    return Row(name, unit, [pair[0] for pair in pairs], [pair[1] for pair in pairs])
