"""Step 9's field: together or apart, pasted, typed or dropped; nothing stays longer than needed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from tests.gui.dropping import drop
from tests.gui.qr_codes import API_KEY, PAIR, SECRET, code
from wizard.core.credentials import HmacCredentials
from wizard.core.paste_intake import PasteIntake
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret, SecretWipedError
from wizard.core.venue import VenueId
from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme
from wizard.gui.pages.paste_form import PasteForm
from wizard.gui.widgets.paste_field import PasteField

PASTE = (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
HERE, MISSING, KEPT = f"API key: …{API_KEY[-4:]}", "still missing", "Secret: here, never shown"

pytestmark = pytest.mark.usefixtures("qtbot")
_A_MENU = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Desk:
    """A form on the screen, and what it has handed on."""

    def __init__(self) -> None:
        self.form = PasteForm(Look(Scheme.LIGHT))
        self.whole: list[HmacCredentials] = []
        self.pictures: list[object] = []
        self.form.pasted.connect(self.whole.append)
        self.form.picture.connect(self.pictures.append)
        self.form.show_pending(None)
        self.form.show()
        (self.field,) = self.form.findChildren(PasteField, "paste")
        self.form.activateWindow()
        self.field.setFocus()

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(self.field, *PASTE)

    def rows(self) -> list[str]:
        shown = [widget.accessibleName() for widget in self.form.findChildren(QWidget)]
        return [name for name in shown if name.startswith(("API key: ", "Secret: "))]

    def says(self, words: str) -> bool:
        labels = [label for label in self.form.findChildren(QLabel) if label.isVisible()]
        return any(words in label.text() for label in labels)

    def button(self, name: str) -> QPushButton:
        (button,) = self.form.findChildren(QPushButton, name)
        return button

    def has_problem(self) -> bool:
        return self.part("paste-problem").isVisible()

    def part(self, name: str) -> QWidget:
        (part,) = self.form.findChildren(QWidget, name)
        return part

    def pair(self) -> tuple[str, str]:
        (credentials,) = self.whole
        return credentials.api_key, credentials.secret.reveal()

    def taken_in(self) -> PasteIntake:
        return self.form._area._basket._intake

    def drop(self, data: QMimeData) -> Qt.DropAction | None:
        return drop(data, self.field)


@pytest.fixture
def desk() -> Iterator[Desk]:
    make_application()
    desk = Desk()
    yield desk
    desk.form.close()
    QGuiApplication.clipboard().clear()


def _text(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_both_together_are_handed_on_at_once(desk: Desk) -> None:
    desk.paste(f"API Key: {API_KEY}\nSecret Key: {SECRET}\n")
    assert desk.pair() == (API_KEY, SECRET)
    assert desk.field.text() == ""
    assert desk.taken_in() == PasteIntake()


def test_one_after_the_other_in_either_order(desk: Desk) -> None:
    assert desk.rows() == [f"API key: {MISSING}", f"Secret: {MISSING}"]
    assert desk.field.placeholderText() == "Both together, or one after the other"
    desk.paste(f"Secret Key: {SECRET}")
    assert desk.rows() == [f"API key: {MISSING}", KEPT]
    assert desk.field.placeholderText() == "Now the API key"
    assert not desk.button("paste-exchange").isVisible(), "it had its name"
    desk.paste(f'  "{API_KEY}" ')
    assert desk.pair() == (API_KEY, SECRET)


def test_what_came_without_a_name_can_be_put_right(desk: Desk) -> None:
    desk.paste(SECRET)
    assert desk.rows() == ["API key: here", f"Secret: {MISSING}"]
    assert desk.field.placeholderText() == "Now the secret"
    desk.button("paste-exchange").click()
    assert desk.rows() == [f"API key: {MISSING}", KEPT]
    assert desk.field.hasFocus()
    desk.paste(API_KEY)
    assert desk.pair() == (API_KEY, SECRET)


def test_starting_over_wipes_what_was_there(desk: Desk) -> None:
    desk.paste(f"Secret Key: {SECRET}")
    held = desk.taken_in().secret
    assert held is not None
    desk.button("paste-restart").click()
    with pytest.raises(SecretWipedError):
        held.reveal()
    assert desk.rows() == [f"API key: {MISSING}", f"Secret: {MISSING}"]
    assert not desk.button("paste-restart").isVisible()
    assert desk.field.hasFocus()


def test_another_step_keeps_what_was_there_and_leaving_the_guide_wipes_it(desk: Desk) -> None:
    desk.paste(f"Secret Key: {SECRET}")
    held = desk.taken_in().secret
    assert held is not None
    desk.form.showMinimized()
    desk.form.showNormal()
    assert held == Secret(SECRET)
    desk.form.hide()  # another step: the site shows the secret only once
    desk.form.show_pending(None)
    desk.form.show()
    assert held == Secret(SECRET)
    desk.form.forget_one_value()
    with pytest.raises(SecretWipedError):
        held.reveal()


def test_a_secret_that_another_one_replaces_is_wiped(desk: Desk) -> None:
    desk.paste(f"Secret Key: {SECRET}")
    held = desk.taken_in().secret
    assert held is not None
    desk.paste(f"Secret Key: {SECRET[::-1]}")
    with pytest.raises(SecretWipedError):
        held.reveal()


def test_while_typing_nothing_is_said_of_what_may_become_a_key(desk: Desk) -> None:
    QTest.keyClicks(desk.field, API_KEY[:63])
    assert not desk.has_problem()
    assert not desk.whole
    assert desk.rows()[0] == f"API key: {MISSING}"
    QTest.keyClicks(desk.field, API_KEY[63])
    assert desk.rows()[0] == "API key: here"
    assert desk.field.text() == ""
    QTest.keyClicks(desk.field, SECRET)
    assert desk.pair() == (API_KEY, SECRET)


def test_what_is_certainly_no_key_is_refused_while_typing(desk: Desk) -> None:
    QTest.keyClicks(desk.field, "hello!@world")
    assert desk.has_problem()
    problem = desk.part("paste-problem").accessibleName()
    assert "hello" not in problem
    desk.field.selectAll()
    QTest.keyClick(desk.field, Qt.Key.Key_Delete)
    assert not desk.has_problem()


def test_enter_takes_in_what_was_typed_and_leaves_what_is_wrong_to_be_mended(desk: Desk) -> None:
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert not desk.has_problem()
    QTest.keyClicks(desk.field, API_KEY[:40])
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert desk.has_problem()
    assert desk.field.text() == API_KEY[:40]
    QTest.keyClicks(desk.field, API_KEY[40:])
    assert desk.rows()[0] == "API key: here"
    assert not desk.has_problem()


def test_nothing_comes_back_by_undo(desk: Desk) -> None:
    desk.paste(API_KEY)
    QTest.keyClick(desk.field, *UNDO)
    assert desk.field.text() == ""
    QTest.keyClicks(desk.field, "abc")
    desk.button("paste-restart").click()
    QTest.keyClick(desk.field, *UNDO)
    desk.field.undo()
    assert desk.field.text() == ""


def test_no_copy_leaves_the_field(desk: Desk) -> None:
    QTest.keyClicks(desk.field, "abc")
    QGuiApplication.clipboard().clear()
    desk.field.selectAll()
    QTest.keyClick(desk.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(desk.field, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""
    assert "abc" not in desk.field.displayText()
    assert not desk.field.dragEnabled()
    hints = desk.field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
    assert hints & Qt.InputMethodHint.ImhHiddenText


def test_a_text_that_is_no_key_empties_the_field_and_keeps_what_was_there(desk: Desk) -> None:
    desk.paste(API_KEY)
    desk.paste("something else that was on the clipboard")
    assert desk.has_problem()
    assert not desk.button("paste-problem-action").isVisible(), "this is the place to paste again"
    assert desk.field.text() == ""
    assert desk.rows()[0] == "API key: here"
    desk.paste(SECRET)
    assert desk.pair() == (API_KEY, SECRET)


def test_an_aid_for_input_that_sets_a_whole_text_is_a_paste(desk: Desk) -> None:
    desk.field.setText(PAIR)
    assert desk.pair() == (API_KEY, SECRET)
    assert desk.field.text() == ""


def test_an_empty_clipboard_does_nothing(desk: Desk) -> None:
    for text in ("", " \n "):
        desk.paste(text)
        assert not desk.has_problem()


def _menu(desk: Desk) -> QAction:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), QPoint(3, 3))
    QApplication.sendEvent(desk.field, event)
    (menu,) = desk.field.findChildren(QMenu, "paste-menu")
    (paste,) = menu.actions()
    return paste


@_A_MENU
def test_the_menu_pastes_and_offers_nothing_else(desk: Desk) -> None:
    QGuiApplication.clipboard().clear()
    assert not _menu(desk).isEnabled()


@_A_MENU
def test_the_menu_pastes(desk: Desk) -> None:
    QGuiApplication.clipboard().setText(PAIR)
    _menu(desk).trigger()
    assert desk.pair() == (API_KEY, SECRET)


def test_a_dropped_text_is_copied_never_moved(desk: Desk) -> None:
    assert desk.drop(_text(PAIR)) is Qt.DropAction.CopyAction
    assert desk.pair() == (API_KEY, SECRET)


def test_what_is_nothing_for_the_field_is_not_taken(desk: Desk) -> None:
    data = QMimeData()
    data.setData("application/x-anything", b"1")
    assert desk.drop(data) is None


def test_a_picture_is_handed_on_from_the_clipboard_and_from_a_drop(desk: Desk) -> None:
    QGuiApplication.clipboard().setImage(code(PAIR))
    QTest.keyClick(desk.field, *PASTE)
    data = QMimeData()
    data.setImageData(code(PAIR))
    assert desk.drop(data) is Qt.DropAction.CopyAction
    assert [type(picture) for picture in desk.pictures] == [QImage, QImage]
    assert "Looking" in desk.field.placeholderText()


def test_a_text_beside_a_picture_is_what_is_meant(desk: Desk) -> None:
    data = _text(PAIR)
    data.setImageData(code("something else"))
    desk.drop(data)
    assert desk.pair() == (API_KEY, SECRET)
    assert not desk.pictures


def _with_picture(desk: Desk) -> None:
    data = QMimeData()
    data.setImageData(code(PAIR))
    desk.drop(data)


def test_codes_without_a_key_are_left_out(desk: Desk) -> None:
    _with_picture(desk)
    desk.form.take_codes(["https://example.org/app", PAIR, "otpauth://totp/x"])
    assert desk.pair() == (API_KEY, SECRET)
    assert not desk.has_problem()


def test_two_codes_with_a_value_each(desk: Desk) -> None:
    _with_picture(desk)
    desk.form.take_codes([API_KEY, SECRET])
    assert desk.pair() == (API_KEY, SECRET)


def test_a_picture_without_a_key_says_so(desk: Desk) -> None:
    _with_picture(desk)
    desk.form.take_codes(["https://example.org/app"])
    assert desk.has_problem()
    assert not desk.whole


def test_a_picture_that_nobody_waits_for_is_not_heard(desk: Desk) -> None:
    _with_picture(desk)
    desk.form.hide()
    desk.form.show()
    desk.form.take_codes([PAIR])
    desk.form.show_unread(Problem(ProblemId.PICTURE_WITHOUT_CODE))
    assert not desk.whole
    assert not desk.has_problem()


REMARKED: dict[str, Callable[[], tuple[str, VenueId, str]]] = {
    "quotes": lambda: (f'"{API_KEY}"', VenueId.BINANCE_COM, "paste-changes"),
    "test site": lambda: (
        f"https://testnet.binance.vision\nAPI Key: {API_KEY}",
        VenueId.BINANCE_COM,
        "paste-warning",
    ),
}


@pytest.mark.parametrize("kind", REMARKED)
def test_what_was_changed_or_is_odd_is_said(kind: str, desk: Desk) -> None:
    text, venue, name = REMARKED[kind]()
    desk.form.expect(venue)
    desk.paste(text)
    said = [part for part in desk.form.findChildren(QLabel, name) if part.isVisible()]
    assert said
    assert said[0].text()


def test_a_remark_about_the_place_is_made_where_it_would_be_the_wrong_one(desk: Desk) -> None:
    text = f"https://www.binance.us\nAPI Key: {API_KEY}"
    desk.form.expect(VenueId.BINANCE_US)
    desk.paste(text)
    assert not desk.says("Binance.US")
    desk.form.show_pending(None)
    desk.form.expect(VenueId.BINANCE_COM)
    desk.paste(text)
    assert desk.says("Binance.US")


def test_everything_has_a_name_and_a_place_in_the_order_of_tab(desk: Desk) -> None:
    desk.paste(API_KEY)
    assert desk.field.accessibleName() == "Paste the API key and the secret here"
    reached = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == ["paste", "paste-exchange", "paste-restart", "choose-picture"]


def test_the_middle_button_pastes_only_where_there_is_a_selection(desk: Desk) -> None:
    assert not QGuiApplication.clipboard().supportsSelection()
    QGuiApplication.clipboard().setText(PAIR)
    QTest.mouseClick(desk.field, Qt.MouseButton.MiddleButton)
    assert not desk.whole


def test_a_form_that_is_sealing_takes_nothing(desk: Desk) -> None:
    desk.paste(PAIR)
    QApplication.sendEvent(desk.form, QEvent(QEvent.Type.LayoutRequest))
    desk.paste(PAIR)
    assert len(desk.whole) == 1
    assert desk.field.placeholderText() == "Sealing…"
    assert desk.rows() == [HERE, KEPT]


def test_values_that_are_held_are_not_called_missing_while_they_are_sealed(desk: Desk) -> None:
    desk.paste(PAIR)
    desk.form.show_held()
    desk.form.show_sealing()
    assert not desk.says("still missing")
    desk.form.show_pending(None)
    assert desk.says("still missing")


def test_a_file_that_comes_with_its_name_as_a_text_is_a_picture(desk: Desk) -> None:
    data = _text("/home/me/code.png")
    data.setUrls([QUrl.fromLocalFile("/home/me/code.png")])
    assert desk.drop(data) is Qt.DropAction.CopyAction
    assert desk.pictures == [Path("/home/me/code.png")]


@pytest.mark.parametrize("good", [API_KEY, PAIR], ids=["one", "both"])
def test_an_old_problem_goes_as_soon_as_something_good_is_taken_in(desk: Desk, good: str) -> None:
    desk.paste("nothing that is a key")
    assert desk.has_problem()
    desk.paste(good)
    assert not desk.has_problem()
    desk.form.paste_again()
    assert not desk.has_problem()


def test_an_old_problem_is_not_there_when_the_form_is_shown_anew(desk: Desk) -> None:
    for show in (desk.form.paste_again, lambda: desk.form.show_pending(None)):
        desk.paste("nothing that is a key")
        desk.paste(API_KEY)
        desk.paste("nothing that is a key")
        assert desk.has_problem()
        show()
        assert not desk.has_problem()
    desk.paste("nothing that is a key")
    desk.form.hide()
    desk.form.show()
    assert not desk.has_problem()
