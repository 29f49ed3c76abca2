"""Tells which kind of private key a PEM text holds, from its outer bytes, without opening it."""

from __future__ import annotations

import base64
import re
import textwrap
import unicodedata

from wizard.core.credentials import KeyKind
from wizard.core.problems import Problem, ProblemId

_PEM = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----", re.DOTALL)
# RFC 8410: PKCS#8 of an Ed25519 key is this prefix and 32 bytes.
_ED25519_PREFIX = bytes.fromhex("302e020100300506032b657004220420")
_ED25519_LENGTH = 48
# RFC 8017: the object identifier rsaEncryption, as DER.
_RSA_OID = bytes.fromhex("06092a864886f70d010101")
_FAR_TOO_LONG = 20_000  # characters; 16384-bit RSA has 12,700


def looks_like_pem(text: str) -> bool:
    """Whether somebody meant to give a PEM text."""
    return "-----BEGIN" in text


def read_private_key(text: str) -> tuple[KeyKind, str] | Problem:
    """The kind of key, and its PEM with LF line ends and nothing around it.

    python-binance takes an Ed25519 PEM of more than 120 characters for RSA (measured with
    1.0.37), so the text is laid out anew.
    """
    blocks = _PEM.findall(_plain(text))
    if not blocks:
        return Problem(ProblemId.PRIVATE_KEY_UNKNOWN)
    # Both halves may have been pasted; the private one counts.
    label, body = next((block for block in blocks if "PUBLIC" not in block[0]), blocks[0])
    if "ENCRYPTED" in label or "ENCRYPTED" in body:
        return Problem(ProblemId.PRIVATE_KEY_LOCKED)
    if "PUBLIC" in label:
        return Problem(ProblemId.PRIVATE_KEY_PUBLIC)
    try:
        der = base64.b64decode("".join(body.split()), validate=True)
    except ValueError:  # also for letters that are not ASCII
        return Problem(ProblemId.PRIVATE_KEY_UNKNOWN)
    kind = _kind(label, der)
    if kind is None:
        return Problem(ProblemId.PRIVATE_KEY_UNKNOWN)
    return kind, _laid_out(label, der)


def _plain(text: str) -> str:
    """Line ends made one kind, also those spelled out as in .env files; nothing invisible."""
    lines = text[:_FAR_TOO_LONG].replace("\\r", "").replace("\\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if unicodedata.category(c) != "Cf")


def _kind(label: str, der: bytes) -> KeyKind | None:
    if label == "RSA PRIVATE KEY":
        return KeyKind.RSA
    if label != "PRIVATE KEY":
        return None
    if der.startswith(_ED25519_PREFIX) and len(der) == _ED25519_LENGTH:
        return KeyKind.ED25519
    if _RSA_OID in der[:32]:
        return KeyKind.RSA
    return None


def _laid_out(label: str, der: bytes) -> str:
    lines = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"
