"""A secret is never shown, copied, pickled or compared carelessly."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.credentials import (
    Credentials,
    Ed25519Credentials,
    HmacCredentials,
    KeyKind,
    RsaCredentials,
    credentials_of,
    has_key_shape,
    kind_of,
    last4,
    secret_of,
)
from wizard.core.secret import Secret, SecretWipedError

MARK = "MARKED-SECRET-7f3a"
API_KEY = "A" * 60 + "last"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_gives_back_what_it_was_given(text: str) -> None:
    assert Secret(text).reveal() == text
    assert Secret(text).reveal_bytes() == text.encode()
    assert Secret(text.encode()) == Secret(bytearray(text.encode())) == Secret(text)


def test_prints_as_dots() -> None:
    secret = Secret(MARK)
    for shown in (repr(secret), str(secret), f"{secret}", f"{secret:>90}", f"{[secret]}"):
        assert MARK not in shown
        assert "••••" in shown
        assert str(len(MARK)) not in shown


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_cannot_be_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(Secret(MARK), protocol)


def test_cannot_be_copied_hashed_or_extended() -> None:
    with pytest.raises(TypeError):
        copy.copy(Secret(MARK))
    with pytest.raises(TypeError):
        copy.deepcopy(HmacCredentials(API_KEY, Secret(MARK)))
    with pytest.raises(TypeError):
        dataclasses.asdict(HmacCredentials(API_KEY, Secret(MARK)))
    with pytest.raises(TypeError):
        hash(Secret(MARK))
    with pytest.raises(AttributeError):
        Secret(MARK).note = "more"  # type: ignore[attr-defined]


def test_compares_by_content_and_only_with_secrets() -> None:
    assert Secret(MARK) == Secret(MARK)
    assert Secret(MARK) != Secret(MARK + "x")
    assert Secret(MARK) != MARK
    assert Secret("") == Secret(b"")


def test_a_wiped_secret_is_gone() -> None:
    secret = Secret(MARK)
    secret.wipe()
    secret.wipe()
    with pytest.raises(SecretWipedError) as raised:
        secret.reveal()
    assert MARK not in "".join(traceback.format_exception(raised.value))
    with pytest.raises(SecretWipedError):
        secret == Secret(MARK)  # noqa: B015 (comparing is the point)
    assert "••••" in repr(secret)


def test_wiping_leaves_the_callers_buffer_alone() -> None:
    mine = bytearray(MARK.encode())
    Secret(mine).wipe()
    assert mine == MARK.encode()


EVERY_KIND: list[Credentials] = [
    HmacCredentials(API_KEY, Secret(MARK)),
    Ed25519Credentials(API_KEY, Secret(MARK)),
    RsaCredentials(API_KEY, Secret(MARK)),
]


@pytest.mark.parametrize("credentials", EVERY_KIND, ids=kind_of)
def test_credentials_show_neither_part(credentials: Credentials) -> None:
    assert MARK not in repr(credentials)
    assert API_KEY not in repr(credentials)
    assert last4(credentials.api_key) == "last"


@pytest.mark.parametrize("credentials", EVERY_KIND, ids=kind_of)
def test_credentials_can_be_taken_apart_and_put_together(credentials: Credentials) -> None:
    again = credentials_of(kind_of(credentials), credentials.api_key, secret_of(credentials))
    assert again == credentials
    assert type(again) is type(credentials)


def test_there_is_one_type_for_each_kind() -> None:
    assert [kind_of(credentials) for credentials in EVERY_KIND] == list(KeyKind)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a1B2" * 16, True),
        ("a1B2" * 16 + "\n", False),
        ("a1B2" * 16 + "x", False),
        ("a1B2" * 15 + "a1B", False),
        ("", False),
        ("a1B-" * 16, False),
        ("é" * 64, False),
        ("٣" * 64, False),
        ("Ａ" * 64, False),
    ],
    ids=ascii,
)
def test_the_shape_of_a_key(text: str, fits: bool) -> None:
    assert has_key_shape(text) is fits


def test_is_lent_without_a_copy_and_read_only() -> None:
    secret = Secret(MARK)
    with secret.lent() as view:
        assert view == MARK.encode()
        assert view.readonly
        assert view.obj is secret._buffer
        secret.wipe()
        assert bytes(view) == bytes(len(MARK)), "whoever has it on loan sees it wiped, too"
    with pytest.raises(ValueError, match="released"):
        bytes(view)
    with pytest.raises(SecretWipedError), secret.lent():
        pass


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_its_length_is_that_of_the_text(text: str) -> None:
    assert Secret(text).length == len(text)
