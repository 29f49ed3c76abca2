"""A keychain service that is locked, lies, forgets, is slow or dies, as the adapter meets it.

The service is a process of its own on a real D-Bus; every case asserts that its fault happened.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vault.fake_manners import DIE, HUGE, NEVER, TELLTALE, Manners
from tests.vault.fake_service_session import FakeService
from tests.vault.watching import GRACE_S, PATIENCE_S, nothing_left_behind, system, within
from wizard.core.secret import Secret
from wizard.vault.keychain import (
    Absent,
    Done,
    Failed,
    Found,
    Keychain,
    Locked,
    Silent,
    Trouble,
    Unreachable,
)

pytestmark = pytest.mark.keychain

VALUE = "rok1.TELLTALExVALUExKEPT"
OTHER = "rok1.TELLTALExVALUExNEW"
Outcome = Found | Absent | Done | Trouble
# What a case may say of each call: read, write, delete.
Kinds = tuple[type[Outcome], type[Outcome], type[Outcome]]
FINE: Kinds = (Found, Done, Done)
ITEM_DIALOGS = ("CreateItem", "Delete")

CASES: dict[str, tuple[Manners, str, Kinds]] = {
    "an honest one": (Manners(), "alias own", FINE),
    "locked, the dialog accepted": (Manners(locked=True), "prompt accept", FINE),
    "locked, the dialog refused": (
        Manners(locked=True, prompt="refuse"), "prompt refuse", (Locked, Locked, Locked),
    ),
    "locked, the dialog accepted in vain": (
        Manners(locked=True, prompt="accept in vain"),
        "prompt accept in vain", (Locked, Locked, Locked),
    ),
    "locked, the dialog ignored": (
        Manners(locked=True, prompt="ignore"), "prompt ignore", (Silent, Silent, Silent),
    ),
    "locked, the dialog is gone": (
        Manners(locked=True, prompt="object gone"),
        "prompt object gone", (Failed, Failed, Failed),
    ),
    "locked, it dies while asking": (
        Manners(locked=True, prompt="service gone"),
        "prompt service gone", (Unreachable, Unreachable, Unreachable),
    ),
    "a dialog for each entry, accepted": (
        Manners(prompts_for=ITEM_DIALOGS), "prompt accept", FINE,
    ),
    "a dialog for each entry, refused": (
        Manners(prompts_for=ITEM_DIALOGS, prompt="refuse"),
        "prompt refuse", (Found, Locked, Locked),
    ),
    "a dialog for each entry, ignored": (
        Manners(prompts_for=ITEM_DIALOGS, prompt="ignore"),
        "prompt ignore", (Found, Silent, Silent),
    ),
    "a dialog for each entry, it dies while asking": (
        Manners(prompts_for=ITEM_DIALOGS, prompt="service gone"),
        "prompt service gone", (Found, Unreachable, Unreachable),
    ),
    "it speaks no cipher": (Manners(session="plain"), "session plain", FINE),
    "a text instead of its public key": (
        Manners(session="text for a key"), "session text for a key", (Failed, Failed, Done),
    ),
    "its cipher is announced and not used": (
        Manners(session="in the clear"), "session in the clear", (Failed, Done, Done),
    ),
    "no default collection, a new one accepted": (
        Manners(alias="missing"), "prompt accept", FINE,
    ),
    "no default collection, a new one refused": (
        Manners(alias="missing", prompt="refuse"), "prompt refuse", (Locked, Locked, Locked),
    ),
    "a default collection that is not there": (
        Manners(alias="nowhere"), "prompt accept", FINE,
    ),
    "a default collection that forgets": (
        Manners(alias="session"), "alias session", (Failed, Failed, Failed),
    ),
    "it calls the value a picture": (
        Manners(content_type="image/png"), "content type image/png", FINE,
    ),
    "it is slow": (Manners(delay_s=0.15), "slow", (Silent, Silent, Silent)),
    "it finds very many entries": (Manners(decoys_after=20_000), "decoys", FINE),
    "it says that it stored": (Manners(stores=None), "stores nothing", FINE),
    "it says that it deleted": (Manners(deletes=False), "deletes nothing", FINE),
}  # fmt: skip


@pytest.fixture
def kept(fake_service: FakeService) -> Iterator[Keychain]:
    """An honest service that has one entry; what comes after leaves nothing behind."""
    fake_service.behave(Manners())
    keychain = system()
    assert keychain.write("kept", Secret(VALUE), 10.0) == Done()
    with nothing_left_behind():
        yield keychain


def gives_nothing_away(answer: Outcome) -> None:
    if isinstance(answer, Trouble):
        assert TELLTALE not in answer.technical
    assert TELLTALE not in repr(answer)


@pytest.mark.parametrize("name", CASES)
def test_every_call_ends_in_time_with_the_right_outcome(
    kept: Keychain, fake_service: FakeService, name: str
) -> None:
    manners, wrong, kinds = CASES[name]
    fake_service.behave(manners)

    with within(3 * PATIENCE_S + GRACE_S):
        read = kept.read("kept", PATIENCE_S)
        written = kept.write("new", Secret(OTHER), PATIENCE_S)
        deleted = kept.delete("kept", PATIENCE_S)

    assert (type(read), type(written), type(deleted)) == kinds
    assert wrong in fake_service.wrongs()
    for answer in (read, written, deleted):
        gives_nothing_away(answer)
    if isinstance(read, Found):
        assert read.value == Secret(VALUE)


ALTERATIONS = {
    "another": b"rok1.somebody-else",
    "cut": VALUE[:-1].encode(),
    "with a newline": VALUE.encode() + b"\n",
    "with a zero": VALUE.encode() + b"\0",
    "empty": b"",
    "in capitals": VALUE.upper().encode(),
}


@pytest.mark.parametrize("how", ALTERATIONS)
@pytest.mark.parametrize("when", ["kept", "given"])
def test_what_comes_back_is_passed_on_as_it_is(
    kept: Keychain, fake_service: FakeService, how: str, when: str
) -> None:
    """Whether it is right is for the vault to judge, which knows what it gave."""
    fake_service.behave(Manners(stores=how) if when == "kept" else Manners(gives=how))
    assert kept.write("new", Secret(VALUE), PATIENCE_S) == Done()

    assert kept.read("new", PATIENCE_S) == Found(Secret(ALTERATIONS[how]))
    assert how in fake_service.wrongs()


def test_bytes_that_are_no_text(kept: Keychain, fake_service: FakeService) -> None:
    fake_service.behave(Manners(gives="not UTF-8"))

    assert kept.read("kept", PATIENCE_S) == Failed("UnicodeDecodeError")
    assert "not UTF-8" in fake_service.wrongs()


def test_an_absurdly_long_value(kept: Keychain, fake_service: FakeService) -> None:
    fake_service.behave(Manners(gives="huge"))

    with within(GRACE_S):
        found = kept.read("kept", 10.0)

    assert "huge" in fake_service.wrongs()
    assert isinstance(found, Found)
    assert 60 < len(found.value.reveal_bytes()) < HUGE // 100, "nobody has to wipe megabytes"


@pytest.mark.parametrize("key", ["zero for a key", "another key"])
def test_a_public_key_that_is_not_its_own(
    kept: Keychain, fake_service: FakeService, key: str
) -> None:
    """What it says is unreadable then: chance decides as what it is read, never rightly."""
    fake_service.behave(Manners(session=key))  # type: ignore[arg-type]  # one of the literals

    read = kept.read("kept", PATIENCE_S)

    assert isinstance(read, Found | Failed)
    assert read != Found(Secret(VALUE))
    assert f"session {key}" in fake_service.wrongs()


def test_decoys_before_the_entry(kept: Keychain, fake_service: FakeService) -> None:
    fake_service.behave(Manners(decoys_before=1000))

    assert kept.read("kept", PATIENCE_S) == Found(Secret("a decoy"))


def test_an_entry_that_it_forgot(kept: Keychain, fake_service: FakeService) -> None:
    fake_service.forget_everything()

    assert kept.read("kept", PATIENCE_S) == Absent()
    assert kept.delete("kept", PATIENCE_S) == Absent()


def carry_out(keychain: Keychain, act: str, patience_s: float) -> Outcome:
    match act:
        case "read":
            return keychain.read("kept", patience_s)
        case "write":
            return keychain.write("new", Secret(OTHER), patience_s)
        case _:
            return keychain.delete("kept", patience_s)


@pytest.mark.parametrize("act", ["read", "write", "delete"])
@pytest.mark.parametrize(("fault", "outcome"), [(DIE, Unreachable), (NEVER, Silent)])
def test_it_fails_at_every_call_that_is_made(
    kept: Keychain, fake_service: FakeService, act: str, fault: str, outcome: type[Trouble]
) -> None:
    """The n-th call, for every n until there is none: the whole act went well then."""
    patience_s = 10.0 if fault == DIE else 0.1
    number = 0
    while True:
        number += 1
        fake_service.behave(Manners(fault=fault, at=f"#{number}"))
        with within(patience_s + GRACE_S):
            answer = carry_out(kept, act, patience_s)
        if fault not in fake_service.wrongs():
            break
        assert isinstance(answer, outcome), f"call {number}: {answer}"
        gives_nothing_away(answer)

    assert number > 4, "there were calls to fail at"
    fake_service.behave(Manners())
    assert isinstance(carry_out(kept, "read", 10.0), Found | Absent)
