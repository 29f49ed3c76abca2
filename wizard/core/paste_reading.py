"""Reads one text: which API key and which secret it holds, by name or without one.

The one parser: the paste field, the picture of a QR code and the command line all read with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wizard.core.paste_cleaning import Cleaned, cleaned
from wizard.core.paste_hints import hints_in
from wizard.core.paste_labels import Label, Role, labels_in
from wizard.core.paste_notes import Note
from wizard.core.paste_roles import Named, named
from wizard.core.paste_tokens import Token, broken_tokens_in, whole_tokens_in
from wizard.core.private_key import Block, blocks_in

_PAIR = 2
_COMMENT = re.compile(r"(?:#|//|;)")


@dataclass(frozen=True, slots=True)
class Page:
    """One text, taken apart. `rest` is its text without the private keys, as long as before."""

    rest: Cleaned
    blocks: tuple[Block, ...]
    labels: tuple[Label, ...]
    values: tuple[Named, ...]
    notes: tuple[Note, ...]

    @property
    def private_keys(self) -> frozenset[str]:
        """The bodies of the different private keys; not for showing."""
        return frozenset("".join(block.body.split()) for block in self.blocks if block.is_private)

    @property
    def count(self) -> int:
        """How many different values there are."""
        return len(_distinct(self.values)) + len(self.private_keys)


@dataclass(frozen=True, slots=True)
class Found:
    """The values of 64 in a text: at most one by each name, at most two without a name.

    `is_too_many`: which ones belong together cannot be told. `is_same_twice`: one value stands in
    both places.
    """

    api_key: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    unnamed: tuple[str, ...] = field(default=(), repr=False)
    is_too_many: bool = False
    is_same_twice: bool = False


def page_of(text: str) -> Page:
    """Take a text apart; never fails, and looks at no more than its first 20,000 characters."""
    whole = cleaned(text)
    blocks = blocks_in(whole.text)
    rest = replace(whole, text=_without(whole.text, blocks), folded=_without(whole.folded, blocks))
    tokens = whole_tokens_in(rest.text)
    labels = _outside(labels_in(rest.folded), tokens)
    taken = [(token.start, token.end) for token in tokens]
    taken += [(label.start, label.end) for label in labels]
    broken = broken_tokens_in(rest.text, taken)
    tokens = tuple(sorted((*tokens, *broken), key=lambda token: token.start))
    values = named(rest, tokens, _outside(labels, broken))
    if len(_distinct(values)) == _PAIR and not any(block.is_private for block in blocks):
        blocks = ()  # a public half beside both values is nobody's secret
    return Page(rest, blocks, labels, values, hints_in(rest, blocks, labels, tokens))


def found_on(page: Page) -> Found:
    """Which value is what; names decide where there are any."""
    values = page.values
    if len(_distinct(values)) > _PAIR:
        # A line that is commented out is not meant, as long as others are left.
        values = tuple(v for v in values if not _is_comment(page.rest.text, v.token)) or values
    distinct = _distinct(values)
    if page.blocks:
        # The secret is the private key, so a value must be the other one, whatever it is called.
        is_too_many = len(distinct) > 1 or len(page.private_keys) > 1
        key = distinct[0] if distinct else None
        return Found(is_too_many=True) if is_too_many else Found(api_key=key)
    if len(distinct) <= 1:
        return _single(distinct[0], values) if distinct else Found()
    return _several(distinct, values)


def _single(value: str, values: Sequence[Named]) -> Found:
    roles = {v.role for v in values}
    if Role.API_KEY in roles and Role.SECRET in roles:
        return Found(is_same_twice=True)
    if roles == {None} and len(values) > 1:
        return Found(unnamed=(value,), is_same_twice=True)
    if Role.SECRET in roles:
        return Found(secret=value)
    return Found(api_key=value) if Role.API_KEY in roles else Found(unnamed=(value,))


def _several(distinct: Sequence[str], values: Sequence[Named]) -> Found:
    by_role = {
        role: list(dict.fromkeys(v.token.value for v in values if v.role is role)) for role in Role
    }
    keys, secrets = by_role[Role.API_KEY], by_role[Role.SECRET]
    if len(keys) == 1 and len(secrets) == 1:
        return Found(keys[0], secrets[0], is_same_twice=keys == secrets)
    if len(distinct) > _PAIR or len(keys) > 1 or len(secrets) > 1:
        return Found(is_too_many=True)
    if not keys and not secrets:
        return Found(unnamed=tuple(distinct))
    other = next(value for value in distinct if value not in {*keys, *secrets})
    return Found(keys[0], other) if keys else Found(other, secrets[0])


def _distinct(values: Sequence[Named]) -> list[str]:
    return list(dict.fromkeys(v.token.value for v in values))


def _outside(labels: Sequence[Label], tokens: Sequence[Token]) -> tuple[Label, ...]:
    """The labels that are not letters of a value."""
    kept: list[Label] = []
    place = 0
    for label in labels:
        while place < len(tokens) and tokens[place].end <= label.start:
            place += 1
        if place == len(tokens) or label.end <= tokens[place].start:
            kept.append(label)
    return tuple(kept)


def _without(text: str, blocks: Sequence[Block]) -> str:
    for block in blocks:
        text = text[: block.start] + "\n" * (block.end - block.start) + text[block.end :]
    return text


def _is_comment(text: str, token: Token) -> bool:
    line = text[text.rfind("\n", 0, token.start) + 1 : token.start]
    return _COMMENT.match(line.lstrip()) is not None
