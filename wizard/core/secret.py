"""A value that must never be shown, logged, pickled or compared in a way that leaks it."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn, final

_GOES_ON = 0b10  # how every byte of UTF-8 begins that does not begin a character


class SecretWipedError(RuntimeError):
    """The secret was wiped; whoever still needs it has to open the vault again."""


@final
class Secret:
    """Text kept in a wipeable buffer: prints as dots, cannot be pickled or hashed.

    Takes text, or UTF-8 bytes (copied; the caller wipes its own buffer).
    """

    __slots__ = ("_buffer", "_wiped")

    def __init__(self, value: str | bytes | bytearray) -> None:
        self._buffer = bytearray(value.encode() if isinstance(value, str) else value)
        self._wiped = False

    def reveal(self) -> str:
        """The text itself, for signing and sealing only. Raises SecretWipedError."""
        return self.reveal_bytes().decode()

    def reveal_bytes(self) -> bytes:
        """The text as UTF-8. Raises SecretWipedError."""
        self._require_unwiped()
        return bytes(self._buffer)

    @contextmanager
    def lent(self) -> Iterator[memoryview]:
        """The buffer itself, to read and not to keep: no copy is made. Raises SecretWipedError."""
        self._require_unwiped()
        with memoryview(self._buffer) as view, view.toreadonly() as lent:
            yield lent

    @property
    def length(self) -> int:
        """How many characters it has. Raises SecretWipedError."""
        with self.lent() as view:
            return sum(byte >> 6 != _GOES_ON for byte in view)

    def wipe(self) -> None:
        """Overwrite the buffer; copies that `reveal` made are beyond its reach."""
        self._buffer[:] = bytes(len(self._buffer))
        self._buffer = bytearray()  # not cleared: it may be lent this moment
        self._wiped = True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        with self.lent() as ours, other.lent() as theirs:
            return hmac.compare_digest(ours, theirs)

    __hash__ = None  # type: ignore[assignment]  # a hash would be a second, unguarded copy

    def _require_unwiped(self) -> None:
        if self._wiped:
            raise SecretWipedError("This secret was wiped from memory.")

    def __repr__(self) -> str:
        return "Secret(••••••••)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A secret cannot be pickled or copied.")
