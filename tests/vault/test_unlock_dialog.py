"""gnome-keyring asks for its password in its real dialog: answered, refused, ignored, killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keychain_session import PASSWORD, KeychainSession, keychain_session
from tests.vault.samples import credentials, refused, save
from tests.vault.unlock_dialog import LONG_S, Asking, UnlockDialog
from tests.vault.watching import GRACE_S, nothing_left_behind, reason, system, within
from wizard.core.problems import ProblemId
from wizard.core.saved_key import SavedKey
from wizard.core.secret import Secret
from wizard.vault.door import KeptInKeychain, VaultDoor
from wizard.vault.keychain import Found, Locked, Silent, Unreachable

pytestmark = [pytest.mark.keychain, pytest.mark.display]

# Enough for the dialog to come up on a busy machine, and not answered.
SHORT_S = 4.0


@pytest.fixture
def session(
    display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[KeychainSession]:
    """gnome-keyring that can open its dialog; this process sees it."""
    with keychain_session(tmp_path / "session", display=display) as session:
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        yield session


@pytest.fixture
def saved(session: KeychainSession, real_door: VaultDoor) -> Iterator[SavedKey]:
    """A vault whose keychain was locked after its creation; what comes after leaves nothing."""
    with real_door.create() as vault:
        saved = save(vault, "One", credentials())
    session.lock()
    with nothing_left_behind():
        yield saved


def test_the_password_is_typed(saved: SavedKey, patient: VaultDoor, dialog: UnlockDialog) -> None:
    opening = Asking(patient.open)
    dialog.wait_until_shown()
    assert not opening.over()

    dialog.answer(PASSWORD, until=opening.over)

    assert opening.answer().saved_keys() == (saved,)
    assert patient.open().saved_keys() == (saved,), "and it is not asked for again"


def test_a_wrong_password_is_asked_for_again(
    saved: SavedKey, patient: VaultDoor, dialog: UnlockDialog
) -> None:
    opening = Asking(patient.open)
    dialog.wait_until_shown()
    height = dialog.height

    dialog.answer("not this one", until=lambda: dialog.height > height)
    assert not opening.over()

    dialog.answer(PASSWORD, until=opening.over)
    assert opening.answer().saved_keys() == (saved,)


def test_the_dialog_is_refused_and_can_be_asked_for_again(
    saved: SavedKey, real_door: VaultDoor, patient: VaultDoor, dialog: UnlockDialog
) -> None:
    def open_in_vain() -> None:
        with refused(ProblemId.KEYCHAIN_LOCKED):
            patient.open()

    before = real_door.path.read_bytes()
    for _ in range(2):
        opening = Asking(open_in_vain)
        dialog.wait_until_shown()
        dialog.refuse(until=opening.over)
        opening.answer()

    assert real_door.path.read_bytes() == before


def test_the_storage_check_asks_once_and_takes_no_for_an_answer(
    saved: SavedKey, patient: VaultDoor, dialog: UnlockDialog
) -> None:
    planning = Asking(lambda: reason(patient))
    dialog.wait_until_shown()

    dialog.refuse(until=planning.over)

    assert planning.answer() is ProblemId.KEYCHAIN_LOCKED
    assert not dialog.shown


def test_the_storage_check_goes_on_after_the_password(
    saved: SavedKey, patient: VaultDoor, dialog: UnlockDialog
) -> None:
    planning = Asking(patient.plan)
    dialog.wait_until_shown()

    dialog.answer(PASSWORD, until=planning.over)

    assert planning.answer() == KeptInKeychain("GNOME Keyring", None)


def test_the_dialog_is_ignored_and_its_late_answer_does_no_harm(
    saved: SavedKey, real_door: VaultDoor, dialog: UnlockDialog
) -> None:
    hasty = VaultDoor(real_door.folder, system(), patience_s=SHORT_S)
    before = real_door.path.read_bytes()

    with (
        nothing_left_behind(),
        within(SHORT_S + GRACE_S),
        refused(ProblemId.KEYCHAIN_SILENT),
    ):
        hasty.open()

    dialog.wait_until_shown()
    dialog.answer(PASSWORD, until=lambda: not dialog.shown)
    assert real_door.path.read_bytes() == before
    assert real_door.open().saved_keys() == (saved,), "what was unlocked late is unlocked"


def test_somebody_gives_up_while_the_dialog_is_there(
    saved: SavedKey, session: KeychainSession, dialog: UnlockDialog
) -> None:
    keychain = system()
    reading = Asking(lambda: keychain.read("one", LONG_S))
    dialog.wait_until_shown()

    with within(GRACE_S):
        keychain.give_up()
        assert reading.answer() == Silent()

    dialog.refuse(until=lambda: not dialog.shown)
    again = Asking(lambda: keychain.read("one", LONG_S))
    dialog.wait_until_shown()
    dialog.refuse(until=again.over)
    assert isinstance(again.answer(), Locked)


def test_the_dialog_is_killed(
    saved: SavedKey, session: KeychainSession, dialog: UnlockDialog
) -> None:
    keychain = system()
    reading = Asking(lambda: keychain.read("one", LONG_S))
    dialog.wait_until_shown()

    os.kill(dialog.process, signal.SIGKILL)

    with within(GRACE_S):
        assert isinstance(reading.answer(), Locked)


def test_the_keychain_is_killed_while_it_asks(
    saved: SavedKey, session: KeychainSession, dialog: UnlockDialog
) -> None:
    keychain = system()
    reading = Asking(lambda: keychain.read("one", LONG_S))
    dialog.wait_until_shown()

    with within(GRACE_S):
        session.kill()
        assert isinstance(reading.answer(), Unreachable)


def test_a_write_waits_for_the_password_too(
    saved: SavedKey, session: KeychainSession, dialog: UnlockDialog
) -> None:
    keychain = system()
    writing = Asking(lambda: keychain.write("one", Secret("rok1.one"), LONG_S))
    dialog.wait_until_shown()

    dialog.answer(PASSWORD, until=writing.over)

    assert keychain.read("one", LONG_S) == Found(Secret("rok1.one"))
