"""Holds what one paste field has taken in, and wipes what it lets go."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.core.credentials import Credentials
from wizard.core.paste_intake import Note, PasteIntake
from wizard.core.problems import Problem


class PasteBasket:
    """One intake after another; only the last one still holds a secret."""

    def __init__(self) -> None:
        self._intake = PasteIntake()
        self.notes: tuple[Note, ...] = ()

    @property
    def api_key(self) -> str | None:
        """The API key, when it is here."""
        return self._intake.api_key

    @property
    def has_secret(self) -> bool:
        """Whether the secret is here."""
        return self._intake.secret is not None

    @property
    def is_empty(self) -> bool:
        """Whether neither is here."""
        return self.api_key is None and not self.has_secret

    @property
    def may_be_exchanged(self) -> bool:
        """Whether the one value that is here came without a name."""
        return self._intake.guessed and (self.api_key is None) == self.has_secret

    def take(self, texts: Sequence[str]) -> tuple[bool, Problem | None]:
        """Take in what the texts hold, until both values are here.

        Gives whether there was anything in them, and what is wrong: with the value beside the one
        that was taken, or, where none was, with the last text.
        """
        found = False
        problem: Problem | None = None
        for text in texts:
            before = self._intake
            taken = before.taken(text)
            self._become(taken)
            is_new = taken.api_key != before.api_key or taken.secret is not before.secret
            if is_new:
                self.notes = tuple(dict.fromkeys((*self.notes, *taken.notes)))
            if is_new or not found:
                problem = taken.problem
            found = found or is_new or taken.problem is None
            if self.api_key is not None and self.has_secret:
                break
        return found, problem

    def exchange(self) -> None:
        """The value that is here is the other one."""
        self._become(self._intake.exchanged())

    def credentials(self) -> Credentials | None:
        """A copy of both values; None while one is missing."""
        return self._intake.credentials

    def empty(self) -> None:
        """Wipe everything."""
        self.notes = ()
        self._become(PasteIntake())

    def _become(self, intake: PasteIntake) -> None:
        old, self._intake = self._intake.secret, intake
        if old is not None and old is not intake.secret:
            old.wipe()
