"""Somebody who never kept anything: gnome-keyring asks what password its new keyring shall have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keychain_session import KeychainSession, keychain_session
from tests.vault.unlock_dialog import Asking, UnlockDialog
from tests.vault.watching import nothing_left_behind, reason
from wizard.core.problems import ProblemId
from wizard.vault.door import KeptInKeychain, VaultDoor

pytestmark = [pytest.mark.keychain, pytest.mark.display]


@pytest.fixture
def empty_keychain(
    display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[KeychainSession]:
    with keychain_session(tmp_path / "session", empty=True, display=display) as session:
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        with nothing_left_behind():
            yield session


def keyring_file(session: KeychainSession) -> bytes:
    return (session.data_home / "keyrings" / "Default.keyring").read_bytes()


def test_a_password_is_chosen(
    empty_keychain: KeychainSession, patient: VaultDoor, dialog: UnlockDialog
) -> None:
    planning = Asking(patient.plan)
    dialog.wait_until_shown()

    dialog.choose("a password of ours", until=planning.over)

    assert planning.answer() == KeptInKeychain("GNOME Keyring", None)
    assert keyring_file(empty_keychain).startswith(b"GnomeKeyring")
    patient.create().close()
    patient.open().close()


def test_none_is_chosen_and_the_wizard_warns_of_it(
    empty_keychain: KeychainSession, patient: VaultDoor, dialog: UnlockDialog
) -> None:
    planning = Asking(patient.plan)
    dialog.wait_until_shown()
    height = dialog.height

    dialog.choose("", until=lambda: planning.over() or dialog.height != height)
    dialog.press("Return", until=planning.over)

    plan = planning.answer()
    assert isinstance(plan, KeptInKeychain)
    assert plan.warning is not None
    assert plan.warning.id is ProblemId.KEYCHAIN_IN_CLEAR
    assert keyring_file(empty_keychain).startswith(b"[keyring]")


def test_the_new_keyring_is_refused(
    empty_keychain: KeychainSession, patient: VaultDoor, dialog: UnlockDialog
) -> None:
    planning = Asking(lambda: reason(patient))
    dialog.wait_until_shown()

    dialog.refuse(until=planning.over)

    assert planning.answer() is ProblemId.KEYCHAIN_LOCKED
    assert not list(empty_keychain.data_home.rglob("*.keyring"))
