"""Tells which kind of private key a PEM text holds, from its outer bytes, without opening it."""

from __future__ import annotations

import base64
import re
import textwrap
from dataclasses import dataclass, field

from wizard.core.credentials import KeyKind
from wizard.core.paste_cleaning import cleaned
from wizard.core.problems import Problem, ProblemId

# Word processors turn hyphens into dashes. A run of them is tried once, at its beginning.
_DASH = "\\-\u2010-\u2015\u2212"
_BEGIN = re.compile(rf"(?<![{_DASH}])[{_DASH}]{{2,8}} ?BEGIN ([A-Z0-9 ]{{0,40}})[{_DASH}]{{2,8}}")
_END = re.compile(rf"[{_DASH}]{{2,8}} ?END [A-Z0-9 ]{{0,40}}[{_DASH}]{{2,8}}")
# RFC 8410: PKCS#8 of an Ed25519 key is this prefix and 32 bytes.
ED25519_PREFIX = bytes.fromhex("302e020100300506032b657004220420")
_ED25519_LENGTH = 48
# The same in base64, and the public half (prefix 302a300506032b6570032100), without their frames.
_BARE = re.compile(
    r"(?<![A-Za-z0-9+/])(?:MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{43}"
    r"|MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])"
)
_BARE_PUBLIC = "MCow"
# RFC 8017: the object identifier rsaEncryption, as DER.
_RSA_OID = bytes.fromhex("06092a864886f70d010101")
# X.690: a sequence, and its length in one byte, or in as many as the first one says.
_SEQUENCE = 0x30
_LONG_FORM = 0x80
_SHORTEST = 48


@dataclass(frozen=True, slots=True)
class Block:
    """One key at `start` to `end` of a text. `is_whole`: its last line is there as well."""

    start: int
    end: int
    label: str
    body: str = field(repr=False)
    is_whole: bool = True

    @property
    def is_public(self) -> bool:
        """Whether it is the half that goes to the exchange."""
        return "PUBLIC" in self.label

    @property
    def is_private(self) -> bool:
        """Whether it is a private key of any kind, usable or not."""
        return "PRIVATE" in self.label


def looks_like_pem(text: str) -> bool:
    """Whether somebody meant to give a PEM text."""
    return _BEGIN.search(text) is not None


def blocks_in(plain: str) -> tuple[Block, ...]:
    """The keys in a text that was cleaned before, also those of one line without their frame."""
    found: list[Block] = []
    begin = _BEGIN.search(plain)
    while begin is not None:
        following = _BEGIN.search(plain, begin.end())
        limit = len(plain) if following is None else following.start()
        end = _END.search(plain, begin.end(), limit)
        body = plain[begin.end() : limit if end is None else end.start()]
        last = limit if end is None else end.end()
        found.append(Block(begin.start(), last, begin[1].strip(), body, is_whole=end is not None))
        begin = following
    return tuple(found) or tuple(
        Block(bare.start(), bare.end(), _bare_label(bare.group()), bare.group())
        for bare in _BARE.finditer(plain)
    )


def _bare_label(body: str) -> str:
    return "PUBLIC KEY" if body.startswith(_BARE_PUBLIC) else "PRIVATE KEY"


def read_private_key(text: str) -> tuple[KeyKind, str] | Problem:
    """The kind of key, and its PEM with LF line ends and nothing around it."""
    return read_blocks(blocks_in(cleaned(text).text))


def read_blocks(blocks: tuple[Block, ...]) -> tuple[KeyKind, str] | Problem:
    """The kind of the private key among these, and its PEM laid out anew.

    python-binance takes an Ed25519 PEM of more than 120 characters for RSA (measured with
    1.0.37), hence the laying out.
    """
    if not blocks:
        return Problem(ProblemId.PRIVATE_KEY_UNKNOWN)
    # Both halves may have been pasted; the private one counts.
    block = next((block for block in blocks if not block.is_public), blocks[0])
    if "ENCRYPTED" in block.label or "ENCRYPTED" in block.body:
        return Problem(ProblemId.PRIVATE_KEY_LOCKED)
    if block.is_public:
        return Problem(ProblemId.PRIVATE_KEY_PUBLIC)
    der = _decoded(block)
    kind = None if der is None else _kind(block.label, der)
    if der is None or kind is None:
        return Problem(ProblemId.PRIVATE_KEY_UNKNOWN)
    return kind, _laid_out(block.label, der)


def _decoded(block: Block) -> bytes | None:
    if not block.is_whole:
        return None
    try:
        der = base64.b64decode("".join(block.body.split()), validate=True)
    except ValueError:  # also for letters that are not ASCII
        return None
    return der if _is_complete(der) else None


def _is_complete(der: bytes) -> bool:
    """Whether these are as many bytes as the first of them say: a lost line shows here."""
    if len(der) < _SHORTEST or der[0] != _SEQUENCE:
        return False
    if der[1] < _LONG_FORM:
        return len(der) == 2 + der[1]
    size = der[1] - _LONG_FORM
    return len(der) == 2 + size + int.from_bytes(der[2 : 2 + size], "big")


def _kind(label: str, der: bytes) -> KeyKind | None:
    if label == "RSA PRIVATE KEY":
        return KeyKind.RSA
    if label != "PRIVATE KEY":
        return None
    if der.startswith(ED25519_PREFIX) and len(der) == _ED25519_LENGTH:
        return KeyKind.ED25519
    if _RSA_OID in der[:32]:
        return KeyKind.RSA
    return None


def _laid_out(label: str, der: bytes) -> str:
    lines = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"
