"""Verifies the three kinds of request signatures: HMAC-SHA256, RSA and Ed25519.

Facts: the exchange's REST documentation, "Request Security", July 2026. The payload is the query
string followed by the body, with nothing between, exactly as sent and without the signature.
"""

import base64
import binascii
import hashlib
import hmac
from typing import TYPE_CHECKING

from wizard.practice.practice_key import KeyKind

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

_MIN_RSA_BITS = 2048
_MAX_PEM_CHARACTERS = 4096


class PublicKeyRefusedError(ValueError):
    """The pasted text is no usable public key; the message is a sentence for the person."""


def signature_fits(kind: KeyKind, verifier: str, payload: bytes, signature: str) -> bool:
    """Whether `signature` was made over `payload` by the holder of the key.

    `verifier` is the secret (HMAC) or the public key as PEM. Bytes outside ASCII in the payload are
    refused: since 2026-01-15 they must be percent-encoded before signing.
    """
    if not payload.isascii():
        return False
    if kind is KeyKind.HMAC:
        # Hexadecimal digits of either case are accepted, as documented.
        expected = hmac.new(verifier.encode("ascii"), payload, hashlib.sha256).hexdigest()
        return hmac.compare_digest(expected.encode(), signature.lower().encode())
    try:
        raw = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    return _public_key_accepts(_read_public_key(verifier), payload, raw)


def kind_of_public_key(pem: str) -> KeyKind:
    """Which kind of key this public key belongs to. Raises PublicKeyRefusedError."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if isinstance(_read_public_key(pem), Ed25519PublicKey):
        return KeyKind.ED25519
    return KeyKind.RSA


def _public_key_accepts(
    public_key: "Ed25519PublicKey | RSAPublicKey", payload: bytes, raw_signature: bytes
) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

    try:
        if isinstance(public_key, Ed25519PublicKey):
            public_key.verify(raw_signature, payload)
        else:
            public_key.verify(raw_signature, payload, PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _read_public_key(pem: str) -> "Ed25519PublicKey | RSAPublicKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    if "PRIVATE KEY" in pem:
        raise PublicKeyRefusedError(
            "That is a private key. It must never leave your computer. Paste the public key, the"
            " text that begins with “BEGIN PUBLIC KEY”."
        )
    if len(pem) > _MAX_PEM_CHARACTERS or "BEGIN PUBLIC KEY" not in pem:
        raise PublicKeyRefusedError(
            "That is not a public key. Paste the whole text, from “-----BEGIN PUBLIC KEY-----” to"
            " “-----END PUBLIC KEY-----”."
        )
    try:
        public_key = load_pem_public_key(pem.strip().encode("ascii"))
    except (ValueError, UnsupportedAlgorithm):
        raise PublicKeyRefusedError(
            "That public key cannot be read. Something may be missing: copy the whole text again."
        ) from None
    if isinstance(public_key, Ed25519PublicKey):
        return public_key
    if isinstance(public_key, RSAPublicKey) and public_key.key_size >= _MIN_RSA_BITS:
        return public_key
    raise PublicKeyRefusedError(
        f"That kind of public key is not taken here. Make an Ed25519 key, or an RSA key of"
        f" {_MIN_RSA_BITS} bits or more."
    )
