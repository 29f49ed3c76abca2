"""Why a text holds no API key, or no secret: what was found in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wizard.core.paste_elsewhere import certainly_else
from wizard.core.paste_hints import other_exchange
from wizard.core.paste_labels import Role
from wizard.core.paste_reading import Found, Page
from wizard.core.paste_tokens import LENGTH, are_one_text
from wizard.core.problems import Problem, ProblemId
from wizard.core.wording import tr

_MASK = re.compile(r"(?:[*•●∙⬤·○◦∗★☆▪■] ?){4,}")
_STRETCH = re.compile(r"[^:=\"'“”„‘’«»,;|(){}\[\]<>#]+")
_QUOTES = "\"'`“”„‘’«»"
_SEVERAL_SHOWN = 3
# Shorter ones are words; longer ones, without a name before them, are something else.
_SHORTEST = 16
_NEAREST, _FARTHEST = 56, 72
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may have been meant as a value; `role` is that of the name right before it."""

    text: str = field(repr=False)
    start: int
    role: Role | None

    @property
    def size(self) -> int:
        return sum(map(_fits, self.text))

    @property
    def is_strange(self) -> bool:
        return not all(map(_fits, self.text))


def why_nothing(page: Page) -> Problem:
    """The most helpful thing to say about a text in which neither value was found."""
    if (else_ := certainly_else(page.rest)) is not None:
        return else_
    candidate = _best(page)
    if _is_masked(page) and (candidate is None or candidate.role is Role.SECRET):
        return Problem(ProblemId.PASTE_MASKED)
    if (exchange := other_exchange(page.rest.folded)) is not None:
        return Problem(ProblemId.PASTE_OTHER_EXCHANGE, values={"exchange": exchange})
    if candidate is None:
        return _no_key(tr("has none") if page.rest.text.strip() else tr("is empty"))
    if candidate.is_strange or candidate.role is not None:
        return _shape(candidate)
    return _no_key(difference(candidate.text))


def why_not_both(page: Page, found: Found) -> Problem | None:
    """What is wrong beside the value that was found, if something was meant to be there."""
    if found.secret is None and not page.blocks and _is_masked(page):
        return Problem(ProblemId.PASTE_MASKED)
    missing = {Role.SECRET} if found.secret is None and not page.blocks else set()
    if found.api_key is None:
        missing.add(Role.API_KEY)
    near = next((c for c in _candidates(page) if c.role in missing and c.size >= _SHORTEST), None)
    return None if near is None else _shape(near)


def why_not_beside(page: Page) -> Problem | None:
    """The same where nothing has a name: a second text that is nearly one of 64."""
    for candidate in _candidates(page):
        if candidate.role is None and _NEAREST <= candidate.size <= _FARTHEST:
            is_first = candidate.start < page.values[0].token.start
            return _shape(candidate, Role.API_KEY if is_first else Role.SECRET)
    return None


def is_all_masked(page: Page) -> bool:
    """Whether a text holds nothing but stars or dots, and perhaps a name before them."""
    return _is_masked(page) and _best(page) is None


def strange_candidate(page: Page) -> Problem | None:
    """The problem with a text that is nearly a key, but for characters that no key has."""
    best = _best(page)
    return _shape(best) if best is not None and best.is_strange else None


def has_strange_letters(page: Page) -> bool:
    """Whether letters of another alphabet stand inside of what is nearly a key."""
    return any(
        any(c.isalpha() and not c.isascii() for c in candidate.text)
        for candidate in _candidates(page)
    )


def difference(text: str) -> str:
    """How `text` differs from 64 letters and digits. Names three strange characters at most."""
    joined = "".join(text.split()).strip(_QUOTES)
    strange = sorted({c for c in joined if not _fits(c)})
    if strange and len(joined) <= LENGTH + len(strange):
        return _others(strange)
    count = len(joined)
    if count == LENGTH:
        return tr("contains other characters")
    if count == LENGTH - 1:
        return tr("has only {count}: one character seems to be missing").format(count=count)
    if count == LENGTH + 1:
        return tr("has {count}: one is too many").format(count=count)
    text = tr("has only {count}") if count < LENGTH else tr("has {count}")
    return text.format(count=count)


def _others(strange: list[str]) -> str:
    shown = " ".join(c for c in strange[:_SEVERAL_SHOWN] if c.isprintable())
    shown = shown or tr("invisible ones")
    if any(c.isalpha() for c in strange):
        text = tr(
            "contains other characters, such as {shown}; a translated page may have changed letters"
        )
    else:
        text = tr("contains other characters, such as {shown}")
    return text.format(shown=shown)


def _no_key(how: str) -> Problem:
    return Problem(ProblemId.PASTE_NO_KEY, values={"difference": how})


def _shape(candidate: _Candidate, role: Role | None = None) -> Problem:
    how = difference(candidate.text)
    if (role or candidate.role) is Role.SECRET:
        return Problem(ProblemId.SECRET_SHAPE, values={"difference": how})
    return Problem(ProblemId.API_KEY_SHAPE, values={"difference": how})


def _fits(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _best(page: Page) -> _Candidate | None:
    return max(_candidates(page), key=lambda c: (c.role is not None, c.size), default=None)


def _candidates(page: Page) -> Iterator[_Candidate]:
    """Stretches between names and signs that are one text, or groups of one size."""
    for start, stretch, role in _stretches(page):
        pieces = stretch.split()
        if not pieces or not are_one_text(pieces):
            pieces = [max(pieces, key=len, default="")]
        candidate = _Candidate("".join(pieces), start, role)
        if candidate.size >= _SHORTEST and (
            len(candidate.text) <= _LONGEST or not candidate.is_strange
        ):
            yield candidate


def _stretches(page: Page) -> Iterator[tuple[int, str, Role | None]]:
    """Where each begins, what it is, and the role of the name right before it."""
    text = page.rest.text
    marks = sorted(
        [(label.start, label.end, label.role) for label in page.labels]
        + [(value.token.start, value.token.end, None) for value in page.values]
    )
    last, role = 0, None
    for start, end, next_role in [*marks, (len(text), len(text), None)]:
        for match in _STRETCH.finditer(text, last, max(last, start)):
            if match.group().strip():
                yield match.start(), match.group(), role
                role = None
        last, role = max(last, end), next_role


def _is_masked(page: Page) -> bool:
    """Whether stars or dots stand where the secret, or the only value, should be."""
    for mask in _MASK.finditer(page.rest.text):
        before = [label for label in page.labels if label.end <= mask.start()]
        if before and before[-1].role is Role.SECRET:
            following = [v for v in page.values if v.token.start >= before[-1].end]
            if not following or following[0].token.start > mask.start():
                return True
        elif not page.values and not page.blocks:
            return True
    return False
