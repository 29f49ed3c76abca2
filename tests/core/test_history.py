"""From verdicts to history, and what changed between two checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, TestOrder
from wizard.core.history import Switched, past_check, switched_between, word_of
from wizard.core.permissions import IP_RESTRICTED, READING, TRADING, Permissions
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import PastCheck, VerdictWord
from wizard.core.secret import Secret
from wizard.core.venue import Grade, VenueId
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, Verdict

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHECKED_AT = datetime(2026, 11, 22, 11, 59, tzinfo=UTC)
FLAGS = {READING: True, TRADING: False, "enableFutures": False, IP_RESTRICTED: False}
EVIDENCE = Evidence(
    subject=Fingerprint.of(HmacCredentials("A" * 64, Secret("B" * 64))),
    venue=VenueId.PRACTICE,
    permissions=Permissions(FLAGS, 1),
    test_order=TestOrder.REFUSED,
    checked_at=CHECKED_AT,
    answered_ms=80,
)
UNKNOWN = Problem(ProblemId.KEY_UNKNOWN)
SILENT = Problem(ProblemId.NO_NETWORK)


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        (ReadOnly(EVIDENCE, Grade.FULL), VerdictWord.READ_ONLY),
        (CanDoMore(EVIDENCE, (TRADING,)), VerdictWord.CAN_DO_MORE),
        (NotAccepted(UNKNOWN), VerdictWord.NOT_ACCEPTED),
        (NotChecked(SILENT), VerdictWord.NOT_CHECKED),
    ],
)
def test_what_the_history_keeps(verdict: Verdict, word: VerdictWord) -> None:
    kept = past_check(verdict, NOW)

    assert word_of(verdict) is word
    assert kept.verdict is word
    if isinstance(verdict, NotAccepted | NotChecked):
        assert kept == PastCheck(NOW, word, None, (), "off", verdict.problem.id)
    else:
        switched_on = (TRADING,) if word is VerdictWord.CAN_DO_MORE else ()
        assert kept == PastCheck(CHECKED_AT, word, FLAGS, switched_on, "refused", None)


def _check(flags: dict[str, bool] | None, switched_on: tuple[str, ...] = ()) -> PastCheck:
    return PastCheck(NOW, VerdictWord.READ_ONLY, flags, switched_on, "off", None)


def test_what_changed() -> None:
    before = _check(FLAGS)
    after = _check({**FLAGS, TRADING: True, IP_RESTRICTED: True, "zNew": True}, (TRADING, "zNew"))

    changed = switched_between(before, after)

    assert changed == (
        Switched(TRADING, on=True),
        Switched("zNew", on=True),
        Switched(IP_RESTRICTED, on=True),
    )
    assert [one.words for one in changed] == [
        "Spot & margin trading switched on",
        "zNew switched on",
        "IP restriction added",
    ]
    back = switched_between(after, before)
    assert {one.words for one in back} == {
        "Spot & margin trading switched off",
        "zNew switched off",
        "IP restriction taken away",
    }


def test_nothing_is_said_where_one_side_is_unknown() -> None:
    assert switched_between(None, _check(FLAGS)) == ()
    assert switched_between(_check(None), _check(FLAGS)) == ()
    assert switched_between(_check(FLAGS), _check(None)) == ()


flags = st.dictionaries(st.sampled_from([*FLAGS, "one", "two"]), st.booleans())


@given(flags, flags)
def test_every_difference_is_told_once_dangers_first(
    one: dict[str, bool], other: dict[str, bool]
) -> None:
    dangers = tuple(name for name, on in other.items() if on and name != READING)
    before, after = _check(one), _check(other, dangers)

    changed = switched_between(before, after)

    different = {n for n in {*one, *other} if one.get(n, False) is not other.get(n, False)}
    assert {change.field for change in changed} == different
    assert len(changed) == len(different)
    assert all(change.on is other.get(change.field, False) for change in changed)
    places = [change.field not in dangers for change in changed]
    assert places == sorted(places)
    assert switched_between(before, replace(before, checked_at=CHECKED_AT)) == ()
