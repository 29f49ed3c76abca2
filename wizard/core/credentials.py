"""API key and secret together, as types: system generated (HMAC), Ed25519 and RSA."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from wizard.core.secret import Secret

_API_KEY_SHAPE = re.compile(r"[A-Za-z0-9]{64}", re.ASCII)


class KeyKind(StrEnum):
    """How requests with this key are signed."""

    HMAC = "hmac"
    ED25519 = "ed25519"
    RSA = "rsa"


def has_key_shape(text: str) -> bool:
    """Whether text has the shape of an API key or HMAC secret: 64 letters and digits.

    Source: every documented sample; exchange-facts 5, checked autumn 2026.
    """
    return _API_KEY_SHAPE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class HmacCredentials:
    """A system generated key: the exchange made the secret and showed it once."""

    api_key: str = field(repr=False)
    secret: Secret


@dataclass(frozen=True, slots=True)
class Ed25519Credentials:
    """A self-generated key: `private_key` is an unencrypted PKCS#8 PEM with LF line ends."""

    api_key: str = field(repr=False)
    private_key: Secret


@dataclass(frozen=True, slots=True)
class RsaCredentials:
    """A self-generated RSA key: `private_key` is an unencrypted PKCS#8 PEM with LF line ends."""

    api_key: str = field(repr=False)
    private_key: Secret


Credentials = HmacCredentials | Ed25519Credentials | RsaCredentials


def kind_of(credentials: Credentials) -> KeyKind:
    """Which kind of key these credentials are for."""
    match credentials:
        case HmacCredentials():
            return KeyKind.HMAC
        case Ed25519Credentials():
            return KeyKind.ED25519
        case RsaCredentials():
            return KeyKind.RSA
        case _:
            assert_never(credentials)


def secret_of(credentials: Credentials) -> Secret:
    """The part that must stay secret: the HMAC secret or the private key."""
    match credentials:
        case HmacCredentials(secret=secret):
            return secret
        case Ed25519Credentials(private_key=secret) | RsaCredentials(private_key=secret):
            return secret
        case _:
            assert_never(credentials)


def credentials_of(kind: KeyKind, api_key: str, secret: Secret) -> Credentials:
    """Put the two parts together again, as they lie in the vault."""
    match kind:
        case KeyKind.HMAC:
            return HmacCredentials(api_key, secret)
        case KeyKind.ED25519:
            return Ed25519Credentials(api_key, secret)
        case KeyKind.RSA:
            return RsaCredentials(api_key, secret)
        case _:
            assert_never(kind)


def last4(api_key: str) -> str:
    """The only part of an API key that is ever shown."""
    return api_key[-4:]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Says "these very credentials" without containing them; lives in memory only."""

    digest: bytes = field(repr=False)

    @classmethod
    def of(cls, credentials: Credentials) -> Fingerprint:
        """A keyed digest over kind and API key, with the secret as its key."""
        # The secret first: one that was wiped raises before the API key lies in a local.
        with secret_of(credentials).lent() as secret:
            subject = f"{kind_of(credentials)}:{credentials.api_key}".encode()
            return cls(hmac.digest(secret, subject, "sha256"))
