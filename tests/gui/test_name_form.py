"""The fields for a name: a key or a secret that is pasted there leaves no trace."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme
from wizard.gui.pages.name_form import NameForm
from wizard.gui.widgets.dialogs import NameDialog

SECRET = "aB3dE5gH" * 8
BOTH = f"API Key: {SECRET[::-1]}\nSecret Key: {SECRET}"
LATE = f"{'what the page says ' * 7}{SECRET}"  # nothing may be cut off before it is judged
LIKE_A_KEY = "This looks like an API key or a secret"

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def form() -> Iterator[NameForm]:
    make_application()
    form = NameForm(Look(Scheme.LIGHT))
    form.show()
    form.activateWindow()
    form.field.setFocus()
    yield form
    form.close()
    QGuiApplication.clipboard().clear()


def _says(widget: QWidget, words: str) -> bool:
    return any(words in label.text() for label in widget.findChildren(QLabel))


def _paste(field: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("text", [SECRET, BOTH, LATE], ids=["one", "both", "late"])
def test_a_pasted_secret_leaves_the_field_at_once(form: NameForm, text: str) -> None:
    heard: list[str] = []
    form.changed.connect(heard.append)
    _paste(form.field, text)
    assert form.field.text() == ""
    assert _says(form, LIKE_A_KEY)
    assert not any(heard)
    assert not form.field.isUndoAvailable()
    QTest.keyClick(form.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.field.text() == ""
    QTest.keyClicks(form.field, "Tax")
    assert heard[-1] == "Tax"
    assert _says(form, LIKE_A_KEY), "who types on has not read it yet"
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    assert not _says(form, LIKE_A_KEY)


def test_only_what_looks_like_a_key_is_taken_away(form: NameForm) -> None:
    QTest.keyClicks(form.field, f"Tax report {SECRET[:40]}")
    assert form.field.text() == "Tax report"
    assert _says(form, LIKE_A_KEY)
    form.field.clear()
    assert not _says(form, LIKE_A_KEY)
    words = "The key for the tax adviser and for my books"
    QTest.keyClicks(form.field, words)
    assert form.field.text() == words
    assert not _says(form, LIKE_A_KEY)


def test_an_aid_for_input_that_sets_a_whole_text_is_heard_too(form: NameForm) -> None:
    form.field.setText(SECRET)
    assert form.field.text() == ""
    assert _says(form, LIKE_A_KEY)


def test_a_secret_in_the_dialog_for_another_name(form: NameForm) -> None:
    dialog = NameDialog(Look(Scheme.LIGHT), form, "Tax", ())
    (field,) = dialog.findChildren(QLineEdit, "name-dialog-name")
    dialog.show()
    _paste(field, LATE)
    assert field.text() == ""
    assert not field.isUndoAvailable()
    assert _says(dialog, LIKE_A_KEY)
    dialog.close()
