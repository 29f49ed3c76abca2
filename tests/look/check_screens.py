"""Step 10 with everything that can come of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from tests.core.checked_keys import NOW
from tests.look.guide_screens import US, guide_page
from tests.look.screen import Screen
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, PermissionsSeen, TestOrder
from wizard.core.facts import facts_after, facts_before, facts_half_way
from wizard.core.guide import CHECK_STEP, GuideState
from wizard.core.outcome_words import outcome_words
from wizard.core.permissions import MUST_BE_REPORTED_OFF, READING, TRADING, Permissions
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.saved_key import VerdictWord
from wizard.core.secret import Secret
from wizard.core.status import Tone
from wizard.core.venue import VenueId
from wizard.core.verdict import NotAccepted, NotChecked, Verdict, judge
from wizard.gui.look import Look
from wizard.gui.pages.guide import GuidePage
from wizard.gui.widgets.text import Role

_SUBJECT = Fingerprint.of(HmacCredentials("k" * 64, Secret("s" * 64)))
_ROLES = {
    Tone.GOOD: Role.TITLE_GOOD,
    Tone.BAD: Role.TITLE_BAD,
    Tone.WARN: Role.TITLE_WARN,
    Tone.QUIET: Role.TITLE,
}
_UNTIL = {"until": "14:05"}


@dataclass(frozen=True, slots=True)
class _Outcome:
    name: str
    verdict: Verdict
    button: str = "Check again"
    state: VerdictWord = VerdictWord.NOT_CHECKED
    waits: bool = False


def _permissions(**on: bool) -> Permissions:
    flags = {READING: True, **dict.fromkeys(MUST_BE_REPORTED_OFF, False), **on}
    return Permissions(flags, 1)


def _evidence(permissions: Permissions | None, order: TestOrder, venue: VenueId) -> Evidence:
    return Evidence(_SUBJECT, venue, permissions, order, NOW, 84)


def _proven(order: TestOrder, **on: bool) -> Verdict:
    return judge(_evidence(_permissions(**on), order, VenueId.PRACTICE))


def _refused(problem: ProblemId, **values: str) -> Verdict:
    return NotAccepted(Problem(problem, values=values))


def _unclear(problem: ProblemId, **values: str) -> Verdict:
    return NotChecked(Problem(problem, values=values))


_SITE = "Binance.com"
OUTCOMES = (
    _Outcome("read-only", _proven(TestOrder.REFUSED), "Show my keys", state=VerdictWord.READ_ONLY),
    _Outcome(
        "cannot-trade",
        judge(_evidence(None, TestOrder.REFUSED, VenueId.PRACTICE_US)),
        "Show my keys",
        state=VerdictWord.READ_ONLY,
    ),
    _Outcome("can-trade", _proven(TestOrder.OFF, **{TRADING: True})),
    _Outcome("can-withdraw", _proven(TestOrder.OFF, enableWithdrawals=True, enableFutures=True)),
    _Outcome("unknown-key", _refused(ProblemId.KEY_UNKNOWN, venue=_SITE)),
    _Outcome("wrong-secret", _refused(ProblemId.WRONG_SECRET)),
    _Outcome("not-let-in", _refused(ProblemId.KEY_NOT_LET_IN, venue=_SITE)),
    _Outcome("no-network", _unclear(ProblemId.NO_NETWORK)),
    _Outcome("clock-off", _unclear(ProblemId.CLOCK_OFF, offset="12 minutes behind")),
    _Outcome(
        "proxy-needed",
        _unclear(ProblemId.PROXY_NEEDED, proxy="http://proxy.university.example:3128"),
    ),
    _Outcome("banned", _unclear(ProblemId.BANNED, **_UNTIL), "Check again at 14:05", waits=True),
)


def _page(look: Look) -> GuidePage:
    return guide_page(look, CHECK_STEP)


def _outcome(one: _Outcome, look: Look, _window: QWidget) -> QWidget:
    page, verdict = _page(look), one.verdict
    words = outcome_words(verdict, "Tax report")
    state = GuideState(step=CHECK_STEP, furthest=CHECK_STEP, pending_id="a").checked(one.state)
    page.show_rail(state)
    page.show_ways(state)
    page.content.show_result(words.heading, _ROLES[words.tone], words.lead)
    page.content.hide_around()
    page.check.show_facts(facts_after(verdict), running=False)
    page.check.show_advice(words, "the other site")
    if one.waits:
        page.check.advice.show_wait(_UNTIL["until"], "119 seconds", alone=True)
    stands_out = not words.actions or words.actions[0] is Action.TRY_AGAIN
    page.offer(one.button, enabled=not one.waits, stands_out=stands_out)
    return page


def _running(look: Look, _window: QWidget) -> QWidget:
    page = _page(look)
    page.content.show_result("Checking the key…", Role.TITLE, "This takes a few seconds at most.")
    page.content.hide_around()
    page.check.show_facts(facts_before(), running=True)
    seen = PermissionsSeen(_permissions(), answered_ms=84)
    page.check.show_facts(facts_half_way(seen), running=True)
    page.offer("Stop", enabled=True)
    return page


def _boxes(look: Look, _window: QWidget) -> QWidget:
    page = _page(look)
    page.check.show_ready(US.name)
    page.offer("Check now", enabled=False)
    return page


def _look_again(look: Look, window: QWidget) -> QWidget:
    page = _outcome(OUTCOMES[2], look, window)
    assert isinstance(page, GuidePage)
    page.check.advice.say("This computer’s clock and that of Binance.com agree now.")
    page.check.ask_to_look_again(US.name)
    return page


SCREENS = (
    Screen("check-running", _running),
    *(Screen(f"check-{one.name}", partial(_outcome, one)) for one in OUTCOMES),
    Screen("check-look-at-the-boxes", _boxes),
    Screen("check-look-again", _look_again),
)
