"""The saved keys' screen: shows what it is given, keeps the selection, says what is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.core.checked_keys import (
    NOW,
    Rechecked,
    can_do,
    days_ago,
    not_accepted,
    read_only,
)
from tests.gui.shown_keys import four_rows, many_rows, pending_key, row
from wizard.core.guide import GuideState
from wizard.core.news import News, news_of
from wizard.core.permissions import TRADING
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.saved_key import VerdictWord
from wizard.core.status import Tone
from wizard.gui.look import Look, Scheme
from wizard.gui.pages.home import HomePage
from wizard.gui.widgets.dialogs import ConfirmDialog, NameDialog
from wizard.gui.widgets.key_table import KeyTable

_BAD = News(Tone.BAD, "1 key is no longer read-only.", "The others: …", "id-Tax report")


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[HomePage]:
    shown = HomePage(Look(Scheme.LIGHT))
    qtbot.addWidget(shown)
    shown.resize(1020, 700)
    shown.show()
    shown.show_keys(four_rows(), (), NOW)
    yield shown
    shown.close()


def button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def press(page: QWidget, name: str) -> None:
    button(page, name).click()


def child(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def table(page: HomePage) -> KeyTable:
    found = page.findChild(KeyTable)
    assert isinstance(found, KeyTable)
    return found


def test_the_buttons_at_the_top_say_what_is_wanted(page: HomePage, qtbot: QtBot) -> None:
    for name, signal in (
        ("new-key", page.new_key),
        ("check-own-key", page.check_own_key),
        ("check-an-address", page.check_address),
        ("verify-all", page.verify_all),
        ("why", page.why),
    ):
        with qtbot.waitSignal(signal):
            press(page, name)


def test_the_details_follow_the_selection(page: HomePage) -> None:
    page.select("id-Tax report")
    details = words(child(page, "key-details"))
    assert "Can trade" in details
    assert "Spot &amp; margin trading switched <b>on</b>" in details
    assert "Enable Spot & Margin Trading" in details
    assert "xxxx" not in details
    page.select("id-Anything Crypto")
    assert "Read-only" in words(child(page, "key-details"))
    assert not child(page, "key-advice").isVisible()


def test_an_unknown_key_cannot_be_selected(page: HomePage) -> None:
    page.select("id-Family")
    page.select("nobody")
    assert table(page).chosen_id == "id-Family"


def test_the_actions_carry_the_selected_key(page: HomePage, qtbot: QtBot) -> None:
    page.select("id-Old laptop")
    for name, signal in (("verify-one", page.verify), ("create-again", page.create_again)):
        with qtbot.waitSignal(signal) as asked:
            press(page, name)
        assert asked.args == ["id-Old laptop"]


def test_a_busy_key_is_not_verified_twice(page: HomePage, qtbot: QtBot) -> None:
    page.show_keys([row("Family", read_only(), busy=True)], (), NOW)
    assert button(page, "verify-one").text() == "Verifying…"
    with qtbot.assertNotEmitted(page.verify):
        press(page, "verify-one")
        QTest.keyClick(table(page), Qt.Key.Key_Return)


def test_the_exchanges_page_is_asked_for_as_an_action(page: HomePage, qtbot: QtBot) -> None:
    page.select("id-Tax report")
    with qtbot.waitSignal(page.problem_acted) as asked:
        press(page, "open-key-page")
    assert asked.args == [Action.OPEN_PAGE]


def test_renaming_asks_for_a_free_name(page: HomePage, qtbot: QtBot) -> None:
    page.show_keys(four_rows(), [pending_key("Accountant")], NOW)
    page.select("id-Family")
    press(page, "rename-key")
    dialog = page.findChild(NameDialog)
    assert isinstance(dialog, NameDialog)
    field = dialog.findChild(QLineEdit, "name-dialog-name")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Family"
    for taken in ("tax REPORT", "  Accountant ", "", "long " * 12 + "names"):
        field.setText("")
        QTest.keyClicks(field, taken or " ")
        assert not button(dialog, "name-dialog-ok").isEnabled(), taken
        assert words(dialog).count("\n"), taken
    field.setText("")
    QTest.keyClicks(field, "  Home   office ")
    with qtbot.waitSignal(page.rename) as asked:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["id-Family", "Home office"]


def test_removing_explains_and_escape_keeps_the_key(page: HomePage, qtbot: QtBot) -> None:
    page.select("id-Family")
    press(page, "remove-key")
    dialog = page.findChild(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    assert "Old copies of it may remain" in words(dialog)
    assert "delete the key at the exchange" in words(dialog)
    with qtbot.assertNotEmitted(page.remove):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_removes_nothing_by_accident(page: HomePage, qtbot: QtBot) -> None:
    press(page, "remove-key")
    dialog = page.findChild(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    with qtbot.assertNotEmitted(page.remove):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_removing_is_said_after_it_was_confirmed(page: HomePage, qtbot: QtBot) -> None:
    page.select("id-Family")
    QTest.keyClick(table(page), Qt.Key.Key_Delete)
    dialog = page.findChild(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    # The selection may move on while the question is open; the answer is about the old one.
    page.select("id-Tax report")
    with qtbot.waitSignal(page.remove) as asked:
        press(dialog, "confirm-dialog-ok")
    assert asked.args == ["id-Family"]


def test_create_it_again_stands_out_for_a_deleted_key(page: HomePage) -> None:
    main = button(page, "verify-all").styleSheet()
    page.select("id-Anything Crypto")
    assert button(page, "create-again").styleSheet() != main
    page.select("id-Old laptop")
    assert button(page, "create-again").styleSheet() == main


def test_to_hand_a_new_key_over_stands_out_until_that_was_done(page: HomePage) -> None:
    main = button(page, "verify-all").styleSheet()
    page.select("id-Anything Crypto")
    assert button(page, "hand-over").styleSheet() != main
    page.note_saved("id-Anything Crypto")
    assert button(page, "hand-over").styleSheet() == main
    page.select("id-Family")
    assert button(page, "hand-over").styleSheet() != main, "it was another that was saved"
    page.note_saved("id-Tax report")
    page.select("id-Tax report")
    assert button(page, "hand-over").styleSheet() != main, "it can trade: that comes first"
    page.note_saved("")


def test_pending_keys_can_be_resumed_and_discarded(page: HomePage, qtbot: QtBot) -> None:
    pending = [pending_key("Accountant"), pending_key("Family 2", replaces="id-Family")]
    page.show_keys(four_rows(), pending, NOW)
    assert "“Accountant” is sealed but not proven yet." in words(page)
    assert "A new key for “Family 2” is sealed but not proven yet." in words(page)
    with qtbot.waitSignal(page.resume_pending) as asked:
        press(page, "pending-resume")
    assert asked.args == ["id-Accountant"]
    press(page, "pending-discard")
    dialog = page.findChild(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    with qtbot.waitSignal(page.discard_pending) as asked:
        press(dialog, "confirm-dialog-ok")
    assert asked.args == ["id-Accountant"]
    page.waiting.leave_out("id-Accountant")
    assert "“Accountant” is sealed" not in words(page), "it is offered elsewhere"
    assert "“Family 2” is sealed" in words(page)
    page.waiting.leave_out("")
    assert "“Accountant” is sealed" in words(page)
    page.waiting.note_left_at(GuideState(pending_id="id-Accountant", found=VerdictWord.CAN_DO_MORE))
    assert "“Accountant” could do more than read when last checked: switch" in words(page)
    page.show_keys(four_rows(), (), NOW)
    assert "sealed" not in words(page)


def test_news_leads_to_the_key_that_changed(page: HomePage) -> None:
    assert not child(page, "news").isVisible()
    page.show_news(_BAD)
    assert child(page, "news").accessibleName() == "1 key is no longer read-only. The others: …"
    press(page, "news-show")
    assert table(page).chosen_id == "id-Tax report"
    page.show_news(None)
    assert not child(page, "news").isVisible()


def test_good_news_has_nothing_to_show(page: HomePage) -> None:
    news = news_of([Rechecked(one.key, None) for one in many_rows(3)], NOW)
    page.show_news(news)
    assert child(page, "news").isVisible()
    assert not button(page, "news-show").isVisible()


def test_progress_takes_the_place_of_old_news_and_can_be_stopped(
    page: HomePage, qtbot: QtBot
) -> None:
    page.show_news(_BAD)
    page.show_problem(Problem(ProblemId.NO_NETWORK))
    button(page, "verify-all").setFocus()
    page.show_progress(2, 5)
    assert not child(page, "news").isVisible()
    assert not button(page, "verify-all").isEnabled()
    assert "2 of 5" in words(child(page, "progress"))
    assert page.focusWidget() is button(page, "stop-verifying")
    with qtbot.waitSignal(page.stop_verifying):
        press(page, "stop-verifying")
    with qtbot.assertNotEmitted(page.stop_verifying):
        press(page, "stop-verifying")
    page.show_progress(3, 5)
    assert "Stopping…" in words(child(page, "progress"))
    page.show_progress(0, None)
    assert not child(page, "progress").isVisible()
    assert button(page, "verify-all").isEnabled()
    assert page.focusWidget() is button(page, "verify-all")
    page.show_progress(0, 1)
    with qtbot.waitSignal(page.stop_verifying):
        press(page, "stop-verifying")


def test_a_problem_is_shown_and_its_button_forwarded(page: HomePage, qtbot: QtBot) -> None:
    page.show_problem(Problem(ProblemId.NO_NETWORK))
    with qtbot.waitSignal(page.problem_acted) as asked:
        press(page, "problem-action")
    assert asked.args == [Action.TRY_AGAIN]
    page.show_problem(None)
    assert not child(page, "problem").isVisible()


def test_without_keys_it_says_so(page: HomePage) -> None:
    page.show_keys((), (), NOW)
    assert "No saved keys." in words(page)
    assert not table(page).isVisible()
    assert not child(page, "key-details").isVisible()
    assert not button(page, "verify-all").isEnabled()
    page.show_keys(four_rows(), (), NOW)
    assert child(page, "key-details").isVisible()


def test_long_histories_and_all_permissions_open_on_demand(page: HomePage) -> None:
    history = [
        can_do(TRADING, at=days_ago(day)) if day % 2 else read_only(days_ago(day))
        for day in range(9)
    ]
    page.show_keys([row("Family", *history)], (), NOW)
    before = words(child(page, "key-details"))
    assert button(page, "history-all").text() == "Show 5 older"
    press(page, "history-all")
    press(page, "all-permissions")
    after = words(child(page, "key-details"))
    assert after.count("switched") == 8
    assert before.count("switched") == 4
    assert "Universal transfers" in after
    assert "Alpha Withdrawals" in after
    press(page, "history-all")
    press(page, "all-permissions")
    assert words(child(page, "key-details")) == before


def test_the_exchanges_own_names_are_never_taken_for_markup(page: HomePage) -> None:
    nasty = "<b>enable</b><img src=x>"
    page.show_keys([row("A", can_do(nasty), read_only(days_ago(1)))], (), NOW)
    assert "&lt;b&gt;enable" in words(child(page, "key-details"))


def test_a_key_that_was_never_accepted_shows_no_permissions(page: HomePage) -> None:
    page.show_keys([row("A", not_accepted())], (), NOW)
    assert not child(page, "permissions").isVisible()


@pytest.mark.parametrize("factor", [1, 2])
@pytest.mark.parametrize("size", [(720, 480), (900, 600), (1020, 700), (1500, 900)])
def test_nothing_is_cut_off_at_the_side(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int], factor: int
) -> None:
    plain = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(10.0 * factor)
    qapp.setFont(larger)
    try:
        page = HomePage(Look(Scheme.DARK))
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.show_keys(four_rows(), [pending_key("Accountant")], NOW)
        page.show_news(_BAD)
        page.select("id-Tax report")
        qapp.processEvents()
        for one in page.findChildren(QPushButton):
            if one.isVisible():
                assert one.width() >= one.minimumSizeHint().width(), one.text()
                right = one.mapTo(page, one.rect().topRight()).x()
                assert right < page.width(), one.text()
    finally:
        qapp.setFont(plain)


def test_every_control_has_a_name(page: HomePage) -> None:
    page.show_keys(four_rows(), [pending_key("Accountant")], NOW)
    page.show_news(_BAD)
    for one in page.findChildren(QPushButton):
        assert one.objectName()
        assert one.accessibleName() or one.text() or not one.isVisible()
    assert button(page, "verify-one").accessibleName() == "Verify “Anything Crypto”"
