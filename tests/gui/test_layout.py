"""Nothing is cut off: every screen of the guide at every window size, with plain and large text."""

from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from wizard.core.facts import facts_after
from wizard.core.guide import CHECK_STEP, PASTE_STEP, GuideState
from wizard.core.outcome_words import outcome_words
from wizard.core.problems import Problem, ProblemId
from wizard.core.venue import VenueId
from wizard.core.verdict import NotChecked
from wizard.exchange.venues import loopback_venue
from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme
from wizard.gui.main_window import MainWindow
from wizard.gui.pages.guide import GuidePage
from wizard.gui.pages.step_content import StepView
from wizard.gui.pages.welcome import WelcomePage
from wizard.gui.widgets.connection_dialog import ConnectionDialog
from wizard.gui.widgets.dialogs import ask_name
from wizard.gui.widgets.other_venue_dialog import ask_other_venue
from wizard.guide.steps import load_steps

SIZES = [(720, 480), (800, 560), (900, 600), (1020, 700), (1500, 950)]
ADDRESS = "https://www.binance.com/en/my/settings/api-management"
STEPS = load_steps()

pytestmark = pytest.mark.usefixtures("qtbot")


def _no_service() -> NoReturn:
    raise AssertionError("no vault is needed to look at a layout")


@pytest.fixture(params=[1, 2], ids=["plain-text", "large-text"])
def font(request: pytest.FixtureRequest) -> Iterator[QFont]:
    """The widest common font, in the system's size and twice as large."""
    make_application()
    before = QApplication.font()
    font = QFont(before)
    if "DejaVu Sans" in QFontDatabase.families():
        font.setFamily("DejaVu Sans")
    font.setPointSizeF(before.pointSizeF() * int(request.param))
    QApplication.setFont(font)
    yield font
    QApplication.setFont(before)


@pytest.fixture
def make_window(font: QFont) -> Iterator[Callable[[bool], MainWindow]]:
    windows: list[MainWindow] = []

    def make(is_practice: bool) -> MainWindow:
        window = MainWindow(Look(Scheme.LIGHT), _no_service, is_practice=is_practice)
        windows.append(window)
        window.show()
        window.rooms.start.noticed.emit()  # the welcome page, with every page behind it
        return window

    yield make
    for window in windows:
        window.close()


def _show_step(window: MainWindow, number: int) -> None:
    (page,) = window.findChildren(GuidePage)
    step = STEPS[number - 1]
    view = StepView(
        step=step,
        number=number,
        count=len(STEPS),
        page=ADDRESS if step.page else None,
        own_key=False,
        rehearsal=number % 2 == 0,
    )
    state = GuideState(step=number, furthest=CHECK_STEP, name="Tax report")
    page.show_step(state, view, [step.rail_title for step in STEPS])
    if number == PASTE_STEP:
        page.paste.show_pending(None)
    _bring(window, page)


def _bring(window: MainWindow, page: QWidget) -> None:
    (stack,) = window.findChildren(QStackedWidget)
    stack.setCurrentWidget(page)
    for _ in range(12):
        QApplication.processEvents()


def _left(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).x()


def _faults(window: QWidget) -> list[str]:
    """What sticks out of its viewport at the sides, and what is smaller than it needs to be."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    faults = [f"{area.objectName()}: cut at the side" for area in areas if _is_cut(area)]
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    assert shown, "nothing is on the screen"
    for widget in shown:
        name = widget.objectName() or str(widget.property("text"))[:30]
        faults += [f"{name}: {fault}" for fault in _faults_of(widget, window)]
    return faults


def _is_cut(area: QScrollArea) -> bool:
    content = area.widget()
    return content is not None and content.width() > area.viewport().width()


def _faults_of(widget: QWidget, window: QWidget) -> Iterator[str]:
    least = widget.sizeHint()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        left = _left(widget, window)
        if left < 0 or left + widget.width() > window.width():
            yield "sticks out"
    if isinstance(widget, QAbstractButton) and widget.height() < least.height():
        yield "too low"
    if isinstance(widget, QPushButton) and widget.width() < least.width():
        yield "too narrow"
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        if widget.height() < needed - 1:
            yield f"{widget.height()} px high, needs {needed}"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_of_a_step_is_cut_off_and_the_buttons_below_line_up_with_it(
    make_window: Callable[[bool], MainWindow], size: tuple[int, int]
) -> None:
    window = make_window(True)
    window.resize(*size)
    (page,) = window.findChildren(GuidePage)
    for step in STEPS:
        _show_step(window, step.number)
        assert _faults(window) == [], f"step {step.number}"
        (leave,) = page.findChildren(QPushButton, "leave")
        (forward,) = page.findChildren(QPushButton, "continue")
        edge = _left(page.content, window)
        assert _left(leave, window) == edge
        assert _left(forward, window) + forward.width() == edge + page.content.width()


NO_PAIR = f"API Key: {'aB3d' * 16}\nSecret Key: {'*' * 64}\nhttps://testnet.binance.vision"
PASTED: dict[str, tuple[str, ...]] = {
    "one of two": ("aB3d" * 16,),
    "remarks": (f'"API Key: {"aB3d" * 8} {"aB3d" * 8}" testnet.binance.vision 密钥',),
    "a problem beside one": (NO_PAIR,),
    "no key": ("https://www.binance.com/en/my/settings/api-management",),
    "sealing": ("aB3d" * 16, "Zz9y" * 16),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", PASTED)
def test_nothing_is_cut_off_whatever_was_pasted(
    make_window: Callable[[bool], MainWindow], size: tuple[int, int], state: str
) -> None:
    window = make_window(True)
    window.resize(*size)
    (page,) = window.findChildren(GuidePage)
    _show_step(window, PASTE_STEP)
    (field,) = page.findChildren(QLineEdit, "paste")
    for text in PASTED[state]:
        field.setText(text)
    _bring(window, page)
    assert _faults(window) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_of_the_first_screen_is_cut_off(
    make_window: Callable[[bool], MainWindow], size: tuple[int, int]
) -> None:
    window = make_window(False)
    window.resize(*size)
    (page,) = window.findChildren(WelcomePage)
    page.show_ready(None)
    _bring(window, page)
    assert _faults(window) == []
    page.show_waiting_long()
    _bring(window, page)
    assert _faults(window) == []


def test_the_buttons_of_a_question_are_whole(make_window: Callable[[bool], MainWindow]) -> None:
    window = make_window(True)
    name = "The tax report of the whole family for the year 2026, and the one before"
    dialog = ask_name(Look(Scheme.LIGHT), window, name, ["Portfolio"])
    (field,) = dialog.findChildren(QLineEdit)
    for typed in ("", "Portfolio", "x" * 120):
        field.clear()
        QTest.keyClicks(field, typed)
        _bring(window, window.findChildren(GuidePage)[0])
        assert _faults(dialog) == [], typed
    dialog.close()


@pytest.mark.parametrize("font", [2], ids=["large-text"], indirect=True)
def test_what_is_said_of_a_paste_is_scrolled_to(
    make_window: Callable[[bool], MainWindow], qtbot: QtBot
) -> None:
    window = make_window(True)
    window.resize(720, 480)
    (page,) = window.findChildren(GuidePage)
    _show_step(window, PASTE_STEP)
    (field,) = page.findChildren(QLineEdit, "paste")
    (problem,) = page.findChildren(QWidget, "paste-problem")
    (rows,) = page.findChildren(QWidget, "paste-values")
    assert rows.visibleRegion().isEmpty(), "it is below what is seen at first"
    field.setText("https://www.binance.com/en/my/settings/api-management")
    qtbot.waitUntil(lambda: problem.visibleRegion().boundingRect() == problem.rect())
    field.setText("aB3d" * 16)
    qtbot.waitUntil(lambda: rows.visibleRegion().boundingRect() == rows.rect())


COM, US = (
    loopback_venue("http://127.0.0.1:1", "http://127.0.0.1:2", venue_id)
    for venue_id in (VenueId.PRACTICE, VenueId.PRACTICE_US)
)
UNTIL = {"until": "22 Nov, 14:05"}
TROUBLES = [
    Problem(ProblemId.KEY_UNKNOWN, values={"venue": "Binance.com"}),
    Problem(ProblemId.KEY_NOT_LET_IN, values={"venue": "Binance.US"}),
    Problem(ProblemId.BANNED, values=UNTIL),
    Problem(ProblemId.CLOCK_OFF, values={"offset": "12 minutes behind"}),
    Problem(ProblemId.PROXY_NEEDED, values={"proxy": "http://proxy.university.example:3128"}),
]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_of_the_choice_of_a_site_is_cut_off(
    make_window: Callable[[bool], MainWindow], size: tuple[int, int]
) -> None:
    window = make_window(True)
    window.resize(*size)
    (page,) = window.findChildren(GuidePage)
    for here in (COM, US):
        page.venue.show_venues((COM, US), here)
        _show_step(window, 1)
        assert page.venue.isVisible()
        assert _faults(window) == [], here.name


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_of_the_check_is_cut_off_whatever_came_of_it(
    make_window: Callable[[bool], MainWindow], size: tuple[int, int]
) -> None:
    window = make_window(True)
    window.resize(*size)
    (page,) = window.findChildren(GuidePage)
    _show_step(window, CHECK_STEP)
    page.check.show_ready(US.name)
    _bring(window, page)
    assert _faults(window) == [], "the boxes"
    for problem in TROUBLES:
        verdict = NotChecked(problem)
        page.check.show_facts(facts_after(verdict), running=False)
        page.check.show_advice(outcome_words(verdict, "Tax report"), "the other site")
        if problem.id is ProblemId.BANNED:
            page.check.advice.show_wait(UNTIL["until"], "119 seconds")
            page.offer(f"Check again at {UNTIL['until']}", enabled=False)
        page.check.advice.say("This computer’s clock and that of Binance.com agree now.")
        page.check.ask_to_look_again(US.name)
        _bring(window, page)
        assert _faults(window) == [], problem.id


def test_nothing_of_the_connection_settings_is_cut_off(
    make_window: Callable[[bool], MainWindow],
) -> None:
    window = make_window(True)
    dialog = ConnectionDialog(Look(Scheme.LIGHT), window)
    dialog.open()
    (field,) = dialog.findChildren(QLineEdit)
    dialog.show_settings(None, "http://proxy.university.example:3128")
    for typed in ("", "office", "socks5://127.0.0.1:9050"):
        field.clear()
        QTest.keyClicks(field, typed)
        _bring(window, window.findChildren(GuidePage)[0])
        assert _faults(dialog) == [], typed
    dialog.show_unreadable(Problem(ProblemId.SETTINGS_UNREADABLE, "not UTF-8"))
    _bring(window, window.findChildren(GuidePage)[0])
    assert _faults(dialog) == [], "unreadable"
    dialog.close()
    question = ask_other_venue(Look(Scheme.LIGHT), window, US.name)
    _bring(window, window.findChildren(GuidePage)[0])
    assert _faults(question) == []
    question.close()
