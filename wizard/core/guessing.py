"""Whether a passphrase is one of those that anybody would try first; it measures no others."""

from __future__ import annotations

from itertools import pairwise

_FEWEST_DIFFERENT = 5
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop")
_WELL_KNOWN = ("password", "passwort", "passphrase", "letmein", "iloveyou")


def is_easily_guessed(passphrase: str) -> bool:
    """True for few different characters, something repeated, a run such as 123456, a keyboard's
    rows, and little more than a well-known password. False for an empty one.
    """
    text = "".join(sign for sign in passphrase.casefold() if not sign.isspace())
    if not text:
        return bool(passphrase)
    if len(set(text)) < _FEWEST_DIFFERENT or _is_repeated(text) or _is_run(text):
        return True
    rest = text
    for known in sorted((*_ROWS, *_WELL_KNOWN), key=len, reverse=True):
        rest = rest.replace(known, "")
    return rest != text and (len(rest) < _FEWEST_DIFFERENT or rest.isdigit() or _is_run(rest))


def _is_repeated(text: str) -> bool:
    """Whether it is its own beginning, again and again; also cut off in the middle."""
    longest = len(text) // 2
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, longest + 1))


def _is_run(text: str) -> bool:
    """Whether nearly each character is the next one of the alphabet or of the digits, or the one
    before; 0 follows 9.
    """
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    single = sum(step in {1, -1, 9, -9} for step in steps)
    return single >= 0.8 * len(steps)
