"""What became of every mutant, kept in one file over several runs: build/mutants.tsv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.mutants.explained import explained
from tests.mutants.jury import Fate, Outcome
from tests.mutants.mutation import Mutant

PATH = Path(__file__).resolve().parents[2] / "build/mutants.tsv"


def line_of(mutant: Mutant) -> str:
    """A mutant as a person finds it."""
    return f"{mutant.file}:{mutant.line}: {mutant.operator}: {mutant.name}"


class Report:
    """The outcomes of these mutants: those of this run, and what earlier runs found."""

    def __init__(self, mutants: Iterable[Mutant]) -> None:
        self._mutants = tuple(mutants)
        there = set(self._mutants_by_place())
        self._found = {place: told for place, told in _earlier().items() if place in there}

    def _mutants_by_place(self) -> Mapping[tuple[str, str], Mutant]:
        return {(mutant.file, mutant.name): mutant for mutant in self._mutants}

    def alive(self) -> list[Mutant]:
        """Those that an earlier run left alive, or did not come to."""
        killed = {place for place, (fate, _by) in self._found.items() if fate is not Fate.SURVIVED}
        return [mutant for place, mutant in self._mutants_by_place().items() if place not in killed]

    def note(self, outcome: Outcome) -> None:
        """One outcome more."""
        assert outcome.mutant is not None
        self._found[outcome.mutant.file, outcome.mutant.name] = outcome.fate, outcome.by

    def write(self) -> None:
        """Into the file, for the next run and for whoever wants to know."""
        lines = []
        for place, mutant in self._mutants_by_place().items():
            if place in self._found:
                fate, by = self._found[place]
                about = (mutant.file, str(mutant.line), mutant.operator, mutant.name)
                lines.append("\t".join((fate, *about, by)))
        PATH.parent.mkdir(exist_ok=True)
        PATH.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def judged(self, files: Iterable[str]) -> tuple[tuple[str, ...], bool]:
        """What came out for these files; whether every survivor is explained, and no other."""
        known, chosen = explained(), set(files)
        count: Counter[str] = Counter()
        wrong = []
        for place, mutant in self._mutants_by_place().items():
            if mutant.file not in chosen or place not in self._found:
                continue
            fate, by = self._found[place]
            alive = fate is Fate.SURVIVED
            count["explained" if alive and place in known else str(fate)] += 1
            if alive and place not in known:
                wrong.append(f"alive: {line_of(mutant)}")
            if not alive and place in known:
                wrong.append(f"explained, and yet {fate} by {by}: {line_of(mutant)}")
        words = ", ".join(f"{number} {word}" for word, number in sorted(count.items()))
        total = f"{sum(count.values())} mutants: {words}. Each of them: {PATH}"
        return (*wrong, total), not wrong


def _earlier() -> dict[tuple[str, str], tuple[Fate, str]]:
    if not PATH.exists():
        return {}
    found = {}
    for line in PATH.read_text(encoding="utf-8").splitlines():
        fate, file, _line, _operator, name, by = line.split("\t")
        found[file, name] = Fate(fate), by
    return found
