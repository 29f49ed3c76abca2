"""From a picture or a text to the sealed key, in the real window; the clipboard is empty after."""

import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.gui.dropping import drop
from tests.gui.qr_codes import API_KEY, PAIR, SECRET, code, huge_png, on
from wizard.core.guide import PASTE_STEP
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

SEALED = f"Sealed: API key …{API_KEY[-4:]}"

pytestmark = [
    pytest.mark.usefixtures("qtbot"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with PracticeServer() as server:
        url = server.addresses.api_url

        def make() -> KeyService:
            folder = tmp_path / "data"
            exchange = BinanceExchange(loopback_venue(url, url))
            door = VaultDoor(folder, MemoryKeychain())
            return KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)

        stage = Stage(make)
        stage.open()
        stage.press("have-one")
        stage.type_into("key-name", "Tax report")
        stage.press("continue")
        stage.wait(lambda: _is_at_step_9(stage), "step 9")
        yield stage
        stage.close()
    QGuiApplication.clipboard().clear()


def _is_at_step_9(stage: Stage) -> bool:
    state = stage.window.guide_state
    return state is not None and state.step == PASTE_STEP


def _press_paste(stage: Stage) -> None:
    (field,) = stage.window.findChildren(QLineEdit, "paste")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _drop(stage: Stage, data: QMimeData) -> None:
    (field,) = stage.window.findChildren(QLineEdit, "paste")
    assert drop(data, field) is Qt.DropAction.CopyAction


def _drop_file(stage: Stage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    _drop(stage, data)


def _choose(stage: Stage, path: Path) -> None:
    stage.press("choose-picture")
    (dialog,) = stage.window.findChildren(QFileDialog)
    dialog.setDirectory(str(path.parent))
    (name,) = dialog.findChildren(QLineEdit, "fileNameEdit")
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)


def test_a_picture_from_a_file_is_sealed_and_named_as_a_place_of_the_secret(
    stage: Stage, tmp_path: Path
) -> None:
    path = tmp_path / "my code.png"
    assert code(PAIR).save(str(path))
    _choose(stage, path)
    stage.wait(lambda: stage.says(SEALED), "the seal")
    assert stage.says("still shows the secret")
    assert [key.api_key for key in stage.window.service.pending_keys()] == [API_KEY]
    stage.press("back")
    stage.press("continue")
    stage.wait(lambda: stage.says(SEALED), "the sealed card again")
    assert not stage.says("still shows the secret"), "said once"


def test_a_screenshot_on_the_clipboard_is_sealed_and_taken_away(stage: Stage) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(on(code(PAIR), 900, 700, 60, 200))
    _press_paste(stage)
    stage.wait(lambda: stage.says(SEALED), "the seal")
    stage.wait(lambda: clipboard.image().isNull(), "the empty clipboard")
    assert not stage.says("still shows the secret")


def test_another_picture_on_the_clipboard_is_left_alone(stage: Stage) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(code(PAIR))
    _press_paste(stage)
    other = on(code("a picture of something else"))
    clipboard.setImage(other)
    stage.wait(lambda: stage.says(SEALED), "the seal")
    assert clipboard.image().size() == other.size()


@pytest.mark.parametrize(
    "wrapped", [f"{API_KEY[:30]}\u200b{API_KEY[30:]}\n{SECRET[:9]}\u200b{SECRET[9:]}", PAIR]
)
def test_a_text_however_wrapped_is_taken_away_once_it_is_sealed(stage: Stage, wrapped: str) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(wrapped)
    _press_paste(stage)
    stage.wait(lambda: stage.says("Sealed: "), "the seal")
    stage.wait(lambda: clipboard.text() == "", "the empty clipboard")


def test_what_was_changed_is_still_said_beside_the_sealed_card(stage: Stage) -> None:
    stage.paste_into("paste", f'"{API_KEY}"')
    stage.paste_into("paste", SECRET)
    stage.wait(lambda: stage.says(SEALED), "the seal")
    assert stage.says("Quotation marks were taken away")


def test_a_text_that_was_not_sealed_stays_where_it_was(stage: Stage) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(API_KEY)
    _press_paste(stage)
    assert stage.shows_row("API key: here")
    assert clipboard.text() == API_KEY


def test_both_by_hand(stage: Stage) -> None:
    (field,) = stage.window.findChildren(QLineEdit, "paste")
    QTest.keyClicks(field, API_KEY + SECRET)
    stage.wait(lambda: stage.says(SEALED), "the seal")


@pytest.mark.parametrize("kind", ["missing", "a folder", "a pipe", "huge", "without a code"])
def test_a_bad_picture_is_a_sentence_and_the_window_lives_on(
    stage: Stage, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "picture.png"
    match kind:
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
        case "huge":
            huge_png(path, 30_000, 30_000)
        case "without a code":
            assert QImage(on(code(PAIR), 50, 50)).save(str(path))
        case _:
            pass
    _drop_file(stage, path)
    words = "no QR code" if kind == "without a code" else "could not be opened"
    stage.wait(lambda: stage.says(words), "the sentence")
    stage.paste_into("paste", PAIR)
    stage.wait(lambda: stage.says(SEALED), "the seal")


def test_the_window_does_not_stand_still_while_a_large_picture_is_searched(stage: Stage) -> None:
    beats: list[float] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(time.monotonic()))
    data = QMimeData()
    data.setImageData(on(code(PAIR, scale=20), 7000, 7000, 3000, 3000))
    heart.start(5)
    _drop(stage, data)
    stage.wait(lambda: stage.says(SEALED), "the seal")
    heart.stop()
    pauses = [later - sooner for sooner, later in pairwise(beats)]
    assert max(pauses) < sum(pauses) / 2


@pytest.mark.parametrize("size", [(6000, 6000), (300, 300)], ids=["slow", "quick"])
def test_only_the_last_picture_is_answered_for(stage: Stage, size: tuple[int, int]) -> None:
    first = on(code("nothing"), *size)
    last = on(code(PAIR), 3000, 3000, 900, 900)
    for image in (first, last):
        data = QMimeData()
        data.setImageData(image)
        _drop(stage, data)
    stage.wait(lambda: stage.says(SEALED), "the seal")
    stage.wait(lambda: stage.window.runner.is_idle, "the other picture")
    assert not stage.says("There is no")


def test_stars_in_place_of_the_secret_lead_back_to_the_start(stage: Stage) -> None:
    stage.paste_into("paste", f"API Key: {API_KEY}\nSecret Key: {'*' * 64}")
    stage.wait(lambda: stage.says("hidden the secret"), "the explanation")
    stage.press("paste-problem-action")
    stage.wait(lambda: not _is_at_step_9(stage), "the start")
