"""A report for support in the window: read first, then copied or saved; nothing is asked for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QWidget

from tests.cli.practice_process import TRADING
from tests.exchange.scripted_server import TIME, ScriptedServer, silence
from tests.practice.form_client import FormClient
from wizard.core.credentials import HmacCredentials
from wizard.core.secret import Secret
from wizard.gui.look import Scheme
from wizard.gui.stage import Stage
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.report_dialog import ReportDialog
from wizard.wiring import Choices, build_practice_service, build_service

pytestmark = pytest.mark.usefixtures("qtbot")
NAME = "Gustav's tax report"


@dataclass(frozen=True)
class Kept:
    """A window at the saved keys, and the one key that it shows."""

    stage: Stage
    api_key: str
    secret: str


@pytest.fixture
def kept() -> Iterator[Kept]:
    service = build_practice_service()
    service.storage.create()
    site = FormClient(service.venue.pages["account"].removesuffix("/account"))
    page = site.make_key(NAME)
    api_key, secret = page.text("api-key"), page.text("secret")
    site.submit("permissions", without=(TRADING,))
    pending = service.seal(NAME, HmacCredentials(api_key, Secret(secret)))
    service.check_pending(pending.record_id)
    stage = Stage(lambda: service)
    stage.open()
    stage.wait(lambda: stage.is_home, "the saved keys")
    yield Kept(stage, api_key, secret)
    stage.close()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def stage(kept: Kept) -> Stage:
    return kept.stage


def _dialog(stage: Stage) -> ReportDialog:
    stage.press("report")
    [dialog] = stage.window.findChildren(ReportDialog)
    return dialog


def _report(stage: Stage) -> ReportDialog:
    dialog = _dialog(stage)
    stage.wait(lambda: bool(dialog.text), "the report")
    return dialog


def _save_as(stage: Stage, file: Path) -> None:
    stage.press("report-save")
    [chooser] = stage.window.findChildren(QFileDialog)
    chooser.selectFile(str(file))
    chooser.fileSelected.emit(str(file))  # the person's “Save”, after any question about replacing
    chooser.close()


def test_it_is_shown_before_anything_is_saved(kept: Kept, stage: Stage, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    dialog = _report(stage)
    for words in ("Read it before you post it", "- Qt: 6.", "Qt platform: offscreen"):
        assert words in dialog.text
    assert "- practice, hmac, saved, grade full: read-only just now" in dialog.text
    assert "- just now: practice, read-only, after " in dialog.text
    for private in (NAME, "Gustav", kept.api_key, kept.api_key[-4:], kept.secret, str(tmp_path)):
        assert private not in dialog.text
    assert "looked private" not in dialog.text
    assert sorted(tmp_path.rglob("*")) == before
    [text] = dialog.findChildren(QPlainTextEdit)
    QTest.keyClicks(text, "changed")
    assert "changed" not in dialog.text
    assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_it_is_copied_letter_by_letter(stage: Stage) -> None:
    dialog = _report(stage)
    stage.press("report-copy")
    assert stage.clipboard_holds(dialog.text)
    assert stage.says("Copied.")


def test_it_is_saved_where_the_person_says(stage: Stage, tmp_path: Path) -> None:
    dialog = _report(stage)
    file = tmp_path / "report.md"
    file.write_text("an older one, which the person chose to replace")
    _save_as(stage, file)
    stage.wait(lambda: stage.says("Saved as"), "the saved report")
    assert file.read_text() == dialog.text


def test_a_place_that_cannot_be_written_is_said_and_the_report_stays(
    stage: Stage, tmp_path: Path
) -> None:
    dialog = _report(stage)
    _save_as(stage, tmp_path / "no folder" / "report.md")
    [card] = dialog.findChildren(ProblemCard)
    stage.wait(card.isVisible, "the problem")
    assert stage.says("The report could not be written.")
    assert dialog.text
    _save_as(stage, tmp_path / "report.md")
    stage.wait(lambda: stage.says("Saved as"), "the saved report")
    assert not card.isVisible()


def test_the_window_lives_while_the_report_is_made(tmp_path: Path) -> None:
    with ScriptedServer({TIME: silence()}) as server:
        choices = Choices(data_dir=tmp_path / "data", exchange_url=server.url, unattended=True)
        stage = Stage(lambda: build_service(choices))
        stage.open()
        _dialog(stage)
        assert stage.says("Looking at storage and network")
        assert not stage.is_enabled("report-copy")
        assert not stage.is_enabled("report-save")
        stage.wait(lambda: bool(server.asked), "the question")
        stage.press("report-close")  # nobody waits for the silent exchange
        stage.wait(lambda: not stage.window.findChildren(ReportDialog), "the end of the dialog")
    # The server is gone, so the answer comes now, and nobody hears it any more.
    stage.wait(lambda: stage.window.runner.is_idle, "the late answer")
    stage.close()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_nothing_of_it_is_cut_off(stage: Stage, scheme: Scheme) -> None:
    stage.look.choose(scheme)
    dialog = _report(stage)
    for widget in dialog.findChildren(QWidget):
        parent = widget.parentWidget()
        if widget.isVisible() and isinstance(widget, QLabel | QPlainTextEdit) and parent:
            assert parent.rect().contains(widget.geometry()), widget.objectName()
            assert widget.height() >= widget.minimumHeight()
    [text] = dialog.findChildren(QPlainTextEdit)
    first_line = text.document().firstBlock().layout().lineCount()
    assert first_line == 1, "the text is as wide as the longest line of ours"
