"""Files of every kind, altered in every place, in memory and with the right data key at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vault.all_kinds import KINDS, Made, made

_RUNS = (4, 64)


@pytest.fixture(params=KINDS)
def file(request: pytest.FixtureRequest) -> Made:
    assert isinstance(request.param, str)
    found = made(request.param)
    assert found.opens(found.data)
    return found


def check_none_opens(file: Made, altered: Iterator[bytes]) -> None:
    count = 0
    for data in altered:
        if data != file.data:
            count += 1
            assert not file.opens(data), data
    assert count > len(file.data) / 2


def test_every_bit_flipped(file: Made) -> None:
    def flipped() -> Iterator[bytes]:
        altered = bytearray(file.data)
        for place in range(len(altered)):
            for bit in range(8):
                altered[place] ^= 1 << bit
                yield bytes(altered)
                altered[place] ^= 1 << bit

    check_none_opens(file, flipped())


def test_every_byte_replaced_by_what_looks_right(file: Made) -> None:
    """Signs that JSON, base64 and the first line consist of."""

    def replaced() -> Iterator[bytes]:
        for place in range(len(file.data)):
            for byte in b'\n "0Aa=}':
                yield file.data[:place] + bytes([byte]) + file.data[place + 1 :]

    check_none_opens(file, replaced())


def test_cut_off_at_every_length(file: Made) -> None:
    check_none_opens(file, (file.data[:length] for length in range(len(file.data))))
    check_none_opens(file, (file.data[start:] for start in range(1, len(file.data))))


def test_bytes_removed_doubled_or_swapped(file: Made) -> None:
    def pieces() -> Iterator[bytes]:
        for size in (1, *_RUNS):
            for place in range(len(file.data)):
                before, piece = file.data[:place], file.data[place : place + size]
                after = file.data[place + size :]
                yield before + after
                yield before + piece * 2 + after
                yield before + after[:size] + piece + after[size:]
                yield before + piece[::-1] + after

    check_none_opens(file, pieces())


def test_pieces_filled_with_zeros(file: Made) -> None:
    """What is left of a file whose blocks never came to the disk."""

    def zeroed() -> Iterator[bytes]:
        for size in _RUNS:
            for place in range(len(file.data) - size + 1):
                yield file.data[:place] + bytes(size) + file.data[place + size :]

    check_none_opens(file, zeroed())


def test_something_before_or_after_it(file: Made) -> None:
    for odd in (b"\n", b" ", b"\x00", b"\xef\xbb\xbf", b"\r", b"A", file.data, b"=" * 4, b"AAAA"):
        assert not file.opens(odd + file.data)
        assert not file.opens(file.data + odd)
        assert not file.opens(file.data[:-1] + odd + b"\n")
    assert not file.opens(file.data.replace(b"\n", b"\r\n"))
    assert not file.opens(file.data.replace(b"\n", b"\r"))
    for encoding in ("utf-16", "utf-16-le", "utf-32", "utf-8-sig"):
        assert not file.opens(file.data.decode("ascii").encode(encoding))
