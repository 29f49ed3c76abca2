"""What a screen reader is told of every screen: names of what is used, pictures, no marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QTableView, QWidget

from tests.everyone.on_screen import controls, named
from tests.look.screen import Frame
from tests.look.screens import SCREENS
from wizard.core.problems import Problem, ProblemId
from wizard.gui.look import Look
from wizard.gui.widgets.drawings import IconLabel, Illustration
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("qtbot")

_ROLE = QAccessible.Role
_USED = {
    *(_ROLE.Button, _ROLE.CheckBox, _ROLE.RadioButton, _ROLE.EditableText, _ROLE.Table),
    *(_ROLE.ComboBox, _ROLE.StaticText),  # the recovery code can be reached to be read
}
_MARKS = ("**", "](", "<b>", "`")
_TELLING = 20  # characters; fewer tell nothing of a picture


def _said(widget: QWidget) -> tuple[QAccessible.Role, str, str]:
    spoken = QAccessible.queryAccessibleInterface(widget)
    which = QAccessible.Text
    return spoken.role(), spoken.text(which.Name), spoken.text(which.Description)


def test_every_screen_can_be_heard(frame: Frame) -> None:
    seen = ((screen.name, frame.show_screen(screen)) for screen in SCREENS)
    faults = [
        f"{name}: {fault}" for name, window in seen for fault in (*_mute(window), *_misread(window))
    ]
    assert not faults, "\n".join(faults)


def _mute(window: QWidget) -> Iterator[str]:
    said = {one: _said(one) for one in controls(window)}
    for one, (role, name, _) in said.items():
        if role not in _USED:
            yield f"{named(one)} is a {role.name}"
        if not name.strip():
            yield f"{named(one)} has no name"
    for what, count in Counter(said.values()).items():
        if count > 1:
            yield f"{count} things are called “{what[1]}”"


def _misread(window: QWidget) -> Iterator[str]:
    for text in window.findChildren(Text):
        if text.isVisible() and any(mark in _said(text)[1] for mark in _MARKS):
            yield f"{named(text)} is read with its marks"
    for picture in window.findChildren(Illustration):
        role, name, _ = _said(picture)
        if picture.isVisible() and (role is not _ROLE.Graphic or len(name) < _TELLING):
            yield f"a picture is told as “{name}”, a {role.name}"
    for icon in window.findChildren(IconLabel):
        if icon.isVisible() and _said(icon)[1]:
            yield f"an icon beside words says “{_said(icon)[1]}” again"
    for table in window.findChildren(QTableView):
        yield from _mute_cells(table)


def _mute_cells(table: QTableView) -> Iterator[str]:
    spoken = QAccessible.queryAccessibleInterface(table)
    for place in range(min(spoken.childCount(), 40)):
        cell = spoken.child(place)
        if cell.role() is _ROLE.Cell and not cell.text(QAccessible.Text.Name).strip():
            yield f"cell {place} of the table says nothing"


def test_every_problem_can_be_heard(look: Look) -> None:
    card = ProblemCard(look)
    for problem_id in ProblemId:
        problem = Problem(problem_id)
        card.show_problem(problem)
        name = _said(card)[1]
        assert name == f"{problem.what} {problem.means} {problem.do}"
        assert not any(mark in name for mark in _MARKS), problem_id
    card.deleteLater()
