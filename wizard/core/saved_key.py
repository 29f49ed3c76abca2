"""What the vault keeps about a key besides its secret: pairs, pending and saved keys, history."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from wizard.core.credentials import KeyKind
from wizard.core.problems import Problem, ProblemId
from wizard.core.venue import Grade, VenueId

NAME_LIMIT = 64
HISTORY_LIMIT = 50
# No word is that long; keys and secrets of every exchange are, and so is a good part of one.
_LIKE_A_KEY = re.compile(r"[A-Za-z0-9+/=_-]{40,}|-----BEGIN")


class VerdictWord(StrEnum):
    """A verdict's name, as stored and printed."""

    READ_ONLY = "read-only"
    CAN_DO_MORE = "can-do-more"
    NOT_ACCEPTED = "not-accepted"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class PastCheck:
    """One check in a key's history. `permissions` is None when none were reported.

    `checked_at` is an aware UTC time; `problem_id` is None when there was no problem.
    """

    checked_at: datetime
    verdict: VerdictWord
    permissions: Mapping[str, bool] | None
    switched_on: tuple[str, ...]
    test_order: str
    problem_id: ProblemId | None


@dataclass(frozen=True, slots=True)
class WaitingPair:
    """A pair that was made here: its private key is sealed, its API key is not known yet.

    `public_key` is what the exchange gets: a PEM text with LF line ends. `replaces` as in a
    pending key, which it becomes when the API key is given.
    """

    record_id: str
    name: str
    venue: VenueId
    created_at: datetime
    replaces: str | None
    public_key: str


@dataclass(frozen=True, slots=True)
class PendingKey:
    """Credentials that are sealed but not proven; never listed as saved, never handed over.

    `replaces` is the record of the saved key whose place this one takes when it is proven.
    """

    record_id: str
    name: str
    venue: VenueId
    kind: KeyKind
    api_key: str = field(repr=False)
    created_at: datetime
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class SavedKey:
    """A key that a live check proved read-only. `history` is newest first.

    `first_seen_created_ms` is the exchange's createTime at the first check: a different value
    later means that the answer is about another key. None where the venue reports none.
    """

    record_id: str
    name: str
    venue: VenueId
    kind: KeyKind
    api_key: str = field(repr=False)
    created_at: datetime
    grade: Grade
    first_seen_created_ms: int | None
    history: tuple[PastCheck, ...]

    def with_check(self, past: PastCheck) -> SavedKey:
        """With one more check at the head of its history, the oldest dropped past the limit.

        The last proof is not dropped for checks that found out nothing: a known danger stays
        known however long nobody answers.
        """
        return replace(self, history=kept_of((past, *self.history), HISTORY_LIMIT))

    @property
    def last_check(self) -> PastCheck | None:
        """The newest check, whatever it found."""
        return self.history[0] if self.history else None

    @property
    def last_proof(self) -> PastCheck | None:
        """The newest check that found out something about the key itself."""
        return next((past for past in self.history if not _inconclusive(past)), None)


UnfinishedKey = WaitingPair | PendingKey
KeptKey = UnfinishedKey | SavedKey


def kept_of(history: tuple[PastCheck, ...], limit: int) -> tuple[PastCheck, ...]:
    """The newest `limit` checks of a history, with the last proof among them."""
    kept, dropped = history[:limit], history[limit:]
    if dropped and all(_inconclusive(each) for each in kept):
        proof = next((each for each in dropped if not _inconclusive(each)), None)
        return kept if proof is None else (*kept[:-1], proof)
    return kept


def _inconclusive(past: PastCheck) -> bool:
    return past.verdict is VerdictWord.NOT_CHECKED


def same_name(one: str, other: str) -> bool:
    """Whether a person would take two names for the same: letter case does not count."""
    return folded_name(one) == folded_name(other)


def folded_name(name: str) -> str:
    """The same for all names that a person would take for the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def read_name(text: str) -> str | Problem:
    """A key's name as it is kept: trimmed, inner spaces single; or what is wrong with it."""
    name = " ".join(text.split())
    if _looks_like_a_key(text):
        return Problem(ProblemId.NAME_LOOKS_LIKE_KEY)
    if not name:
        return Problem(ProblemId.NAME_EMPTY)
    if len(name) > NAME_LIMIT:
        return Problem(ProblemId.NAME_TOO_LONG, values={"limit": str(NAME_LIMIT)})
    if any(unicodedata.category(character).startswith("C") for character in name):
        return Problem(ProblemId.NAME_CHARACTERS)
    return name


def name_before_key(text: str) -> str:
    """What can stay of a text with something in it that looks like a key: the name before it.

    Nothing, where more looks like one, or where what stands before it is no name.
    """
    before = _LIKE_A_KEY.split(_as_seen(text))
    name = before[0].strip() if len(before) == 2 and not before[1].strip() else ""  # noqa: PLR2004
    return "" if isinstance(read_name(name), Problem) else name


def _looks_like_a_key(text: str) -> bool:
    """Also when it is written wide or with characters between that cannot be seen."""
    return _LIKE_A_KEY.search(_as_seen(text)) is not None


def _as_seen(text: str) -> str:
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if character.isspace() or not unicodedata.category(character).startswith("C")
    )
