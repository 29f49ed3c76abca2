"""A value that must never be shown, logged, pickled or compared in a way that leaks it."""

from __future__ import annotations

import hmac
from typing import NoReturn, final


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
        if self._wiped:
            raise SecretWipedError("This secret was wiped from memory.")
        return bytes(self._buffer)

    def wipe(self) -> None:
        """Overwrite the buffer; copies that `reveal` made are beyond its reach."""
        for index in range(len(self._buffer)):
            self._buffer[index] = 0
        self._buffer.clear()
        self._wiped = True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.reveal_bytes(), other.reveal_bytes())

    __hash__ = None  # type: ignore[assignment]  # a hash would be a second, unguarded copy

    def __repr__(self) -> str:
        return "Secret(••••••••)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A secret cannot be pickled or copied.")
