"""From pasted text to credentials, or to the problem with it."""

from __future__ import annotations

import re
import unicodedata

from wizard.core.credentials import (
    Credentials,
    HmacCredentials,
    credentials_of,
    has_key_shape,
)
from wizard.core.private_key import looks_like_pem, read_private_key
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret

_TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{64}(?![A-Za-z0-9])", re.ASCII)
_LENGTH = 64
_FAR_TOO_LONG = 20_000
_QUOTES = "\"'`“”„‘’«»"


def _plain(text: str) -> str:
    """Full-width letters made plain; characters that cannot be seen taken out."""
    # Cut twice: one character may become eighteen.
    normal = unicodedata.normalize("NFKC", text[:_FAR_TOO_LONG])[:_FAR_TOO_LONG]
    visible = (
        character
        for character in normal
        if unicodedata.category(character) not in {"Cf", "Cc"} or character.isspace()
    )
    return "".join(visible)


def read_line(text: str) -> str | None:
    """The one text of 64 letters and digits in `text`, whatever stands around it.

    Spaces, quotes, line ends and a "Name:" before it are taken away. None when there is no such
    text, or more than one.
    """
    return _line_in(_plain(text))


def _line_in(plain: str) -> str | None:
    tokens = set(_TOKEN.findall(plain))
    if len(tokens) == 1:
        return str(tokens.pop())
    joined = "".join(plain.split()).strip(_QUOTES)
    return joined if has_key_shape(joined) else None


def read_api_key(text: str) -> str | Problem:
    """The API key in `text`, or what is wrong with it."""
    plain = _plain(text)
    if not plain.strip():
        return Problem(ProblemId.API_KEY_EMPTY)
    line = _line_in(plain)
    if line is None:
        return Problem(ProblemId.API_KEY_SHAPE, values={"difference": _difference(plain)})
    return line


def read_credentials(api_key_text: str, secret_text: str) -> Credentials | Problem:
    """Both values, cleaned, as the kind of credentials that they are.

    `secret_text` holds the secret of a system generated key, or a private key as PEM.
    """
    api_key = read_api_key(api_key_text)
    if isinstance(api_key, Problem):
        return api_key
    if looks_like_pem(secret_text):
        return _with_private_key(api_key, secret_text)
    plain = _plain(secret_text)
    if not plain.strip():
        return Problem(ProblemId.SECRET_EMPTY)
    secret = _line_in(plain)
    if secret is None:
        return Problem(ProblemId.SECRET_SHAPE, values={"difference": _difference(plain)})
    if secret == api_key:
        return Problem(ProblemId.SAME_TWICE)
    return HmacCredentials(api_key, Secret(secret))


def _with_private_key(api_key: str, text: str) -> Credentials | Problem:
    read = read_private_key(text)
    if isinstance(read, Problem):
        return read
    kind, pem = read
    return credentials_of(kind, api_key, Secret(pem))


def swapped(credentials: Credentials) -> HmacCredentials | None:
    """The same two values in each other's place; None where that makes no sense."""
    if not isinstance(credentials, HmacCredentials):
        return None
    return HmacCredentials(credentials.secret.reveal(), Secret(credentials.api_key))


def _difference(plain: str) -> str:
    joined = "".join(plain.split()).strip(_QUOTES)
    strange = sorted({c for c in joined if not (c.isascii() and c.isalnum())})
    if strange and len(joined) <= _LENGTH + len(strange):
        return "contains other characters, such as " + " ".join(strange[:3])
    if len(joined) < _LENGTH:
        return f"has only {len(joined)}"
    if len(joined) == _LENGTH:
        return "contains other characters"
    return f"has {len(joined)}"
