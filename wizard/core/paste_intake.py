"""What one paste field has taken in so far: nothing, one value, or both."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from wizard.core.credentials import Credentials, HmacCredentials, credentials_of
from wizard.core.paste_notes import Note
from wizard.core.paste_reading import Found, Page, found_on, page_of
from wizard.core.paste_refusals import (
    has_strange_letters,
    why_not_beside,
    why_not_both,
    why_nothing,
)
from wizard.core.paste_typing import certainly_no_key
from wizard.core.private_key import looks_like_pem, read_blocks, read_private_key
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret

__all__ = ["Note", "PasteIntake", "certainly_no_key"]

# Nothing is taken from a text with one of these.
_SPOILS_ALL = frozenset({ProblemId.PASTE_TOO_MANY, ProblemId.SAME_TWICE, ProblemId.PASTE_MASKED})


@dataclass(frozen=True, slots=True)
class PasteIntake:
    """What has been taken in so far: nothing, one value, or both. repr shows no value.

    `secret` is the secret of a system generated key, or a private key as PEM. `guessed`: no value
    came with a name, so their order is a guess (the first is the API key). `notes` and `problem`
    are about the last text; what was taken before stays.
    """

    api_key: str | None = field(default=None, repr=False)
    secret: Secret | None = None
    guessed: bool = False
    notes: tuple[Note, ...] = ()
    problem: Problem | None = None

    def taken(self, text: str) -> PasteIntake:
        """One more paste: the API key alone, the secret alone, both, in any order.

        When one of two values is good and the other is not, the good one is taken and `problem`
        is about the other.
        """
        page = page_of(text)
        found = found_on(page)
        problem = self._problem(page, found)
        spoils_all = problem is not None and problem.id in _SPOILS_ALL
        after = self if spoils_all else self._with(page, found)
        return replace(after, notes=_notes(page), problem=problem)

    def exchanged(self) -> PasteIntake:
        """The values change places, as somebody said. A private key keeps its place."""
        if self._has_private_key:
            return replace(self, notes=(), problem=None)
        secret = None if self.secret is None else self.secret.reveal()
        moved = None if self.api_key is None else Secret(self.api_key)
        return PasteIntake(secret, moved)

    @property
    def credentials(self) -> Credentials | None:
        """Both values as the kind of credentials that they are; None while one is missing."""
        if self.api_key is None or self.secret is None:
            return None
        text = self.secret.reveal()
        if not looks_like_pem(text):
            return HmacCredentials(self.api_key, Secret(text))
        read = read_private_key(text)
        if isinstance(read, Problem):
            return None
        return credentials_of(read[0], self.api_key, Secret(read[1]))

    @property
    def _has_private_key(self) -> bool:
        return self.secret is not None and looks_like_pem(self.secret.reveal())

    def _problem(self, page: Page, found: Found) -> Problem | None:
        if found.is_too_many:
            return Problem(ProblemId.PASTE_TOO_MANY, values={"count": str(page.count)})
        if found.is_same_twice or self._repeats(found):
            return Problem(ProblemId.SAME_TWICE)
        if page.blocks:
            read = read_blocks(page.blocks)
            return read if isinstance(read, Problem) else why_not_both(page, found)
        if not page.values:
            return why_nothing(page)
        problem = why_not_beside(page) if len(found.unnamed) == 1 else why_not_both(page, found)
        if problem is not None and problem.id is ProblemId.PASTE_MASKED and self.secret is not None:
            return None
        return problem

    def _repeats(self, found: Found) -> bool:
        """Whether a value is what the other place holds already."""
        secret = None if self.secret is None else self.secret.reveal()
        if found.secret is not None and found.api_key is None and found.secret == self.api_key:
            return True
        if found.api_key is not None and found.secret is None and found.api_key == secret:
            return True
        if len(found.unnamed) != 1:
            return False
        return found.unnamed[0] == (secret if self.api_key is None else self.api_key)

    def _with(self, page: Page, found: Found) -> PasteIntake:
        api_key, secret = found.api_key, found.secret
        if page.blocks:
            read = read_blocks(page.blocks)
            secret = None if isinstance(read, Problem) else read[1]
        match found.unnamed:
            case (first, second):
                return replace(self, api_key=first, secret=Secret(second), guessed=True)
            case (only,):
                return self._with_unnamed(only, secret)
            case _:
                return self._with_named(api_key, secret)

    def _with_unnamed(self, value: str, private_key: str | None) -> PasteIntake:
        if private_key is not None:
            return self._with_named(value, private_key)
        if self.api_key is None or self._has_private_key:
            is_guess = self.secret is None
            return replace(self, api_key=value, guessed=self.guessed or is_guess)
        return replace(self, secret=Secret(value))

    def _with_named(self, api_key: str | None, secret: str | None) -> PasteIntake:
        if api_key is None and secret is None:
            return self
        kept = self.secret
        if secret is None and kept is None and self.guessed and self.api_key != api_key:
            # What came first without a name was not the API key, so it must be the secret.
            kept = None if self.api_key is None else Secret(self.api_key)
        return replace(
            self,
            api_key=self.api_key if api_key is None else api_key,
            secret=kept if secret is None else Secret(secret),
            guessed=False,
        )


def _notes(page: Page) -> tuple[Note, ...]:
    if not has_strange_letters(page):
        return page.notes
    notes = {*page.notes, Note.TRANSLATED} - {Note.OTHER_LANGUAGE}
    return tuple(note for note in Note if note in notes)
