"""Searches bytes for marked secrets, in every form in which one could lie there."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

_ALIGNMENTS = 3


def forms_of(mark: str) -> Mapping[str, bytes]:
    """Name of the form → the bytes to look for. `mark` is ASCII, 16 characters at least."""
    raw = mark.encode("ascii")
    percent = "".join(f"%{byte:02x}" for byte in raw).encode()
    forms = {
        "plain": raw,
        "hex": raw.hex().encode(),
        "hex, capitals": raw.hex().upper().encode(),
        "UTF-16 LE": mark.encode("utf-16-le"),
        "UTF-16 BE": mark.encode("utf-16-be"),
        "percent": percent,
        "percent, capitals": percent.upper(),
        "percent where needed": quote(mark, safe="").encode(),
        "JSON": mark.replace("/", "\\/").encode(),
    }
    for name, alphabet in (("base64", b"+/"), ("base64url", b"-_")):
        for shift in range(_ALIGNMENTS):
            forms[f"{name} at {shift}"] = _inner_base64(raw, shift, alphabet)
    return forms


def _inner_base64(raw: bytes, shift: int, alphabet: bytes) -> bytes:
    """What is the same whatever stands before, `shift` bytes beyond a group, and behind."""
    whole = raw[(_ALIGNMENTS - shift) % _ALIGNMENTS :]
    return base64.b64encode(whole[: len(whole) // 3 * 3], alphabet)


class LeakSearch:
    """All marks in all their forms. `marks`: what it is → its text."""

    def __init__(self, marks: Mapping[str, str]) -> None:
        assert all(len(mark) >= 16 for mark in marks.values()), "too short to mean anything"
        self._needles = {
            f"{name}, {form}": needle
            for name, mark in marks.items()
            for form, needle in forms_of(mark).items()
        }

    def found_in(self, data: bytes | str) -> list[str]:
        """Which mark is there, and in which form."""
        raw = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
        return [name for name, needle in self._needles.items() if needle in raw]

    def found_under(self, folder: Path) -> list[str]:
        """The same for every file in a folder, and for the names of the files themselves."""
        return [
            f"{name}: {what}" for name, data in _everything(folder) for what in self.found_in(data)
        ]


def _everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        yield f"the name of {path.name}", bytes(path.relative_to(folder))
        if path.is_file() and not path.is_symlink():
            yield path.name, path.read_bytes()
