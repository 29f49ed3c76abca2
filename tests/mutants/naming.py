"""How a mutant is called: what was there, and what is there now."""

from __future__ import annotations

import ast
import copy

_AROUND = 40  # characters


def text_of(node: ast.AST) -> str:
    """Source text in one line."""
    return " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())


def difference(before: str, after: str) -> str:
    """`age [<= → <] FRESH`: what differs in brackets, with a little of what stands around it."""
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    ours, theirs = (text[start : len(text) - end] for text in (before, after))
    left, right = before[:start], before[len(before) - end :]
    left = left if len(left) <= _AROUND else f"…{left[-_AROUND:]}"
    right = right if len(right) <= _AROUND else f"{right[:_AROUND]}…"
    return f"{left}[{_cut(ours) or 'nothing'} → {_cut(theirs) or 'nothing'}]{right}"


def _same(one: str, other: str) -> int:
    """How many characters they begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]}…{text[-_AROUND:]}"
