"""The shape of a problem's text."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.core.problem_ids import Action


@dataclass(frozen=True, slots=True)
class Words:
    """Three parts with `{blanks}` to fill, and what a button beside them does.

    `means_too` is said after `means`: a sentence that several problems share.
    """

    what: str
    means: str
    do: str
    action: Action = Action.NONE
    means_too: str = ""
