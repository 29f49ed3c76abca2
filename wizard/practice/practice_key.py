"""One key of the practice exchange, as the exchange remembers it."""

import secrets
import string
from dataclasses import dataclass
from enum import StrEnum

_LETTERS_AND_DIGITS = string.ascii_letters + string.digits
_LENGTH = 64


class KeyKind(StrEnum):
    """Who made the key: the exchange (HMAC), or the person, who gave it a public key."""

    HMAC = "hmac"
    ED25519 = "ed25519"
    RSA = "rsa"


@dataclass(frozen=True, slots=True)
class PracticeKey:
    """`reference` names the key in page addresses, so that the API key itself is in none.

    `verifier` is the secret of an HMAC key, or the public key (PEM) of the other kinds.
    `create_time` is in milliseconds since the epoch. An empty `ip_list` means: from anywhere.
    """

    reference: str
    api_key: str
    label: str
    kind: KeyKind
    verifier: str
    permissions: frozenset[str]
    ip_list: tuple[str, ...]
    create_time: int

    def __repr__(self) -> str:
        """Without the secret: a key may end up in a failing test's output."""
        return f"PracticeKey({self.label!r}, {self.kind}, …{self.api_key[-4:]})"


def new_text() -> str:
    """64 random letters and digits: the shape of every API key and secret seen so far."""
    return "".join(secrets.choice(_LETTERS_AND_DIGITS) for _ in range(_LENGTH))


def has_key_shape(text: str) -> bool:
    """Whether this could be an API key at all."""
    return len(text) == _LENGTH and text.isascii() and text.isalnum()
