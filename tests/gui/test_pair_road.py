"""The road of a self-generated key in the real window: made, sealed, shown, given back, proven."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QRadioButton

from tests.gui.practice_windows import folder, make_service, server, stage
from wizard.core.credentials import KeyKind
from wizard.core.guide import CHECK_STEP, KIND_STEP, NAME_STEP, PASTE_STEP, GuideState
from wizard.core.venue import VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.pages.guide import GuidePage
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

NAME = "Tracker"

__all__ = ["folder", "make_service", "server", "stage"]  # fixtures of these tests

pytestmark = pytest.mark.usefixtures("qtbot")


def _state(stage: Stage) -> GuideState:
    return stage.window.guide_state or GuideState()


def _go_on_to(stage: Stage, step: int) -> None:
    while _state(stage).step < step:
        here = _state(stage).step
        stage.press("continue")
        stage.wait(lambda here=here: _state(stage).step > here, f"the step after {here}")  # type: ignore[misc]


def _name_it(stage: Stage, name: str = NAME) -> None:
    stage.press("create")
    stage.wait(lambda: _state(stage).step == 1, "step 1")
    _go_on_to(stage, NAME_STEP)
    stage.type_into("key-name", name)


def _make_pair(stage: Stage, name: str = NAME) -> str:
    """The public key, as the screen shows it."""
    _name_it(stage, name)
    stage.press("continue")
    stage.wait(lambda: stage.is_enabled("copy-public-key"), "the public key")
    return _shown_key(stage)


def _shown_key(stage: Stage) -> str:
    (view,) = stage.window.findChildren(QPlainTextEdit, "public-key")
    return view.toPlainText() if view.isVisible() else ""


def _register(server: PracticeServer, public_key: str) -> PracticeKey:
    """What the site makes of the public key."""
    return server.account.make_key(NAME, permissions=READ_ONLY, public_key_pem=public_key)


def _check(stage: Stage) -> None:
    _go_on_to(stage, CHECK_STEP)
    stage.press("continue")


def _bring(stage: Stage, api_key: str) -> None:
    _go_on_to(stage, PASTE_STEP)
    stage.paste_into("api-key", api_key)
    stage.wait(lambda: stage.says(f"Sealed: API key …{api_key[-4:]}"), "the seal")


def test_from_the_choice_to_a_saved_key(stage: Stage, server: PracticeServer) -> None:
    stage.press("create")
    _go_on_to(stage, KIND_STEP)
    (recommended,) = stage.window.findChildren(QRadioButton, "kind-ed25519")
    assert recommended.isChecked(), "what is recommended is chosen"
    assert "secret" in recommended.accessibleDescription()
    _go_on_to(stage, NAME_STEP)
    assert not stage.is_enabled("continue"), "a pair has a name"
    stage.type_into("key-name", NAME)
    service = stage.window.service
    assert service.pairs.waiting() == ()
    assert _shown_key(stage) == ""

    stage.press("continue")
    stage.wait(lambda: bool(_shown_key(stage)), "the public key")

    (pair,) = service.pairs.waiting()
    assert pair.public_key.strip() == _shown_key(stage), "sealed first, then shown"
    assert _state(stage).step == NAME_STEP, "it has to be copied before the way leads on"
    _bring(stage, _register(server, pair.public_key).api_key)
    assert service.pairs.waiting() == ()
    _check(stage)
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")
    (saved,) = service.saved_keys()
    assert (saved.kind, saved.name) == (KeyKind.ED25519, NAME)


def test_the_public_key_is_copied_as_any_text(stage: Stage) -> None:
    shown = _make_pair(stage)
    (button,) = stage.window.findChildren(QAbstractButton, "copy-public-key")
    assert button.hasFocus(), "to copy it is what comes next"
    assert not stage.says("Copied")

    QTest.keyClick(button, Qt.Key.Key_Space)

    stage.wait(lambda: stage.says("Copied"), "the word that it was copied")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().strip() == shown
    assert data.formats() == ["text/plain"], "nothing that is secret, and nothing to clear later"


def test_the_public_key_can_be_read_and_selected_by_keyboard(stage: Stage) -> None:
    shown = _make_pair(stage)
    (view,) = stage.window.findChildren(QPlainTextEdit, "public-key")
    assert view.accessibleName() == "Public key"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.textCursor().selectedText() == shown.splitlines()[0]
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.textCursor().selectedText().splitlines() == shown.splitlines()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.toPlainText() == shown
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert not view.hasFocus(), "Tab leads on"


def test_another_name_keeps_the_pair(stage: Stage, server: PracticeServer) -> None:
    shown = _make_pair(stage)
    _go_on_to(stage, NAME_STEP + 2)
    stage.press("back")
    stage.press("back")
    stage.wait(lambda: _state(stage).step == NAME_STEP, "step 3")
    assert _shown_key(stage) == shown
    stage.type_into("key-name", "Other tool")
    _bring(stage, _register(server, shown).api_key)

    (pending,) = stage.window.service.pending_keys()
    assert pending.name == "Other tool"


def test_a_pair_waits_over_a_closed_window(
    stage: Stage, make_service: Callable[[], KeyService]
) -> None:
    shown = _make_pair(stage)
    _go_on_to(stage, 5)
    stage.close()
    again = Stage(make_service)
    again.open()
    again.wait(lambda: again.says(f"Your key pair for “{NAME}” waits for its API key"), "the offer")
    again.press("resume")
    again.wait(lambda: _state(again).step == 5, "the same step")
    again.press("back")
    again.press("back")
    again.wait(lambda: _shown_key(again) == shown, "the same public key")
    again.close()


def test_a_crash_right_after_the_sealing_loses_nothing(
    stage: Stage, make_service: Callable[[], KeyService]
) -> None:
    _make_pair(stage)
    stage.window.service.forget_progress()  # as if nobody had been able to write it down
    stage.close()
    again = Stage(make_service)
    again.open()
    again.wait(lambda: again.says("waits for its API key"), "the pair")
    again.press("resume")
    again.wait(lambda: _state(again).step == NAME_STEP, "step 3, with the public key")
    assert _state(again).can_go_to(PASTE_STEP), "perhaps the site has it already"
    again.close()


def test_a_waiting_pair_is_discarded_after_a_clear_question(stage: Stage) -> None:
    _make_pair(stage)
    stage.press("leave")
    stage.press("resume-discard")
    stage.wait(lambda: stage.says("Discard the key pair"), "the question")
    assert stage.says("there is no other copy")
    stage.press("confirm-dialog-cancel")
    assert len(stage.window.service.pairs.waiting()) == 1
    stage.press("resume-discard")
    stage.wait(lambda: stage.says("Discard the key pair"), "the same question")
    stage.press("confirm-dialog-ok")
    stage.wait(lambda: not stage.window.service.pairs.waiting(), "the empty vault")
    stage.wait(lambda: stage.is_enabled("create"), "the first screen")


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("public", "This is the public key itself"),
        ("private", "This is a private key"),
        ("nothing like it", "There is no API key in this text"),
    ],
)
def test_what_is_no_api_key_has_a_sentence_of_its_own(stage: Stage, pasted: str, said: str) -> None:
    shown = _make_pair(stage)
    private = (
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMc"
        "rn9g\n-----END PRIVATE KEY-----\n"
    )
    text = {"public": shown, "private": private}.get(pasted, "n0tL1k31t" * 6)
    _go_on_to(stage, PASTE_STEP)
    stage.paste_into("api-key", text)
    stage.wait(lambda: stage.says(said), "the sentence")
    assert not stage.is_enabled("continue")
    assert not stage.is_enabled("use-both")
    assert len(stage.window.service.pairs.waiting()) == 1


def test_the_site_made_a_key_and_a_secret_after_all(stage: Stage, server: PracticeServer) -> None:
    _make_pair(stage)
    key = server.account.make_key(NAME, permissions=READ_ONLY)
    _go_on_to(stage, PASTE_STEP)
    stage.paste_into("api-key", f"API Key: {key.api_key}\nSecret Key: {key.verifier}")
    stage.wait(lambda: stage.is_enabled("use-both"), "the offer")
    service = stage.window.service
    assert len(service.pairs.waiting()) == 1, "nothing goes before somebody said so"
    stage.window.close()
    assert stage.window.isVisible(), "two values that are nowhere else do not go unasked"
    stage.press("confirm-dialog-cancel")

    stage.press("use-both")

    stage.wait(
        lambda: stage.says(f"Sealed: API key …{key.api_key[-4:]} and its secret"), "the seal"
    )
    assert service.pairs.waiting() == ()
    _check(stage)
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")
    (saved,) = service.saved_keys()
    assert (saved.kind, saved.name) == (KeyKind.HMAC, NAME)


def test_a_pair_that_another_program_made(stage: Stage, server: PracticeServer) -> None:
    """Its public key is at the site; its private key comes after the API key, or with it."""
    _make_pair(stage)
    other = Ed25519PrivateKey.generate()
    private = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    key = _register(server, public.decode())
    _bring(stage, key.api_key)
    _check(stage)
    stage.wait(lambda: stage.says("do not belong together"), "the cause")
    stage.press("advice-paste-again")
    stage.wait(lambda: _state(stage).step == PASTE_STEP, "step 9")
    stage.paste_into("api-key", private)
    stage.press("use-both")
    stage.wait(lambda: stage.says(f"Sealed: API key …{key.api_key[-4:]}"), "the seal")
    _check(stage)
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")


def test_one_click_leads_to_the_other_kind_and_back(stage: Stage) -> None:
    shown = _make_pair(stage)
    _go_on_to(stage, PASTE_STEP)
    stage.press("other-kind")
    stage.wait(lambda: stage.says("Paste the API key and the secret here"), "both fields")
    assert len(stage.window.service.pairs.waiting()) == 1
    stage.press("other-kind")
    stage.wait(lambda: stage.says("Paste the API key here"), "the field for one")
    assert _state(stage).step == PASTE_STEP
    stage.window.findChildren(GuidePage)[0].rail.chosen.emit(NAME_STEP)
    stage.wait(lambda: _shown_key(stage) == shown, "the same public key")
    assert len(stage.window.service.pairs.waiting()) == 1


def test_the_site_asks_for_a_public_key_after_all(stage: Stage) -> None:
    stage.press("create")
    _go_on_to(stage, KIND_STEP)
    stage.press("kind-hmac")
    _go_on_to(stage, NAME_STEP)
    stage.type_into("key-name", NAME)
    _go_on_to(stage, PASTE_STEP)
    stage.press("other-kind")
    stage.wait(lambda: _state(stage).step == NAME_STEP, "step 3")
    stage.press("continue")
    stage.wait(lambda: bool(_shown_key(stage)), "the public key, under the name typed before")


def test_a_wrong_api_key_is_changed_and_the_private_key_stays(
    stage: Stage, server: PracticeServer
) -> None:
    key = _register(server, _make_pair(stage))
    _bring(stage, "x" * 64)
    _check(stage)
    stage.wait(lambda: stage.is_enabled("advice-paste-again"), "the cause, and the way out")
    stage.press("advice-paste-again")
    stage.wait(lambda: _state(stage).step == PASTE_STEP, "step 9")
    stage.paste_into("api-key", key.api_key)
    stage.wait(lambda: stage.says(f"Sealed: API key …{key.api_key[-4:]}"), "the new API key")
    _check(stage)
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")
    assert stage.window.service.pending_keys() == ()


def test_what_could_not_be_sealed_is_tried_again(
    stage: Stage, server: PracticeServer, tmp_path: Path
) -> None:
    key = _register(server, _make_pair(stage))
    _go_on_to(stage, PASTE_STEP)
    folder, away = tmp_path / "data", tmp_path / "away"
    folder.rename(away)
    folder.write_text("a file where the folder should be")
    stage.paste_into("api-key", key.api_key)
    stage.wait(lambda: stage.is_enabled("problem-action"), "the problem, and a way on")
    assert not stage.is_enabled("continue")
    folder.unlink()
    away.rename(folder)
    stage.press("problem-action")
    stage.wait(lambda: stage.says(f"Sealed: API key …{key.api_key[-4:]}"), "nothing pasted twice")


def test_a_key_of_the_other_kind_in_hand_goes_only_after_a_question(stage: Stage) -> None:
    stage.press("create")
    _go_on_to(stage, KIND_STEP)
    stage.press("kind-hmac")
    _go_on_to(stage, NAME_STEP)
    stage.type_into("key-name", NAME)
    _go_on_to(stage, PASTE_STEP)
    assert stage.says("hidden for good")
    stage.paste_into("paste", "A" * 64)
    stage.paste_into("paste", "b" * 64)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.wait(lambda: not stage.says("hidden for good"), "nothing to hurry for any more")
    while _state(stage).step > KIND_STEP:
        here = _state(stage).step
        stage.press("back")
        stage.wait(lambda here=here: _state(stage).step < here, f"before {here}")  # type: ignore[misc]
    stage.press("kind-ed25519")
    _go_on_to(stage, NAME_STEP)
    service = stage.window.service

    stage.press("continue")
    stage.press("confirm-dialog-cancel")
    assert len(service.pending_keys()) == 1
    stage.press("continue")
    stage.press("confirm-dialog-ok")

    stage.wait(lambda: bool(_shown_key(stage)), "the public key")
    assert service.pending_keys() == ()
    assert len(service.pairs.waiting()) == 1


def test_no_choice_where_the_site_has_none(tmp_path: Path, server: PracticeServer) -> None:
    url = server.addresses.api_url

    def make() -> KeyService:
        venues = [loopback_venue(url, url), loopback_venue(url, url, VenueId.PRACTICE_US)]
        door = VaultDoor(tmp_path / "us", MemoryKeychain())
        exchanges = [BinanceExchange(venue) for venue in venues]
        return KeyService(exchanges, door, SideFiles.in_folder(tmp_path / "us"), utc_now)

    stage = Stage(make)
    stage.open()
    stage.press("create")
    stage.press(f"venue-{VenueId.PRACTICE_US}")
    _go_on_to(stage, KIND_STEP)
    assert not stage.is_enabled("kind-ed25519")
    _go_on_to(stage, NAME_STEP)
    stage.type_into("key-name", NAME)
    _go_on_to(stage, NAME_STEP + 1)
    assert stage.window.service.pairs.waiting() == ()
    stage.close()
