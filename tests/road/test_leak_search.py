"""The search itself: every form is planted once, and found."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.road.leak_search import LeakSearch, forms_of

MARK = "SecretOfTheTest0123456789abcdefghijklmnopqrstuvwxyz+/ABCDEFGHIJK"
SEARCH = LeakSearch({"the secret": MARK})
PLANTED = {
    "plain": MARK.encode(),
    "in a sentence": f"it is {MARK}!".encode(),
    "hex": MARK.encode().hex().encode(),
    "hex, capitals": MARK.encode().hex().upper().encode(),
    "UTF-16 LE": MARK.encode("utf-16-le"),
    "UTF-16 with a mark": MARK.encode("utf-16"),
    "UTF-16 BE": MARK.encode("utf-16-be"),
    "percent, all": "".join(f"%{byte:02x}" for byte in MARK.encode()).encode(),
    "percent, capitals": "".join(f"%{byte:02X}" for byte in MARK.encode()).encode(),
    "percent where needed": quote(MARK, safe="").encode(),
    "JSON": json.dumps({"a": MARK}).replace("/", "\\/").encode(),
    **{
        f"base64 after {before} and before {after} bytes": base64.b64encode(
            b"x" * before + MARK.encode() + b"y" * after
        )
        for before in range(5)
        for after in range(3)
    },
    **{
        f"base64url after {before} bytes": base64.urlsafe_b64encode(b"x" * before + MARK.encode())
        for before in range(3)
    },
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_every_form_is_found(planted: bytes, tmp_path: Path) -> None:
    assert SEARCH.found_in(planted)
    assert SEARCH.found_in(b"\x89PNG\x00" + planted + b"\xff\x00")
    (tmp_path / "deep" / "down").mkdir(parents=True)
    (tmp_path / "deep" / "down" / ".hidden.png").write_bytes(b"\x00" + planted)
    [where, *_] = SEARCH.found_under(tmp_path)
    assert where.startswith(".hidden.png: the secret, ")


def test_each_form_stands_for_itself() -> None:
    """No form is there in vain: each is found by its own needle."""
    for name, needle in forms_of(MARK).items():
        assert f"the secret, {name}" in SEARCH.found_in(needle)


def test_names_of_files_are_searched(tmp_path: Path) -> None:
    (tmp_path / MARK.replace("/", "_")).touch()
    search = LeakSearch({"the name": MARK.replace("/", "_")})
    [where] = search.found_under(tmp_path)[:1]
    assert where.startswith("the name of ")


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    other = MARK[:-1].encode()
    (tmp_path / "other").write_bytes(other)
    assert SEARCH.found_in(other) == []
    assert SEARCH.found_under(tmp_path) == []
