"""Which of the values in a text is called the API key there, and which the secret."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wizard.core.paste_cleaning import Cleaned
from wizard.core.paste_labels import Label, Role
from wizard.core.paste_tokens import Token

_PAIR = 2
# TabTrader's QR codes: BINANCE|key|secret||||
_TABTRADER = "binance|"
# What stands between a value and the name behind it.
_BEHIND = frozenset({"(", "[", "-", "–", "—", "#", "//", "<-", "←"})
_WORN = " \t\"'`“”„‘’«»「」"
_SIGN = re.compile(r"[\"'`*)\]]{0,3}\s{0,3}[:=|]")


@dataclass(frozen=True, slots=True)
class Named:
    """One value with the role that the text gives it, if any."""

    token: Token
    role: Role | None


def named(page: Cleaned, tokens: Sequence[Token], labels: Sequence[Label]) -> tuple[Named, ...]:
    """The tokens in the order of the text, each with its role.

    A name counts for the value after it. A row of names counts for the row of values below it;
    a name in brackets or after a dash, for the value before it.
    """
    if not tokens:
        return ()
    runs = _runs(tokens, labels)
    roles = (
        _of_a_code(page, tokens)
        or _of_a_heading(tokens, runs)
        or _of_names_behind(page, tokens, runs)
        or [run[-1].role if run else None for run in runs[:-1]]
    )
    return tuple(Named(token, role) for token, role in zip(tokens, roles, strict=True))


def _runs(tokens: Sequence[Token], labels: Sequence[Label]) -> list[list[Label]]:
    """The labels before each token, and those after the last."""
    runs: list[list[Label]] = [[] for _ in range(len(tokens) + 1)]
    place = 0
    for label in labels:
        while place < len(tokens) and tokens[place].start < label.start:
            place += 1
        runs[place].append(label)
    return runs


def _of_a_code(page: Cleaned, tokens: Sequence[Token]) -> list[Role | None]:
    if len(tokens) != _PAIR:
        return []
    first, second = tokens
    before = page.folded[max(0, first.start - 12) : first.start]
    between = page.text[first.end : second.start].strip(_WORN)
    if between == "|" and before.rstrip(_WORN).endswith(_TABTRADER):
        return [Role.API_KEY, Role.SECRET]
    return []


def _of_a_heading(tokens: Sequence[Token], runs: list[list[Label]]) -> list[Role | None]:
    if len(tokens) != _PAIR or runs[1] or len(runs[0]) < _PAIR:
        return []
    first, second = (label.role for label in runs[0][-2:])
    return [first, second] if first is not second else []


def _of_names_behind(
    page: Cleaned, tokens: Sequence[Token], runs: list[list[Label]]
) -> list[Role | None]:
    if runs[0] or any(len(run) != 1 for run in runs[1:]):
        return []
    behind = [run[0] for run in runs[1:]]
    for token, label in zip(tokens, behind, strict=True):
        between = page.text[token.end : label.start]
        if "\n" in between or between.strip(_WORN) not in _BEHIND:
            return []
        if _SIGN.match(page.text, label.end):
            return []
    return [label.role for label in behind]
