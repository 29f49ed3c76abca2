"""The family of problems: what happened, what it means for you, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words import WORDS

__all__ = ["Action", "Problem", "ProblemError", "ProblemId"]


# What a problem of the past says in the place of values that nobody kept.
_UNKNOWN_VALUES = MappingProxyType(
    {
        "venue": "The exchange",
        "other_sites": "",
        "address_seen": "",
        "address": "your internet address",
        "until": "a later time",
        "offset": "ahead or behind",
    }
)


class _Blanks(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return _UNKNOWN_VALUES.get(name, "…")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong, in words for its reader.

    `values` fill the blanks of the texts; `technical` is one line for support (a code, an HTTP
    status, the name of a system error). Neither ever contains a secret or a whole API key.
    """

    id: ProblemId
    technical: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def what(self) -> str:
        """What happened."""
        return WORDS[self.id].what.format_map(_Blanks(self.values))

    @property
    def means(self) -> str:
        """What it means for the reader."""
        return WORDS[self.id].means.format_map(_Blanks(self.values))

    @property
    def do(self) -> str:
        """What to do next."""
        return WORDS[self.id].do.format_map(_Blanks(self.values))

    @property
    def action(self) -> Action:
        """What a button beside the text should do."""
        return WORDS[self.id].action


class ProblemError(Exception):
    """Carries a problem through code that cannot return one."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.id}: {problem.what}")
        self.problem = problem
