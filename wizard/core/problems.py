"""The family of problems: what happened, what it means for you, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words import WORDS
from wizard.core.wording import QT_TR_NOOP, in_english, tr

__all__ = ["Action", "Problem", "ProblemError", "ProblemId"]


# What a problem of the past says in the place of values that nobody kept.
_UNKNOWN_VALUES = MappingProxyType(
    {
        "venue": QT_TR_NOOP("The exchange"),
        "other_sites": "",
        "address_seen": "",
        "because": "",
        "address": QT_TR_NOOP("your internet address"),
        "until": QT_TR_NOOP("a later time"),
        "offset": QT_TR_NOOP("ahead or behind"),
    }
)


class _Blanks(dict[str, str]):
    def __missing__(self, name: str) -> str:
        value = _UNKNOWN_VALUES.get(name, "…")
        return tr(value) if value else value


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
        return self._said(WORDS[self.id].what)

    @property
    def means(self) -> str:
        """What it means for the reader."""
        words = WORDS[self.id]
        return " ".join(self._said(text) for text in (words.means, words.means_too) if text)

    @property
    def do(self) -> str:
        """What to do next."""
        return self._said(WORDS[self.id].do)

    @property
    def action(self) -> Action:
        """What a button beside the text should do."""
        return WORDS[self.id].action

    def _said(self, text: str) -> str:
        return tr(text).format_map(_Blanks(self.values))


class ProblemError(Exception):
    """Carries a problem through code that cannot return one."""

    def __init__(self, problem: Problem) -> None:
        with in_english():
            super().__init__(f"{problem.id}: {problem.what}")
        self.problem = problem
