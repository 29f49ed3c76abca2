"""Nobody there is noticed by both clocks, and each way of touching the program counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from wizard.gui.idle_watch import IdleWatch

pytestmark = pytest.mark.usefixtures("qtbot")

TEN_MINUTES_MS = 600_000


class Clocks:
    """Both clocks, as a test sets them, in seconds."""

    def __init__(self) -> None:
        self.steady = 1000.0
        self.wall = 1_790_000_000.0

    def pass_by(self, seconds: float) -> None:
        """Time goes by while the program runs."""
        self.steady += seconds
        self.wall += seconds


class Watched:
    """A window, a watch on it, and what that said."""

    def __init__(self) -> None:
        self.clocks = Clocks()
        self.window = QWidget()
        self.field = QLineEdit(self.window)
        self.window.show()
        self.said: list[str] = []
        clocks = self.clocks
        self.watch = IdleWatch(self.window, lambda: clocks.steady, lambda: clocks.wall)
        self.watch.idle.connect(lambda: self.said.append("idle"))
        self.watch.slept.connect(lambda: self.said.append("slept"))

    def pass_by(self, seconds: float) -> None:
        """Time goes by, and the watch looks every five seconds."""
        for _ in range(int(seconds // 5)):
            self.clocks.pass_by(5)
            self.watch.look()


@pytest.fixture
def watched() -> Iterator[Watched]:
    watched = Watched()
    watched.watch.watch(TEN_MINUTES_MS)
    yield watched
    watched.watch.stop()
    watched.window.close()


def test_after_so_long_and_not_before(watched: Watched) -> None:
    watched.pass_by(595)
    assert watched.said == []
    watched.pass_by(10)
    assert watched.said == ["idle", "idle"], "it is said until somebody listens"


def _wheel(watched: Watched) -> None:
    middle = QPointF(5, 5)
    nothing, down = QPoint(), QPoint(0, -120)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(middle, middle, nothing, down, buttons, keys, phase, False)
    QApplication.sendEvent(watched.field, event)


def _touch(watched: Watched) -> None:
    screen = QTest.createTouchDevice(
        QInputDevice.DeviceType.TouchScreen, QInputDevice.Capability.Position
    )
    assert isinstance(screen, QPointingDevice)
    QTest.touchEvent(watched.window, screen).press(0, QPoint(3, 3), watched.window).commit()


def _move(watched: Watched) -> None:
    """Sent as the system's own would arrive: QTest moves nothing where no window has the mouse."""
    for x in (4.0, 9.0):
        place = QPointF(x, 4.0)
        none = Qt.MouseButton.NoButton
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            QPointF(watched.field.mapToGlobal(place.toPoint())),
            none,
            none,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(watched.field, moved)


@pytest.mark.parametrize(
    "touch",
    [
        lambda watched: QTest.keyClick(watched.field, Qt.Key.Key_A),
        _move,
        lambda watched: QTest.mouseClick(watched.field, Qt.MouseButton.LeftButton),
        _wheel,
        _touch,
    ],
    ids=["key", "move", "click", "wheel", "touch"],
)
def test_whatever_a_person_does_begins_the_time_anew(
    watched: Watched, touch: Callable[[Watched], None]
) -> None:
    QApplication.processEvents()
    watched.pass_by(595)
    touch(watched)
    QApplication.processEvents()
    watched.pass_by(595)
    assert watched.said == []


def test_another_window_of_the_program_counts_too(watched: Watched) -> None:
    other = QLineEdit()
    other.show()
    watched.pass_by(595)
    QTest.keyClick(other, Qt.Key.Key_A)
    watched.pass_by(595)
    assert watched.said == []
    other.close()


def test_what_the_program_does_by_itself_is_nobody(watched: Watched) -> None:
    watched.pass_by(595)
    for kind in (QEvent.Type.Timer, QEvent.Type.UpdateRequest, QEvent.Type.WindowActivate):
        QApplication.sendEvent(watched.window, QEvent(kind))
    watched.field.setText("written by the program")
    watched.field.repaint()
    watched.pass_by(5)
    assert watched.said == ["idle"]


@pytest.mark.parametrize("clock", ["wall", "steady"])
def test_a_computer_that_slept_is_noticed_by_whichever_clock_went_on(
    watched: Watched, clock: str
) -> None:
    watched.pass_by(30)
    setattr(watched.clocks, clock, getattr(watched.clocks, clock) + 90)
    watched.watch.look()
    assert watched.said == ["slept"]
    watched.pass_by(30)
    assert watched.said == ["slept"]


def test_a_busy_computer_and_a_clock_put_back_did_not_sleep(watched: Watched) -> None:
    watched.clocks.pass_by(50)
    watched.watch.look()
    watched.clocks.wall -= 3600
    watched.watch.look()
    assert watched.said == []
    watched.pass_by(595)
    assert watched.said == ["idle"] * len(watched.said)
    assert watched.said


def test_never_by_itself_still_hears_of_a_sleep(watched: Watched) -> None:
    watched.watch.watch(None)
    watched.pass_by(7200)
    assert watched.said == []
    watched.clocks.wall += 3600
    watched.watch.look()
    assert watched.said == ["slept"]


def test_once_stopped_it_says_nothing_and_begins_anew() -> None:
    watched = Watched()
    watched.watch.watch(TEN_MINUTES_MS)
    watched.watch.stop()
    watched.clocks.pass_by(7200)
    watched.watch.watch(TEN_MINUTES_MS)
    assert watched.watch.is_on
    watched.pass_by(595)
    assert watched.said == []
    watched.watch.stop()
    watched.window.close()
