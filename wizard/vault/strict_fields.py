"""Reads one JSON object field by field: exact names, exact types, nothing left over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from wizard.core.strict_json import JsonValue
from wizard.vault.canonical import NotCanonicalError, from_base64

_Word = TypeVar("_Word", bound=StrEnum)


class VaultDamagedError(ValueError):
    """The bytes are no vault, or not any more; the text quotes none of them."""


class VaultNewerError(ValueError):
    """The vault uses something that only a newer version of the program knows."""


class Fields:
    """One JSON object. Raises VaultDamagedError unless it has exactly the fields `names`."""

    def __init__(self, value: JsonValue, names: Iterable[str]) -> None:
        if not isinstance(value, dict):
            raise VaultDamagedError("not an object")
        if set(value) != set(names):
            raise VaultDamagedError("fields are missing or unknown")
        self._value = value

    def text(self, name: str, shape: re.Pattern[str] | None = None) -> str:
        """A string, of one shape if there is only one."""
        value = self._value[name]
        if not isinstance(value, str) or (shape is not None and shape.fullmatch(value) is None):
            raise VaultDamagedError(f"{name} is not a text of the right shape")
        return value

    def number(self, name: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        value = self._value[name]
        # Not isinstance: `true` is an int in Python.
        if type(value) is not int or not low <= value <= high:
            raise VaultDamagedError(f"{name} is not a number in its range")
        return value

    def data(self, name: str, length: int | None = None) -> bytes:
        """Bytes in base64, of one length if there is only one."""
        try:
            data = from_base64(self.text(name))
        except NotCanonicalError as error:
            raise VaultDamagedError(f"{name}: {error}") from None
        if length is not None and len(data) != length:
            raise VaultDamagedError(f"{name} has another length")
        return data

    def word(self, name: str, family: type[_Word]) -> _Word:
        """One of a closed list of words. Raises VaultNewerError for a word we do not know."""
        text = self.text(name)
        try:
            return family(text)
        except ValueError:
            raise VaultNewerError(f"{name} has a value of a newer version") from None

    def items(self, name: str) -> list[JsonValue]:
        """A list, its members still unread."""
        value = self._value[name]
        if not isinstance(value, list):
            raise VaultDamagedError(f"{name} is not a list")
        return value

    def inner(self, name: str, names: Iterable[str]) -> Fields:
        """The object in one field."""
        return Fields(self._value[name], names)

    def raw(self, name: str) -> JsonValue:
        """Whatever is in the field, unread."""
        return self._value[name]

    def is_null(self, name: str) -> bool:
        """Whether the field is there and empty."""
        return self._value[name] is None
