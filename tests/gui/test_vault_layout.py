"""Nothing is cut off in the dialogs about the vault, and the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.look.dialog_screens import LONG, SHEETS, Make
from wizard.core.problems import Problem, ProblemId
from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.code_view import CodeView

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture(params=[1, 2], ids=["plain-text", "large-text"])
def parent(request: pytest.FixtureRequest) -> Iterator[QWidget]:
    """The widest common font, in the system's size and twice as large."""
    make_application()
    before = QApplication.font()
    font = QFont(before)
    if "DejaVu Sans" in QFontDatabase.families():
        font.setFamily("DejaVu Sans")
    font.setPointSizeF(before.pointSizeF() * int(request.param))
    QApplication.setFont(font)
    parent = QWidget()
    parent.resize(720, 480)
    parent.show()
    yield parent
    parent.close()
    QApplication.setFont(before)


def _shown(make: Make, parent: QWidget) -> Sheet:
    sheet = make(Look(Scheme.LIGHT), parent)
    sheet.open()
    for _ in range(10):
        QApplication.processEvents()
    return sheet


def _faults(sheet: Sheet) -> list[str]:
    """What is smaller than its words need, and what is larger than the place that it has."""
    screen = sheet.screen().availableGeometry()
    faults = [f for one in sheet.findChildren(QWidget) if one.isVisible() for f in _too_small(one)]
    if sheet.height() > screen.height() or sheet.width() > screen.width():
        faults.append("larger than the screen")
    if _inside(sheet).width() > _area(sheet).viewport().width():
        faults.append("cut at the side")
    return faults


def _area(sheet: Sheet) -> QScrollArea:
    (area,) = sheet.findChildren(QScrollArea)
    return area


def _inside(sheet: Sheet) -> QWidget:
    inside = _area(sheet).widget()
    assert inside is not None
    return inside


def _too_small(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QLabel | QAbstractButton | QLineEdit | CodeView):
        return
    name = f"{widget.objectName()} {str(widget.property('text'))[:30]}"
    needed = widget.sizeHint().height()
    if widget.hasHeightForWidth():
        needed = widget.heightForWidth(widget.width())
    if widget.height() < needed - 1:
        yield f"{name}: {widget.height()} high, needs {needed}"
    if widget.width() < widget.minimumSizeHint().width():
        yield f"{name}: {widget.width()} wide"


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_cut_off(name: str, parent: QWidget) -> None:
    assert not _faults(_shown(SHEETS[name], parent))


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_cut_off_beside_a_problem(name: str, parent: QWidget) -> None:
    sheet = _shown(SHEETS[name], parent)
    bar = _area(sheet).verticalScrollBar()
    bar.setValue(bar.maximum())
    values = {"path": str(LONG), "folder": str(LONG.parent)}
    sheet.show_problem(Problem(ProblemId.EXPORT_NOT_WRITTEN, "EACCES", values))
    for _ in range(10):
        QApplication.processEvents()
    assert not _faults(sheet)
    seen = _area(sheet).viewport()
    top = sheet.problem.mapTo(seen, sheet.problem.rect().topLeft())
    assert seen.rect().contains(top), "what went wrong is out of sight"


@pytest.mark.parametrize("name", SHEETS)
def test_everything_has_a_name_and_the_keyboard_reaches_it(name: str, parent: QWidget) -> None:
    sheet = _shown(SHEETS[name], parent)
    sheet.activateWindow()
    wanted = {
        widget
        for widget in sheet.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit)
        and widget.isVisible()
        and widget.isEnabled()
    }
    for widget in wanted:
        said = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        assert said.strip(), widget.objectName()
    reached: set[QWidget] = set()
    start = sheet.focusWidget()
    assert start is not None
    here: QWidget | None = start
    for _ in range(len(wanted) + 3):
        if here is not None:
            reached.add(here)
        QTest.keyClick(sheet, Qt.Key.Key_Tab)
        here = sheet.focusWidget()
    group = {one for one in wanted if one.objectName().startswith("lock-after-")}
    eyes = {one for one in wanted if one.objectName().endswith("-eye")}  # F9 in their field
    # One of a group: the arrow keys lead to the others.
    missed = wanted - reached - group - eyes
    assert not missed, [one.objectName() for one in missed]
    assert not group or group & reached


@pytest.mark.parametrize("name", SHEETS)
def test_escape_closes_it_and_empties_its_fields(name: str, parent: QWidget) -> None:
    sheet = _shown(SHEETS[name], parent)
    fields = sheet.findChildren(QLineEdit)
    for field in fields:
        field.setText("typed by somebody")
    texts: list[str] = []
    sheet.finished.connect(lambda _: texts.extend(field.text() for field in fields))
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert not any(texts)


def test_the_first_field_has_the_focus(parent: QWidget) -> None:
    for name, field in (
        ("passphrase", "new-passphrase"),
        ("leave", "leave-passphrase"),
        ("renew", "present-passphrase"),
        ("copy", "copy-passphrase"),
        ("export", "export-file"),
        ("import", "import-file"),
    ):
        sheet = _shown(SHEETS[name], parent)
        focused = sheet.focusWidget()
        assert focused is not None
        assert focused.objectName() == field
        sheet.reject()
