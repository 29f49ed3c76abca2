"""The vault file: bytes to header and sealed payload and back, one byte string per vault.

Three ASCII lines, each ending in LF: the version, the header as canonical JSON, the payload as
base64. Knows no key and opens no seal. Every format there ever was is read, the newest is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from wizard.core.strict_json import JsonValue
from wizard.vault import header_1
from wizard.vault.canonical import NotCanonicalError, from_base64, from_json, to_base64, to_json
from wizard.vault.header import (
    Header,
    KeychainSlot,
    PassphraseSlot,
    PassphraseUse,
    Slot,
    UnknownSlot,
)
from wizard.vault.header_1 import MAX_SLOTS, slot_bound_bytes
from wizard.vault.records import Records, from_payload, to_payload
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError

__all__ = [
    "FIRST_LINE",
    "FORMATS",
    "FORMAT_1",
    "MAX_BYTES",
    "MAX_SLOTS",
    "Format",
    "Formats",
    "Header",
    "KeychainSlot",
    "PassphraseSlot",
    "PassphraseUse",
    "SealedFile",
    "Slot",
    "UnknownSlot",
    "from_file",
    "number_of",
    "slot_bound_bytes",
    "to_file",
]

MAX_BYTES = 4 * 1024 * 1024

_VERSION = re.compile(rb"ROKEYVAULT/([1-9][0-9]{0,5})\n")


@dataclass(frozen=True, slots=True)
class Format:
    """One version of the file: how its header is spelled, and its payload.

    The readers raise VaultDamagedError or VaultNewerError; they give the header and the records
    of today, so nothing else has to know that there are several formats. `to_payload` takes how
    many checks of each key are kept.
    """

    number: int
    header_json: Callable[[Header], JsonValue]
    read_header: Callable[[JsonValue], Header]
    to_payload: Callable[[Records, int], bytearray]
    from_payload: Callable[[bytes | bytearray], Records]

    @property
    def first_line(self) -> bytes:
        """What a file of this format begins with."""
        return b"ROKEYVAULT/%d\n" % self.number

    def bound_bytes(self, header: Header) -> bytes:
        """The additional data of the payload's seal: the first two lines of the file."""
        return self.first_line + to_json(self.header_json(header)) + b"\n"


class Formats:
    """The formats that are read; the newest of them is written."""

    def __init__(self, *known: Format) -> None:
        self._known = {form.number: form for form in known}
        self.newest = self._known[max(self._known)]

    @property
    def has_older(self) -> bool:
        """Whether a file of another format than the one that is written can be read."""
        return len(self._known) > 1

    def of(self, data: bytes) -> Format:
        """The format of a file. Raises VaultDamagedError or VaultNewerError."""
        number = number_of(data)
        if number is None:
            raise VaultDamagedError("the first line is not a vault's")
        if number > self.newest.number:
            raise VaultNewerError("the format's version is newer")
        if number not in self._known:
            raise VaultDamagedError("there never was such a version")
        return self._known[number]


def number_of(data: bytes) -> int | None:
    """The number in a file's first line; None when that is no vault's."""
    version = _VERSION.match(data)
    return None if version is None else int(version[1])


# What a format reads and writes never changes. Something new is a format of its own, with its
# readers and writers, behind the last one here; golden files: python -m tests.vault.golden.
# One word more in a closed list is allowed: programs that do not know it say that the vault is
# newer. So came the state "pair" into format 1, and only a vault with a pair in it has it.
FORMAT_1 = Format(1, header_1.header_json, header_1.read_header, to_payload, from_payload)
FORMATS = Formats(FORMAT_1)
FIRST_LINE = FORMATS.newest.first_line


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A vault file, taken apart; `bound` is what the payload's seal is bound to."""

    header: Header
    ciphertext: bytes
    form: Format = FORMATS.newest

    @property
    def bound(self) -> bytes:
        """First line and header line, exactly as they lie in the file."""
        return self.form.bound_bytes(self.header)


def to_file(sealed: SealedFile) -> bytes:
    """The file's bytes."""
    return sealed.bound + to_base64(sealed.ciphertext).encode("ascii") + b"\n"


def from_file(data: bytes, formats: Formats = FORMATS) -> SealedFile:
    """Take a file apart. Raises VaultDamagedError or VaultNewerError; never guesses."""
    form = formats.of(data)
    lines = data.split(b"\n", 3)
    if len(lines) != 4:  # noqa: PLR2004 (three lines and what follows them)
        raise VaultDamagedError("not three lines")
    _, header_line, body, rest = lines
    if rest:
        raise VaultDamagedError("something follows the vault")
    try:
        sealed = SealedFile(form.read_header(from_json(header_line)), from_base64(body), form)
    except NotCanonicalError as error:
        raise VaultDamagedError(str(error)) from None
    # The readers above lose nothing, but this is the promise itself: one byte string per vault.
    if to_file(sealed) != data:
        raise VaultDamagedError("another spelling")
    return sealed
