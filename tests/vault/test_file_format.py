"""One byte string per vault: everything else is refused, and nothing gets lost in between."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.samples import CHEAP
from tests.vault.second_format import BOTH, FORMAT_2
from wizard.vault.file_format import (
    FIRST_LINE,
    Header,
    KeychainSlot,
    PassphraseSlot,
    PassphraseUse,
    SealedFile,
    Slot,
    UnknownSlot,
    from_file,
    number_of,
    to_file,
)
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError

hex16 = st.binary(min_size=8, max_size=8).map(bytes.hex)
hex32 = st.binary(min_size=16, max_size=16).map(bytes.hex)


def exactly(length: int) -> st.SearchStrategy[bytes]:
    return st.binary(min_size=length, max_size=length)


slots: st.SearchStrategy[Slot] = st.one_of(
    st.builds(KeychainSlot, hex16, hex32.map("vault-key-{}".format), exactly(12), exactly(48)),
    st.builds(
        PassphraseSlot,
        hex16,
        st.sampled_from(PassphraseUse),
        st.just(CHEAP),
        exactly(16),
        exactly(12),
        exactly(48),
    ),
    hex16.map(
        lambda slot_id: UnknownSlot(
            slot_id,
            json.dumps({"id": slot_id, "new": [1], "type": "tpm"}).replace(" ", "").encode(),
        )
    ),
)
files = st.builds(
    SealedFile,
    st.builds(
        Header,
        hex32,
        st.integers(1, 2**53),
        st.lists(slots, min_size=1, max_size=4, unique_by=lambda slot: slot.slot_id).map(tuple),
        exactly(32),
        exactly(12),
    ),
    st.binary(max_size=200),
)


@given(files)
def test_what_is_written_is_read(file: SealedFile) -> None:
    assert from_file(to_file(file)) == file


@given(files, st.data())
def test_no_other_byte_string_is_the_same_vault(file: SealedFile, data: st.DataObject) -> None:
    written = bytearray(to_file(file))
    place = data.draw(st.integers(0, len(written) - 1))
    written[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != written[place]))

    try:
        read = from_file(bytes(written))
    except (VaultDamagedError, VaultNewerError):
        return
    assert read != file


@given(files)
def test_every_format_spells_the_same_file_in_its_own_way(file: SealedFile) -> None:
    second = to_file(replace(file, form=FORMAT_2))

    assert from_file(second, BOTH) == replace(file, form=FORMAT_2)
    assert from_file(to_file(file), BOTH) == file
    assert {number_of(second), number_of(to_file(file))} == {1, 2}
    with pytest.raises(VaultNewerError):
        from_file(second)
    # Under the other first line it is no file at all: the header is spelled in another way.
    with pytest.raises(VaultDamagedError):
        from_file(FIRST_LINE + second.split(b"\n", 1)[1], BOTH)


@pytest.mark.parametrize(
    ("first", "number"),
    [
        (b"ROKEYVAULT/1\n", 1),
        (b"ROKEYVAULT/999999\nx", 999999),
        (b"ROKEYVAULT/1000000\n", None),
        (b"ROKEYVAULT/0\n", None),
        (b"ROKEYVAULT/01\n", None),
        (b"ROKEYVAULT/1", None),
        (b"ROKEYVAULT/1\r\n", None),
        (b" ROKEYVAULT/1\n", None),
        ("ROKEYVAULT/\u0661\n".encode(), None),
        (b"", None),
    ],
)
def test_the_number_in_the_first_line(first: bytes, number: int | None) -> None:
    assert number_of(first) == number


@given(st.binary(max_size=400))
def test_noise_is_no_vault(noise: bytes) -> None:
    for data in (noise, FIRST_LINE + noise, FIRST_LINE + noise + b"\n\n"):
        with pytest.raises((VaultDamagedError, VaultNewerError)):
            from_file(data)
