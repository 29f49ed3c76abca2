"""What is remembered of the last checks: how they ended, and nothing of any key."""

from __future__ import annotations

import threading

from tests.core.checked_keys import NOW
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, Refused, TestOrder, Unanswered
from wizard.core.permissions import MUST_BE_REPORTED_OFF, READING, Permissions
from wizard.core.problems import Problem, ProblemId
from wizard.core.report import RecentCheck, Trouble
from wizard.core.saved_key import VerdictWord
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.core.verdict import judge
from wizard.key_service.session_log import SessionLog

MARK = "MarkedKey0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRS"
HERE = VenueId.PRACTICE


def test_a_check_is_told_with_its_times_and_codes() -> None:
    log = SessionLog()
    evidence = Evidence(
        subject=Fingerprint.of(HmacCredentials(MARK, Secret(MARK))),
        venue=HERE,
        permissions=Permissions({READING: True, **dict.fromkeys(MUST_BE_REPORTED_OFF, False)}, 1),
        test_order=TestOrder.REFUSED,
        checked_at=NOW,
        answered_ms=80,
        clock_off_ms=-5,
    )
    refused = Refused(Problem(ProblemId.KEY_UNKNOWN, "HTTP 400, code -2008", {"name": MARK}))
    log.note(HERE, evidence, judge(evidence), NOW)
    log.note(HERE, refused, judge(refused), NOW)
    trouble = Trouble(ProblemId.KEY_UNKNOWN, "HTTP 400, code -2008")
    assert log.checks() == (
        RecentCheck(NOW, HERE, VerdictWord.NOT_ACCEPTED, trouble, None, None),
        RecentCheck(NOW, HERE, VerdictWord.READ_ONLY, None, 80, -5),
    )
    assert MARK not in repr(log.checks())


def test_only_the_last_ones_are_kept_from_any_thread() -> None:
    log = SessionLog()
    silent = Unanswered(Problem(ProblemId.TIMED_OUT))

    def many() -> None:
        for _ in range(50):
            log.note(HERE, silent, judge(silent), NOW)

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(log.checks()) == 20
