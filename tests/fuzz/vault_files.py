"""Files that are nearly a vault: none but the real one opens, nothing but our errors is raised."""

from __future__ import annotations

import atexit
import tempfile
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.target import Target
from tests.fuzz.vault_bytes import Nearly, made_up, mutated, respelled
from tests.vault.all_kinds import KINDS, made
from tests.vault.by_hand import state_of
from tests.vault.samples import MARKED, NOW, VENUE, credentials, save
from wizard.core.problems import Problem, ProblemError
from wizard.core.strict_json import JsonValue
from wizard.vault.canonical import NotCanonicalError, from_base64, from_json, to_base64, to_json
from wizard.vault.cipher import SealBrokenError
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import FORMAT_1, FORMATS, from_file, to_file
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.records import to_payload
from wizard.vault.sealed_vault import open_vault
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError

_LONGEST_TEXT = 80  # an error says what is wrong and quotes nothing


def _check_text(error: Exception) -> None:
    assert 0 < len(str(error)) < _LONGEST_TEXT


def _check_file(nearly: Nearly) -> None:
    whole = made(nearly.kind)
    try:
        file = from_file(nearly.data, whole.formats)
        assert to_file(file) == nearly.data, "two spellings of one vault"
        open_vault(file, whole.key)
    except (VaultDamagedError, VaultNewerError, SealBrokenError) as error:
        _check_text(error)
        opens = False
    else:
        opens = True
    # A line of a file may have given back what was altered before.
    assert opens == (nearly.data in _known(nearly.kind))


def _known(kind: str) -> set[bytes]:
    known = made(kind).formats
    return {made(each).data for each in KINDS if made(each).formats in (known, FORMATS)}


# Through the door

_keychain = MemoryKeychain()


def _door() -> VaultDoor:
    folder = tempfile.TemporaryDirectory(prefix="fuzzed-vault-")
    atexit.register(folder.cleanup)
    door = VaultDoor(Path(folder.name), _keychain)
    with door.create() as vault:
        save(vault, "One", credentials())
        vault.seal("Two", VENUE, credentials(2), now=NOW)
        vault.pairs.make("Three", VENUE, now=NOW)
    return door


class _AtTheDoor:
    """A door of its own, made with the first example."""

    def __init__(self) -> None:
        self._door: VaultDoor | None = None
        self._whole = b""

    def check(self, pieces: list[tuple[int, int, bytes]]) -> None:
        if self._door is None:
            self._door = _door()
            self._whole = self._door.path.read_bytes()
        data = self._whole
        for place, size, put in pieces:
            start = place % (len(data) + 1)
            data = data[:start] + put + data[start + size :]
        path = self._door.path
        path.write_bytes(data)
        before = state_of(path)
        try:
            self._door.presence()
            self._door.open().close()
        except ProblemError as error:
            _check_problem(error.problem)
            opens = False
        else:
            opens = True
        assert opens == (data == self._whole)
        assert state_of(path) == before


def _check_problem(problem: Problem) -> None:
    for text in (problem.what, problem.means, problem.do):
        assert text
        assert "{" not in text
    assert MARKED not in f"{problem!r} {problem.what} {problem.means} {problem.do}"


_pieces = st.lists(
    st.tuples(
        st.integers(0, 5000),
        st.sampled_from((0, 1, 1, 2, 4, 16, 300)),
        st.one_of(st.binary(max_size=4), st.sampled_from((b'"', b"1", b"A", b"}", b"\n", b"null"))),
    ),
    min_size=1,
    max_size=3,
)


# Payloads whose seal held: whoever wrote them, they are read strictly

_payload = to_payload(open_vault(from_file(made("keychain").data), made("keychain").key).records, 9)


def _check_payload(pieces: list[tuple[int, int, bytes]]) -> None:
    data = bytes(_payload)
    for place, size, put in pieces:
        start = place % (len(data) + 1)
        data = data[:start] + put + data[start + size :]
    try:
        records = FORMAT_1.from_payload(data)
        keys = [repr(record.key) + repr(record.secret) for record in records]
    except (VaultDamagedError, VaultNewerError) as error:
        _check_text(error)
        return
    again = FORMAT_1.from_payload(FORMAT_1.to_payload(records, 50))
    assert [repr(record.key) + repr(record.secret) for record in again] == keys


_payload_pieces = st.lists(
    st.tuples(
        st.integers(0, 5000),
        st.sampled_from((0, 1, 1, 2, 4, 16)),
        st.one_of(
            st.binary(max_size=2),
            st.sampled_from((b'"', b"1", b"A", b"}", b"null", b"true", b"[]", b"{}", b"-1", b",")),
        ),
    ),
    min_size=1,
    max_size=3,
)


# The one spelling

_json_values: st.SearchStrategy[JsonValue] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(), max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(list), st.dictionaries(st.text(max_size=3), inner)
    ),
    max_leaves=6,
)
_json_texts = st.one_of(
    _json_values.map(to_json),
    st.builds(
        lambda value, place, put: to_json(value)[:place] + put + to_json(value)[place:],
        _json_values,
        st.integers(0, 20),
        st.one_of(st.binary(max_size=3), st.sampled_from((b" ", b"0", b"\\u0041", b"-", b".0"))),
    ),
    st.text("AQg+/=_- \n", max_size=12).map(str.encode),
    # Two, three or four signs of base64: whether their last bits are nothing.
    st.builds(
        lambda whole, signs, end: whole + bytes(signs) + end,
        st.sampled_from((b"", b"AAAA")),
        st.lists(st.sampled_from(b"AQRgw8+/"), min_size=2, max_size=4),
        st.sampled_from((b"", b"=", b"==")),
    ),
)


def _check_spelling(text: bytes) -> None:
    try:
        assert to_json(from_json(text)) == text
    except NotCanonicalError as error:
        _check_text(error)
    try:
        assert to_base64(from_base64(text)).encode() == text
    except NotCanonicalError as error:
        _check_text(error)


VAULT_FILES = (
    Target("mutated vaults", mutated(), _check_file),
    Target("made-up headers", made_up(), _check_file),
    Target("base64 in other spellings", respelled(), _check_file),
    Target("payloads whose seal held", _payload_pieces, _check_payload),
    Target("one spelling", _json_texts, _check_spelling),
    Target("vaults at the door", _pieces, _AtTheDoor().check),
)
