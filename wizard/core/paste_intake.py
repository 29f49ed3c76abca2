"""What one paste field has taken in so far: nothing, one value, or both."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from wizard.core.credentials import Credentials, HmacCredentials, credentials_of
from wizard.core.paste_notes import Note
from wizard.core.private_key import looks_like_pem, read_private_key
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret

__all__ = ["Note", "PasteIntake", "certainly_no_key"]

_TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{64}(?![A-Za-z0-9])", re.ASCII)
_PAIR = 2


@dataclass(frozen=True, slots=True)
class PasteIntake:
    """What has been taken in so far: nothing, one value, or both. repr shows no value.

    `secret` is the secret of a system generated key, or a private key as PEM. `guessed`: the
    values came without names, so their order is a guess (the first is the API key). `notes` and
    `problem` are about the last text; what was taken before stays.
    """

    api_key: str | None = field(default=None, repr=False)
    secret: Secret | None = None
    guessed: bool = False
    notes: tuple[Note, ...] = ()
    problem: Problem | None = None

    def taken(self, text: str) -> PasteIntake:
        """One more paste: the API key alone, the secret alone, both, in any order."""
        if looks_like_pem(text):
            read = read_private_key(text)
            if isinstance(read, Problem):
                return replace(self, notes=(), problem=read)
            return replace(self, secret=Secret(read[1]), guessed=False, notes=(), problem=None)
        tokens = list(dict.fromkeys(_TOKEN.findall(text[:20_000])))
        if not tokens:
            return self._refused(Problem(ProblemId.PASTE_NO_KEY, values={"difference": "has none"}))
        if len(tokens) > _PAIR:
            count = str(len(tokens))
            return self._refused(Problem(ProblemId.PASTE_TOO_MANY, values={"count": count}))
        if len(tokens) == _PAIR:
            return PasteIntake(tokens[0], Secret(tokens[1]), guessed=True)
        if self.api_key is None:
            return replace(self, api_key=tokens[0], guessed=True, notes=(), problem=None)
        if tokens[0] == self.api_key:
            return self._refused(Problem(ProblemId.SAME_TWICE))
        return replace(self, secret=Secret(tokens[0]), notes=(), problem=None)

    def exchanged(self) -> PasteIntake:
        """ "That was the secret": the values change places. A private key keeps its place."""
        secret = None if self.secret is None else self.secret.reveal()
        if secret is not None and looks_like_pem(secret):
            return self
        moved = None if self.api_key is None else Secret(self.api_key)
        return PasteIntake(secret, moved, guessed=False)

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

    def _refused(self, problem: Problem) -> PasteIntake:
        return replace(self, notes=(), problem=problem)


def certainly_no_key(text: str) -> Problem | None:
    """While somebody types: None while it may still become a key, else the reason at once."""
    longest = max((len(run) for run in re.findall(r"[A-Za-z0-9]+", text[:20_000])), default=0)
    if looks_like_pem(text) or longest <= len("x" * 64):
        return None
    return Problem(ProblemId.API_KEY_SHAPE, values={"difference": f"has {longest}"})
