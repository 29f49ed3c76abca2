"""The table: behaviour, verdict, problem id, time, memory; and its short form, by group."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.exchange.never_fooled.runner import Outcome

REPORT = Path(__file__).parents[3] / "build" / "never-fooled.md"
_PARTS = REPORT.with_suffix("")
_HEAD = "| group | behaviour | verdict | problem | seconds | MB above the start |"
_LINE = "|---|---|---|---|---|---|"

Row = tuple[str, str, str, str, float, float | None, str]
"""Group, behaviour, verdict, problem, seconds, megabytes, what is wrong."""


def rows(outcomes: Iterable[Outcome]) -> list[Row]:
    """As plain values, to be kept and sent."""
    return [
        (
            outcome.behaviour.group,
            outcome.behaviour.name,
            outcome.word.value,
            "" if outcome.problem is None else outcome.problem.value,
            round(outcome.seconds, 3),
            None if outcome.memory_mb is None else round(outcome.memory_mb, 1),
            "; ".join(outcome.complaints),
        )
        for outcome in outcomes
    ]


def summary(group: str, kept: Sequence[Row]) -> str:
    """One line about a group."""
    words = Counter(row[2] for row in kept)
    wrong = sum(bool(row[6]) for row in kept)
    verdicts = ", ".join(f"{word} {count}" for word, count in sorted(words.items()))
    weights = [row[5] for row in kept if row[5] is not None]
    memory = f", at most {max(weights):.1f} MB" if weights else ""
    longest = max((row[4] for row in kept), default=0.0)
    return (
        f"never fooled: {group}: {len(kept)} behaviours ({verdicts}), "
        f"at most {longest:.2f} s{memory}, {wrong} wrong"
    )


def written(kept: Iterable[Row]) -> Iterator[str]:
    """The whole table as Markdown."""
    yield from (_HEAD, _LINE)
    for group, name, word, problem, seconds, memory, wrong in kept:
        shown = ascii(name)[1:-1].replace("|", "\\|")
        mark = f" **WRONG: {wrong}**" if wrong else ""
        weight = "" if memory is None else f"{memory:.1f}"
        yield f"| {group} | {shown}{mark} | {word} | {problem} | {seconds:.3f} | {weight} |"


def keep(group: str, kept: Sequence[Row]) -> None:
    """Add a group to the report. Workers write side by side: whoever is last writes it whole."""
    _PARTS.mkdir(parents=True, exist_ok=True)
    _replace(_PARTS / f"{group}.json", json.dumps(kept))
    everything: list[Row] = []
    for part in sorted(_PARTS.glob("*.json")):
        everything += [tuple(row) for row in json.loads(part.read_text())]
    _replace(REPORT, "\n".join([*totals(everything), "", *written(everything)]) + "\n")


def totals(kept: Sequence[Row]) -> list[str]:
    """A line for each group, and one for all of them."""
    groups = dict.fromkeys(row[0] for row in kept)
    lines = [summary(group, [row for row in kept if row[0] == group]) for group in groups]
    return [*lines, summary("all together", kept)]


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(text)
    fresh.replace(path)
