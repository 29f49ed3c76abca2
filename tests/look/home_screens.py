"""The saved keys: none, a few, two hundred, news, troubles, and what is told above them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from tests.core.checked_keys import (
    NOW,
    by_report,
    can_do,
    days_ago,
    not_accepted,
    read_only,
    rechecked,
)
from tests.gui.shown_keys import four_rows, many_rows, pending_key, row
from tests.look.screen import Screen
from wizard.core.guide import GuideState
from wizard.core.news import news_of
from wizard.core.permissions import TRADING
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import VerdictWord
from wizard.gui.look import Look
from wizard.gui.pages.home import HomePage, KeyRow
from wizard.gui.widgets.notice_card import NoticeCard
from wizard.gui.widgets.notice_words import NoticeKind
from wizard.gui.widgets.resume_card import ResumeCard

_LONG_NAME = "The portfolio tracker of the whole family, its tax report too"
_BEFORE = read_only(days_ago(3))
_ROUNDS = {
    "good": rechecked("Tax report", read_only(), _BEFORE),
    "report-alone": rechecked("Tax report", by_report(), by_report(days_ago(3))),
    "bad": rechecked("Tax report", can_do(TRADING), _BEFORE),
    "gone": rechecked("Tax report", not_accepted(), _BEFORE),
}


def home_page(look: Look, rows: Sequence[KeyRow]) -> HomePage:
    """The saved keys, as they come from the vault."""
    page = HomePage(look)
    page.show_keys(rows, (), NOW)
    page.show_can_lock(True)
    return page


def _empty(look: Look, _window: QWidget) -> QWidget:
    return home_page(look, ())


def _one(look: Look, _window: QWidget) -> QWidget:
    return home_page(look, [row("Tax report", read_only(), _BEFORE)])


def _mixed(selected: str, look: Look, _window: QWidget) -> QWidget:
    page = home_page(look, four_rows())
    page.select(f"id-{selected}")
    return page


def _many(look: Look, _window: QWidget) -> QWidget:
    return home_page(look, [*four_rows(), *many_rows(196)])


def _long_names(look: Look, _window: QWidget) -> QWidget:
    rows = [row(f"{_LONG_NAME} {number}", read_only()) for number in range(3)]
    page = home_page(look, rows)
    page.show_keys(rows, [pending_key(_LONG_NAME)], NOW)
    return page


def _pending(look: Look, _window: QWidget) -> QWidget:
    page = HomePage(look)
    waiting = [pending_key("Tax report"), pending_key("Old laptop", "id-Old laptop")]
    page.show_keys(four_rows(), waiting, NOW)
    return page


def _busy(look: Look, _window: QWidget) -> QWidget:
    page = home_page(look, [row("Family", read_only(), busy=True), *four_rows()[:3]])
    page.show_progress(1, 4)
    return page


def _news(name: str, look: Look, _window: QWidget) -> QWidget:
    checked = _ROUNDS[name]
    page = home_page(look, [row(checked.key.name, *checked.key.history)])
    page.show_news(news_of([checked], NOW))
    return page


def _trouble(problem: Problem, look: Look, _window: QWidget) -> QWidget:
    page = home_page(look, four_rows())
    page.show_problem(problem)
    return page


def _notice(kind: NoticeKind, look: Look, _window: QWidget) -> QWidget:
    page = home_page(look, four_rows())
    card = NoticeCard(look)
    card.show_in(page.above)
    card.tell(kind)
    return page


def _resume(found: VerdictWord | None, look: Look, _window: QWidget) -> QWidget:
    page = home_page(look, four_rows())
    card = ResumeCard(look)
    page.above.addWidget(card)
    card.offer(GuideState(step=9, furthest=9, name="Tax report", pending_id="a", found=found))
    return page


_NO_NETWORK = Problem(ProblemId.NO_NETWORK, "ENETUNREACH")
_OLDER = Problem(ProblemId.VAULT_OLDER)

SCREENS = (
    Screen("home-empty", _empty),
    Screen("home-one-key", _one, rehearsal=True),
    *(
        Screen(f"home-{name.lower().replace(' ', '-')}", partial(_mixed, name))
        for name in ("Anything Crypto", "Tax report", "Old laptop", "Family")
    ),
    Screen("home-200-keys", _many),
    Screen("home-long-names", _long_names),
    Screen("home-pending", _pending),
    Screen("home-verifying", _busy),
    *(Screen(f"home-news-{name}", partial(_news, name)) for name in _ROUNDS),
    Screen("home-no-network", partial(_trouble, _NO_NETWORK)),
    Screen("home-older-vault", partial(_trouble, _OLDER)),
    *(
        Screen(f"home-notice-{kind.name.lower().replace('_', '-')}", partial(_notice, kind))
        for kind in NoticeKind
    ),
    Screen("home-resume", partial(_resume, None)),
    Screen("home-resume-can-do-more", partial(_resume, VerdictWord.CAN_DO_MORE)),
)
