"""The recovery code on paper: one page, read back from a printed file."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from wizard.core.secret import Secret
from wizard.gui.app import make_application
from wizard.gui.code_paper import Made, print_code

MARGIN_MM = 15

pytestmark = pytest.mark.usefixtures("qtbot")


def test_the_printed_page_has_the_code_and_where_to_type_it_in(tmp_path: Path) -> None:
    make_application()
    code = "0123B-4567R-89AB1-CDEFF-GHJKP-MNPQA-RSTVN"
    file = tmp_path / "page.pdf"
    device = QPdfWriter(str(file))
    made = Made(datetime(2026, 11, 23, 12, tzinfo=UTC), "my-laptop", Path("/home/me/vault"))
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert print_code(device, Secret(code), made)
    assert device.pageLayout().margins(QPageLayout.Unit.Millimeter).left() >= MARGIN_MM
    data = file.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    page = re.sub(r"\s+", " ", _words_of(data))
    for words in (
        "Recovery code for a vault",
        "23 November 2026",
        " ".join(("1 2 3 4", *code.split("-")[:4])),
        " ".join(("5 6 7", *code.split("-")[4:])),
        "“my-laptop”",
        "vault",
        "key-wizard",
        "Use the recovery code instead",
        "Whoever has it and the vault’s file can open the vault.",
    ):
        assert words in page, page


def _words_of(pdf: bytes) -> str:
    """The text of a PDF that Qt wrote: each font's map from glyphs to characters, applied."""
    objects = dict(re.findall(rb"(\d+) 0 obj(.*?)endobj", pdf, re.DOTALL))
    streams = {name: _stream(body) for name, body in objects.items()}
    maps: dict[bytes, dict[int, str]] = {}
    for body in objects.values():
        for name, font in re.findall(rb"/(F\d+) (\d+) 0 R", body):
            used = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
            if used:
                maps[name] = _map(streams[used.group(1)].decode("latin-1"))
    text, chosen = "", dict[int, str]()
    for content in streams.values():
        if b"Tj" not in content:
            continue
        for font, glyphs in re.findall(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)>", content):
            if font:
                chosen = maps.get(font, {})
                text += " "
            numbers = (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4))
            text += "".join(chosen.get(number, "?") for number in numbers)
    return text


def _stream(body: bytes) -> bytes:
    found = re.search(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
    if found is None:
        return b""
    try:
        return zlib.decompress(found.group(1)) if b"FlateDecode" in body else found.group(1)
    except zlib.error:
        return b""


def _map(table: str) -> dict[int, str]:
    known: dict[int, str] = {}
    for first, last, start in re.findall(r"<(\w{4})> <(\w{4})> <(\w{4})>", table):
        for step in range(int(last, 16) - int(first, 16) + 1):
            known[int(first, 16) + step] = chr(int(start, 16) + step)
    for first, _last, several in re.findall(r"<(\w{4})> <(\w{4})> \[(.*?)\]", table, re.DOTALL):
        for step, one in enumerate(re.findall(r"<(\w{4})", several)):
            known[int(first, 16) + step] = chr(int(one, 16))
    return known
