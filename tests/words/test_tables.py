"""In a pseudo-language no word of the core is left in English, whatever there is to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from PySide6.QtWidgets import QApplication

from tests.core.checked_keys import (
    IP_LIST,
    NOW,
    WITHDRAWALS,
    by_report,
    can_do,
    days_ago,
    not_accepted,
    not_checked,
    order_taken,
    read_only,
    saved_key,
)
from tests.words.lupdate import TRANSLATIONS, messages_of
from tests.words.pseudo import CODE, catalogue, unmarked
from wizard.core import wording
from wizard.core.clock_words import clock_words
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, Greeting, PermissionsSeen, TestOrder, Unanswered
from wizard.core.facts import Fact, facts_after, facts_before, facts_half_way
from wizard.core.history import Switched
from wizard.core.key_advice import advice_for
from wizard.core.key_story import story_of, summary_of
from wizard.core.news_counts import counted
from wizard.core.news_words import Alike, Fate
from wizard.core.outcome_words import box, outcome_words
from wizard.core.paste_notes import Note
from wizard.core.paste_refusals import difference
from wizard.core.paste_words import words_for
from wizard.core.permission_rows import (
    all_rows,
    report_heading,
    restriction,
    short_rows,
    weaker_rows,
)
from wizard.core.permissions import (
    HARMLESS,
    MUST_BE_OFF_IF_REPORTED,
    MUST_BE_REPORTED_OFF,
    READING,
    TRADING,
    Permissions,
    label,
)
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.saved_key import PastCheck, SavedKey
from wizard.core.secret import Secret
from wizard.core.status import named_fields, status_of
from wizard.core.time_words import (
    ago,
    ahead_or_behind,
    at_time,
    clock_time,
    long_date,
    short_date,
    time_left,
)
from wizard.core.venue import Grade, VenueId
from wizard.core.venue_words import spoken, venue_name
from wizard.core.verdict import NotAccepted, NotChecked, judge
from wizard.gui.action_words import action_words, words_at_home
from wizard.gui.languages import teach
from wizard.gui.lock_words import LockReason, choice_words, reason_words
from wizard.gui.sheets.import_words import headline, lines_about
from wizard.gui.sheets.ways_words import advice_words, code_words, keychain_words, passphrase_words
from wizard.gui.widgets.notice_words import NoticeKind, notice_words
from wizard.vault.merging import Imported
from wizard.vault.slots import Ways

BOXES = (*MUST_BE_REPORTED_OFF, *MUST_BE_OFF_IF_REPORTED)
# The exchange's own labels, brands, and a name that only a program would give.
_LABELS = "|".join(re.escape(box(field)) for field in BOXES)
ALLOWED = re.compile(rf"{_LABELS}|Binance\.(com|US)|\bms\b|enableSomethingNew|“[12]”|Tax")
FIELDS = (READING, *MUST_BE_REPORTED_OFF, *MUST_BE_OFF_IF_REPORTED, *HARMLESS)
PASTS = (
    read_only(days_ago(2)),
    read_only(days_ago(2), ipRestrict=True),
    by_report(days_ago(2)),
    by_report(days_ago(2), ipRestrict=True),
    can_do(TRADING, at=days_ago(1)),
    can_do(WITHDRAWALS, "enableSomethingNew", at=days_ago(40)),
    can_do("enableFutures"),
    order_taken(),
    replace(order_taken(), permissions=None),
    not_accepted(),
    not_accepted(ProblemId.NOT_ALLOWED),
    not_checked(),
    not_checked(ProblemId.TIMED_OUT),
)
ONE = HmacCredentials("k" * 64, Secret("s" * 64))


def _keys() -> Iterator[SavedKey]:
    yield saved_key("1")
    for first, second, grade in product(PASTS, PASTS, Grade):
        yield replace(saved_key("1", first, second, read_only(days_ago(3))), grade=grade)


def _problems() -> Iterator[str]:
    for problem_id in ProblemId:
        for problem in (
            Problem(problem_id),
            Problem(problem_id, values=dict.fromkeys(_BLANKS, "7")),
        ):
            yield from (problem.what, problem.means, problem.do)


_BLANKS = ("venue", "path", "folder", "name", "difference", "proxy", "offset", "until", "why")


def _facts() -> Iterator[str]:
    rows = list(facts_before())
    subject = Fingerprint.of(ONE)
    for fields, order in product(((), FIELDS[1:3], (*FIELDS[1:], "enableSomethingNew")), TestOrder):
        flags = {READING: True, **dict.fromkeys(MUST_BE_REPORTED_OFF, False)}
        seen = Permissions({**flags, **dict.fromkeys(fields, True)}, 1)
        for report, venue in ((seen, VenueId.BINANCE_COM), (None, VenueId.BINANCE_US)):
            rows += facts_half_way(PermissionsSeen(report, 84, 90_000))
            verdict = judge(Evidence(subject, venue, report, order, NOW, 84))
            rows += facts_after(verdict)
            words = outcome_words(verdict, "1")
            yield from (words.heading, words.lead, words.do)
    for problem_id, kind in product(ProblemId, (NotAccepted, NotChecked)):
        rows += facts_after(kind(Problem(problem_id)))
    for row in rows:
        yield from (row.label, row.value)


def _news() -> Iterator[str]:
    past = can_do(TRADING)
    for fate, count, is_all, grade in product(Fate, (1, 2, 5), (True, False), Grade):
        keys = tuple(replace(saved_key(f"{n}", past), grade=grade) for n in range(count))
        alike = Alike(keys, is_all and count > 1, NOW)
        yield re.sub(r"“\d”", "", fate.value.sentence(alike))
        yield fate.value.more(alike)
        yield counted(fate, keys)


def _stories() -> Iterator[str]:
    for key in _keys():
        yield from (chapter.words for chapter in story_of(key))
        yield summary_of(key, NOW)
        advice = advice_for(key)
        if advice is not None:
            yield from (advice.heading, advice.words)
        for fresh in (True, False):
            status = status_of(key, in_this_session=fresh, now=NOW)
            yield from (status.word, status.when)
        yield report_heading(key, NOW)
        rows = list(weaker_rows(key))
        rows += [row for past in key.history if past.permissions for row in _rows(past)]
        for row in rows:
            yield from (row.label, row.value)


def _rows(past: PastCheck) -> Iterator[Fact]:
    yield from short_rows(past)
    yield from all_rows(past)


def _small() -> Iterator[str]:
    yield from (words_for(note) for note in Note)
    yield from (label(field) for field in FIELDS)
    yield named_fields(FIELDS)
    yield from (Switched(field, on).words for field in (IP_LIST, TRADING) for on in (True, False))
    yield from (restriction(past) for past in PASTS)
    yield from (words for venue in VenueId for words in (venue_name(venue), spoken(venue)))
    for text in ("", "7" * 12, "7" * 63, "7" * 65, "7" * 90, "7" * 60 + "!", "7" * 60 + "\u200b"):
        yield difference(text).replace("!", "")
    yield clock_words(Unanswered(Problem(ProblemId.NO_NETWORK)), "7")
    yield from (clock_words(Greeting(84, off_ms), "7") for off_ms in (0, 9**6))


def _times() -> Iterator[str]:
    for days in (*range(0, 400, 29), 5000):
        then = days_ago(days)
        yield from (ago(then, NOW), clock_time(then, NOW), short_date(then), long_date(then))
        yield from (at_time(then, NOW), time_left(NOW + timedelta(days=days), NOW))
    for minutes in (0, 1, 2, 5, 60, 200, 1500, 3000):
        passed = timedelta(minutes=minutes)
        yield from (ago(NOW - passed, NOW), time_left(NOW + passed, NOW))
        yield ahead_or_behind(minutes * 60_000)
    yield from (ahead_or_behind(None), ahead_or_behind(-5000), ahead_or_behind(10**12))


def _window() -> Iterator[str]:
    for action in Action:
        yield from (action_words(action), words_at_home(action))
    for kind in NoticeKind:
        words = notice_words(kind)
        yield from (words.what, words.means, words.act, words.seen)
    for reason, minutes in product(LockReason, (None, 1, 10)):
        yield from (reason_words(reason, minutes), choice_words(minutes))
    for ways in (Ways(on, on, on, other=False) for on in (True, False)):
        for name, lost in product((None, "your system's keychain"), (True, False)):
            yield from _said(keychain_words(ways, name, lost=lost))
        yield from (*_said(passphrase_words(ways)), *_said(code_words(ways)))
        yield advice_words(ways)
    for names in ((), ("1",), ("1", "2")):
        imported = Imported(names, tuple((n, n) for n in names), names, names)
        yield headline(imported)
        yield from (heading for heading, _names in lines_about(imported))


def _said(said: tuple[str, str, object, str]) -> Iterable[str]:
    return said[0], said[1], said[3]


@pytest.fixture(scope="module")
def pseudo(qapp: QApplication) -> Iterator[None]:
    """The window speaks what the Spanish file's English texts give; see tests/words/pseudo.py."""
    teach(qapp, CODE, catalogue(messages_of(TRANSLATIONS / "es.ts")))
    yield
    teach(qapp, wording.ENGLISH, None)


@pytest.mark.parametrize("said", [_problems, _facts, _news, _stories, _small, _times, _window])
def test_nothing_is_said_in_english(pseudo: None, said: Callable[[], Iterator[str]]) -> None:
    texts = {text for text in said() if text}

    assert len(texts) > 5
    assert {text for text in texts if unmarked(text, ALLOWED)} == set()
