"""The only file that touches a cipher: AES-256-GCM, HKDF-SHA256 and Argon2id."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from wizard.core.secret import Secret

Buffer = bytes | bytearray | memoryview

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 32
ARGON_SALT_BYTES = 16
_TAG_BYTES = 16

_FIRST_BEYOND_ASCII = 0x80

_MIB_IN_KIB = 1024
MEMORY_RANGE_KIB = (19 * _MIB_IN_KIB, 1024 * _MIB_IN_KIB)
ROUNDS_RANGE = (1, 16)


class SealBrokenError(ValueError):
    """Wrong key, or altered bytes; which of the two cannot be told."""


class MemoryShortError(MemoryError):
    """The computer has not the memory that this cost asks for."""


@dataclass(frozen=True, slots=True)
class ArgonCost:
    """What one guess at a passphrase costs: memory in KiB, passes over it, lanes.

    Raises ValueError outside 19 MiB to 1 GiB and 1 to 16, before anything is computed: a forged
    file must neither be cheap to guess nor exhaust the computer that opens it.
    """

    memory_kib: int = 256 * _MIB_IN_KIB
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        within = (
            MEMORY_RANGE_KIB[0] <= self.memory_kib <= MEMORY_RANGE_KIB[1]
            and ROUNDS_RANGE[0] <= self.passes <= ROUNDS_RANGE[1]
            and ROUNDS_RANGE[0] <= self.lanes <= ROUNDS_RANGE[1]
        )
        if not within:
            raise ValueError("This Argon2id cost is outside the range that is allowed.")


_NEXT_TO_NOTHING = (8, 1, 1)
FULL_COST = ArgonCost()
SMALL_COST = ArgonCost(memory_kib=64 * _MIB_IN_KIB)


@dataclass(frozen=True, slots=True)
class Sealed:
    """Bytes sealed under a fresh key of their own, made from a longer-lived key and `salt`."""

    salt: bytes
    nonce: bytes
    ciphertext: bytes


def random_bytes(count: int) -> bytearray:
    """Fresh randomness from the operating system, wipeable."""
    return bytearray(secrets.token_bytes(count))


def wipe(buffer: bytearray) -> None:
    """Overwrite a buffer in place."""
    buffer[:] = bytes(len(buffer))


def seal(key: bytearray, purpose: bytes, bound_to: bytes, plain: Buffer) -> Sealed:
    """Seal under a fresh key for this one use. `bound_to` must be the same when opening."""
    salt = secrets.token_bytes(SALT_BYTES)
    return seal_with(key, purpose, bound_to, plain, salt, secrets.token_bytes(NONCE_BYTES))


def seal_with(
    key: bytearray,
    purpose: bytes,
    bound_to: bytes,
    plain: Buffer,
    salt: bytes,
    nonce: bytes,
) -> Sealed:
    """As `seal`, with salt and nonce that were drawn freshly by the caller, who binds them."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    fresh = _fresh_key(key, purpose, salt)
    try:
        return Sealed(salt, nonce, AESGCM(fresh).encrypt(nonce, plain, bound_to))
    finally:
        wipe(fresh)


def open_sealed(key: bytearray, purpose: bytes, bound_to: bytes, sealed: Sealed) -> bytearray:
    """What was sealed, in a buffer that the caller wipes. Raises SealBrokenError."""
    fresh = _fresh_key(key, purpose, sealed.salt)
    try:
        return _decrypt(fresh, sealed.nonce, bound_to, sealed.ciphertext)
    finally:
        wipe(fresh)


def wrap(key: bytearray, bound_to: bytes, inner: bytearray) -> tuple[bytes, bytes]:
    """Wrap one key under another that is used for nothing else. Gives nonce and wrapped key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce, AESGCM(key).encrypt(nonce, inner, bound_to)


def unwrap(key: bytearray, bound_to: bytes, nonce: bytes, wrapped: bytes) -> bytearray:
    """The inner key, in a buffer that the caller wipes. Raises SealBrokenError."""
    return _decrypt(key, nonce, bound_to, wrapped)


def stretch(passphrase: Secret, salt: bytes, cost: ArgonCost) -> bytearray:
    """A key from a passphrase, the same on every keyboard (Unicode NFC). Takes 0.1 to 1 s.

    Raises MemoryShortError when the memory is not to be had.
    """
    typed = _composed(passphrase)
    key = bytearray(KEY_BYTES)
    try:
        _derive(typed, salt, (cost.memory_kib, cost.passes, cost.lanes), key)
    except MemoryError:
        raise MemoryShortError from None
    finally:
        wipe(typed)
        # OpenSSL copies what it is given and lets go of the copy unwiped. The same question with
        # nothing in it takes that place (measured with cryptography 50: tests/road/test_memory.py).
        _derive(typed, salt, _NEXT_TO_NOTHING, bytearray(KEY_BYTES))
    return key


def _derive(typed: bytearray, salt: bytes, cost: tuple[int, int, int], key: bytearray) -> None:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    memory_kib, passes, lanes = cost
    derivation = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib
    )
    derivation.derive_into(typed, key)  # type: ignore[arg-type]  # any buffer will do (47 to 50)


def _composed(passphrase: Secret) -> bytearray:
    """In Unicode NFC, as UTF-8; without a copy that cannot be wiped where there is no accent."""
    with passphrase.lent() as view:
        if all(byte < _FIRST_BEYOND_ASCII for byte in view):
            return bytearray(view)
    return bytearray(unicodedata.normalize("NFC", passphrase.reveal()).encode())


def _fresh_key(key: bytearray, purpose: bytes, salt: bytes) -> bytearray:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    fresh = bytearray(KEY_BYTES)
    HKDF(SHA256(), KEY_BYTES, salt, purpose).derive_into(key, fresh)
    return fresh


def _decrypt(key: bytearray, nonce: bytes, bound_to: bytes, ciphertext: bytes) -> bytearray:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(ciphertext) < _TAG_BYTES:
        raise SealBrokenError("too short to be sealed")
    plain = bytearray(len(ciphertext) - _TAG_BYTES)
    try:
        AESGCM(key).decrypt_into(nonce, ciphertext, bound_to, plain)
    except InvalidTag:
        # A trap: cryptography 50 leaves the unproven plain text in the buffer.
        wipe(plain)
        raise SealBrokenError("the seal is broken") from None
    return plain
